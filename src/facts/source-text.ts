import { dateInWords } from './calendar.ts';
import type { Source } from './schema.ts';

/** The fields a source is named by. */
export type NamedSource = Pick<Source, 'title' | 'publisher' | 'author' | 'published' | 'attribution'>;

/** Publisher, title, author and date, as every door names a source; "undated" when no date is known. */
export function sourceInWords(source: NamedSource): string {
  const named = [
    source.publisher,
    source.title && `“${source.title}”`,
    source.author && `by ${source.author}`,
  ].filter(Boolean);
  const who = named.length > 0 ? named.join(', ') : capitalised(source.attribution);
  if (source.published) return `${who}, ${dateInWords(source.published)}`;
  return /undated/i.test(who) ? who : `${who}, undated`;
}

/** "1 fact", "3 facts" */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** With its first letter capitalised. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
