import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFactBase, loadLocatedBase } from '../../../src/facts/load.ts';
import { checkBase } from '../../../src/terminal/check.ts';
import { type AskedOutcome, askAll, askOf, type Verdict, verdictOf } from '../ask.ts';
import { DESKS, deskNames, FORMS, inReadmeForm, loadDesk, readDeskQuestions } from '../desk.ts';
import { percent } from '../outcome.ts';
import { readQuestions, SETS } from './questions.ts';

/**
 * The whole set runs here, so that no fact added makes an unrelated question worse unseen, and so does one of the other
 * desks, so that no other subject is made worse. A floor is the last figure less two points, per set and kind.
 */
const floors: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(new URL('floors.json', import.meta.url), 'utf8'),
);
const FLOOR_DESK = 'courts';
/** Long after every editing of a desk. */
const TODAY = '2030-01-01';

const base = loadFactBase(new URL('../../../data', import.meta.url).pathname);
const ask = askOf(base);
const sets = Object.entries(SETS).map(
  ([set, file]) => [set, askAll(readQuestions(new URL(file, import.meta.url)), ask, base)] as const,
);
const desks = deskNames(DESKS, { unseen: false })
  .filter((name) => name === FLOOR_DESK)
  .flatMap((name) => {
    const folder = join(DESKS, name);
    const { english, foreign } = readDeskQuestions(folder);
    return FORMS.map((form) => {
      const its = loadDesk(folder, form);
      return [`${name} ${form}`, askAll([...english, ...foreign], askOf(its), its)] as const;
    });
  });

describe.each([...sets, ...desks])('the %s set of questions', (set, outcomes) => {
  it.each(countsOf(outcomes))(
    '$kind: $right of $asked are right, $asserted wrongly asserted, $silent wrongly silent',
    ({ kind, right, asked }) => {
      expect(percent(right, asked)).toBeGreaterThanOrEqual(floors[set]?.[kind] ?? 100);
    },
  );

  it('answers a one-sided question as disputed in at most one case of twenty', () => {
    const oneSided = outcomes.filter((outcome) => outcome.oneSided);
    const over = oneSided.filter(({ answer }) => answer.kind === 'disputed');
    expect(over.length / oneSided.length).toBeLessThanOrEqual(0.05);
  });
});

describe.each(desks.length > 0 ? FORMS : [])('the desk in %s form', (form) => {
  it('passes check', () => {
    const data = join(DESKS, FLOOR_DESK, 'data');
    const faults = (folder: string) => checkBase(loadLocatedBase(folder), TODAY).faults;
    expect(form === 'readme' ? inReadmeForm(data, faults) : faults(data)).toEqual([]);
  });
});

// --- internal ---

function countsOf(outcomes: readonly AskedOutcome[]) {
  return [...new Set(outcomes.map(({ kind }) => kind))].map((kind) => {
    const verdicts = outcomes.filter((outcome) => outcome.kind === kind).map(verdictOf);
    const count = (wanted: Verdict) => verdicts.filter((verdict) => verdict === wanted).length;
    return {
      ...{ kind, asked: verdicts.length },
      ...{ right: count('right'), asserted: count('asserted'), silent: count('silent') },
    };
  });
}
