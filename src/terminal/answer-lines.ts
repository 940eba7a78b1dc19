import type { Answer, Citation, Highlights, Hit } from '../search/answer.ts';
import {
  ALSO_LINE,
  ageInWords,
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
  quoted,
} from '../search/answer-text.ts';

/** How to emphasize: escape codes in a terminal, nothing in a pipe. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  highlight(text: string): string;
}

export const PLAIN: Style = { bold: (text) => text, dim: (text) => text, highlight: (text) => text };

/** An answer, laid out for a terminal in the same sentences as in Slack. */
export function answerLines(answer: Answer, context: DisplayContext, style: Style): string[] {
  if (answer.kind === 'none') {
    const near = answer.nearest.map((hit) => `  - ${hit.fact.claim} ${style.dim(`(${hit.fact.id})`)}`);
    return [style.bold(leadOf(answer)), ...(near.length > 0 ? [nearestLine(answer), ...near] : [])];
  }
  const sides = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : [answer.hits[0]];
  const { differing, also } = besides(answer);
  const list = (lead: string, hits: readonly Hit[]) =>
    hits.length === 0
      ? []
      : [lead, ...hits.map((hit) => `  - ${hit.fact.claim} ${style.dim(`(${hit.fact.id})`)}`)];
  const more = answer.hits.length - sides.length - differing.length - also.length;
  return [
    ...(answer.kind === 'disputed' ? [style.bold(leadOf(answer))] : []),
    ...[premiseLine(answer)].flatMap((line) => (line === null ? [] : style.bold(line))),
    ...sides.flatMap((hit) => hitLines(hit, context, style)),
    ...list(style.bold(DIFFERING_LINE), differing),
    ...list(ALSO_LINE, also),
    ...(more > 0 ? [style.dim(`${more} more on file`)] : []),
  ];
}

// --- internal ---

function hitLines(hit: Hit, context: DisplayContext, style: Style): string[] {
  return [
    style.bold(highlighted(hit.fact.claim, hit.highlights, style)),
    ...byPlace(hit.citations).flatMap((place) => placeLines(place, context, style)),
    style.dim([idLine(hit.fact, context.version), matchedLine(hit)].filter(Boolean).join(' · ')),
  ];
}

function placeLines(place: [Citation, ...Citation[]], context: DisplayContext, style: Style): string[] {
  const [first] = place;
  const words = place.map(({ quote, highlights }) => quoted(highlighted(quote, highlights, style)));
  const source = context.sources.get(first.source);
  const age = source ? ageInWords(source, context) : null;
  return [
    `  ${words.join(OMISSION)}`,
    `  ${style.dim(`${placeInWords(first, context)}${age ? `. ${age}` : ''}`)}`,
  ];
}

function highlighted(text: string, highlights: Highlights, style: Style): string {
  let shown = '';
  let at = 0;
  for (const [start, end] of highlights) {
    shown += text.slice(at, start) + style.highlight(text.slice(start, end));
    at = end;
  }
  return shown + text.slice(at);
}
