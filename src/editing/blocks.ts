import type { Block } from './document.ts';

/** Collapses what only lays text out; no-break and other fixed spaces are the author's and stay. */
export function oneLine(text: string): string {
  return text.replace(/[ \t\n\r\f\v]+/g, ' ').trim();
}

/**
 * Says of each block why it carries no fact, where its form shows it. What was said already, by a heading's or a caption's
 * own mark-up, stays as it is.
 */
export function withReasons(
  blocks: readonly Block[],
  { title, author }: { title: string | null; author: string | null },
): Block[] {
  const key = (text: string | null) => (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const seen = new Set<string>();
  return blocks.map(({ text, why }, index) => {
    const own = key(text);
    const isRepeated = own.length > MIN_REPEATED && seen.has(own);
    seen.add(own);
    if (own !== '' && own === key(title))
      return { text, why: isRepeated ? 'the headline again' : 'the headline' };
    const isNearTop = index < TOP;
    const isHeading = HEADING.test(text) && text.length < MAX_HEADING && isSentence(blocks[index + 1]?.text);
    const byline =
      BYLINE.test(text) ||
      DATELINE.test(text) ||
      (author !== null && text.length < MAX_BYLINE && own.includes(key(author)));
    const reason =
      why ??
      (isNearTop && byline
        ? 'the byline'
        : isRepeated
          ? 'the same words stand above'
          : text.length > MAX_FORM
            ? null
            : (FORMS.find(([form]) => form.test(text))?.[1] ?? (isHeading ? 'a heading' : null)));
    return { text, why: reason };
  });
}

// --- internal ---

/** Blocks at the beginning among which a byline stands. */
const TOP = 6;
const MAX_BYLINE = 120;
const MIN_REPEATED = 20;
/** A longer paragraph says something, whatever words of boilerplate it has. */
const MAX_FORM = 240;

const BYLINE =
  /^(?:by|par|por|pa)\s+\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:and|et|y|ak|de|van|von)\s+)?\p{Lu}[\p{L}.'’-]*){1,6}(?:\s*[,|·•-].{0,60})?$/iu;

/** "World · Ada Lin · 1 May 2026": parts with a mark between them, one of them a date. */
const DATELINE =
  /^(?=.{8,120}$)(?=.*[·|•])(?=.*\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.? \p{L}{3,9}\.? \d{4}|\p{L}{3,9}\.? \d{1,2}, \d{4})\b)/u;

/** Few words without a number or a mark at the end, over a sentence; the number of a section aside. */
const HEADING = /^(?:\d+(?:\.\d+)*\.?\s+)?\p{Lu}[^\p{N}.!?;:,…|]*$/u;
const MAX_HEADING = 60;

function isSentence(text: string | undefined): boolean {
  return text !== undefined && text.length > MAX_HEADING && /[.!?][”"’»)\]]*$/.test(text);
}

/** Forms that are no statement, each with its name. Only what is boilerplate in every newsroom stands here. */
const FORMS: [RegExp, string][] = [
  [/^[^\p{L}\p{N}]*$/u, 'no words'],
  [/^(?:page\s+\d+(?:\s*(?:\/|of)\s*\d+)?|\d+\s+of\s+\d+)$/i, 'a page number'],
  [/(?:\.\s?){4,}\s*\d+$/, 'a line of the table of contents'],
  [
    /^(?:photo|picture|image|photograph|foto|illustration|figure|fig\.|table|chart|map|graphic)s?\s*(?:\d+[a-z]?)?\s*[:./|–—-]/i,
    'a caption',
  ],
  [/\b(?:photo|foto|image|picture|photograph)s?\s*(?:by\b|:|\/)\s*\S.{0,60}$/i, 'a caption'],
  [
    /^(?:share|tweet|print|email|copy link|follow us|like us|subscribe|sign up|join the conversation|enjoyed this|be the first to know|stay (?:informed|tuned|connected)|log in|read more|read also|see also|related|more from|most read|advertisement|advertising|comments?|leave a comment|tags?|topics?|filed under)\b.{0,80}$/i,
    'boilerplate of the site',
  ],
  [
    /\b(?:subscribe to|sign up (?:for|to)|join) (?:our|the) (?:daily |weekly |free )?(?:newsletter|mailing list|whatsapp|telegram|channel|conversation)/i,
    'boilerplate of the site',
  ],
  [
    /\b(?:cookies? (?:policy|settings)|privacy policy|terms (?:of use|and conditions))\b/i,
    'boilerplate of the site',
  ],
  [/\ball rights reserved\b|^(?:©|\(c\)|copyright)\s/i, 'a copyright notice'],
  [
    /^(?:this (?:story|article) (?:was|is) (?:first |originally )?(?:published|produced)|reporting by|additional reporting|editing by|edited by|written by)\b/i,
    'the credits',
  ],
];
