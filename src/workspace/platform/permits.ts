import { type Clock, secret } from './ids.ts';

/** A trigger lives three seconds and opens one view. */
const TRIGGER_MS = 3000;
/** A response_url lives thirty minutes and takes five messages. */
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

export interface Trigger {
  id: string;
  user: string;
  /** The view it was made in, for views.push. */
  viewId?: string;
  madeAt: number;
  used: boolean;
}

export interface ResponseUrl {
  url: string;
  channel: string;
  user: string;
  /** The message whose button was pressed. */
  messageTs?: string;
  madeAt: number;
  uses: number;
  /** Spent or aged by the test, so that running into it is no breach by the bot. */
  forced: boolean;
}

type TriggerFault = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';
type ResponseUrlFault = 'used_url' | 'expired_url' | 'invalid_url';

export interface Permits {
  trigger(user: string, viewId?: string): Trigger;
  exchange(id: string): Trigger | TriggerFault;
  responseUrl(
    kind: 'commands' | 'actions',
    to: Omit<ResponseUrl, 'url' | 'madeAt' | 'uses' | 'forced'>,
  ): ResponseUrl;
  spend(path: string): ResponseUrl | { fault: ResponseUrlFault; forced: boolean };
  /** For tests: as if its five uses were gone, or its thirty minutes. */
  useUp(url: string): void;
  expire(url: string): void;
}

export function createPermits(now: Clock, origin: () => string, teamId: string): Permits {
  const triggers = new Map<string, Trigger>();
  const urls = new Map<string, ResponseUrl>();
  const known = (url: string) => {
    const found = urls.get(new URL(url).pathname);
    if (!found) throw new Error('no such response_url was given out');
    return found;
  };
  return {
    trigger(user, viewId) {
      const id = `${Math.floor(now())}.${100_000_000 + triggers.size}.${secret()}`;
      const trigger: Trigger = { id, user, madeAt: now(), used: false, ...(viewId ? { viewId } : {}) };
      triggers.set(id, trigger);
      return trigger;
    },
    exchange(id) {
      const trigger = triggers.get(id);
      if (!trigger) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (now() - trigger.madeAt > TRIGGER_MS) return 'expired_trigger_id';
      trigger.used = true;
      return trigger;
    },
    responseUrl(kind, to) {
      const path = `/${kind}/${teamId}/${urls.size + 1}/${secret()}`;
      const made: ResponseUrl = { ...to, url: `${origin()}${path}`, madeAt: now(), uses: 0, forced: false };
      urls.set(path, made);
      return made;
    },
    spend(path) {
      const found = urls.get(path);
      if (!found) return { fault: 'invalid_url', forced: false };
      const { forced } = found;
      if (now() - found.madeAt > RESPONSE_MS) return { fault: 'expired_url', forced };
      if (found.uses >= RESPONSE_USES) return { fault: 'used_url', forced };
      found.uses += 1;
      return found;
    },
    useUp(url) {
      Object.assign(known(url), { uses: RESPONSE_USES, forced: true });
    },
    expire(url) {
      Object.assign(known(url), { madeAt: Number.NEGATIVE_INFINITY, forced: true });
    },
  };
}
