import type { Digest } from '../digest/digest.ts';
import { HEADINGS, headlineOf, sourceAgesLine, titleOf } from '../digest/wording.ts';
import type { FactBase } from '../facts/schema.ts';
import { answerFrom } from '../search/answer.ts';
import type { DisplayContext } from '../search/answer-text.ts';
import { hitJson } from './answer-json.ts';
import { answerLines, type Style } from './answer-lines.ts';

/**
 * A digest composed from the base alone, with nothing posted or asked before, laid out for a terminal in the same sentences
 * as in Slack.
 */
export function digestLines(digest: Digest, context: DisplayContext, style: Style): string[] {
  const answer = featuredAnswer(digest);
  const ages = sourceAgesLine(digest);
  return [
    style.bold(titleOf(digest)),
    headlineOf(digest),
    ...(answer ? ['', style.bold(HEADINGS.featured), ...answerLines(answer, context, style)] : []),
    ...(ages ? ['', style.dim(ages)] : []),
  ];
}

/** The same as a JSON object; `featured` holds hits, the other sides of a dispute after the first. */
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
