import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fields, isObject } from '../../src/workspace/platform/rules/check.ts';
import { DATA } from './bot.ts';

/** A message or a view. */
interface LaidOut {
  blocks?: unknown;
}

/** Every line a reader sees, from top to bottom; a button counts as its label. */
export function linesOf(on: LaidOut, kind?: string): string[] {
  return textsIn(on.blocks, kind);
}

/** The same as one text. */
export function shown(on: LaidOut): string {
  return linesOf(on).join('\n');
}

/** The quotes of an answer. */
export function quotesOf(on: LaidOut): string[] {
  return linesOf(on, 'rich_text_quote');
}

/** The action ids of its buttons. */
export function buttonsOf(on: LaidOut): string[] {
  const blocks = Array.isArray(on.blocks) ? on.blocks.filter(isObject) : [];
  return blocks
    .flatMap(({ type, elements }) => (type === 'actions' && Array.isArray(elements) ? elements : []))
    .map((element: Fields) => String(element.action_id));
}

/** The source and paragraph an answer gives for each quote. */
export function placesOf(on: LaidOut): { source: string; paragraph: number }[] {
  return linesOf(on, 'plain_text').flatMap((line) => {
    const [, paragraph, source] = /paragraph (\d+) \(([a-z0-9-]+)\)$/.exec(line) ?? [];
    return source ? [{ source, paragraph: Number(paragraph) }] : [];
  });
}

/** A paragraph of a source as it was received. Paragraphs are lines that are not empty, counted from 1. */
export function paragraphOf({ source, paragraph }: { source: string; paragraph: number }): string {
  const file = readFileSync(join(DATA, 'sources', `${source}.md`), 'utf8');
  const text = file.slice(file.indexOf('\n---\n') + '\n---\n'.length);
  return text.split('\n').filter((line) => line.trim() !== '')[paragraph - 1] ?? '';
}

// --- internal ---

const RUNS = ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'];

function textsIn(value: unknown, kind?: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, kind));
  if (!isObject(value)) return [];
  const { type, text, elements } = value;
  const wanted = kind === undefined || kind === type;
  if (RUNS.includes(String(type)) && Array.isArray(elements)) {
    return wanted ? [elements.map((element) => element.text ?? '').join('')] : [];
  }
  if (typeof text === 'string') return wanted ? [text] : [];
  return Object.values(value).flatMap((item) => textsIn(item, kind));
}
