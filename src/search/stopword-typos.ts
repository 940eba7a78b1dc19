/**
 * Typos of short English stopwords: "thw", "teh", "wheer". Spelling correction leaves words this short alone, since one
 * typo makes them like many others; but stopwords occur in nearly every question, so they are most likely what was meant.
 */
const STOPWORDS =
  `the what who and that with this from for has have does did was were when where how why which will are can about
  their they been into than then there these would could should said says after before because under between`.split(
    /\s+/,
  );

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** The keys around each key of a QWERTY keyboard. */
export const KEYBOARD_NEIGHBOURS: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.flatMap((keys, row) =>
    [...keys].map((key, at): [string, string[]] => {
      const [above, below] = [ROWS[row - 1], ROWS[row + 1]];
      const near = [keys[at - 1], keys[at + 1], above?.[at], above?.[at + 1], below?.[at - 1], below?.[at]];
      return [key, near.filter((one) => one !== undefined)];
    }),
  ),
);

/** Every single-key typo of a stopword, and the stopword; the more common one where two share a typo. */
export const STOPWORD_TYPOS: ReadonlyMap<string, string> = typosOf(STOPWORDS);

// --- internal ---

function typosOf(words: readonly string[]): Map<string, string> {
  const typos = new Map<string, string>();
  const add = (typo: string, word: string) => {
    if (!typos.has(typo)) typos.set(typo, word);
  };
  for (const word of words) {
    for (let at = 0; at < word.length; at++) {
      const [before, letter, after] = [word.slice(0, at), word[at] as string, word.slice(at + 1)];
      add(before + letter + letter + after, word);
      if (word.length > 3) add(before + after, word);
      if (after) add(before + after[0] + letter + after.slice(1), word);
      for (const near of KEYBOARD_NEIGHBOURS.get(letter) ?? []) add(before + near + after, word);
    }
  }
  return typos;
}
