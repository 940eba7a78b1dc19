import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { slackFault } from '../delivery/slack-fault.ts';

/** Puts names beside the ids of people in a text: `<@U2>` becomes `<@U2|Marco Rubio>`. Who is not found in time stays an id. */
export type NameMentioned = (text: string) => Promise<string>;

/** @param me the bot's own user id: being called is no part of a question */
export function createNameMentioned(deps: {
  users: Pick<WebClient['users'], 'info'>;
  me: string | undefined;
  log: Log;
}): NameMentioned {
  const { users, me, log } = deps;
  return async (text) => {
    const ids = new Set([...text.matchAll(ID_ALONE)].flatMap(([, id]) => (id && id !== me ? [id] : [])));
    if (ids.size === 0) return text;
    const names = new Map<string, string>();
    const lookUp = async (user: string) => {
      try {
        const { user: person } = await users.info({ user });
        if (person?.real_name) names.set(user, person.real_name.replace(/[<>|&]/g, ' '));
      } catch (error) {
        log.warn('name not read', { why: slackFault(error) });
      }
    };
    await inTime(Promise.all([...ids].slice(0, MOST_NAMES).map(lookUp)));
    return text.replace(ID_ALONE, (mention, id: string) =>
      names.has(id) ? `<@${id}|${names.get(id)}>` : mention,
    );
  };
}

// --- internal ---

const ID_ALONE = /<@([UW][A-Z0-9]+)>/g;
/** Looked up for one question, so that a long list of names does not hold up the answer. */
const MOST_NAMES = 3;
/** In milliseconds; the question is answered without the names then. */
const PATIENCE = 1500;

async function inTime(lookUps: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([lookUps, late]);
  clearTimeout(timer);
}
