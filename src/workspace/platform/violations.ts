/** A breach of Slack's rules by the bot. */
export interface Violation {
  /** A short fixed name, such as `invalid_blocks`, `late_ack` or `broadcast`. */
  what: string;
  /** The method, envelope or url concerned. */
  where: string;
  detail: string;
}

export interface Violations {
  readonly all: Violation[];
  add(what: string, where: string, detail: string): Violation;
  assertClean(options?: { except?: string[] }): void;
}

export function createViolations(): Violations {
  const all: Violation[] = [];
  return {
    all,
    add(what, where, detail) {
      const violation = { what, where, detail };
      all.push(violation);
      return violation;
    },
    assertClean({ except = [] } = {}) {
      const left = all.filter(({ what }) => !except.includes(what));
      if (left.length === 0) return;
      const lines = left.map(({ what, where, detail }) => `  ${what} at ${where}: ${detail}`);
      throw new Error(`The bot broke ${left.length} of Slack's rules:\n${lines.join('\n')}`);
    },
  };
}
