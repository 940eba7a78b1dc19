import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import type { SendReply } from '../delivery/reply.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { lineMessage } from '../render/rich-text.ts';
import type { AnswerRequest, Desk } from './answer-request.ts';
import type { NameMentioned } from './mentioned-names.ts';
import { messageText } from './message-text.ts';
import { readRequest } from './request.ts';

/**
 * A mention is answered in its thread. One that asks nothing itself ("@Haiti Desk", "any idea?"), in a thread, answers the message
 * that the thread hangs on, whoever or whatever wrote it; outside a thread it gets help. So is a mention that an edit adds;
 * an edit of what was answered has its `ts` and is stopped as a duplicate.
 */
export function registerMention(
  app: App,
  deps: {
    desk: Desk;
    /** The bot's own, for events of an organisation's installation, which may name none. */
    team: string;
    answer: AnswerRequest;
    nameMentioned: NameMentioned;
    send: SendReply;
    client: WebClient;
    log: Log;
  },
): void {
  const { desk, team, answer, nameMentioned, send, client, log } = deps;

  app.event('app_mention', async ({ event, body, context }) => {
    // Slack sends it; the library's types do not know it.
    if ('bot_id' in event && event.bot_id) return;
    const { channel, ts, user, thread_ts: thread } = event;
    const incoming = {
      team: body.team_id ?? team,
      channel,
      ts,
      user,
      door: 'mention' as const,
      at: performance.now(),
    };
    const said = desk.search.read(event.text);
    const pointsUp =
      (said.kind === 'empty' || said.kind === 'pointer') && thread !== undefined && thread !== ts;
    const text = pointsUp ? await readParent(channel, thread, context.botId) : event.text;
    const reply =
      text === null
        ? UNREADABLE
        : await answer(readRequest(await nameMentioned(text), desk), incoming, thread);
    if (reply) await send(incoming, { channel, thread: thread ?? ts }, reply);
  });

  /** The text of the message that started a thread; empty, which asks for help, for one of our own; null if it cannot be read. */
  async function readParent(channel: string, ts: string, ourBot: string | undefined): Promise<string | null> {
    try {
      const { messages } = await client.conversations.replies({ channel, ts, limit: 1 });
      const parent = messages?.[0];
      // A deleted parent of a thread remains as a tombstone.
      if (!parent || ('subtype' in parent && parent.subtype === 'tombstone')) return null;
      return parent.bot_id !== undefined && parent.bot_id === ourBot ? '' : messageText(parent);
    } catch (error) {
      log.warn('thread not read', { why: slackFault(error) });
      return null;
    }
  }
}

// --- internal ---

const UNREADABLE = {
  message: lineMessage('I could not read the message above. Mention me with your question.'),
  told: [],
  missed: [],
  kind: 'refused',
};
