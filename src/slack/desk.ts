import type { FactBase } from '../facts/schema.ts';
import { dateIn } from '../search/day.ts';
import type { Search } from '../search/search.ts';
import { answerBlocks, type Showing } from './answer-blocks.ts';
import { pageBlocks } from './pages.ts';
import type { Request } from './request.ts';
import type { Message } from './rich-text.ts';

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
    today: dateIn(desk.base.desk.timezone, desk.now()),
    staleAfterDays: desk.staleAfterDays,
    version: desk.base.version,
    canShare,
  };
}

/** What the desk says to a request; the same at every door. */
export function reply(request: Request, desk: Desk, canShare: boolean): Message {
  const view = showing(desk, canShare);
  if (request.form === 'question') return answerBlocks(desk.search.ask(request.question), view);
  return pageBlocks(request, desk.base, view);
}
