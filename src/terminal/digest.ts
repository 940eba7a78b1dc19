import type { Digest } from '../digest/digest.ts';
import { HEADINGS, headlineOf, sourceAgesLine, titleOf } from '../digest/wording.ts';
import type { FactBase } from '../facts/schema.ts';
import { answerFrom } from '../search/answer.ts';
import type { DisplayContext } from '../search/answer-text.ts';
import { hitJson } from './answer-json.ts';
import { answerLines, type Style } from './answer-lines.ts';

/**
 * A digest told from the base alone: nothing was posted before it, so nothing is new, and nothing was asked.
 * Laid out for a terminal, in the same words as everywhere.
 */
export function digestLines(digest: Digest, reading: DisplayContext, style: Style): string[] {
  const answer = featuredAnswer(digest);
  const standing = sourceAgesLine(digest);
  return [
    style.bold(titleOf(digest)),
    headlineOf(digest),
    ...(answer
      ? ['', style.bold(HEADINGS.featured), ...answerLines(answer, reading, digest.version, style)]
      : []),
    ...(standing ? ['', style.dim(standing)] : []),
  ];
}

/** The same as one JSON object; `featured` holds hits in shape, the other sides of a dispute after the first. */
export function digestJson(digest: Digest, base: FactBase): object {
  const { date, desk, version, onFile, ageing } = digest;
  return {
    date,
    desk: desk.name,
    base: version,
    headline: headlineOf(digest),
    on_file: onFile,
    featured: featuredAnswer(digest)?.hits.map((hit) => hitJson(hit, base)) ?? [],
    undated: ageing.undated.map(({ id }) => id),
    past_limit: ageing.past.map(({ source, days }) => ({ source: source.id, days })),
  };
}

// --- internal ---

function featuredAnswer({ featured }: Digest) {
  return featured && answerFrom([featured.fact, ...featured.disputedBy]);
}
