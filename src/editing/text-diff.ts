import { paragraphsOf } from '../facts/quote.ts';

/** A paragraph that one of two texts has and the other has not, with its number there. */
export interface Difference {
  sign: '-' | '+';
  paragraph: number;
  text: string;
}

/** What became of the paragraphs of a text, in order: those that went, and those that came. */
export function textDiff(before: string, after: string): Difference[] {
  const [old, now] = [before, after].map((text) =>
    paragraphsOf(text).map(({ start, end }) => text.slice(start, end).trim()),
  ) as [string[], string[]];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const oldMiddle = old.slice(head, old.length - tail);
  const nowMiddle = now.slice(head, now.length - tail);
  const common = commonLengths(oldMiddle, nowMiddle);
  const differences: Difference[] = [];
  let [i, j] = [0, 0];
  while (i < oldMiddle.length || j < nowMiddle.length) {
    if (i < oldMiddle.length && oldMiddle[i] === nowMiddle[j]) {
      i++;
      j++;
    } else if (
      j >= nowMiddle.length ||
      (i < oldMiddle.length && at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      differences.push({ sign: '-', paragraph: head + i + 1, text: oldMiddle[i++] as string });
    } else differences.push({ sign: '+', paragraph: head + j + 1, text: nowMiddle[j++] as string });
  }
  return differences;
}

// --- internal ---

/** `lengths[i][j]`: how many paragraphs the rests from i and from j have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      (lengths[i] as Uint32Array)[j] =
        old[i] === now[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
  return lengths;
}

function at(lengths: readonly Uint32Array[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
