import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { loadFactBase } from '../../src/facts/load.ts';
import type { FactBase } from '../../src/facts/schema.ts';
import type { GrownDesk } from './laws.ts';
import { type Asked, readQuestions } from './questions/questions.ts';

/** Desks on other subjects, each a folder as its `README.md` describes it. */
export const DESKS = new URL('desks', import.meta.url).pathname;

/** The desk that nobody develops on; it is run with the unseen sets. */
const UNSEEN_DESK = 'council';

/** How much an editor has written: what the README asks for, or many further phrasings and gaps as well. */
export const FORMS = ['readme', 'grown'] as const;
export type Form = (typeof FORMS)[number];

/** Parts of `data/` that only the grown form has. */
const GROWN_PARTS = ['phrasings', join('gaps', 'grown.yml')];

/** @param folder holds a folder for each desk */
export function deskNames(folder: string, { unseen }: { unseen: boolean }): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  return names.sort().filter((name) => (name === UNSEEN_DESK) === unseen);
}

/** Loads and proves one form of a desk. The README form is a folder of its own for as long as that takes. */
export function loadDesk(folder: string, form: Form): FactBase {
  const data = join(folder, 'data');
  return form === 'grown' ? loadFactBase(data) : inReadmeForm(data, loadFactBase);
}

/** @param use is given a copy of `data` without what only the grown form has; the copy is gone afterwards */
export function inReadmeForm<Result>(data: string, use: (copy: string) => Result): Result {
  const copy = mkdtempSync(join(tmpdir(), 'desk-'));
  try {
    cpSync(data, copy, {
      recursive: true,
      filter: (file) => !GROWN_PARTS.includes(relative(data, file)),
    });
    return use(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** What is asked of a desk: in English, and in other languages. */
export function readDeskQuestions(folder: string): { english: Asked[]; foreign: Asked[] } {
  const foreign = ['french.jsonl', 'spanish.jsonl'].map((file) => join(folder, file));
  return {
    english: readQuestions(join(folder, 'questions.jsonl')),
    foreign: foreign.filter((file) => existsSync(file)).flatMap((file) => readQuestions(file)),
  };
}

/** The desks that are developed on, in their grown form, and the gaps that their README form has. */
export function loadGrownDesks(): (GrownDesk & { name: string })[] {
  return deskNames(DESKS, { unseen: false }).map((name) => {
    const folder = join(DESKS, name);
    const { english, foreign } = readDeskQuestions(folder);
    return {
      name,
      base: loadDesk(folder, 'grown'),
      firstGaps: loadDesk(folder, 'readme').gaps,
      questions: [...english, ...foreign],
    };
  });
}
