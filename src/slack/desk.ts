import type { KnownBlock } from '@slack/types';
import type { FactBase } from '../facts/schema.ts';
import { dateIn } from '../search/day.ts';
import type { Search } from '../search/search.ts';
import { answerBlocks, type Showing } from './answer-blocks.ts';
import { pageBlocks } from './pages.ts';
import type { Request } from './request.ts';
import { fitted, type Message, plain, richText, section } from './rich-text.ts';

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

/** What the desk says to a request; the same at every door. */
export function reply(request: Request, desk: Desk, canShare: boolean): Message {
  const view = showing(desk, canShare);
  if (request.form !== 'question') return pageBlocks(request, desk.base, view);
  const answers = desk.search.askEach(request.question, view.today);
  const [only, ...others] = answers.map(({ answer }) => answerBlocks(answer, view));
  if (only && others.length === 0) return only;
  // Several questions in one message: each is named, and answered in turn.
  const named = answers.flatMap(({ question, answer }, at): KnownBlock[] => [
    ...(at > 0 ? [{ type: 'divider' as const }] : []),
    richText(section([plain(question)])),
    ...answerBlocks(answer, view).blocks.map((block) =>
      'block_id' in block ? { ...block, block_id: `answer_${at}` } : block,
    ),
  ]);
  return { text: [only, ...others].map((message) => message?.text).join(' — '), blocks: fitted(named) };
}

// --- internal ---

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
