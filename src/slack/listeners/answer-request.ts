import type { KnownBlock } from '@slack/types';
import type { FactBase } from '../../facts/schema.ts';
import type { Answer } from '../../search/answer.ts';
import { dateIn } from '../../search/day.ts';
import type { Search } from '../../search/search.ts';
import { answerBlocks, type Showing } from '../render/answer.ts';
import { pageBlocks } from '../render/pages.ts';
import { fitted, type Message, plain, richText, section } from '../render/rich-text.ts';
import type { Says } from './request.ts';

/** What every listener answers from. */
export interface Desk {
  base: FactBase;
  search: Search;
  staleAfterDays: number;
  now(): Date;
}

/** How the desk shows things today, in its own time zone. */
export function showing(desk: Desk, canShare: boolean): Showing {
  return {
    sources: desk.base.sources,
    today: todayOf(desk),
    staleAfterDays: desk.staleAfterDays,
    version: desk.base.version,
    canShare,
  };
}

/** What the desk says, and what is to be remembered of it. */
export interface Reply {
  message: Message;
  /** Ids of the facts it asserts. */
  told: string[];
  /** Questions it has nothing on. */
  missed: string[];
  /** What became of the question, or which page it is; for counting. */
  kind: string;
}

/** What the desk says to a request; the same at every door. */
export function reply(request: Says, desk: Desk, canShare: boolean): Reply {
  const view = showing(desk, canShare);
  if (request.form !== 'question') {
    return { message: pageBlocks(request, desk.base, view), told: [], missed: [], kind: request.form };
  }
  const answers = desk.search.askEach(request.question, view.today);
  const kinds = new Set(answers.map(({ answer }) => answer.kind));
  const remembered = {
    told: answers.flatMap(({ answer }) => toldBy(answer)),
    missed: answers.flatMap(({ question, answer }) =>
      answer.kind === 'none' && answer.nearest.length > 0 ? [question] : [],
    ),
    kind: kinds.size === 1 ? ([...kinds][0] as string) : 'several',
  };
  const [only, ...others] = answers.map(({ answer }) => answerBlocks(answer, view));
  if (only && others.length === 0) return { message: only, ...remembered };
  // Several questions in one message: each is named, and answered in turn.
  const named = answers.flatMap(({ question, answer }, at): KnownBlock[] => [
    ...(at > 0 ? [{ type: 'divider' as const }] : []),
    richText(section([plain(question)])),
    ...answerBlocks(answer, view).blocks.map((block) =>
      'block_id' in block ? { ...block, block_id: `answer_${at}` } : block,
    ),
  ]);
  const text = [only, ...others].map((message) => message?.text).join(' — ');
  return { message: { text, blocks: fitted(named) }, ...remembered };
}

// --- internal ---

/** What is asserted, and not merely offered: the answer, or every side. */
function toldBy(answer: Answer): string[] {
  if (answer.kind === 'none') return [];
  const shown = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : answer.hits.slice(0, 1);
  return (answer.listing ? answer.hits : shown).map((hit) => hit.fact.id);
}

const MINUTE = 60_000;
const dates = new WeakMap<Desk, { minute: number; date: string }>();

/** Today in the desk's own time zone. Zones are slow to reckon in, and no day begins but on a full minute. */
function todayOf(desk: Desk): string {
  const now = desk.now();
  const minute = Math.floor(now.getTime() / MINUTE);
  const known = dates.get(desk);
  if (known?.minute === minute) return known.date;
  const date = dateIn(desk.base.desk.timezone, now);
  dates.set(desk, { minute, date });
  return date;
}
