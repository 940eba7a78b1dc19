import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../src/facts/json-schemas.ts';
import { type DataFolder, harbourFolder } from './folder.ts';

/** What editors write who know news and not YAML, and the one line that each of them gets. */

let folder: DataFolder;
beforeEach(() => {
  folder = harbourFolder();
});
afterEach(() => folder.dispose());

const ASKS = '[a bell-rang, b bell-rang, c bell-rang]';
/** A fact as one file, its keys from line 2 on. */
const bell = (keys: string, asks = ASKS) =>
  `- id: bell-rang\n${keys}\n  asks: ${asks}\n  evidence: [{ source: log, quote: Two boats were lost. }]\n  checked: 2026-05-02\n`;
const faultsOf = (text: string) => {
  folder.write('facts/bells.yml', text);
  return folder.faults();
};
const own = (sign: string) => `begins with "${sign}", which means something of its own in YAML`;
const alias = ' (an alias, which is not read here)';
const colon = 'holds ": ", which YAML reads as a key and its value; put the whole text in quotes';
const closed =
  'begins with a quotation mark, which YAML takes for its own and closes before the end; put the whole text in quotes';

describe('a sentence that YAML reads as something else', () => {
  it.each<[string, string, string[]]>([
    ['a colon in a claim', bell('  claim: He said: yes'), [`2: claim: ${colon}: "He said: yes"`]],
    [
      'colons in asks',
      bell('  claim: Two', '\n    - did he say: no\n    - what about "it": yes\n    - who\n    - when'),
      [`4: asks, item 1: ${colon}: "did he say: no"`, `5: asks, item 2: ${colon}: 'what about "it": yes'`],
    ],
    [
      'a colon between braces',
      '- { id: a, claim: it is: b }\n',
      ['1: holds ": ", which YAML reads as a key and its value; put each text that holds one in quotes'],
    ],
    [
      'a quotation at the beginning',
      bell('  claim: "We will" he said'),
      [`2: claim: ${closed}: '"We will" he said'`],
    ],
    [
      'an apostrophe between single quotes',
      bell("  claim: 'the UN's budget'"),
      [`2: claim: ${closed}: "the UN's budget"`],
    ],
    [
      'a quotation mark that is not closed',
      bell('  claim: "We will go'),
      ['2: claim: begins with a quotation mark that is closed nowhere; close it at the end of the text'],
    ],
    [
      'a backslash between double quotes',
      bell('  claim: "C:\\dir"'),
      [
        "2: claim: holds a backslash, which means something of its own between double quotation marks; use single ones: 'C:\\dir'",
      ],
    ],
    [
      'an asterisk',
      bell('  claim: *bold* move'),
      [`2: ${own('*')}${alias}; put the whole text in quotes: "*bold* move"`],
    ],
    ['an alias', bell('  claim: *bold'), [`2: ${own('*')}${alias}; put the whole text in quotes: "*bold"`]],
    [
      'an ampersand, which would be lost with its word',
      bell('  claim: &amp it'),
      [`2: ${own('&')}${alias}; put the whole text in quotes: "&amp it"`],
    ],
    [
      'an exclamation mark, which would be lost with its word',
      bell('  claim: !yes it'),
      [`2: ${own('!')}; put the whole text in quotes: "!yes it"`],
    ],
    ...['@who it', '%20 it', '`x`', '[sic] it was', '{x} it was', '> 20 people', '| it', '- it'].map(
      (claim): [string, string, string[]] => [
        `a sign at the beginning: ${claim}`,
        bell(`  claim: ${claim}`),
        [`2: claim: ${own(claim.charAt(0))}; put the whole text in quotes: "${claim}"`],
      ],
    ),
    [
      'a number sign among few words',
      bell('  claim: Two boats were lost.\n  says: number #1 of them'),
      [
        '3: says: is cut at " #", which begins a comment: it reads "number" without "#1 of them"; put the whole text in quotes, or the comment on a line of its own',
      ],
    ],
    [
      'numbers and years without quotes',
      bell('  claim: 1984\n  as_of: 2025\n  happened: { date: 2024, words: 12 }'),
      [
        ...["2: claim: 1984 is read as a number; put it in quotes: '1984'"],
        ...["3: as_of: 2025 is read as a number; put it in quotes: '2025'"],
        ...["4: happened, date: 2024 is read as a number; put it in quotes: '2024'"],
        ...["4: happened, words: 12 is read as a number; put it in quotes: '12'"],
      ],
    ],
  ])('names %s, with the mended text', (_what, text, faults) => {
    expect(faultsOf(text)).toEqual(faults.map((fault) => `facts/bells.yml:${fault}`));
  });

  it('leaves a comment after a few words alone', () => {
    expect(faultsOf(bell('  claim: Two boats were lost.\n  says: Ada Lin # the keeper'))).toEqual([]);
  });
});

describe('a file that is not indented as YAML wants', () => {
  const spaces = 'where YAML takes spaces only';
  it.each<[string, string, string]>([
    [
      'tabs',
      '- id: a\n\tclaim: b\n\tsays: c\n',
      `2: is indented with a tab, ${spaces} (so does 1 more); replace it by spaces, two for each step`,
    ],
    [
      'a tab after the hyphen',
      '-\tid: a\n  claim: b\n',
      `1: is indented with a tab, ${spaces}; replace it by spaces, two for each step`,
    ],
    [
      'no-break spaces',
      '- id: a\n\u00a0\u00a0claim: b\n  asks: [x]\n',
      `2: is indented with a no-break space, ${spaces}; replace it by spaces, two for each step`,
    ],
    [
      'a space too many',
      bell('   claim: b'),
      '2: claim: is not where YAML expects it; indent the keys of one entry alike, and begin each entry with "- "',
    ],
    [
      'a space too few',
      bell(' claim: b'),
      '2: claim: is not where YAML expects it; indent the keys of one entry alike, and begin each entry with "- "',
    ],
  ])('gets one line that names %s', (_what, text, fault) => {
    expect(faultsOf(text)).toEqual([`facts/bells.yml:${fault}`]);
  });

  it.each<[string, string, string]>([
    [
      'a key that stands twice',
      bell('  claim: Two\n  claim: Two'),
      '3: claim: stands twice in one entry; keep one of the two',
    ],
    [
      'a second document',
      `${bell('  claim: Two boats were lost.')}---\n- id: b\n`,
      '6: begins a second document with "---"; expected one list in a file: delete the line',
    ],
    [
      'a merge',
      '<<<<<<< HEAD\n- id: a\n=======\n- id: b\n>>>>>>> x\n',
      '1: is left over from a merge; keep the lines that are right, and delete it',
    ],
    [
      'what is nested without end',
      '['.repeat(20_000),
      '1: is nested too deeply to be read; expected lists and keys as in README, "The data folder"',
    ],
    [
      'a character that nobody sees',
      '- id: \u0000\n',
      '1: holds a character that cannot be seen (U+0000); delete it',
    ],
  ])('gets one line that names %s', (_what, text, fault) => {
    expect(faultsOf(text)).toEqual([`facts/bells.yml:${fault}`]);
  });
});

describe('a key', () => {
  it('that nobody knows is named where it stands, with the one that was meant', () => {
    expect(faultsOf(bell('  claim: Two boats were lost.\n  sais: x\n  colour: red'))).toEqual([
      'facts/bells.yml:3: unknown key "sais"; expected "says"',
      'facts/bells.yml:4: unknown key "colour"; expected one of: id, claim, says, as_of, happened, asks, evidence, context, disagrees_with, superseded_by, follows, withheld, checked',
    ]);
  });

  it.each([
    ['facts', 'facts/bells.yml', '- id: bell-rang\n', 'claim'],
    ['facts', 'facts/bells.yml', '- id: bell-rang\n', 'evidence'],
    ['gaps', 'gaps.yml', '- id: sky\n', 'about'],
    ['disputes', 'disputes.yml', '- id: fleet\n', 'kind'],
    ['lexicon', 'lexicon.yml', '- fr: [phare]\n', 'means'],
    ['desk', 'desk.yml', 'name: Harbour Desk\n', 'timezone'],
    ['source', 'sources/log.md', '---\ntitle: null\n---\nTwo boats were lost.\n', 'attribution'],
  ])(
    'of %s that is missing is asked for in the words that its JSON Schema has (%s, %s%s)',
    (name, file, text, key) => {
      folder.write(file, text);
      const schema = JSON.parse(jsonSchemas()[`${name}.schema.json`] ?? '');
      const { description } = (schema.items ?? schema).properties[key];
      expect(description).toMatch(/\w{3}/);
      expect(folder.faults()).toContainEqual(
        expect.stringMatching(
          new RegExp(`^${file}:\\d+: ${key}: is missing; expected ${escaped(description)}$`),
        ),
      );
    },
  );
});

describe('a source', () => {
  const TEXT = 'Two boats were lost.\n';
  const actual = createHash('sha256').update(TEXT).digest('hex');
  const head = 'title: null\npublisher: null\nauthor: null\npublished: null\nurl: null\nattribution: a log\n';
  const line = `sha256: expected the hash of the text below the front matter; if that is the text as received, write sha256: ${actual} (npm run -s source -- pin more does it)`;

  it.each([
    ['is missing', '', 2],
    ['is to be done', 'sha256: TODO\n', 8],
    ['is empty', 'sha256:\n', 8],
    ['is zeros', `sha256: ${'0'.repeat(64)}\n`, 8],
    ['is zeros in quotes', `sha256: '${'0'.repeat(64)}'\n`, 8],
    ['is too short', 'sha256: 12ab\n', 8],
  ])('gets one and the same line, with the right hash, when its own %s', (_what, hash, at) => {
    folder.write('sources/more.md', `---\n${head}${hash}---\n${TEXT}`);
    expect(folder.faults()).toEqual([`sources/more.md:${at}: ${line}`]);
    folder.write('sources/more.md', `---\n${head}sha256: ${actual}\n---\n${TEXT}`);
    expect(folder.faults()).toEqual([]);
  });

  it('that was changed gets its hash and the command that pins it anew', () => {
    folder.write('sources/more.md', `---\n${head}sha256: ${actual}\n---\nThree boats.\n`);
    expect(folder.faults()).toEqual([
      expect.stringMatching(
        /^sources\/more\.md:8: the text is not the pinned one \(sha256 is [0-9a-f]{64}\); .* npm run -s source -- pin more$/,
      ),
    ]);
  });

  it('with a fault in its front matter still has its quotes proven', () => {
    folder.change('sources/log.md', 'attribution: a log', 'attribution: null');
    folder.change('facts/boats.yml', 'quote: Two boats were lost.', 'quote: Two boats were found.');
    expect(folder.faults()).toEqual([
      expect.stringMatching(/^facts\/boats\.yml:1: boats-lost: the quote is not in log: it says "found\."/),
      expect.stringMatching(/^sources\/log\.md:2: attribution: is empty; expected how a reporter/),
    ]);
  });
});

describe('a name of a file', () => {
  it.each([
    [
      'facts/Bells.yml',
      'facts/Bells.yml:1: the name "Bells" cannot be the id of a topic',
      'rename it to bells.yml',
    ],
    ['facts/Fog Signals/a.yml', 'facts/Fog Signals:1: the name "Fog Signals"', 'rename it to fog-signals'],
    [
      'sources/Été_2.md',
      'sources/Été_2.md:1: the name "Été_2" cannot be the id of a source',
      'rename it to ete-2.md',
    ],
    [
      'phrasings/Lamp-Lit.txt',
      'phrasings/Lamp-Lit.txt:1: there is no fact, gap or dispute "Lamp-Lit"',
      'rename it to lamp-lit.txt',
    ],
  ])('that cannot be typed is refused with the one that can: %s', (file, fault, cure) => {
    const bells = bell('  claim: Two boats were lost.');
    const texts = [bells, folder.read('sources/log.md'), '# from: Ada Lin\nlit when\n'];
    folder.write(file, texts[file.startsWith('facts') ? 0 : file.startsWith('sources') ? 1 : 2] as string);
    const [found, ...others] = folder.faults();
    expect(others).toEqual([]);
    expect(found?.startsWith(fault), found).toBe(true);
    expect(found?.endsWith(cure), found).toBe(true);
  });
});

describe('one run', () => {
  it('shows faults of every kind, each on its own line, in order', () => {
    folder.write(
      'facts/bells.yml',
      [
        '- id: bell-rang',
        '  claim: Seven boats were lost.',
        '  as_of: 2025',
        '  asks: [who]',
        '  evidence:',
        '    - { source: log, quote: Two boats were found. }',
        '  superseded_by: bell-new',
        '  checked: 2026-05-32',
        '- id: bell-old',
        '  claim: He said: yes',
        '',
      ].join('\n'),
    );
    folder.write(
      'facts/fog.yml',
      bell('  claim: Nine boats were lost.\n  follows: fog-new').replace('bell', 'fog'),
    );
    folder.write('gaps.yml', '- { abuot: the sky, asks: [what sky] }\n');
    folder.write('phrasings/lamp-new.txt', 'who\n');
    folder.change('desk.yml', 'Europe/Oslo', 'Oslo');
    const places = folder.faults().map((fault) => fault.split(': ').slice(0, 2).join(' '));
    expect(places).toEqual([
      'desk.yml:3 timezone',
      'facts/bells.yml:10 claim',
      'facts/fog.yml:2 fog-rang',
      'facts/fog.yml:3 fog-rang',
      'gaps.yml:1 about',
      'gaps.yml:1 unknown key "abuot"; expected "about"',
      'phrasings/lamp-new.txt:1 does not say where its phrasings come from; expected a first line like "# from',
      'phrasings/lamp-new.txt:1 there is no fact, gap or dispute "lamp-new"; name the file after the one that these phrasings ask for',
    ]);
    folder.change('facts/bells.yml', 'He said: yes', '"He said: yes"');
    const bells = folder.faults().filter((fault) => fault.startsWith('facts/bells.yml'));
    expect(bells.map((fault) => fault.split(': ').slice(0, 2).join(' '))).toEqual([
      'facts/bells.yml:2 bell-rang',
      'facts/bells.yml:3 as_of',
      'facts/bells.yml:4 asks',
      'facts/bells.yml:6 bell-rang',
      'facts/bells.yml:7 bell-rang',
      'facts/bells.yml:8 checked',
      ...['asks', 'evidence', 'checked'].map((key) => `facts/bells.yml:9 ${key}`),
    ]);
  });

  it('does not blame what only a fault elsewhere makes look wrong', () => {
    folder.write('facts/fog.yml', '- id: fog-new\n  claim: He said: yes\n');
    folder.write('phrasings/fog-new.txt', '# from: Ada Lin\nis there fog\n');
    folder.change('facts/boats.yml', '{ id: boats-lost,', '{ id: boats-lost, superseded_by: fog-new,');
    expect(folder.faults()).toEqual([expect.stringMatching(/^facts\/fog\.yml:2: claim: holds/)]);
  });

  it('weighs a claim although one of its quotes is mistyped', () => {
    folder.write(
      'facts/bells.yml',
      bell('  claim: Two boats and 9 ships were lost.').replace('were lost. }', 'where lost. }'),
    );
    expect(folder.faults()).toEqual([
      expect.stringMatching(/^facts\/bells\.yml:2: bell-rang: "9" in the claim is in none of its quotes/),
      expect.stringMatching(/^facts\/bells\.yml:4: bell-rang: the quote is not in log/),
    ]);
  });

  it('ends with a line, not with a stack trace, for what is no data folder at all', () => {
    folder.remove('facts/boats.yml');
    symlinkSync('boats.yml', `${folder.path}/facts/boats.yml`);
    folder.remove('desk.yml');
    folder.write('desk.yml/desk.yml', '');
    expect(folder.faults()).toEqual([
      expect.stringMatching(/^desk\.yml:1: is a folder; put the file in its place$/),
      expect.stringMatching(/^facts\/boats\.yml:1: is a link that leads nowhere/),
    ]);
  });
});

// --- internal ---

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
