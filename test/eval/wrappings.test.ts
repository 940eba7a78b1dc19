import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HARBOUR } from '../base.ts';
import { askAll, askOf } from './ask.ts';
import type { Asked } from './questions/questions.ts';
import { addChanges, changesOf, fittedTo, NO_CHANGES, readWrappings, wrap, wrappedRow } from './wrappings.ts';

describe('wrappings are read from a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wrappings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const written = (text: string) => {
    writeFileSync(join(folder, 'wrappings.txt'), text);
    return join(folder, 'wrappings.txt');
  };

  it('one a line, with line breaks where they are written', () => {
    const wrappings = readWrappings(written('Hi, {q}\n\n{q}\\nthanks\\n- Ann\n'));
    expect(wrappings.map((wrapping) => wrap(wrapping, 'costs $& or $1?'))).toEqual([
      'Hi, costs $& or $1?',
      'costs $& or $1?\nthanks\n- Ann',
    ]);
  });

  it.each([
    ['nowhere', '{q}!\nHello'],
    ['twice', '{q}!\n{q}, {q}'],
  ])('and a line with the question %s is an error that names it', (_where, text) => {
    expect(() => readWrappings(written(text))).toThrow('wrappings.txt:2: expected one {q}');
  });
});

describe('wrapped in talk, an answer is changed', () => {
  const ask = askOf(HARBOUR);
  const asked: Asked = { q: 'who lit the lamp', kind: 'direct', lang: 'en', expect: 'none' };
  const outcomes = askAll([asked, { ...asked, q: 'capital of Peru' }], ask, HARBOUR);
  it.each([
    ['not', '{q}, please', {}],
    ['to none', 'volcano glacier tundra savanna {q}', { none: 1 }],
    ['to none by a text that is too long', `{q}${' so'.repeat(200)}`, { none: 1 }],
    ['to another fact', 'boats-lost', { otherFact: 1 }],
  ])('%s', (_what, wrapping, expected) => {
    // Of the two questions only the one that is answered is asked again.
    expect(changesOf(outcomes, [wrapping], ask)).toEqual({ ...NO_CHANGES, asked: 1, ...expected });
  });

  it('to another kind of answer, though the same fact comes first', () => {
    const disputed = (typed: string) => ask(typed.replace('!', ''));
    const [outcome] = askAll([{ ...asked, q: 'how many boats were lost' }], ask, HARBOUR);
    const first = outcome?.answer.hits[0]?.fact.id;
    expect(outcome?.answer.kind).toBe('disputed');
    expect(changesOf(outcome ? [outcome] : [], [`{q}!`], disputed)).toEqual({ ...NO_CHANGES, asked: 1 });
    expect(changesOf(outcome ? [outcome] : [], ['{q}'], () => ask(first ?? ''))).toEqual({
      ...NO_CHANGES,
      ...{ asked: 1, otherKind: 1 },
    });
  });

  it('which is told in percent of all that was wrapped', () => {
    const one = { asked: 5, otherFact: 1, none: 0, otherKind: 1 };
    const other = { asked: 3, otherFact: 0, none: 2, otherKind: 0 };
    expect(wrappedRow('first', addChanges(one, other))).toEqual({
      ...{ set: 'first', kind: 'wrapped', n: 8 },
      ...{ changed: 50, to_other_fact: 12.5, to_none: 25, to_other_kind: 12.5 },
    });
  });
});

it('a wrapping names the desk that is asked', () => {
  const desk = { ...HARBOUR.desk, name: 'Harbour Desk', command: '/harbour', subject: ['Skerry Point'] };
  expect(fittedTo('Haiti Desk, about Haiti: /haiti {q}', desk)).toBe(
    'Harbour Desk, about Skerry Point: /harbour {q}',
  );
});
