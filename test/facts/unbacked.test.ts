import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataFolder, emptyFolder } from './folder.ts';

const HEAD =
  '{ title: null, publisher: null, author: null, published: null, url: null, attribution: a report, sha256: ';
const ENGLISH = 'The mayor said on 3 March that the bridge will cost $2m.\n';
const FRENCH = 'Selon la Cour pénale internationale, 1 200 personnes ont fui la ville le 3 mars.\n';
/** A page in two languages, most of it English; its last paragraph is too short to tell. */
const BOTH = `${ENGLISH}It is the first of the bridges in the harbour, and it was said that it will be the last.
${FRENCH}Le 14 juillet 2023.
`;

let folder: DataFolder;
beforeEach(() => {
  folder = emptyFolder();
  folder.write(
    'desk.yml',
    '{ name: Harbour Desk, command: /harbour, timezone: Europe/Oslo, examples: [who fled] }\n',
  );
  for (const [id, text] of Object.entries({ english: ENGLISH, french: FRENCH, both: BOTH }))
    folder.write(
      `sources/${id}.md`,
      `---\n${HEAD}${createHash('sha256').update(text).digest('hex')} }\n---\n${text}`,
    );
});
afterEach(() => folder.dispose());

/** The fault in a claim that rests on all of a source. */
function faultsOf(source: 'english' | 'french', claim: string): string[] {
  const quote = (source === 'english' ? ENGLISH : FRENCH).trim();
  folder.write(
    'facts/bridge.yml',
    `- { id: one, claim: ${JSON.stringify(claim)}, asks: [a b, b c, c d], evidence: [{ source: ${source}, quote: ${JSON.stringify(quote)} }], checked: 2026-05-02 }\n`,
  );
  return folder.faults();
}

describe('a claim that its quotes do not back', () => {
  it.each<['english' | 'french', string, string]>([
    [
      'english',
      'The bridge will cost €2m.',
      '"€2m" in the claim is in none of its quotes; expected the same value, with its unit or currency, whole: correct it, or quote the words that back it in evidence or context',
    ],
    [
      'english',
      'The mayor said so on 4 March.',
      '"4 March" in the claim is in none of its quotes; expected the same date: correct it, or quote the words that back it in evidence or context',
    ],
    [
      'english',
      'The mayor, Ada Lin, said so.',
      '"Ada Lin" in the claim is in none of its quotes; quote the words that back it in evidence or context',
    ],
    [
      'english',
      'Engineers said so.',
      '"Engineers" in the claim is in none of its quotes; quote the words that back it in evidence or context; or begin the claim with another word if "Engineers" is no name',
    ],
    [
      'french',
      'The Hague is where they sit.',
      '"Hague" in the claim is in none of its quotes; quote the words that back it in evidence or context; or where a quote has it in French, add both to the lexicon: - { means: [Hague], fr: [the quote\'s words] }',
    ],
  ])('in the %s source is a fault with its cure: %s', (source, claim, message) => {
    expect(faultsOf(source, claim)[0]).toBe(`facts/bridge.yml:1: one: ${message}`);
  });

  it('passes once the lexicon has the name in the language of the source', () => {
    const claim = 'Some 1,200 people fled on March 3, the International Criminal Court says.';
    expect(faultsOf('french', claim)).toEqual([
      expect.stringContaining('"International Criminal Court" in the claim is in none of its quotes'),
    ]);
    folder.write(
      'lexicon.yml',
      '- { means: [International Criminal Court], fr: [Cour pénale internationale] }\n',
    );
    expect(faultsOf('french', claim)).toEqual([]);
  });
});

describe('a source in two languages', () => {
  function faultsOfBoth(claim: string, quote: string): string[] {
    folder.write(
      'facts/bridge.yml',
      `- { id: one, claim: ${JSON.stringify(claim)}, asks: [a b, b c, c d], evidence: [{ source: both, quote: ${JSON.stringify(quote)} }], checked: 2026-05-02 }\n`,
    );
    return folder.faults();
  }

  it.each([
    ['They fled on 14 July 2023.', 'Le 14 juillet 2023'],
    ['It was 1,200 people on 3 March.', '1 200 personnes ont fui la ville le 3 mars'],
    ['It was on 3 March.', 'le 3 mars'],
    ['The bridge will cost $2m.', 'the bridge will cost $2m'],
  ])('backs "%s" with "%s"', (claim, quote) => {
    expect(faultsOfBoth(claim, quote)).toEqual([]);
  });

  it('does not back another date', () => {
    expect(faultsOfBoth('It was on 4 March.', 'le 3 mars')).toEqual([
      expect.stringContaining('"4 March" in the claim is in none of its quotes'),
    ]);
  });
});
