import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from '@slack/types';
import type { Highlights } from '../../search/answer.ts';
import { escapeText } from './escape.ts';
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

/** A message of one line. */
export function lineMessage(line: string): Message {
  return { text: escapeText(cut(line, LIMITS.notification)), blocks: [richText(section([plain(line)]))] };
}

/** A message under a line that says why it comes, or what has become of it. */
export function withLead(line: string, { text, blocks }: Message): Message {
  return { text: `${escapeText(line)} ${text}`, blocks: [richText(section([plain(line)])), ...blocks] };
}

/** Text with its marked spans in bold. */
export function marked(
  text: string,
  highlights: Highlights = [],
  max = Number.POSITIVE_INFINITY,
): RichTextElement[] {
  const whole = cut(text, max);
  const shown = whole === text ? text.length : whole.length;
  const parts: RichTextElement[] = [];
  let at = 0;
  for (const [start, end] of highlights) {
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

export function code(text: string): RichTextElement {
  return { type: 'text', text, style: { code: true } };
}

export function section(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

export function richText(...elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A bulleted list, one line per item. */
export function bullets(items: RichTextElement[][]): RichTextBlock['elements'][number] {
  return { type: 'rich_text_list', style: 'bullet', elements: items.map(section) };
}

export function header(text: string): HeaderBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: cut(text, LIMITS.plainTextHeader), emoji: false },
  };
}

/** Small print, a paragraph per line that is not empty. */
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
 * Keeps a message within Slack's limits: drops blocks from the end, and says so in their place.
 * @param max blocks that this kind of surface may hold
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
          smallPrint(
            'Cut here: Slack cannot show more in one message. Ask a narrower question to see the rest.',
          ),
        );
      break;
    }
    kept.push(block);
  }
  return kept;
}

// --- internal ---

/** Characters of all text in a block. */
function textLength(block: KnownBlock): number {
  let length = 0;
  JSON.stringify(block, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') length += value.length;
    return value;
  });
  return length;
}
