import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { topicName } from '../../src/facts/names.ts';
import { phrasingsOf } from '../../src/facts/phrasings.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { type DataFolder, harbourFolder } from './folder.ts';

let folder: DataFolder;
beforeEach(() => {
  folder = harbourFolder();
});
afterEach(() => folder.dispose());

/** Writes a key into a fact, which is one line of its file. */
const set = (fact: string, keys: string) =>
  folder.change(
    fact.startsWith('lamp') ? 'facts/tall-lamp.yml' : 'facts/boats.yml',
    `{ id: ${fact},`,
    `{ id: ${fact}, ${keys},`,
  );
const writeDispute = (sides: string, { id = 'fleet', kind = 'differ' } = {}) =>
  folder.write(
    'disputes.yml',
    `- id: ${id}\n  sides: ${sides}\n  kind: ${kind}\n  about: the fleet\n  asks: [what became of the fleet]\n`,
  );
const factsOf = (path = folder.path) => {
  const { facts } = loadFactBase(path);
  return (id: string) => facts.get(id) as Fact;
};

describe('a dispute', () => {
  it('is written once, and known to the facts on each side', () => {
    writeDispute('[boats-lost, boats-safe]', { kind: 'options' });
    expect(loadFactBase(folder.path).disputes).toEqual([
      {
        ...{ id: 'fleet', sides: [['boats-lost'], ['boats-safe']], kind: 'options' },
        ...{ about: 'the fleet', asks: ['what became of the fleet'] },
      },
    ]);
    const fact = factsOf();
    expect(fact('boats-lost').disagrees_with).toEqual(['boats-safe']);
    expect(fact('boats-safe').disagrees_with).toEqual(['boats-lost']);
    expect(fact('lamp-lit').disagrees_with).toEqual([]);
  });

  it('asks for the facts on all of its sides, with its further phrasings', () => {
    writeDispute('[boats-lost, boats-safe]');
    folder.write('phrasings/fleet.txt', '# from: Ada Lin\nhow did the fleet fare\n');
    const base = loadFactBase(folder.path);
    for (const id of ['boats-lost', 'boats-safe'])
      expect(phrasingsOf(base, base.facts.get(id) as Fact)).toEqual([
        ...[`a ${id}`, `b ${id}`, `c ${id}`, 'what became of the fleet', 'how did the fleet fare'],
      ]);
  });

  it('may have a side that several facts hold, which do not disagree with one another', () => {
    writeDispute('[boats-lost, [boats-safe, lamp-lit]]');
    const fact = factsOf();
    expect(fact('boats-lost').disagrees_with).toEqual(['boats-safe', 'lamp-lit']);
    expect(fact('lamp-lit').disagrees_with).toEqual(['boats-lost']);
  });

  it('that is written on a fact means that the sources differ', () => {
    set('boats-lost', 'disagrees_with: [boats-safe]');
    expect(loadFactBase(folder.path).disputes).toEqual([
      { id: null, sides: [['boats-lost'], ['boats-safe']], kind: 'differ', about: null, asks: [] },
    ]);
    expect(factsOf()('boats-safe').disagrees_with).toEqual(['boats-lost']);
  });

  it('that is written both ways is one', () => {
    set('boats-safe', 'disagrees_with: [boats-lost]');
    writeDispute('[boats-lost, boats-safe]', { kind: 'options' });
    expect(loadFactBase(folder.path).disputes.map(({ kind }) => kind)).toEqual(['options']);
  });
});

describe('one file or a folder of files', () => {
  beforeEach(() => {
    folder.write('gaps.yml', '- { about: the weather, asks: [what was the weather], id: weather }\n');
    folder.write('lexicon.yml', '- { means: [lamp, beacon] }\n');
    writeDispute('[boats-lost, boats-safe]');
  });

  it.each(['gaps', 'lexicon', 'disputes', 'facts/boats'])('holds the same for %s', (name) => {
    const { version } = loadFactBase(folder.path);
    folder.write(`${name}/all.yml`, folder.read(`${name}.yml`));
    folder.remove(`${name}.yml`);
    expect(loadFactBase(folder.path).version).toBe(version);
  });

  it.each(['gaps', 'lexicon', 'disputes', 'facts/boats'])('is a fault where %s is both', (name) => {
    folder.write(`${name}/more.yml`, folder.read(`${name}.yml`).replace(/id: /g, 'id: more-'));
    folder.write('phrasings/weather.txt', '# from: Ada Lin\nhow windy was it\n');
    expect(folder.faults()).toEqual([
      `${name}.yml:1: there is a folder ${name}/ as well; keep one of the two`,
    ]);
  });

  it('names the file of the folder that a fault is in', () => {
    folder.remove('gaps.yml');
    folder.write('gaps/sky.yml', '- { about: the moon, asks: [was there a moon] }\n- { about: the stars }\n');
    expect(folder.faults()).toEqual([expect.stringMatching(/^gaps\/sky\.yml:2: asks: /)]);
  });

  it('is a fault where the folder is empty', () => {
    folder.remove('gaps.yml');
    folder.write('gaps/.keep', '');
    expect(folder.faults()).toEqual(['gaps:1: holds no file; expected at least one gaps/<name>.yml']);
  });
});

describe('the root of a data folder', () => {
  it.each<[string, string]>([
    ['disputes.yaml', 'expected disputes.yml or disputes/'],
    ['dispute.yml', 'expected disputes.yml or disputes/'],
    ['Lexicon/all.yml', 'expected lexicon.yml or lexicon/'],
    ['phrasing/lamp-lit.txt', 'expected phrasings/'],
    ['fact.yml', 'expected facts/'],
    ['gaps', 'expected gaps.yml or gaps/'],
  ])('holds nothing under a name that is not read: %s', (file, expected) => {
    folder.write(file, '');
    folder.write('phrasings/left-without.txt', '# from: Ada Lin\nwho\n');
    const [name] = file.split('/');
    expect(folder.faults()).toEqual([
      `${name}:1: is not read; ${expected}; rename it, or move it out of the data folder`,
    ]);
  });

  it.each(['haiti-desk.db', 'people.yml', 'README.md', 'description.txt', 'archive/2024.yml'])(
    'may hold what is not taken for a part of it: %s',
    (file) => {
      folder.write(file, '');
      expect(folder.faults()).toEqual([]);
    },
  );

  it('holds no link that leads nowhere', () => {
    symlinkSync('/nowhere', `${folder.path}/disputes.yml`);
    expect(folder.faults()).toEqual([
      'disputes.yml:1: is a link that leads nowhere; put the file in its place, or delete the link',
    ]);
  });

  it('may hold hidden files, a license and notes', () => {
    for (const name of ['.gitignore', '.schema/a.json', 'README', 'LICENSE.txt', 'notes.md'])
      folder.write(name, '');
    expect(folder.faults()).toEqual([]);
  });
});

describe('further phrasings', () => {
  it('belong to a fact, a gap or a dispute, by id', () => {
    folder.write('gaps.yml', '- { about: the weather, asks: [what was the weather], id: weather }\n');
    folder.write('phrasings/weather.txt', '# from: a language model, checked by Ada Lin\nhow windy was it\n');
    folder.write('phrasings/lamp-lit.txt', '\ufeff# from: Ada Lin\r\nlamp on when\r\n\r\nlit when\r\n');
    const base = loadFactBase(folder.path);
    expect(Object.fromEntries(base.phrasings)).toEqual({
      ...{ 'lamp-lit': ['lamp on when', 'lit when'], weather: ['how windy was it'] },
    });
    expect(phrasingsOf(base, base.facts.get('lamp-lit') as Fact)).toHaveLength(5);
  });
});

describe('a topic', () => {
  it('is called by its own words, or as the desk says', () => {
    const name = (topic: string) => topicName(loadFactBase(folder.path).desk, topic);
    expect(name('tall-lamp')).toBe('tall lamp');
    folder.write('desk.yml', `${folder.read('desk.yml')}topics: { tall-lamp: { name: Skerry Light } }\n`);
    expect(name('tall-lamp')).toBe('Skerry Light');
    expect(name('constructor')).toBe('constructor');
  });
});

describe('a fact that follows another', () => {
  it('is loaded with what it follows', () => {
    set('lamp-lit', 'follows: boats-lost');
    expect(factsOf()('lamp-lit').follows).toBe('boats-lost');
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'one that does not exist',
      { 'lamp-lit': 'follows: lamp-new' },
      'lamp-lit: there is no fact "lamp-new"; name the fact that this one came after',
    ],
    [
      'one that is withheld',
      { 'lamp-lit': 'follows: boats-lost', 'boats-lost': 'withheld: true' },
      'lamp-lit: follows "boats-lost", which is withheld; name a fact that is shown',
    ],
    [
      'one that is superseded',
      { 'lamp-lit': 'follows: boats-lost', 'boats-lost': 'superseded_by: boats-safe' },
      'lamp-lit: follows "boats-lost", which "boats-safe" supersedes; name that fact',
    ],
    [
      'itself in a circle',
      { 'lamp-lit': 'follows: lamp-out', 'lamp-out': 'follows: lamp-lit' },
      'lamp-lit: follows in a circle (lamp-lit → lamp-out → lamp-lit); the fact that came first follows none',
    ],
    [
      'what is known to have come later',
      {
        'lamp-lit': 'follows: lamp-out, happened: { date: 2021-05, words: then }',
        'lamp-out': 'as_of: 2024-03',
      },
      'lamp-lit: is of 2021-05, and follows "lamp-out" of 2024-03; name a fact that came before it, or correct the date',
    ],
    [
      'one that another fact follows',
      { 'lamp-lit': 'follows: boats-lost', 'lamp-out': 'follows: boats-lost' },
      'lamp-out: "boats-lost" is followed by "lamp-lit" already; a fact is followed by one only, so follow that one',
    ],
  ])('is refused when it follows %s', (_what, keys, line) => {
    for (const [fact, written] of Object.entries(keys)) set(fact, written);
    expect(folder.faults().map((fault) => fault.replace(/^facts\/tall-lamp\.yml:\d+: /, ''))).toContain(line);
  });
});

describe('one line names', () => {
  const desk = (topics: string) =>
    folder.write('desk.yml', `${folder.read('desk.yml')}topics:\n  ${topics}\n`);

  it.each<[string, () => void, string]>([
    [
      'a side that does not exist',
      () => writeDispute('[boats-lost, boats-new]'),
      'disputes.yml:2: fleet: there is no fact "boats-new"; name one that exists',
    ],
    [
      'a side that is named twice',
      () => writeDispute('[boats-lost, boats-lost]'),
      'disputes.yml:2: fleet: "boats-lost" is in it twice; name each fact once',
    ],
    [
      'a side that is withheld',
      () => {
        writeDispute('[boats-lost, boats-safe]');
        set('boats-lost', 'withheld: true');
      },
      'disputes.yml:2: fleet: its side "boats-lost" is withheld; name a fact that is shown, or take the dispute out',
    ],
    [
      'a side that is superseded',
      () => {
        writeDispute('[boats-lost, lamp-lit]');
        set('boats-lost', 'superseded_by: boats-safe');
      },
      'disputes.yml:2: fleet: its side "boats-lost" is superseded by "boats-safe"; name that fact, or take the dispute out',
    ],
    [
      'a side that supersedes itself, and not the dispute',
      () => {
        writeDispute('[boats-lost, lamp-lit]');
        set('boats-lost', 'superseded_by: boats-lost');
      },
      'facts/boats.yml:1: boats-lost: is superseded in a circle (boats-lost → boats-lost); the newest fact has none after it',
    ],
    [
      'an id that is used twice, and not the phrasings that it left without a fact',
      () => {
        folder.write('phrasings/lamp-out.txt', '# from: Ada Lin\nwho\n');
        folder.change('facts/tall-lamp.yml', 'id: lamp-out', 'id: lamp-lit');
      },
      'facts/tall-lamp.yml:2: lamp-lit: the id is taken by facts/tall-lamp.yml:1; an id is never used twice, choose another',
    ],
    [
      'a folder of facts that is missing, and not the topics that are named',
      () => {
        desk('boats: { name: Boats }');
        folder.remove('facts');
      },
      'facts:1: holds no file; expected at least one facts/<name>.yml',
    ],
    [
      'a paragraph that is left out and not there',
      () =>
        folder.change('sources/log.md', ', sha256', ', left_out: [\n{ paragraph: 9, why: an ad }], sha256'),
      'sources/log.md:3: left_out names paragraph 9, which the text does not have; it has 4, correct the number',
    ],
    [
      'a dispute of one side',
      () => writeDispute('[boats-lost]'),
      'disputes.yml:2: sides: expected at least two sides',
    ],
    [
      'a dispute of an unknown kind',
      () => writeDispute('[boats-lost, boats-safe]', { kind: 'maybe' }),
      'disputes.yml:3: kind: expected "differ" or "options"',
    ],
    [
      'a dispute with the id of a fact',
      () => writeDispute('[boats-lost, boats-safe]', { id: 'lamp-lit' }),
      'disputes.yml:1: lamp-lit: the id is taken by facts/tall-lamp.yml:1; an id is never used twice, choose another',
    ],
    [
      'a gap with the id of a dispute',
      () => {
        folder.write('gaps.yml', '- { about: it, asks: [what], id: fleet }\n');
        writeDispute('[boats-lost, boats-safe]');
      },
      'disputes.yml:1: fleet: the id is taken by gaps.yml:1; an id is never used twice, choose another',
    ],
    [
      'phrasings of nothing on file',
      () => folder.write('phrasings/lamp-new.txt', '# from: Ada Lin\nwho\n'),
      'phrasings/lamp-new.txt:1: there is no fact, gap or dispute "lamp-new"; name the file after the one that these phrasings ask for',
    ],
    [
      'phrasings that do not say where they come from',
      () => folder.write('phrasings/lamp-lit.txt', 'who\n'),
      'phrasings/lamp-lit.txt:1: does not say where its phrasings come from; expected a first line like "# from: Ada Lin" or "# from: a language model, checked by Ada Lin"',
    ],
    [
      'a file of phrasings that holds none',
      () => folder.write('phrasings/lamp-lit.txt', '# from: Ada Lin\n\n'),
      'phrasings/lamp-lit.txt:1: holds no phrasing; add one on a line, or delete the file',
    ],
    [
      'a comment among phrasings',
      () => folder.write('phrasings/lamp-lit.txt', '# from: Ada Lin\n# more\nwho\n'),
      'phrasings/lamp-lit.txt:2: is a comment; only the first line is one, move it there',
    ],
    ...['<<<<<<< HEAD', '=======', '>>>>>>> a-branch'].map((marker): [string, () => void, string] => [
      `what a merge left over: ${marker}`,
      () => folder.write('phrasings/lamp-lit.txt', `# from: Ada Lin\nwho\n${marker}\n`),
      'phrasings/lamp-lit.txt:3: is left over from a merge; keep the lines that are right, and delete it',
    ]),
    ...['All', 'off', 'quiet', 'always', 'the day'].map((name): [string, () => void, string] => [
      `a topic that is called by a word of the commands: ${name}`,
      () => desk(`boats: { name: ${name} }`),
      `desk.yml:6: "${name}" has a meaning of its own in commands like "digest on" and "topics", so this topic could not be told from it; choose another name`,
    ]),
    [
      'a topic whose file is named by such a word',
      () => {
        folder.write('facts/all.yml', folder.read('facts/boats.yml'));
        folder.remove('facts/boats.yml');
      },
      'facts/all.yml:1: "all" has a meaning of its own in commands like "digest on" and "topics", so this topic could not be told from it; choose another name',
    ],
    [
      'a phrasing that is too long',
      () => folder.write('phrasings/lamp-lit.txt', `# from: Ada Lin\nwho\n${'y'.repeat(201)}\n`),
      'phrasings/lamp-lit.txt:3: is 201 characters long; expected at most 200, shorten it',
    ],
    [
      'phrasings in another format',
      () => folder.write('phrasings/lamp-lit.yml', 'who\n'),
      'phrasings/lamp-lit.yml:1: is not read: files here end in .txt; rename it, or move it out of phrasings/',
    ],
    [
      'a name for a topic that is not on file',
      () => desk('road: { name: Road }'),
      'desk.yml:6: there is no topic "road"; expected one of: boats, tall-lamp',
    ],
    [
      'a name that another topic has',
      () => desk('boats: { name: Tall lamp }'),
      'desk.yml:6: "Tall lamp" is what the topic "tall-lamp" is called; choose another name',
    ],
    [
      'a name of a topic that is too long to type',
      () => desk('boats: { name: the long way back home }'),
      'desk.yml:6: topics, boats, name: expected at most four words, so that it can be typed',
    ],
  ])('%s', (_what, spoil, line) => {
    spoil();
    expect(folder.faults()).toEqual([line]);
  });
});
