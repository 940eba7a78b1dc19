/** One way to break the bot on purpose, and the tests of which at least one must notice. */
export interface Breakage {
  /** What a reader, an editor or Slack would get then. */
  what: string;
  file: string;
  /** Stands exactly once in the file. Holds no figure that tuning changes. */
  from: string;
  to: string;
  tests: string[];
  /** Of these tests, those whose name holds this; all unless said. */
  only?: string;
  /** Broken with it, where two parts stand in for each other. */
  also?: { file: string; from: string; to: string }[];
}
