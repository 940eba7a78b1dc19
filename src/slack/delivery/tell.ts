import type { Log } from '../../log.ts';
import { type Message, withLead } from '../render/rich-text.ts';
import type { Poster } from './post-once.ts';
import type { PostToUrl } from './response-url.ts';
import type { SendOnce } from './send-once.ts';
import { slackFault } from './slack-fault.ts';

/** Somebody who gave a command or pressed a button, and waits for what comes of it. */
export interface Waiting {
  /** Natural key of what they did. */
  key: string;
  /** What they did, in words they know: `/haiti digest off`, `Share`. */
  what: string;
  team: string;
  channel: string;
  user: string;
  /** Where Slack takes replies; there is none in App Home. */
  url: string | undefined;
  /** The thread they are in: without it, Slack shows a private reply outside. */
  thread?: string | undefined;
}

/** Tells people privately what came of a command or a press. */
export interface Tell {
  /**
   * The answer, once: through the response URL, and when Slack does not take it there, in a direct message.
   * @throws Unsettled when the bot stops first; StateError when the store fails
   */
  answer(waiting: Waiting, message: Message): Promise<void>;
  /** That the answer takes longer. Only tried, and said once. */
  meanwhile(waiting: Waiting, message: Message): Promise<void>;
  /** Without the store, for when it fails: a single try, which another process may repeat. */
  blindly(waiting: Waiting, message: Message): Promise<void>;
}

export function createTell(deps: {
  postToUrl: PostToUrl;
  sendOnce: SendOnce;
  poster: Poster;
  log: Log;
}): Tell {
  const { postToUrl, sendOnce, poster, log } = deps;

  async function blindly({ url, thread }: Waiting, message: Message): Promise<void> {
    if (url === undefined) return;
    await postToUrl(url, message, { type: 'ephemeral', thread }).catch((error: unknown) =>
      log.warn('reply address refused', { why: slackFault(error) }),
    );
  }

  async function byUrl(waiting: Waiting, key: string, message: Message): Promise<string | null> {
    const { url, thread, team, channel } = waiting;
    if (url === undefined) return 'no reply address';
    const post = { key, kind: 'reply' as const, team, channel, date: null };
    const end = await sendOnce(post, () => postToUrl(url, message, { type: 'ephemeral', thread }));
    if (end.outcome === 'posted') return null;
    log.warn('reply address refused', { why: end.why, outcome: end.outcome });
    return end.outcome;
  }

  return {
    async answer(waiting, message) {
      const failed = await byUrl(waiting, `reply ${waiting.key}`, message);
      if (failed === null) return;
      const { key, team, user } = waiting;
      const post = {
        ...{ key: `reply ${key} in private`, kind: 'reply' as const, team, channel: user, date: null },
      };
      const lead = failed === 'unknown' ? MAYBE_TWICE : INSTEAD;
      const written = withLead(`${lead} Your ${waiting.what}:`, message);
      const end = await poster.settle(post, { channel: user }, async () => ({ message: written }));
      if (end.outcome !== 'posted') log.error('answer not sent', { why: end.why });
    },
    async meanwhile(waiting, message) {
      await byUrl(waiting, `meanwhile ${waiting.key}`, message);
    },
    blindly,
  };
}

/** What somebody is told, if a task takes long, and the task's result. */
export async function tellIfSlow<Result>(
  say: () => Promise<void>,
  task: () => Promise<Result>,
): Promise<Result> {
  let saying: Promise<void> | undefined;
  const timer = setTimeout(() => {
    // What fails here fails for the task as well, which reports it.
    saying = say().catch(() => {});
  }, PATIENCE);
  try {
    return await task();
  } finally {
    clearTimeout(timer);
    await saying;
  }
}

// --- internal ---

/** In milliseconds. */
const PATIENCE = 5000;

const INSTEAD = 'Slack did not take my reply where you asked, so here it is.';
const MAYBE_TWICE = 'My reply may or may not have reached you where you asked, so here it is.';
