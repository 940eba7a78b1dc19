import type { ActionsBlock, Button, KnownBlock, RichTextElement } from '@slack/types';
import type { Answer, Hit } from '../../search/answer.ts';
import {
  ALSO_LINE,
  ageInWords,
  answerText,
  besides,
  byPlace,
  DIFFERING_LINE,
  type DisplayContext,
  idLine,
  leadOf,
  matchedLine,
  nearestLine,
  OMISSION,
  placeInWords,
} from '../../search/answer-text.ts';
import { ACTIONS, writeButtonValue } from './button-value.ts';
import { escapeText } from './escape.ts';
import { cut, LIMITS, LONGEST_QUOTE } from './limits.ts';
import {
  bold,
  bullets,
  fitted,
  type Message,
  marked,
  plain,
  richText,
  section,
  smallPrint,
} from './rich-text.ts';

/** What the layout needs to know besides the answer. */
export interface Showing extends DisplayContext {
  /** The base's version, shown so that an editor can tell what was on file. */
  version: string;
  /** Whether a reader can share the answer into a channel from here. */
  canShare: boolean;
}

/** The line under the sides of a dispute. */
export const NO_SIDE_LINE = 'The desk takes no side: print both, or neither.';

/** Lays an answer out for Slack; the one renderer for every door. */
export function answerBlocks(answer: Answer, showing: Showing): Message {
  const text = escapeText(cut(answerText(answer, showing), LIMITS.notification));
  if (answer.kind === 'none') return { text, blocks: fitted(missBlocks(answer, showing)) };
  const sides = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : [answer.hits[0]];
  const rest = answer.hits.slice(sides.length);
  const blocks: KnownBlock[] = [];
  if (answer.kind === 'disputed') blocks.push(richText(section([bold(leadOf(answer))])));
  for (const side of sides) blocks.push(...hitBlocks(side, showing));
  const { differing, also } = besides(answer);
  if (differing.length > 0)
    blocks.push(richText(section([bold(DIFFERING_LINE)])), hitList(differing, showing));
  if (also.length > 0) blocks.push(richText(section([plain(ALSO_LINE)])), hitList(also, showing));
  if (answer.kind === 'disputed') blocks.push(smallPrint(NO_SIDE_LINE));
  blocks.push(buttons(sides, rest, showing));
  return { text, blocks: fitted(blocks) };
}

/** One fact with its evidence: the claim, the exact words, where they stand, and what to mind about them. */
export function hitBlocks(hit: Hit, showing: Showing): KnownBlock[] {
  const blocks: KnownBlock[] = [richText(section(marked(hit.fact.claim, hit.highlights)))];
  for (const place of byPlace(hit.citations)) {
    const [first] = place;
    const source = showing.sources.get(first.source);
    const age = source ? ageInWords(source, showing) : null;
    const words = place.flatMap(({ quote, highlights }, at) => [
      ...(at > 0 ? [plain(OMISSION)] : []),
      ...marked(quote, highlights, LONGEST_QUOTE),
    ]);
    blocks.push(
      richText({ type: 'rich_text_quote', elements: words }),
      smallPrint(placeInWords(first, showing), age ?? ''),
    );
  }
  blocks.push(smallPrint([idLine(hit.fact, showing.version), matchedLine(hit)].filter(Boolean).join(' · ')));
  return blocks;
}

/** Hits as a list to choose from: claim and place, a line each. */
export function hitList(hits: readonly Hit[], showing: Showing): KnownBlock {
  return richText(bullets(hits.map((hit) => hitLine(hit, showing))));
}

/** One of them: the claim, where its first words stand, and its id. */
export function hitLine(hit: Hit, showing: Showing): RichTextElement[] {
  const [first] = hit.citations;
  return [
    ...marked(hit.fact.claim, hit.highlights),
    plain(first ? ` — ${placeInWords(first, showing)} · ${hit.fact.id}` : ` — ${hit.fact.id}`),
  ];
}

/** What can be done with an answer; `rest` is what More shows. */
export function buttons(sides: readonly Hit[], rest: readonly Hit[], showing: Showing): ActionsBlock {
  const value = (hits: readonly Hit[]) =>
    writeButtonValue({ v: showing.version, facts: hits.slice(0, 8).map((hit) => hit.fact.id) });
  const button = (action: string, label: string, hits: readonly Hit[]): Button => ({
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text: label, emoji: false },
    value: value(hits),
  });
  const elements = [button(ACTIONS.copy, 'Copy line', sides)];
  if (showing.canShare) elements.unshift(button(ACTIONS.share, 'Share', sides));
  if (rest.length > 0) elements.push(button(ACTIONS.more, `More (${rest.length})`, rest));
  return { type: 'actions', block_id: 'answer', elements };
}

// --- internal ---

function missBlocks(answer: Answer, showing: Showing): KnownBlock[] {
  const blocks: KnownBlock[] = [richText(section([bold(leadOf(answer))]))];
  if (answer.nearest.length > 0) {
    blocks.push(richText(section([plain(nearestLine(answer))])), hitList(answer.nearest, showing));
  }
  const sources = [...showing.sources.keys()].join(', ');
  blocks.push(smallPrint(`Searched: ${sources} · base ${showing.version}`));
  return blocks;
}
