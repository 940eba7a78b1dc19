import type { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { History } from '../delivery/history.ts';
import type { AnswerMetrics } from '../delivery/reply.ts';
import { answerRequest, type Desk } from './answer-request.ts';
import type { DigestReply } from './digest.ts';
import { readRequest } from './request.ts';

/** The slash command. A question is answered in the acknowledgement itself, from memory: no second call, no store. */
export function registerCommand(
  app: App,
  deps: { desk: Desk; digestReply: DigestReply; history: History; metrics: AnswerMetrics; log: Log },
): void {
  const { desk, digestReply, history, metrics, log } = deps;
  app.command(/.*/, async ({ command, ack, respond }) => {
    const started = performance.now();
    if (command.command !== desk.base.desk.command) {
      return ack({ response_type: 'ephemeral', text: `This bot answers ${desk.base.desk.command}.` });
    }
    const { team_id: team, channel_id: channel, user_id: user, trigger_id } = command;
    const request = readRequest(command.text ?? '', desk);
    if (request.form === 'digest') {
      await ack();
      const message = await digestReply(request.command, { team, channel, user, key: `order ${trigger_id}` });
      await respond({ response_type: 'ephemeral', ...message });
      return;
    }
    const reply = answerRequest(request, desk, { channel });
    await ack({ response_type: 'ephemeral', ...reply.message });
    const ms = performance.now() - started;
    log.info('command answered', { kind: reply.kind, ms: Math.round(ms) });
    metrics.question(reply.kind, 'command');
    metrics.answered('command', ms);
    history.recordSoon({ id: `command ${trigger_id}`, team, channel, ts: null, thread: null }, reply);
  });
}
