import type { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { History } from '../delivery/history.ts';
import type { AnswerMetrics } from '../delivery/reply.ts';
import type { Tell } from '../delivery/tell.ts';
import { cut } from '../render/limits.ts';
import type { Message } from '../render/rich-text.ts';
import { answerRequest, type Desk } from './answer-request.ts';
import { carryOut } from './carry-out.ts';
import type { DigestReply } from './digest.ts';
import { readRequest } from './request.ts';

/**
 * The slash command. A question is answered in the acknowledgement itself, from memory: no second call, no store. A
 * digest command is stored, acknowledged and then carried out.
 */
export function registerCommand(
  app: App,
  deps: {
    desk: Desk;
    digestReply: DigestReply;
    tell: Tell;
    history: History;
    metrics: AnswerMetrics;
    log: Log;
  },
): void {
  const { desk, digestReply, tell, history, metrics, log } = deps;
  app.command(/.*/, async ({ command, ack }) => {
    const started = performance.now();
    if (command.command !== desk.base.desk.command) {
      return ack({ response_type: 'ephemeral', text: `This bot answers ${desk.base.desk.command}.` });
    }
    const { team_id: team, channel_id: channel, user_id: user, trigger_id, response_url: url } = command;
    const request = readRequest(command.text ?? '', desk);
    if (request.form === 'digest') {
      await ack();
      const what = `${command.command} ${cut(request.command, LONGEST_COMMAND)}`;
      const waiting = { key: `order ${trigger_id}`, what, team, channel, user, url };
      return carryOut(waiting, { tell, log }, async () => {
        const meanwhile = (message: Message) => tell.meanwhile(waiting, message);
        const { key } = waiting;
        await tell.answer(
          waiting,
          await digestReply(request.command, { team, channel, user, key, meanwhile }),
        );
      });
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

// --- internal ---

/** Characters of a command that are repeated to whoever gave it. */
const LONGEST_COMMAND = 80;
