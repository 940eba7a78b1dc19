/** Why an order is not carried out: what was found, what was expected, an example that works. One line. */
export interface InvalidCommand {
  refused: string;
}

/** Says so; the example is what follows `digest`. */
export type Refuse = (found: string, expected: string, example: string) => InvalidCommand;

export function refusing(command: string): Refuse {
  return (found, expected, example) => ({
    refused: `${found}; expected ${expected}, for example: ${command} digest ${example}`,
  });
}

/** A word of the reader's, short enough to be said back. */
export function shown(word: string): string {
  return `“${word.length > 40 ? `${word.slice(0, 39)}…` : word}”`;
}
