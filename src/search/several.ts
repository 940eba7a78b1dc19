/** Splits a message into its questions. Lines that only go on with the one before are one question. */
export function questionsIn(lines: string): string[] {
  const parts = joined(lines.split('\n'))
    .flatMap((line) => line.split(BETWEEN))
    .flatMap(atCommas)
    .map((part) => part.replace(LINK_WORDS, '').trim())
    .filter((part) => part !== '');
  return parts.length > 1 ? parts : [];
}

// --- internal ---

/** Joins a line to the one before it that it goes on with. */
function joined(lines: readonly string[]): string[] {
  const all: string[] = [];
  for (const line of lines) {
    const before = all.at(-1);
    const goesOn =
      before !== undefined && !/[?？.!:]$/.test(before) && /^[\p{Ll}(,]/u.test(line) && !ASKS.test(line);
    if (goesOn) all[all.length - 1] = `${before} ${line}`;
    else all.push(line);
  }
  return all;
}

const QUESTION_WORD =
  'who|whose|whom|when|where|why|what|which|how|qui|quand|où|pourquoi|comment|combien|kiyès|kisa|kilè|poukisa|konbyen|quién|qué|cuándo|cuánto|dónde|nani|lini|wapi|ngapi';
const ASKS = new RegExp(
  `^(?:and |et |y |epi |na )?(?:${QUESTION_WORD}|is|are|was|were|did|does|do|has|have|can|will)(?![\\p{L}])`,
  'iu',
);
/** Where one question ends: after a question mark, before a list mark inside a line, and before a question word that a stop or a word joins. */
const BETWEEN = new RegExp(
  `(?<=[?？])\\s+|\\s+(?=\\(?(?:\\d{1,2}|[a-e])\\)\\s+(?:${QUESTION_WORD})(?![\\p{L}]))|(?:\\s*;|(?<=[\\p{L}\\d]{2})\\.|\\s\\/)\\s*(?=(?:and )?(?:${QUESTION_WORD})(?![\\p{L}]))|,?\\s+(?:and|&|\\+|plus|et|y|epi|na)\\s+(?=(?:also )?(?:${QUESTION_WORD})(?![\\p{L}]))`,
  'iu',
);
/** "Who leads, who pays": at a comma only when what stands before it asks, too; "if Kenya leaves, who pays" is one. */
function atCommas(part: string): string[] {
  const [first = '', ...rest] = part.split(AT_COMMA);
  return rest.length > 0 && ASKS.test(first) ? [first, ...rest] : [part];
}
const AT_COMMA = new RegExp(`,\\s+(?:also |then |and )?(?=(?:${QUESTION_WORD})(?![\\p{L}]))`, 'iu');
const LINK_WORDS = /^(?:\(?(?:\d{1,2}[.)]|[a-e]\))\s+|(?:and|also|plus|et|y|epi|na)\s+(?=\p{L}))+/iu;
