import { type Clock, secret } from './ids.ts';

/** A trigger is valid for three seconds and opens one view. */
const TRIGGER_MS = 3000;

/** The action that created it. */
interface Origin {
  user: string;
  /** The browser window in which the person acted; the modal opens there. */
  client?: string | undefined;
  /** The view they acted in, for views.push. */
  viewId?: string | undefined;
}

export interface Trigger extends Origin {
  id: string;
  madeAt: number;
  used: boolean;
}

type TriggerFault = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

export interface Triggers {
  issue(origin: Origin): Trigger;
  exchange(id: string): Trigger | TriggerFault;
}

export function createTriggers(now: Clock): Triggers {
  const triggers = new Map<string, Trigger>();
  return {
    issue(origin) {
      const id = `${Math.floor(now())}.${100_000_000 + triggers.size}.${secret()}`;
      const trigger: Trigger = { ...origin, id, madeAt: now(), used: false };
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
  };
}
