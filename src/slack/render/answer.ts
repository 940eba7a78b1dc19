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
  premiseLine,
} from '../../search/answer-text.ts';
import { ACTIONS, seenOf, writeButtonValue } from './button-value.ts';
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

/** The line under the sides of a dispute. */
export const NO_SIDE_LINE = 'The desk takes no side: print every side, or none.';

/**
 * Lays an answer out for Slack; every door uses this renderer.
 * @param canShare whether there is a channel to share it into
 */
export function answerBlocks(answer: Answer, context: DisplayContext, canShare: boolean): Message {
  const text = escapeText(cut(answerText(answer, context), LIMITS.notification));
  if (answer.kind === 'none') return { text, blocks: fitted(missBlocks(answer, context)) };
  const sides = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : [answer.hits[0]];
  const rest = answer.hits.slice(sides.length);
  const blocks: KnownBlock[] = [];
  if (answer.kind === 'disputed') blocks.push(richText(section([bold(leadOf(answer))])));
  const premise = premiseLine(answer);
  if (premise !== null) blocks.push(richText(section([bold(premise)])));
  for (const side of sides) blocks.push(...hitBlocks(side, context));
  const { differing, also } = besides(answer);
  if (differing.length > 0)
    blocks.push(richText(section([bold(DIFFERING_LINE)])), hitList(differing, context));
  if (also.length > 0) blocks.push(richText(section([plain(ALSO_LINE)])), hitList(also, context));
  if (answer.kind === 'disputed') blocks.push(smallPrint(NO_SIDE_LINE));
  blocks.push(buttons({ sides, rest }, context.version, canShare));
  return { text, blocks: fitted(blocks) };
}

/** One fact with its evidence: the claim, the exact words, where they stand, and what to watch out for. */
export function hitBlocks(hit: Hit, context: DisplayContext): KnownBlock[] {
  const blocks: KnownBlock[] = [richText(section(marked(hit.fact.claim, hit.highlights)))];
  for (const place of byPlace(hit.citations)) {
    const [first] = place;
    const source = context.sources.get(first.source);
    const words = place.flatMap(({ quote, highlights }, at) => [
      ...(at > 0 ? [plain(OMISSION)] : []),
      ...marked(quote, highlights, LONGEST_QUOTE),
    ]);
    blocks.push(
      richText({ type: 'rich_text_quote', elements: words }),
      smallPrint(placeInWords(first, context), (source && ageInWords(source, context)) ?? ''),
    );
  }
  blocks.push(smallPrint([idLine(hit.fact, context.version), matchedLine(hit)].filter(Boolean).join(' · ')));
  return blocks;
}

/** Hits as a list, one line per hit. */
export function hitList(hits: readonly Hit[], context: DisplayContext): KnownBlock {
  return richText(bullets(hits.map((hit) => hitLine(hit, context))));
}

/** The claim, where its first quote stands, and the fact's id. */
export function hitLine(hit: Hit, context: DisplayContext): RichTextElement[] {
  const [first] = hit.citations;
  return [
    ...marked(hit.fact.claim, hit.highlights),
    plain(first ? ` — ${placeInWords(first, context)} · ${hit.fact.id}` : ` — ${hit.fact.id}`),
  ];
}

/** Share, Copy line and More under an answer; `rest` is what More shows. */
export function buttons(
  { sides, rest = [] }: { sides: readonly Hit[]; rest?: readonly Hit[] },
  version: string,
  canShare = false,
): ActionsBlock {
  const button = (action: string, label: string, hits: readonly Hit[]): Button => {
    const facts = hits.slice(0, 8).map((hit) => hit.fact);
    return {
      type: 'button',
      action_id: action,
      text: { type: 'plain_text', text: label, emoji: false },
      value: writeButtonValue({ v: version, facts: facts.map(({ id }) => id), seen: seenOf(facts) }),
    };
  };
  const elements = [button(ACTIONS.copy, 'Copy line', sides)];
  if (canShare) elements.unshift(button(ACTIONS.share, 'Share', sides));
  if (rest.length > 0) elements.push(button(ACTIONS.more, `More (${rest.length})`, rest));
  return { type: 'actions', block_id: 'answer', elements };
}

// --- internal ---

function missBlocks(answer: Answer, context: DisplayContext): KnownBlock[] {
  const blocks: KnownBlock[] = [richText(section([bold(leadOf(answer))]))];
  if (answer.nearest.length > 0) {
    blocks.push(richText(section([plain(nearestLine(answer))])), hitList(answer.nearest, context));
  }
  const sources = [...context.sources.keys()].join(', ');
  blocks.push(smallPrint(`Searched: ${sources} · base ${context.version}`));
  return blocks;
}
