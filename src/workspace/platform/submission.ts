import { judgeView } from './api/views.ts';
import type { Platform } from './platform.ts';
import { type Fields, isObject } from './rules/check.ts';
import type { Fault } from './rules/message.ts';
import { STACK, type View } from './views.ts';

/** What happened to a submitted form. */
export interface Submitted {
  /** `close` when the bot only acked. */
  responseAction?: string;
  /** Errors shown at the fields, by block_id. */
  errors?: Fields;
  /** Why Slack does not show the view that the bot answered with. */
  refused?: Fault;
  /** The form that is on the screen now, if any. */
  view?: View;
}

/** Applies the app's response to a view_submission. */
export function settleSubmission(payload: unknown, view: View, platform: Platform): Submitted {
  const violation = (detail: string) => {
    platform.violations.add('invalid_response_action', 'view_submission', detail);
    return shown({});
  };
  const shown = (submitted: Submitted): Submitted => {
    const top = platform.views.top(view);
    return top ? { ...submitted, view: top } : submitted;
  };
  const answer = isObject(payload) ? payload : {};
  if (Object.keys(answer).length === 0) {
    platform.views.close(view);
    return shown({ responseAction: 'close' });
  }
  const action = String(answer.response_action);
  switch (action) {
    case 'clear':
      platform.views.close(...platform.views.stack(view));
      return { responseAction: action };
    case 'errors': {
      const errors = answer.errors;
      const blocks = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
      if (!isObject(errors) || Object.keys(errors).length === 0) return violation('errors without any error');
      const strange = Object.keys(errors).filter((id) => !blocks.includes(id));
      if (strange.length > 0) return violation(`errors for ${strange.join(', ')}, which are no inputs`);
      return shown({ responseAction: action, errors });
    }
    case 'update':
    case 'push': {
      const refused = judgeView(answer.view, `view_submission ${action}`, platform, 'modal');
      if (refused) return shown({ refused });
      const next = answer.view as Fields;
      if (action === 'update') platform.views.replace(view, next);
      else if (platform.views.stack(view).length >= STACK) return violation('more than three modals');
      else platform.views.open(view, next, view);
      return shown({ responseAction: action });
    }
    default:
      return violation(`response_action ${action}`);
  }
}
