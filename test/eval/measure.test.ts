import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HARBOUR } from '../base.ts';
import { askAll, askOf, verdictOf } from './ask.ts';
import { deskNames, inReadmeForm, loadDesk, readDeskQuestions } from './desk.ts';
import { measure } from './measure.ts';
import type { Asked } from './questions/questions.ts';
import { kindRows, languageRows, meanRows, totalRows } from './set-rows.ts';

const OTHER_DESK = new URL('../fixtures/other-desk', import.meta.url).pathname;
const TYPED = { lang: 'en', kind: 'direct' };
const LIT = [{ source: 'harbour-log', words: 'The keeper lit the lamp' }];
const LOST = [{ source: 'harbour-log', words: 'Two boats were lost that night' }];
const NONE_LOST = [{ source: 'old-letter', words: 'No boat was lost' }];

const QUESTIONS: Asked[] = [
  { ...TYPED, q: 'who lit the lamp', expect: 'found', answers: LIT },
  { ...TYPED, q: 'who lit the\nlamp', expect: 'found', answers: LIT },
  // Answered by both sides, the wrong one first.
  { ...TYPED, q: 'how many boats were lost', expect: 'found', answers: LOST },
  { ...TYPED, q: 'volcano', expect: 'found', answers: LIT, lang: 'fr' },
  { ...TYPED, q: 'how many boats were lost', expect: 'disputed', sides: [LOST, NONE_LOST], kind: 'disputed' },
  { ...TYPED, q: 'who lit the lamp', expect: 'none', kind: 'near-name' },
  { ...TYPED, q: 'capital of Peru', expect: 'none', kind: 'off-topic' },
];

describe('a set of questions', () => {
  const outcomes = askAll(QUESTIONS, askOf(HARBOUR), HARBOUR);

  it('is asked as a person types, and each answer judged', () => {
    expect(outcomes.map(verdictOf)).toEqual([
      ...['right', 'right', 'asserted', 'silent'],
      ...['right', 'asserted', 'right'],
    ]);
  });

  it('has a row for each kind', () => {
    const row = kindRows('harbour', outcomes).map(({ kind, n, right, wrong, asserted }) => [
      ...[kind, n, right, wrong, asserted],
    ]);
    expect(row).toEqual([
      ['direct', 4, 50, 25, undefined],
      ['disputed', 1, 100, 0, undefined],
      ['near-name', 1, undefined, undefined, 100],
      ['off-topic', 1, undefined, undefined, 0],
    ]);
  });

  it('has a row for all that is on file, for what is near to it, and for what is not', () => {
    expect(totalRows('harbour', outcomes).map(({ kind, n }) => [kind, n])).toEqual([
      ['answerable', 5],
      ['near', 1],
      ['far', 1],
    ]);
  });

  it('has a row for each language but English', () => {
    expect(languageRows('harbour', outcomes)).toMatchObject([{ kind: 'fr', n: 1, right: 0 }]);
  });

  it('says how often one side was asked for and all were shown', () => {
    const [direct, disputed] = kindRows('harbour', outcomes);
    expect(direct?.over_disputed).toBe(25);
    expect(disputed).not.toHaveProperty('over_disputed');
  });
});

it('the mean of several draws is that of each figure', () => {
  const draw = (n: number, right: number, reach: number) => ({
    ...{ set: 'x', kind: 'direct', n, right },
    right_at_near: { 5: reach },
  });
  expect(meanRows([[draw(3, 10, 1)], [draw(3, 20, 2)], [draw(3, 25, 2)]])).toEqual([draw(3, 18.3, 1.7)]);
});

describe('a desk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'desks-'));
    const data = join(folder, 'ferry', 'data');
    cpSync(OTHER_DESK, data, { recursive: true });
    mkdirSync(join(data, 'gaps'));
    renameSync(join(data, 'gaps.yml'), join(data, 'gaps', 'readme.yml'));
    writeFileSync(join(data, 'gaps', 'grown.yml'), '- {about: the tides, asks: [when is high tide]}\n');
    mkdirSync(join(data, 'phrasings'));
    writeFileSync(join(data, 'phrasings', 'council-vote.txt'), '# from: a test\nhow did the hands go up\n');
    mkdirSync(join(folder, 'council'));
    writeFileSync(join(folder, 'README.md'), '');
    const voted = { source: 'courier-ferry', words: 'voted 7 to 4' };
    const line = (q: string, over: object) => JSON.stringify({ q, lang: 'en', kind: 'direct', ...over });
    writeFileSync(
      join(folder, 'ferry', 'questions.jsonl'),
      [
        line('how did the council vote', { expect: 'found', answers: [voted] }),
        line('when is high tide', { expect: 'none', kind: 'near-beside' }),
      ].join('\n'),
    );
    writeFileSync(
      join(folder, 'ferry', 'french.jsonl'),
      `${line('comment le conseil a-t-il voté', { lang: 'fr', expect: 'found', answers: [voted] })}\n`,
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is a folder; the unseen one comes only when it is wanted', () => {
    expect(deskNames(folder, { unseen: false })).toEqual(['ferry']);
    expect(deskNames(folder, { unseen: true })).toEqual(['council']);
    expect(deskNames(join(folder, 'nowhere'), { unseen: false })).toEqual([]);
  });

  it('has in its grown form the phrasings and gaps that its README form has not', () => {
    const [readme, grown] = (['readme', 'grown'] as const).map((form) =>
      loadDesk(join(folder, 'ferry'), form),
    );
    const tides = (base = readme) => base?.gaps.some(({ about }) => about === 'the tides');
    expect([readme?.phrasings.size, grown?.phrasings.size]).toEqual([0, 1]);
    expect([tides(readme), tides(grown)]).toEqual([false, true]);
    expect([...(readme?.facts.keys() ?? [])]).toEqual([...(grown?.facts.keys() ?? [])]);
  });

  it('leaves nothing of the README form behind', () => {
    const data = join(folder, 'ferry', 'data');
    const copy = inReadmeForm(data, (copy) => {
      expect(existsSync(join(copy, 'desk.yml'))).toBe(true);
      return copy;
    });
    expect(existsSync(copy)).toBe(false);
    expect(existsSync(join(data, 'phrasings'))).toBe(true);
  });

  it('is asked its questions in English, the others by themselves, and all that is answered wrapped', () => {
    expect(readDeskQuestions(join(folder, 'ferry'))).toMatchObject({
      english: { length: 2 },
      foreign: { length: 1 },
    });
    const task = { desk: join(folder, 'ferry'), form: 'grown' as const, name: 'ferry grown' };
    const { rows } = measure({ ...task, wrappings: ['Quick one: {q}', 'volcano {q} glacier'] });
    expect(rows.map(({ set, kind, n }) => [set, kind, n])).toEqual([
      ['ferry grown', 'direct', 1],
      ['ferry grown', 'near-beside', 1],
      ['ferry grown', 'answerable', 1],
      ['ferry grown', 'near', 1],
      ['ferry grown', 'wrapped', 4],
      ['ferry grown', 'fr', 1],
    ]);
    expect(rows[0]).toMatchObject({ right: 100 });
  });

  it('is cut to fewer phrasings by a seed, and asked several sets by name and together', () => {
    const data = join(folder, 'ferry', 'data');
    const file = (name: string) => join(folder, 'ferry', name);
    const sets = { one: file('questions.jsonl'), two: file('french.jsonl') };
    const { rows } = measure({ data, cut: { count: 3, seed: 1 }, sets, together: 'both', wrappings: [] });
    expect(rows.map(({ set, kind, n }) => [set, kind, n])).toEqual([
      ['both, 3 phrasings', 'direct', 2],
      ['both, 3 phrasings', 'near-beside', 1],
      ['both, 3 phrasings', 'fr', 1],
      ['both, 3 phrasings', 'answerable', 2],
      ['both, 3 phrasings', 'near', 1],
      ['one, 3 phrasings', 'answerable', 1],
      ['one, 3 phrasings', 'near', 1],
      ['two, 3 phrasings', 'answerable', 1],
    ]);
  });
});
