/** Splits a message into its questions. Lines that only go on with the one before are one question. */
export function questionsIn(lines: string): string[] {
  const parts = joined(lines.split('\n'))
    .flatMap((line) => line.split(BETWEEN))
    .map((part) => part.replace(LINK_WORDS, '').trim())
    .filter((part) => part !== '');
  return parts.length > 1 ? parts.slice(0, MAX_QUESTIONS) : [];
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

/** More would not fit into one Slack message with their answers. */
const MAX_QUESTIONS = 5;
const QUESTION_WORD =
  'who|whose|whom|when|where|why|what|which|how|qui|quand|où|pourquoi|comment|combien|kiyès|kisa|kilè|poukisa|konbyen|quién|qué|cuándo|cuánto|dónde|nani|lini|wapi|ngapi';
const ASKS = new RegExp(
  `^(?:and |et |y |epi |na )?(?:${QUESTION_WORD}|is|are|was|were|did|does|do|has|have|can|will)(?![\\p{L}])`,
  'iu',
);
/** After a question mark; at "and", "&" or a semicolon before a question word. */
const BETWEEN = new RegExp(
  `(?<=[?？])\\s+|\\s*;\\s*(?=(?:and )?(?:${QUESTION_WORD})(?![\\p{L}]))|,?\\s+(?:and|&|\\+|plus)\\s+(?=(?:also )?(?:${QUESTION_WORD})(?![\\p{L}]))`,
  'iu',
);
const LINK_WORDS = /^(?:\d{1,2}[.)]\s+|(?:and|also|plus|et|y|epi|na)\s+(?=\p{L}))+/iu;
