import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSeq, parseDocument } from 'yaml';
import { FRONT_MATTER } from '../facts/pinned-source.ts';
import { findQuote, paragraphsOf, quotable } from '../facts/quote.ts';
import { counted } from '../facts/source-text.ts';
import { UsageRefusal } from '../refusal.ts';
import { openDesk } from './open-desk.ts';

/**
 * Leaves paragraphs of a source out, with the reason; those that a fact cites stay.
 * @param ranges "12" or "40-212", as `check` and drafts number them
 */
export function leaveOut(
  dataDir: string,
  id: string,
  ranges: readonly string[],
  why: string,
  write: (line: string) => void,
): void {
  const { sources, facts } = openDesk(dataDir);
  const source = sources.get(id);
  if (!source)
    throw new UsageRefusal(
      `leave-out: there is no source "${id}"; expected one of: ${[...sources.keys()].join(', ') || 'none yet'}`,
    );
  const count = paragraphsOf(source.text).length;
  const wanted = ranges.flatMap((range) => numbersIn(range, count));
  const text = quotable(source.text);
  const citing = new Map(
    facts.flatMap(({ entry }) =>
      [...entry.evidence, ...entry.context].flatMap((quote) =>
        quote.source === id
          ? findQuote(text, quote.quote).map(({ paragraph }) => [paragraph, entry.id] as const)
          : [],
      ),
    ),
  );
  const before = new Set(source.left_out.map(({ paragraph }) => paragraph));
  const fresh = [...new Set(wanted)].filter((paragraph) => !before.has(paragraph) && !citing.has(paragraph));
  for (const paragraph of wanted)
    if (citing.has(paragraph)) write(`paragraph ${paragraph} is cited by ${citing.get(paragraph)}; it stays`);
  if (fresh.length > 0) {
    const path = join(dataDir, 'sources', `${id}.md`);
    const whole = readFileSync(path, 'utf8');
    const [opening = '', head = ''] = FRONT_MATTER.exec(whole) ?? [];
    const added = fresh.map((paragraph) => ({ paragraph, why }));
    writeFileSync(path, opening.replace(head, () => headWith(head, added)) + whole.slice(opening.length));
  }
  write(
    `sources/${id}.md: ${counted(fresh.length, 'paragraph')} left out, ${count - before.size - fresh.length} of ${count} to be cited.`,
  );
}

// --- internal ---

function numbersIn(range: string, count: number): number[] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from >= 1 && from <= to && to <= count))
    throw new UsageRefusal(
      `leave-out: "${range}"; expected paragraphs from 1 to ${count}, like 12 or 40-212`,
    );
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** The front matter with these entries among those of `left_out`, in order; comments and all else stay. */
function headWith(head: string, added: readonly { paragraph: number; why: string }[]): string {
  const document = parseDocument(head);
  const list = document.get('left_out');
  const nodes = added.map((entry) => document.createNode(entry, { flow: true }));
  if (isSeq(list)) {
    list.flow = false;
    list.items.push(...nodes);
  } else document.set('left_out', nodes);
  const items = document.get('left_out');
  if (isSeq<{ get(key: string): number }>(items))
    items.items.sort((a, b) => a.get('paragraph') - b.get('paragraph'));
  return document.toString({ lineWidth: 0 });
}
