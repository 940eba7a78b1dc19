import type { Core } from '../core.ts';
import type { Trigger } from '../permits.ts';
import { type Fields, isObject, slackWords } from '../rules/check.ts';
import { screen } from '../rules/screen.ts';
import { isViewTooLarge, viewProblems } from '../rules/views.ts';
import { apiView, STACK, type View } from '../views.ts';
import { type Methods, Refusal, textArg } from './method.ts';

/** Judges a view by every rule; what is wrong is recorded and refused. */
export function judgeView(
  view: unknown,
  where: string,
  core: Core,
  expected?: 'modal' | 'home',
): { error: string; messages: string[] } | undefined {
  for (const { what, at, detail } of screen(view, core.judge.allowed, '/view')) {
    core.violations.add(what, where, `${detail} at ${at}`);
  }
  const problems = viewProblems(view, expected);
  if (problems.length > 0) {
    const messages = slackWords(problems);
    core.violations.add('invalid_view', where, messages.join('; '));
    return { error: 'invalid_arguments', messages };
  }
  if (isViewTooLarge(view)) {
    core.violations.add('view_too_large', where, 'over 250 kB');
    return { error: 'view_too_large', messages: [] };
  }
  return undefined;
}

function judged(args: Fields, method: string, core: Core, expected?: 'modal' | 'home'): Fields {
  const fault = judgeView(args.view, method, core, expected);
  if (fault) throw Refusal.of(fault);
  return args.view as Fields;
}

function exchanged(args: Fields, method: string, core: Core): Trigger {
  const id = textArg(args, 'trigger_id') ?? textArg(args, 'interactivity_pointer');
  if (id === undefined) throw new Refusal('invalid_arguments', missing('trigger_id'));
  const trigger = core.permits.exchange(id);
  if (typeof trigger !== 'string') return trigger;
  core.violations.add(trigger, method, 'a trigger opens one view, within three seconds');
  throw new Refusal(trigger);
}

function missing(name: string): Fields {
  return { response_metadata: { messages: [`[ERROR] missing required field: ${name}`] } };
}

function unusedExternalId(view: Fields, core: Core, old?: View): void {
  const externalId = view.external_id;
  if (typeof externalId !== 'string' || externalId === '') return;
  const other = core.views.find({ externalId });
  if (other && other !== old) throw new Refusal('duplicate_external_id');
}

function sameHash(args: Fields, view: View): void {
  const hash = textArg(args, 'hash');
  if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
}

export const views: Methods = {
  'views.open': {
    required: ['view'],
    optional: ['trigger_id', 'interactivity_pointer'],
    run(args, core) {
      const view = judged(args, 'views.open', core, 'modal');
      unusedExternalId(view, core);
      const { user } = exchanged(args, 'views.open', core);
      return { view: apiView(core.views.open(user, view)) };
    },
  },
  'views.push': {
    required: ['view'],
    optional: ['trigger_id', 'interactivity_pointer'],
    run(args, core) {
      const view = judged(args, 'views.push', core, 'modal');
      unusedExternalId(view, core);
      const { user, viewId } = exchanged(args, 'views.push', core);
      const below = viewId === undefined ? undefined : core.views.find({ id: viewId });
      if (below?.type !== 'modal') throw new Refusal('not_found');
      if (core.views.stack(user).length >= STACK) throw new Refusal('push_limit_reached');
      return { view: apiView(core.views.open(user, view, below)) };
    },
  },
  'views.update': {
    required: ['view'],
    optional: ['view_id', 'external_id', 'hash'],
    run(args, core) {
      const id = textArg(args, 'view_id');
      const externalId = textArg(args, 'external_id');
      if (id === undefined && externalId === undefined) {
        throw new Refusal('invalid_arguments', missing('view_id'));
      }
      const view = judged(args, 'views.update', core);
      const old = core.views.find(id === undefined ? { externalId: externalId ?? '' } : { id });
      if (!old) throw new Refusal('not_found');
      if (isObject(view) && view.type !== old.type) {
        core.violations.add('invalid_view', 'views.update', `a ${old.type} cannot become a ${view.type}`);
        throw new Refusal('invalid_arguments');
      }
      sameHash(args, old);
      unusedExternalId(view, core, old);
      return { view: apiView(core.views.replace(old, view)) };
    },
  },
  'views.publish': {
    required: ['user_id', 'view'],
    optional: ['hash'],
    run(args, core) {
      const view = judged(args, 'views.publish', core, 'home');
      const user = textArg(args, 'user_id') ?? '';
      if (!core.world.users.has(user)) throw new Refusal('user_not_found');
      const old = core.views.home(user);
      if (old) sameHash(args, old);
      unusedExternalId(view, core, old);
      return { view: apiView(core.views.publish(user, view)) };
    },
  },
};
