import { paragraphsOf } from './quote.ts';
import type { FactBase } from './schema.ts';

/** How much of one source's text the base accounts for. Shares are 0 to 1, over letters and digits. */
export interface Coverage {
  source: string;
  /** Share inside the quotes of facts, those of their context included. */
  cited: number;
  /** Share in paragraphs left out on purpose. */
  leftOut: number;
  /** Paragraphs neither cited nor left out. */
  open: { paragraph: number; line: number }[];
}

/** What share of each source is cited by facts, or left out with a reason. */
export function coverageOf(base: FactBase): Coverage[] {
  return [...base.sources.values()].map((source) => {
    const cited = new Set<number>();
    for (const fact of base.facts.values()) {
      if (fact.withheld) continue;
      for (const span of [...fact.evidence, ...fact.context]) {
        if (span.source !== source.id) continue;
        for (let at = span.start; at < span.end; at++) cited.add(at);
      }
    }
    const leftOut = new Set(source.left_out.map((entry) => entry.paragraph));
    const count = { all: 0, cited: 0, leftOut: 0 };
    const open: Coverage['open'] = [];
    for (const { number, start, end } of paragraphsOf(source.text)) {
      let citedHere = 0;
      let all = 0;
      for (let at = start; at < end; at++) {
        if (!/[\p{L}\d]/u.test(source.text[at] ?? '')) continue;
        all++;
        if (cited.has(at)) citedHere++;
      }
      count.all += all;
      count.cited += citedHere;
      if (leftOut.has(number)) count.leftOut += all - citedHere;
      else if (citedHere === 0)
        open.push({ paragraph: number, line: source.firstLine - 1 + lineOf(source.text, start) });
    }
    const share = (part: number) => (count.all === 0 ? 1 : part / count.all);
    return {
      source: source.id,
      cited: share(count.cited),
      leftOut: share(count.leftOut),
      open,
    };
  });
}

// --- internal ---

/** The line within the text, counted from 1. */
function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
