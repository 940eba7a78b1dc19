import type { Patch } from './work-copy.ts';

/** One way to break the bot on purpose, and the tests of which at least one must fail. */
export interface Breakage extends Patch {
  /** What a reader, an editor or Slack would get. */
  what: string;
  tests: string[];
  /** Only those of the tests whose name contains this. */
  only?: string;
  /** Broken with it, where two parts cover for each other. */
  also?: Patch[];
}

/** All patches of a breakage, in the order in which they are applied. */
export function patchesOf({ file, from, to, also = [] }: Breakage): Patch[] {
  return [{ file, from, to }, ...also];
}
