import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { copyOfProof, DATA, type DataFolder } from './folder.ts';

describe('the shipped base', () => {
  const base = loadFactBase(DATA);

  it('loads, and is proven by loading', () => {
    expect(base.facts.size).toBeGreaterThanOrEqual(40);
    expect([...base.sources.keys()]).toEqual(['mss-transition', 'us-oas-force']);
    expect(base.version).toMatch(/^[0-9a-f]{8}$/);
  });

  it('shows quotes as cut from the source, not as typed in a fact', () => {
    for (const fact of base.facts.values()) {
      for (const span of [...fact.evidence, ...fact.context]) {
        expect(base.sources.get(span.source)?.text.slice(span.start, span.end)).toBe(span.quote);
      }
    }
  });

  it('has the same version for the same content', () => {
    expect(loadFactBase(DATA).version).toBe(base.version);
  });
});

describe('a base with a fault is refused whole', () => {
  let folder: DataFolder;
  beforeEach(() => {
    folder = copyOfProof();
    folder.write(
      'gaps.yml',
      '- about: it\n  asks:\n    - who is it\n    # a comment\n    - "what is #2" # another\n',
    );
  });
  afterEach(() => folder.dispose());

  it('changes its version with its content', () => {
    const before = loadFactBase(folder.path).version;
    folder.change('desk.yml', 'name: Haiti Desk', 'name: Another Desk');
    expect(loadFactBase(folder.path).version).not.toBe(before);
  });

  it('lists every fault, not the first only, in the order of files and lines', () => {
    folder.change('facts/funding.yml', 'checked: 2026-11-21', 'checked: 2026-02-30');
    folder.change('desk.yml', 'command: /haiti', 'command: haiti');
    folder.change('facts/police.yml', 'claim:', 'clam:');
    const faults = folder.faults();
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'desk.yml',
      'facts/funding.yml',
      'facts/police.yml',
      'facts/police.yml',
    ]);
    expect(faults[1]).toMatch(
      /^facts\/funding\.yml:\d+: checked: expected a day that exists in the calendar$/,
    );
  });

  it.each<[string, (at: DataFolder) => void, RegExp]>([
    [
      'a file that is not YAML',
      (at) => at.write('facts/police.yml', '- id: [\n'),
      /^facts\/police\.yml:\d+: not valid YAML/,
    ],
    [
      'a file that is not UTF-8',
      (at) => at.write('desk.yml', new Uint8Array([0xff, 0xfe, 0x41])),
      /^desk\.yml:1: is not UTF-8/,
    ],
    ['a missing desk', (at) => at.remove('desk.yml'), /^desk\.yml:1: is missing; expected the keys/],
    [
      'a key nobody knows',
      (at) => at.change('desk.yml', 'examples:', 'colour: red\nexamples:'),
      /^desk\.yml:\d+: unknown key "colour"/,
    ],
    [
      'a source without front matter',
      (at) => at.write('sources/mss-transition.md', 'text'),
      /^sources\/mss-transition\.md:1: has no front matter/,
    ],
    [
      'a date that cannot be',
      (at) => at.change('sources/us-oas-force.md', 'published: 2025-08-24', 'published: 2025-13-24'),
      /published: expected YYYY/,
    ],
    [
      'a year without quotes, which YAML reads as a number',
      (at) => at.change('facts/funding.yml', /as_of: .*/, 'as_of: 2025'),
      /^facts\/funding\.yml:\d+: as_of: 2025 is read as a number; put it in quotes: '2025'$/,
    ],
    [
      'a claim that YAML cuts at " #"',
      (at) => at.change('facts/police.yml', /claim: .*/, 'claim: The decree is number #2699 of May.'),
      /^facts\/police\.yml:\d+: claim: is cut at " #".* it reads "The decree is number" without "#2699 of May\."; put the whole text in quotes/,
    ],
    [
      'a quote that YAML cuts at " #"',
      (at) => at.change('facts/police.yml', /quote: (.{20})/, 'quote: The decree #2699'),
      /^facts\/police\.yml:\d+: quote: is cut at " #".* it reads "The decree" without "#2699/,
    ],
    [
      'an ask that YAML cuts at " #"',
      (at) => at.change('gaps.yml', 'who is it', 'who is #1 in it'),
      /^gaps\.yml:3: asks: is cut at " #".* it reads "who is" without "#1 in it"/,
    ],
    [
      'a list that a " #" leaves open',
      (at) => at.write('gaps.yml', '- about: it\n  asks: [who is #1 in it]\n'),
      /^gaps\.yml:\d+: not valid YAML: .* \(a " #" begins a comment\)$/,
    ],
    [
      'a statement from after its source',
      (at) => at.change('facts/funding.yml', /as_of: .*/, 'as_of: 2025-09'),
      /2025-09 is later than its source us-oas-force \(2025-08-24\)/,
    ],
    [
      'a disagreement with nothing',
      (at) => at.change('facts/gangs.yml', '  checked:', '  disagrees_with: [gangs-nowhere]\n  checked:'),
      /there is no fact "gangs-nowhere"/,
    ],
    [
      'a successor that does not exist',
      (at) => at.change('facts/police.yml', '  checked:', '  superseded_by: police-later\n  checked:'),
      /there is no fact "police-later"/,
    ],
    [
      'an empty file',
      (at) => at.write('facts/police.yml', '\n'),
      /^facts\/police\.yml:1: is empty; see README/,
    ],
    [
      "a folder in a file's place",
      (at) => at.write('facts/sub.yml/police.yml', '[]'),
      /^facts\/sub\.yml:1: is a folder, and not read/,
    ],
  ])('names %s', (_what, spoil, line) => {
    spoil(folder);
    expect(folder.faults()).toContainEqual(expect.stringMatching(line));
  });

  it.each([
    ['a year', 'deployment', 'The MINUSTAH mission concluded in 2018', '2018'],
    ['a name', 'police', 'The Brazilian mission', 'Brazilian'],
    ['a number in words', 'police', 'The forty-man mission', 'forty'],
    ['a weekday, however it is written,', 'police', 'On a monday the mission', 'monday'],
  ])('names %s in a claim that no quote holds', (_what, topic, claim, word) => {
    const before = /claim: The (?:MINUSTAH mission concluded in 2017|mission)/;
    folder.change(`facts/${topic}.yml`, before, `claim: ${claim}`);
    expect(folder.faults()).toContainEqual(
      expect.stringContaining(`"${word}" in the claim is in none of its quotes`),
    );
  });

  it('ignores a byte order mark', () => {
    for (const file of ['facts/police.yml', 'desk.yml', 'sources/us-oas-force.md'])
      folder.write(file, `\ufeff${folder.read(file)}`);
    expect(folder.faults()).toEqual([]);
  });

  it('says when a text differs by newlines only', () => {
    const text = folder.read('sources/us-oas-force.md');
    folder.write('sources/us-oas-force.md', `${text}\n`);
    expect(folder.faults()).toEqual([
      expect.stringMatching(
        /sha256|differs from the pinned one by newlines only: a newline was added at its end/,
      ),
    ]);
  });

  it('names a folder that is missing', () => {
    expect(() => loadFactBase(`${folder.path}/nowhere`)).toThrow(
      /nowhere:1: there is no such folder; set DATA_DIR or --data/,
    );
  });
});
