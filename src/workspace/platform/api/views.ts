import type { Platform } from '../platform.ts';
import { type Fields, isObject, slackWords } from '../rules/check.ts';
import type { Fault } from '../rules/message.ts';
import { screen } from '../rules/screen.ts';
import { isViewTooLarge, viewProblems } from '../rules/views.ts';
import type { Trigger } from '../triggers.ts';
import { apiView, STACK, type View } from '../views.ts';
import { type Methods, Refusal, textArg } from './method.ts';

/** Checks a view against every rule; violations are recorded, and returned when Slack would refuse the view. */
export function judgeView(
  view: unknown,
  where: string,
  platform: Platform,
  expected?: 'modal' | 'home',
): Fault | undefined {
  for (const { what, at, detail } of screen(view, platform.judge.allowed, '/view')) {
    platform.violations.add(what, where, `${detail} at ${at}`);
  }
  const problems = viewProblems(view, expected);
  if (problems.length > 0) {
    const messages = slackWords(problems);
    platform.violations.add('invalid_view', where, messages.join('; '));
    return { error: 'invalid_arguments', messages };
  }
  if (isViewTooLarge(view)) {
    platform.violations.add('view_too_large', where, 'over 250 kB');
    return { error: 'view_too_large', messages: [] };
  }
  return undefined;
}

function judged(args: Fields, method: string, platform: Platform, expected?: 'modal' | 'home'): Fields {
  const fault = judgeView(args.view, method, platform, expected);
  if (fault) throw Refusal.of(fault);
  return args.view as Fields;
}

function exchanged(args: Fields, method: string, platform: Platform): Trigger {
  const id = textArg(args, 'trigger_id') ?? textArg(args, 'interactivity_pointer');
  if (id === undefined) throw new Refusal('invalid_arguments', missing('trigger_id'));
  const trigger = platform.triggers.exchange(id);
  if (typeof trigger !== 'string') return trigger;
  platform.violations.add(trigger, method, 'a trigger opens one view, within three seconds');
  throw new Refusal(trigger);
}

function missing(name: string): Fields {
  return { response_metadata: { messages: [`[ERROR] missing required field: ${name}`] } };
}

function unusedExternalId(view: Fields, platform: Platform, old?: View): void {
  const externalId = view.external_id;
  if (typeof externalId !== 'string' || externalId === '') return;
  const other = platform.views.find({ externalId });
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
    run(args, platform) {
      const view = judged(args, 'views.open', platform, 'modal');
      unusedExternalId(view, platform);
      return { view: apiView(platform.views.open(exchanged(args, 'views.open', platform), view)) };
    },
  },
  'views.push': {
    required: ['view'],
    optional: ['trigger_id', 'interactivity_pointer'],
    run(args, platform) {
      const view = judged(args, 'views.push', platform, 'modal');
      unusedExternalId(view, platform);
      const { viewId } = exchanged(args, 'views.push', platform);
      const below = viewId === undefined ? undefined : platform.views.find({ id: viewId });
      if (below?.type !== 'modal') throw new Refusal('not_found');
      if (platform.views.stack(below).length >= STACK) throw new Refusal('push_limit_reached');
      return { view: apiView(platform.views.open(below, view, below)) };
    },
  },
  'views.update': {
    required: ['view'],
    optional: ['view_id', 'external_id', 'hash'],
    run(args, platform) {
      const id = textArg(args, 'view_id');
      const externalId = textArg(args, 'external_id');
      if (id === undefined && externalId === undefined) {
        throw new Refusal('invalid_arguments', missing('view_id'));
      }
      const view = judged(args, 'views.update', platform);
      const old = platform.views.find(id === undefined ? { externalId: externalId ?? '' } : { id });
      if (!old) throw new Refusal('not_found');
      if (isObject(view) && view.type !== old.type) {
        platform.violations.add('invalid_view', 'views.update', `a ${old.type} cannot become a ${view.type}`);
        throw new Refusal('invalid_arguments');
      }
      sameHash(args, old);
      unusedExternalId(view, platform, old);
      return { view: apiView(platform.views.replace(old, view)) };
    },
  },
  'views.publish': {
    required: ['user_id', 'view'],
    optional: ['hash'],
    run(args, platform) {
      const view = judged(args, 'views.publish', platform, 'home');
      const user = textArg(args, 'user_id') ?? '';
      if (!platform.members.users.has(user)) throw new Refusal('user_not_found');
      const old = platform.views.home(user);
      if (old) sameHash(args, old);
      unusedExternalId(view, platform, old);
      return { view: apiView(platform.views.publish(user, view)) };
    },
  },
};
