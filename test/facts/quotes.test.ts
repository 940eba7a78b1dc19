import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { findQuote, firstDifference, quotable } from '../../src/facts/quote.ts';
import { type DataFolder, emptyFolder } from './folder.ts';

const LIT = 'The keeper lit the lamp at dusk on 3 March.';
const TEXT = `${LIT}\n\nTwo boats were lost. “Two boats”, he said – twice.\n\nTwo boats were lost.\n`;
/** Words as sites deliver them: hidden characters, no-break spaces, typographic marks, decomposed letters. */
const AS_SENT: [what: string, quote: string, shown: string][] = [
  ['decomposed letters', 'Moïse’s café', 'Moi\u0308se’s cafe\u0301'],
  ['composed letters', 'Pe\u0301tion-Ville', 'Pétion-Ville'],
  ['a soft hyphen', 'the humanitarian aid', 'the humani\u00adtarian aid'],
  ['a zero-width space and a word joiner', 'percent of it', 'per\u200bcent\u2060 of it'],
  ['no-break and narrow spaces', '1 200 gourdes were', '1\u00a0200\u202fgourdes\u2009were'],
  ['typographic hyphens', 'state-of-the-art x-ray', 'state\u2010of\u2011the‑art x–ray'],
  ['dashes with spaces', 'the groups - armed ones - fled', 'the groups—armed ones—fled'],
  ['three dots in one', 'and so on... they', 'and so on… they'],
  ['primes', 'a 6\'2" goalkeeper', 'a 6′2″ goalkeeper'],
  ['guillemets with spaces', '"Nous partons", dit-elle', '«\u00a0Nous partons\u00a0», dit-elle'],
  ['low quotation marks', '"Wir gehen" was said', '„Wir gehen“ was said'],
  ['ligatures', 'the official find of an oeuvre', 'the oﬃcial ﬁnd of an œuvre'],
  ['quotation marks at its ends', '“All is well”', '“All is well”'],
  ['quotation marks that only the editor typed', '"nobody came home"', 'nobody came home'],
];
const SENT = `${AS_SENT.map(([, , shown]) => `\u200bBefore ${shown} afterwards.`).join('\n')}\n`;

const LOG = `---
title: null
publisher: null
author: null
published: null
url: null
attribution: an undated log
left_out: []
sha256: ${createHash('sha256').update(TEXT).digest('hex')}
---
${TEXT}`;
const DESK =
  '{ name: Harbour Desk, command: /harbour, timezone: Europe/Oslo, examples: [who lit the lamp] }\n';

let folder: DataFolder;
beforeEach(() => {
  folder = emptyFolder();
  folder.write('desk.yml', DESK);
  folder.write('sources/log.md', LOG);
});
afterEach(() => folder.dispose());

/** Writes a fact that rests on one quote. */
function write(quote: string, paragraph?: number): void {
  const lines = [
    '- id: lamp-lit',
    '  claim: A light was seen.',
    '  asks: [was it lit, who lit it, when was it lit]',
    '  checked: 2026-05-02',
    '  evidence:',
    '    - source: log',
    `      quote: ${JSON.stringify(quote)}`,
    ...(paragraph === undefined ? [] : [`      paragraph: ${paragraph}`]),
  ];
  folder.write('facts/lamp.yml', `${lines.join('\n')}\n`);
}

describe('a quote', () => {
  it.each([
    [
      'with a wrong letter',
      'The keeper lit the lamb at dusk',
      undefined,
      'it says "lamb at dusk" where paragraph 1 says "lamp at dusk',
    ],
    [
      'with a wrong number',
      'The keeper lit the lamp at dusk on 8 March.',
      undefined,
      'it says "8 March." where paragraph 1 says "3 March."',
    ],
    [
      'with a word left out',
      'The keeper lit the lamp on 3 March',
      undefined,
      'it says "on 3 March" where paragraph 1 says "at dusk',
    ],
    ['with another case', 'the keeper lit the lamp', undefined, 'the quote is not in log'],
    ['over two paragraphs', `${LIT} Two boats were lost.`, undefined, 'the quote is not in log'],
    ['that is made up', 'Nobody knows what became of the cat', undefined, 'the quote is not in log'],
    ['in another paragraph than said', LIT, 2, 'the quote is not in paragraph 2 of log but in 1'],
    ['in a paragraph that is not there', 'Nobody knows', 9, 'log has 3 paragraphs, not 9'],
    [
      'in two paragraphs',
      'Two boats were lost.',
      undefined,
      'the quote is in paragraphs 2 and 3 of log; choose one',
    ],
    ['twice in one paragraph', 'Two boats', 2, 'occurs 2 times in paragraph 2 of log; quote more words'],
  ])('%s is a fault on its own line', (_what, quote, paragraph, message) => {
    write(quote, paragraph);
    const faults = folder.faults();
    expect(faults).toEqual([expect.stringMatching(/^facts\/lamp\.yml:7: lamp-lit: /)]);
    expect(faults[0]).toContain(message);
  });

  it.each([
    ['to the letter', LIT, undefined, LIT, 1],
    [
      'with straight marks and a hyphen',
      '"Two boats", he said - twice.',
      undefined,
      '“Two boats”, he said – twice.',
      2,
    ],
    ['in the paragraph that is named', 'Two boats were lost.', 3, 'Two boats were lost.', 3],
  ])('%s is found, and shown as the source has it', (_what, quote, paragraph, words, where) => {
    write(quote, paragraph);
    expect(folder.faults()).toEqual([]);
    const shown = loadFactBase(folder.path).facts.get('lamp-lit')?.evidence[0];
    expect(shown).toMatchObject({ source: 'log', quote: words, paragraph: where });
    expect(TEXT.slice(shown?.start, shown?.end)).toBe(words);
  });

  it.each(AS_SENT)('with %s is found, and shown byte for byte', (_what, quote, shown) => {
    const spans = findQuote(quotable(SENT), quote);
    expect(spans.map(({ start, end }) => SENT.slice(start, end))).toEqual([shown]);
  });

  it.each([
    ['a letter without its accent', 'The cafe', 'The cafe\u0301 is open.'],
    ['half of an emoji', 'Join \ud83d', 'Join 😀 us'],
    ['half of a ligature', 'the of', 'the oﬃcial'],
    ['digits for a fraction', 'about 41⁄2', 'about 4½ miles'],
    ['another case', 'open season', 'Open season'],
  ])('is not found by %s', (_what, quote, text) => {
    expect(findQuote(quotable(text), quote)).toEqual([]);
  });

  it('is compared in the words that each has, hidden characters included', () => {
    const text = '\u200bThe hu\u00admani\u00adtarian “aid” came late on Monday.';
    const differenceTo = (quote: string) => firstDifference(quotable(text), quote);
    expect(differenceTo('The humanitarian "aid" came late on Tuesday')).toEqual({
      ...{ paragraph: 1, quoteSays: 'Tuesday', sourceSays: 'Monday.' },
    });
    expect(differenceTo('The humanitarian "help" came late')).toMatchObject({
      quoteSays: 'humanitarian "help" came late',
      sourceSays: 'hu\u00admani\u00adtarian “aid” came late on Mo',
    });
  });
});
