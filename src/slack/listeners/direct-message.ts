import type { App } from '@slack/bolt';
import type { SendReply } from '../delivery/reply.ts';
import { isSaid } from '../delivery/said.ts';
import type { AnswerRequest, Desk } from './answer-request.ts';
import type { NameMentioned } from './mentioned-names.ts';
import { readRequest } from './request.ts';

/** A direct message is a question. */
export function registerDirectMessage(
  app: App,
  deps: {
    desk: Desk;
    /** The bot's own, for events of an organisation's installation, which may name none. */
    team: string;
    answer: AnswerRequest;
    nameMentioned: NameMentioned;
    send: SendReply;
  },
): void {
  const { desk, team, answer, nameMentioned, send } = deps;
  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || !isSaid(event) || ('bot_id' in event && event.bot_id)) return;
    const { channel, ts, user } = event;
    const thread = 'thread_ts' in event ? event.thread_ts : undefined;
    const incoming = {
      team: body.team_id ?? team,
      channel,
      ts,
      user,
      door: 'direct' as const,
      at: performance.now(),
    };
    const text = await nameMentioned(event.text ?? '');
    const reply = await answer(readRequest(text, desk), incoming, thread);
    if (reply) await send(incoming, { channel, thread }, reply);
  });
}
