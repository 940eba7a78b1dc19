import { loadFactBase } from '../../src/facts/load.ts';
import type { FactBase } from '../../src/facts/schema.ts';
import { type AskedOutcome, askAll, askOf } from './ask.ts';
import { cutPhrasings } from './cut.ts';
import { type Form, loadDesk, readDeskQuestions } from './desk.ts';
import { type Asked, readQuestions } from './questions/questions.ts';
import { kindRows, languageRows, type SetRow, totalRows } from './set-rows.ts';
import {
  addChanges,
  type Changes,
  changesOf,
  fittedTo,
  NO_CHANGES,
  type WrappedRow,
  wrappedRow,
} from './wrappings.ts';

/** A base, and what it is asked; everything that a process of its own needs to know. */
export type Task = (BaseTask | DeskTask) & {
  /** Wrappings to put around what is answered; without any, there is no row of it. */
  wrappings: readonly string[];
};

/** A data folder, whole or cut, and sets of questions about it. */
interface BaseTask {
  data: string;
  /** Phrasings left of each fact, dispute and gap, drawn by a seed. */
  cut?: { count: number; seed: number };
  /** Files of questions, by the name of their set. */
  sets: Readonly<Record<string, string>>;
  /** The name of rows that count all these sets together. */
  together?: string;
}

/** A desk in one form, and its own questions. */
interface DeskTask {
  desk: string;
  form: Form;
  /** The name of its rows. */
  name: string;
}

export interface Measured {
  /** Of the base; of the whole, if it was cut. */
  version: string;
  rows: (SetRow | WrappedRow)[];
}

export function measure(task: Task): Measured {
  return 'desk' in task ? measureDesk(task) : measureBase(task);
}

// --- internal ---

function measureBase({ data, cut, sets, together, wrappings }: BaseTask & Task): Measured {
  const whole = loadFactBase(data);
  const base = cut ? cutPhrasings(whole, { facts: cut.count, gaps: cut.count }, cut.seed) : whole;
  const askSet = createAskSet(base, wrappings);
  const asked = Object.entries(sets).map(([name, file]) => [name, askSet(readQuestions(file))] as const);
  const suffix = cut ? `, ${cut.count} phrasings` : '';
  // Of a cut base only the sets together are counted by kind.
  const rows = asked.flatMap(([name, set]) => rowsOfSet(`${name}${suffix}`, set, { byKind: !cut }));
  const allRows =
    together === undefined
      ? []
      : rowsOfSet(`${together}${suffix}`, joined(asked.map(([, set]) => set)), { byKind: true });
  return { version: whole.version, rows: [...allRows, ...rows] };
}

/** Questions in other languages are counted by themselves, at the thresholds of the English ones. */
function measureDesk({ desk, form, name, wrappings }: DeskTask & Task): Measured {
  const base = loadDesk(desk, form);
  const fitted = wrappings.map((wrapping) => fittedTo(wrapping, base.desk));
  const askSet = createAskSet(base, fitted);
  const questions = readDeskQuestions(desk);
  const english = askSet(questions.english);
  const foreign = askSet(questions.foreign);
  const { changes } = joined([english, foreign]);
  const rows = [
    ...rowsOfSet(name, { ...english, changes }, { byKind: true }),
    ...languageRows(name, foreign.outcomes, english.outcomes),
  ];
  return { version: base.version, rows };
}

/** What came of the questions of a set, and of those that were answered once they were wrapped. */
interface AskedSet {
  outcomes: AskedOutcome[];
  changes: Changes;
}

function createAskSet(base: FactBase, wrappings: readonly string[]): (questions: Asked[]) => AskedSet {
  const ask = askOf(base);
  return (questions) => {
    const outcomes = askAll(questions, ask, base);
    return { outcomes, changes: changesOf(outcomes, wrappings, ask) };
  };
}

function joined(sets: readonly AskedSet[]): AskedSet {
  return {
    outcomes: sets.flatMap(({ outcomes }) => outcomes),
    changes: sets.map(({ changes }) => changes).reduce(addChanges, NO_CHANGES),
  };
}

function rowsOfSet(
  name: string,
  { outcomes, changes }: AskedSet,
  { byKind }: { byKind: boolean },
): Measured['rows'] {
  return [
    ...(byKind ? [...kindRows(name, outcomes), ...languageRows(name, outcomes)] : []),
    ...totalRows(name, outcomes),
    ...(changes.asked > 0 ? [wrappedRow(name, changes)] : []),
  ];
}
