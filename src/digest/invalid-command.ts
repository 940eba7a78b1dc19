/** Why a digest command cannot be carried out, in one line: what was found, what was expected, an example that works. */
export interface InvalidCommand {
  refused: string;
}

/** @param example what follows `digest` */
export type Refuse = (found: string, expected: string, example: string) => InvalidCommand;

export function refusing(command: string): Refuse {
  return (found, expected, example) => ({
    refused: `${found}; expected ${expected}, for example: ${command} digest ${example}`,
  });
}

/** A word the reader typed, short enough to quote. */
export function shown(word: string): string {
  return `“${word.length > 40 ? `${word.slice(0, 39)}…` : word}”`;
}
