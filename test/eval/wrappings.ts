import { readFileSync } from 'node:fs';
import type { DeskSettings } from '../../src/facts/schema.ts';
import type { Ask, AskedOutcome } from './ask.ts';
import { percent } from './outcome.ts';

/** What becomes of answers when the questions are wrapped in talk; in percent of `n` wrapped questions. */
export interface WrappedRow {
  set: string;
  kind: 'wrapped';
  n: number;
  /** Any of the following. */
  changed: number;
  /** Another fact came first. */
  to_other_fact: number;
  to_none: number;
  /** The same fact came first, alone or beside those that differ from it, but not as before. */
  to_other_kind: number;
}

/** What answers became of questions, counted. */
export type Changes = Record<'asked' | 'otherFact' | 'none' | 'otherKind', number>;
export const NO_CHANGES: Changes = { asked: 0, otherFact: 0, none: 0, otherKind: 0 };

const PLACE = '{q}';

/**
 * One wrapping a line: `{q}` stands for the question, `\n` for a line break.
 * @throws Error when a line does not say once where the question goes
 */
export function readWrappings(path: string | URL): string[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    if (line.split(PLACE).length !== 2) throw new Error(`${path}:${at + 1}: expected one ${PLACE}`);
    return [line.replaceAll('\\n', '\n')];
  });
}

/** The same wrapping as people at another desk would write it: with that desk's name, command and subject. */
export function fittedTo(wrapping: string, { name, command, subject }: DeskSettings): string {
  return wrapping
    .replaceAll('Haiti Desk', name)
    .replaceAll('/haiti', command)
    .replaceAll('Haiti', subject[0] ?? name);
}

export function wrap(wrapping: string, question: string): string {
  return wrapping.replace(PLACE, () => question);
}

/** Asks each question that is answered again in each wrapping. */
export function changesOf(
  outcomes: readonly Pick<AskedOutcome, 'asked' | 'answer'>[],
  wrappings: readonly string[],
  ask: Ask,
): Changes {
  const changes = { ...NO_CHANGES };
  for (const { asked, answer } of outcomes) {
    if (answer.kind === 'none') continue;
    for (const wrapping of wrappings) {
      const wrapped = ask(wrap(wrapping, asked.q));
      changes.asked++;
      if (wrapped.kind === 'none') changes.none++;
      else if (wrapped.hits[0].fact.id !== answer.hits[0].fact.id) changes.otherFact++;
      else if (wrapped.kind !== answer.kind) changes.otherKind++;
    }
  }
  return changes;
}

export function addChanges(one: Changes, other: Changes): Changes {
  return {
    asked: one.asked + other.asked,
    otherFact: one.otherFact + other.otherFact,
    none: one.none + other.none,
    otherKind: one.otherKind + other.otherKind,
  };
}

export function wrappedRow(set: string, { asked, otherFact, none, otherKind }: Changes): WrappedRow {
  return {
    ...{ set, kind: 'wrapped', n: asked },
    changed: percent(otherFact + none + otherKind, asked),
    to_other_fact: percent(otherFact, asked),
    to_none: percent(none, asked),
    to_other_kind: percent(otherKind, asked),
  };
}
