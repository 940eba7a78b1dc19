import type { Incoming, Reply } from '../delivery/reply.ts';
import { answerRequest, type Desk } from './answer-request.ts';
import type { DigestReply } from './digest.ts';
import { readRequest } from './request.ts';

/** Answers whatever a message says: a question, a form or a digest command. */
export type AnswerText = (text: string, incoming: Incoming) => Promise<Reply>;

export function createAnswerText({
  desk,
  digestReply,
}: {
  desk: Desk;
  digestReply: DigestReply;
}): AnswerText {
  return async (text, { team, channel, ts, user = '' }) => {
    const request = readRequest(text, desk.base);
    if (request.form !== 'digest') return answerRequest(request, desk, channel);
    const key = `order ${team} ${channel} ${ts}`;
    const message = await digestReply(request.command, { team, channel, user, key });
    return { message, told: [], missed: [], kind: 'digest' };
  };
}
