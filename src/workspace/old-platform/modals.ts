import { ApiError } from './api-error.ts';
import { readView } from './api-views.ts';
import type { Person } from './cast.ts';
import { stateValues } from './choices.ts';
import { fieldErrors, missing } from './interactions.ts';
import { obj, str } from './json.ts';
import type { Platform } from './platform.ts';
import type { View } from './views.ts';

/** What a person reads when a modal could not be sent: a line, or a line for each field. */
interface Submitted {
  notice?: string;
  errors?: { [block: string]: string };
}

export interface Modals {
  submit(user: Person, viewId: string, inputs: unknown): Promise<Submitted>;
  close(user: Person, viewId: string, all: boolean): void;
}

const TROUBLE = 'We had some trouble connecting. Try again?';

export function createModals(platform: Platform): Modals {
  const { cast, views, payloads, delivery } = platform;

  return {
    async submit(user, viewId, inputs) {
      const view = topModal(user, viewId);
      if (!view) return { notice: 'This is no longer open.' };
      const values = stateValues(view.blocks, inputs, cast);
      const errors = missing(view, values);
      if (Object.keys(errors).length > 0) return { errors };
      const outcome = await delivery.deliver(payloads.submission(user, view, values));
      if (outcome.kind !== 'acked') return { notice: TROUBLE };
      try {
        return answer(user, view, obj(outcome.body));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const reasons = Array.isArray(error.details.errors) ? `: ${error.details.errors.join('; ')}` : '';
        return { notice: `${TROUBLE} (${error.code}${reasons})` };
      }
    },

    close(user, viewId, all) {
      const view = topModal(user, viewId);
      if (!view) return;
      const closing = all || view.clear_on_close ? views.stack(user.id) : [view];
      views.close(user.id, closing.length > 1 || all);
      for (const one of closing.filter((each) => each.notify_on_close)) {
        // It is closed whatever the app says to that.
        void delivery.deliver(payloads.closed(user, one, closing.length > 1));
      }
    },
  };

  // --- internal ---

  function topModal(user: Person, id: string): View | undefined {
    const top = views.stack(user.id).at(-1);
    return top?.id === id ? top : undefined;
  }

  function answer(user: Person, view: View, body: { [key: string]: unknown }): Submitted {
    switch (str(body.response_action)) {
      case 'errors':
        return { errors: fieldErrors(view, body.errors) };
      case 'clear':
        views.close(user.id, true);
        return {};
      case 'update':
        views.update(view, readView(platform, { view: body.view }, 'modal', view));
        return {};
      case 'push':
        views.open(user.id, readView(platform, { view: body.view }, 'modal'), false);
        return {};
      default:
        // What the app opened meanwhile stays: only the modal that was sent goes away.
        if (topModal(user, view.id)) views.close(user.id, false);
        return {};
    }
  }
}
