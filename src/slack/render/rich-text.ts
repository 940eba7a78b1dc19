import type { ContextBlock, KnownBlock, RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Highlights } from '../../search/answer.ts';
import { cut, LIMITS } from './limits.ts';

/**
 * Builders for blocks whose text is shown literally: rich text and plain text hold no markup,
 * so a fact, a source or a reader's words can neither ping nor link anywhere.
 */

/** A message as every door sends it: `text` carries the answer for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Text in which marked stretches are bold. */
export function marked(
  text: string,
  marks: Highlights = [],
  max = Number.POSITIVE_INFINITY,
): RichTextElement[] {
  const whole = cut(text, max);
  const shown = whole === text ? text.length : whole.length;
  const parts: RichTextElement[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (end > shown) break;
    if (start > at) parts.push({ type: 'text', text: whole.slice(at, start) });
    parts.push({ type: 'text', text: whole.slice(start, end), style: { bold: true } });
    at = end;
  }
  if (at < whole.length) parts.push({ type: 'text', text: whole.slice(at) });
  return parts;
}

export function bold(text: string): RichTextElement {
  return { type: 'text', text, style: { bold: true } };
}

export function plain(text: string): RichTextElement {
  return { type: 'text', text };
}

export function section(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

export function richText(...elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A bulleted list, one line an item. */
export function bullets(items: RichTextElement[][]): RichTextBlock['elements'][number] {
  return { type: 'rich_text_list', style: 'bullet', elements: items.map(section) };
}

/** Small print; literal, like everything foreign. */
export function smallPrint(...lines: string[]): ContextBlock {
  return {
    type: 'context',
    elements: lines
      .filter((line) => line !== '')
      .slice(0, LIMITS.contextElements)
      .map((line) => ({ type: 'plain_text', text: cut(line, 1900), emoji: false })),
  };
}

/**
 * Keeps a message within what Slack takes: blocks are dropped from the end, and a line says so.
 * @param max blocks that may stand in this kind of surface
 */
export function fitted(blocks: KnownBlock[], max: number = LIMITS.blocksPerMessage): KnownBlock[] {
  const kept: KnownBlock[] = [];
  let size = 0;
  for (const block of blocks) {
    size += textLength(block);
    if (size > LIMITS.messageText || kept.length === max - 1) {
      if (kept.length + 1 === blocks.length && size <= LIMITS.messageText) kept.push(block);
      else
        kept.push(
          smallPrint('Cut here: Slack shows no more in one message. Ask more narrowly to see the rest.'),
        );
      break;
    }
    kept.push(block);
  }
  return kept;
}

// --- internal ---

/** Characters of every string in a block that Slack shows. */
function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  if (Array.isArray(value)) {
    for (const item of value) sum += textLength(item);
    return sum;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const field = fields[key];
    sum += key === 'text' && typeof field === 'string' ? field.length : textLength(field);
  }
  return sum;
}
