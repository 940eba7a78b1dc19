import { type Clock, secret } from './ids.ts';

/** A response_url lives thirty minutes and takes five messages. */
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

/** What a response_url answers. */
interface Occasion {
  channel: string;
  user: string;
  /** The command as it was typed. */
  asked?: string;
  /** The message whose button was pressed. */
  messageTs?: string;
}

export interface ResponseUrl extends Occasion {
  url: string;
  madeAt: number;
  uses: number;
  /** Spent or aged by a test, so that running into it is no violation by the bot. */
  forced: boolean;
}

type ResponseUrlFault = 'used_url' | 'expired_url' | 'invalid_url';

export interface ResponseUrls {
  issue(kind: 'commands' | 'actions', occasion: Occasion): ResponseUrl;
  spend(path: string): ResponseUrl | { fault: ResponseUrlFault; forced: boolean };
  /** For tests: as if its five uses were gone, or its thirty minutes. */
  useUp(url: string): void;
  expire(url: string): void;
}

export function createResponseUrls(now: Clock, origin: () => string, teamId: string): ResponseUrls {
  const urls = new Map<string, ResponseUrl>();
  const known = (url: string) => {
    const found = urls.get(new URL(url).pathname);
    if (!found) throw new Error('no such response_url was given out');
    return found;
  };
  return {
    issue(kind, occasion) {
      const path = `/${kind}/${teamId}/${urls.size + 1}/${secret()}`;
      const made = { ...occasion, url: `${origin()}${path}`, madeAt: now(), uses: 0, forced: false };
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
