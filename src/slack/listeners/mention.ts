import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import type { SendReply } from '../delivery/reply.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { unescapeText } from '../render/escape.ts';
import { lineMessage } from '../render/rich-text.ts';
import type { AnswerText } from './answer-request.ts';

/** A mention is answered in its thread. One without a question, in a thread, answers the message that started the thread. */
export function registerMention(
  app: App,
  deps: { answer: AnswerText; send: SendReply; client: WebClient; log: Log },
): void {
  const { answer, send, client, log } = deps;

  app.event('app_mention', async ({ event, body }) => {
    // Slack sends both; the library's types know neither.
    if ('bot_id' in event && event.bot_id) return;
    if ('edited' in event && event.edited) return;
    const { channel, ts, user, thread_ts: thread, text } = event;
    const incoming = {
      team: body.team_id,
      channel,
      ts,
      user,
      door: 'mention' as const,
      at: performance.now(),
    };
    const isAlone = unescapeText(text) === '' && thread !== undefined && thread !== ts;
    const question = isAlone ? await readParent(channel, thread) : text;
    const reply = question === null ? UNREADABLE : await answer(question, incoming);
    await send(incoming, { channel, thread: thread ?? ts }, reply);
  });

  /** The text of the message that started a thread; empty, which asks for help, if a bot wrote it; null if it cannot be read. */
  async function readParent(channel: string, ts: string): Promise<string | null> {
    try {
      const { messages } = await client.conversations.replies({ channel, ts, limit: 1 });
      const parent = messages?.[0];
      return parent?.bot_id ? '' : (parent?.text ?? '');
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
