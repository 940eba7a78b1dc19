import { findQuote, quotable } from '../facts/quote.ts';
import type { FactBase, Source } from '../facts/schema.ts';
import { counted } from '../facts/source-text.ts';
import { createSearch, type Search } from '../search/search.ts';
import { ENGLISH_STOPWORDS, LOW_INFORMATION_WORDS } from '../search/stopwords.ts';
import { tokenize } from '../search/tokens.ts';
import type { OpenDesk } from './open-desk.ts';
import { inFlow, scalar, shortened } from './source-file.ts';
import { speakerOf } from './speaker.ts';
import { type Uncited, uncitedSentences } from './uncited.ts';

/**
 * Stubs of facts, one for each sentence of a source that no fact cites, as YAML to paste into `facts/<topic>.yml`. What only an
 * editor knows is left open, and `check` asks for it.
 * @param base the desk, proven; without it no facts are named that may say the same
 * @param today YYYY-MM-DD
 */
export function draftFacts(desk: OpenDesk, source: Source, base: FactBase | null, today: string): string[] {
  const uncited = uncitedSentences(desk, source);
  if (uncited.length === 0) return [];
  const search = base && base.facts.size > 0 ? createSearch(base) : null;
  const taken = new Set(desk.facts.map(({ entry }) => entry.id));
  const text = quotable(source.text);
  const sentences = uncited.filter(({ sentence }) => sentence.text.split(/\s+/).length >= MIN_WORDS);
  const stubs = sentences.flatMap((one) => ['', ...stubLines(one, { source, text, taken, search, today })]);
  return [
    `# ${source.id}: ${counted(sentences.length, 'sentence')} cited by no fact. Paste what is a fact into facts/<topic>.yml, one stub a fact:`,
    '# word the claim, name the speaker (says) or leave null, and write three to eight questions that it answers (asks).',
    ...stubs,
    ...leftOutLines(uncited, source),
  ];
}

// --- internal ---

interface Stub {
  source: Source;
  text: ReturnType<typeof quotable>;
  taken: Set<string>;
  search: Search | null;
  today: string;
}

function stubLines(
  { paragraph, whole, sentence }: Uncited,
  { source, text, taken, search, today }: Stub,
): string[] {
  const quote = quoteFrom(sentence.text);
  const speaker = speakerOf(whole, sentence);
  const places = findQuote(text, quote).filter((place) => place.paragraph === paragraph);
  const isElsewhere = findQuote(text, quote).length > places.length;
  return [
    `# ${source.id}, paragraph ${paragraph}`,
    ...nearLines(quote, search),
    ...(places.length > 1 ? ['# The quote stands twice in its paragraph: quote more words of it.'] : []),
    ...(quote.length > MAX_CLAIM
      ? [`# The claim is longer than ${MAX_CLAIM} characters: say it shorter.`]
      : []),
    ...(speaker?.isPronoun ? [`# "${speaker.name}" says it: write who.`] : []),
    `- id: ${idFrom(quote, taken)}`,
    `  claim: ${scalar(quote)}`,
    `  says: ${scalar(speaker === null || speaker.isPronoun ? null : speaker.name)}`,
    '  asks: []',
    '  evidence:',
    `    - source: ${source.id}`,
    `      quote: ${scalar(quote)}`,
    ...(isElsewhere ? [`      paragraph: ${paragraph}`] : []),
    `  checked: ${today}`,
  ];
}

const MAX_CLAIM = 400;
/** With fewer, it is a label. */
const MIN_WORDS = 3;

/** The sentence without a quotation mark whose other half is outside it. */
function quoteFrom(sentence: string): string {
  const count = (mark: RegExp) => sentence.match(mark)?.length ?? 0;
  let quote = sentence;
  const isOdd = count(/"/g) % 2 === 1;
  if (count(/[“«]/g) > count(/[”»]/g) || isOdd) quote = quote.replace(/^["“«]\s*/, '');
  if (count(/[”»]/g) > count(/[“«]/g) || isOdd) quote = quote.replace(/\s*["”»]$/, '');
  return quote;
}

/** Facts that answer the sentence, as if it were a question: one of them may say the same. */
function nearLines(quote: string, search: Search | null): string[] {
  const answer = search?.ask(quote);
  if (!answer || answer.kind === 'none') return [];
  const near = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : answer.hits.slice(0, 1);
  return near.map(({ fact }) => `# may say the same: ${fact.id}: ${shortened(fact.claim, 100)}`);
}

/** Its first three words that say something; a number after it where that is taken. */
function idFrom(quote: string, taken: Set<string>): string {
  const words = tokenize(quote).map(({ text }) => text);
  const telling = words.filter(
    (word) =>
      /^[a-z0-9]{2,20}$/.test(word) && !ENGLISH_STOPWORDS.has(word) && !LOW_INFORMATION_WORDS.has(word),
  );
  const name = [...new Set(telling)].slice(0, 3).join('-') || 'fact';
  let id = name;
  for (let number = 2; taken.has(id); number++) id = `${name}-${number}`;
  taken.add(id);
  return id;
}

/** Lines for the front matter, for paragraphs that carry no fact. */
function leftOutLines(uncited: readonly Uncited[], source: Source): string[] {
  const open = new Map(
    uncited.flatMap(({ paragraph, whole, isWholeParagraph }) =>
      isWholeParagraph ? [[paragraph, whole] as const] : [],
    ),
  );
  if (open.size === 0) return [];
  return [
    '',
    `# Paragraphs that carry no fact go into left_out in the front matter of sources/${source.id}.md, with the reason:`,
    ...[...open].map(
      ([paragraph, whole]) =>
        `#   - { paragraph: ${paragraph}, why: ${inFlow(`TODO: ${shortened(whole, 50)}`)} }`,
    ),
  ];
}
