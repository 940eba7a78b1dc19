import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DESKS, deskNames, FORMS } from './desk.ts';
import type { Task } from './measure.ts';
import { REPORTERS, SETS, UNSEEN_SETS } from './questions/questions.ts';
import { readWrappings } from './wrappings.ts';

/** Bases that are measured alike and whose figures are averaged: one, or one for each draw. */
export interface Trial {
  title: string;
  tasks: Task[];
}

/** Phrasings that are left of each fact, dispute and gap of the shipped base, and the seeds of the draws. */
const CUTS = [3, 8, 20];
const SEEDS = [1, 2, 3];

const DATA = new URL('../../data', import.meta.url).pathname;
const QUESTIONS = new URL('questions', import.meta.url).pathname;

/** The shipped base, whole and cut, asked the sets. */
export function baseTrials(): Trial[] {
  const wrappings = wrappingsOnFile(WRAPPINGS);
  const sets = onFile({ ...SETS, ...REPORTERS });
  const together = 'all sets';
  return [
    { title: 'the shipped base', tasks: [{ data: DATA, sets, together, wrappings }] },
    ...CUTS.map((count) => ({
      title: `the shipped base, ${count} phrasings`,
      tasks: SEEDS.map((seed) => ({ data: DATA, cut: { count, seed }, sets, together, wrappings })),
    })),
  ];
}

/** Each desk in both forms. */
export function deskTrials({ unseen }: { unseen: boolean }): Trial[] {
  const wrappings = wrappingsOnFile(unseen ? UNSEEN_WRAPPINGS : WRAPPINGS);
  return FORMS.flatMap((form) =>
    deskNames(DESKS, { unseen }).map((name) => ({
      title: `${name} ${form}`,
      tasks: [{ desk: join(DESKS, name), form, name: `${name} ${form}`, wrappings }],
    })),
  );
}

/** The shipped base, asked what nobody develops on. */
export function unseenTrial(): Trial {
  const task = { data: DATA, sets: onFile(UNSEEN_SETS), wrappings: wrappingsOnFile(UNSEEN_WRAPPINGS) };
  return { title: 'the shipped base, unseen sets', tasks: [task] };
}

// --- internal ---

/** Paths of the files that are there. */
function onFile(sets: Readonly<Record<string, string>>): Record<string, string> {
  const paths = Object.entries(sets).map(([name, file]) => [name, join(QUESTIONS, file)] as const);
  return Object.fromEntries(paths.filter(([, path]) => existsSync(path)));
}

/** Talk that was developed on, and talk that nobody has read who did. */
const WRAPPINGS = 'wrappings.txt';
const UNSEEN_WRAPPINGS = 'wrappings-unseen.txt';

function wrappingsOnFile(name: string): string[] {
  const file = join(QUESTIONS, name);
  return existsSync(file) ? readWrappings(file) : [];
}
