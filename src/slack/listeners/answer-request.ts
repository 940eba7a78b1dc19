import type { KnownBlock } from '@slack/types';
import { dateIn } from '../../digest/local-time.ts';
import type { FactBase } from '../../facts/schema.ts';
import type { Answer } from '../../search/answer.ts';
import { asideLine, type DisplayContext, leftLine } from '../../search/answer-text.ts';
import type { Search } from '../../search/search.ts';
import type { History } from '../delivery/history.ts';
import type { Incoming, Reply } from '../delivery/reply.ts';
import { answerBlocks } from '../render/answer.ts';
import { escapeText } from '../render/escape.ts';
import { pageBlocks } from '../render/pages.ts';
import { fitted, lineMessage, plain, richText, section } from '../render/rich-text.ts';
import type { DigestReply } from './digest.ts';
import type { BaseRequest, Request } from './request.ts';

/** What every listener answers from. */
export interface Desk {
  base: FactBase;
  search: Search;
  staleAfterDays: number;
  now(): Date;
}

/** How the desk shows things today, in its own time zone. */
export function displayContext(desk: Desk): DisplayContext {
  return {
    sources: desk.base.sources,
    today: dateIn(desk.base.desk.timezone, desk.now()),
    staleAfterDays: desk.staleAfterDays,
    version: desk.base.version,
  };
}

/**
 * Answers a request; the same at every door.
 * @param where.channel an answer in a direct message cannot be shared
 * @param where.after ids of the facts told last in the thread
 */
export function answerRequest(
  request: BaseRequest,
  desk: Desk,
  { channel, after = [] }: { channel: string; after?: readonly string[] },
): Reply {
  const context = displayContext(desk);
  if (request.form === 'pointer') return answerRequest({ form: 'help' }, desk, { channel });
  if (request.form === 'aside') return line(asideLine(desk.base.desk.examples), 'aside');
  if (request.form !== 'question') {
    return { message: pageBlocks(request, desk.base, context), told: [], missed: [], kind: request.form };
  }
  const answers = desk.search.askEach(request.asked, context.today, after);
  const kinds = new Set(answers.map(({ answer }) => answer.kind));
  const recorded = {
    told: answers.flatMap(({ answer }) => assertedBy(answer)),
    missed: answers.flatMap(({ question, answer }) =>
      answer.kind === 'none' && answer.nearest.length > 0 ? [question] : [],
    ),
    kind: kinds.size === 1 ? ([...kinds][0] as string) : 'several',
  };
  // Ids of direct messages begin with D.
  const canShare = !channel.startsWith('D');
  const messages = answers.map(({ answer }) => answerBlocks(answer, context, canShare));
  const [only] = messages;
  if (only && messages.length === 1) return { message: only, ...recorded };
  // Several questions in one message are answered in turn, each under its own words.
  const blocks = messages.flatMap((message, at): KnownBlock[] => [
    ...(at > 0 ? [{ type: 'divider' as const }] : []),
    richText(section([plain(answers[at]?.question ?? '')])),
    ...message.blocks.map((block) => ('block_id' in block ? { ...block, block_id: `answer_${at}` } : block)),
  ]);
  const left = leftLine(request.asked.left);
  if (left) blocks.push(richText(section([plain(left)])));
  const text = [...messages.map((message) => message.text), ...(left ? [escapeText(left)] : [])].join(' — ');
  return { message: { text, blocks: fitted(blocks) }, ...recorded };
}

/**
 * Answers whatever a message says: a question, a form or a digest command. Null when it wants no answer.
 * @param thread the message that started the thread, if it was said in one
 */
export type AnswerRequest = (
  request: Request,
  incoming: Incoming,
  thread: string | undefined,
) => Promise<Reply | null>;

export function createAnswer(desk: Desk, digestReply: DigestReply, history: History): AnswerRequest {
  return async (request, { team, channel, ts, user = '' }, thread) => {
    if (request.form === 'aside') return null;
    if (request.form === 'digest') {
      const key = `order ${team} ${channel} ${ts}`;
      const message = await digestReply(request.command, { team, channel, user, key });
      return { message, told: [], missed: [], kind: 'digest' };
    }
    const isInThread = thread !== undefined && request.form === 'question';
    const after = isInThread ? await history.toldInThread(team, channel, thread) : [];
    return answerRequest(request, desk, { channel, after });
  };
}

// --- internal ---

function line(text: string, kind: string): Reply {
  return { message: lineMessage(text), told: [], missed: [], kind };
}

/** The facts that an answer asserts, and does not merely offer: the answer itself, or every side. */
function assertedBy(answer: Answer): string[] {
  if (answer.kind === 'none') return [];
  const shown = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : answer.hits.slice(0, 1);
  return (answer.listing ? answer.hits : shown).map((hit) => hit.fact.id);
}
