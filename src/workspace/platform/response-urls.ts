import { type Clock, secret } from './ids.ts';

/** A response_url is valid for thirty minutes and five messages. */
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

/** What a response_url responds to. */
interface Occasion {
  channel: string;
  user: string;
  /** The command as it was typed. */
  asked?: string;
  /** The message with the pressed button. */
  messageTs?: string;
}

export interface ResponseUrl extends Occasion {
  url: string;
  madeAt: number;
  uses: number;
  /** Used up or expired by a test, so that using it is not a violation. */
  forced: boolean;
}

type ResponseUrlFault = 'used_url' | 'expired_url' | 'invalid_url';

export interface ResponseUrls {
  issue(kind: 'commands' | 'actions', occasion: Occasion): ResponseUrl;
  spend(path: string): ResponseUrl | { fault: ResponseUrlFault; forced: boolean };
  find(url: string): ResponseUrl | undefined;
}

export function createResponseUrls(now: Clock, origin: () => string, teamId: string): ResponseUrls {
  const urls = new Map<string, ResponseUrl>();
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
    find: (url) => urls.get(new URL(url).pathname),
  };
}
