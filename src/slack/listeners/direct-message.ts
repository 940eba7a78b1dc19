import type { App } from '@slack/bolt';
import type { SendReply } from '../delivery/reply.ts';
import type { AnswerText } from './answer-request.ts';

/** A direct message is a question. */
export function registerDirectMessage(app: App, deps: { answer: AnswerText; send: SendReply }): void {
  const { answer, send } = deps;
  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id) return;
    const { channel, ts, user } = event;
    const incoming = {
      team: body.team_id,
      channel,
      ts,
      user,
      door: 'direct' as const,
      at: performance.now(),
    };
    const reply = await answer(event.text ?? '', incoming);
    await send(incoming, { channel, thread: event.thread_ts }, reply);
  });
}
