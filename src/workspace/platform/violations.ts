/** A rule of Slack that the bot broke. */
export interface Violation {
  /** A short fixed name, such as `invalid_blocks`, `late_ack` or `broadcast`. */
  what: string;
  /** The method, envelope or url. */
  where: string;
  detail: string;
}

export interface Violations {
  readonly all: Violation[];
  add(what: string, where: string, detail: string): Violation;
}

export function createViolations(report: (violation: Violation) => void = () => {}): Violations {
  const all: Violation[] = [];
  return {
    all,
    add(what, where, detail) {
      const violation = { what, where, detail };
      all.push(violation);
      report(violation);
      return violation;
    },
  };
}
