import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { changedAnswers, sortPhrasings } from '../../src/editing/add-phrasings.ts';
import { type Asked, briefLines, findAsked, kindsOf } from '../../src/editing/phrasing-brief.ts';
import { phrasingsCommand } from '../../src/editing/phrasings-command.ts';
import { loadFactBase, loadLocatedBase } from '../../src/facts/load.ts';
import { createSearch } from '../../src/search/search.ts';
import { checkBase } from '../../src/terminal/check.ts';
import { baseOf, HARBOUR, LAMP, LOST } from '../base.ts';
import { type DataFolder, harbourFolder } from '../facts/folder.ts';

let desk: DataFolder;
beforeEach(() => {
  desk = harbourFolder();
  return () => desk.dispose();
});

const part = (id: string, base = loadFactBase(desk.path)) => findAsked(base, id) as Asked;

async function phrasings(id: string, values: Record<string, string | boolean>, input = '') {
  const lines: string[] = [];
  await phrasingsCommand.run([id], values, {
    ...{ dataDir: desk.path, today: () => '2026-06-01', input: Readable.from([input]) },
    ...{
      stop: new AbortController().signal,
      progress: () => {},
      write: (line: string) => void lines.push(line),
    },
  });
  return lines;
}
const add = (id: string, input: string, from = 'Ada Lin') => phrasings(id, { add: '-', from }, input);

describe('what the base has, by kind', () => {
  const kinds = (asks: string[], over = {}) => {
    const base = baseOf([{ ...LOST, disagrees_with: [], asks }], over);
    const all = kindsOf(base, base.facts.get('boats-lost') as Asked, createSearch(base));
    return Object.fromEntries(all.map(({ name, have, want }) => [name, [have, want]]));
  };

  it('counts questions that ask who or how many, where the fact says so, and asks for no date where it has none', () => {
    const counted = kinds([
      'how many boats were lost',
      'how many ships sank that night',
      'what number of boats sank',
    ]);
    expect(counted['that ask how many']).toEqual([3, 3]);
    expect(Object.keys(counted)).not.toContain('that ask why');
  });

  it('counts other words, and stubs', () => {
    expect(
      kinds(['boats lost', 'how many vessels went down', 'two boats were lost that night']),
    ).toMatchObject({
      'in other words than its own': [1, 8],
      'stubs of one to 3 words': [1, 4],
    });
  });

  it('wants other languages only where the desk’s lexicon has them', () => {
    const french = { means: ['boat'], narrower: [], misheard: [], fr: ['bateau'], ht: [], es: [], sw: [] };
    expect(
      kinds(['how many boats were lost', 'how many ships sank', 'combien de bateaux ont été perdus'], {
        lexicon: [french],
      }),
    ).toMatchObject({
      'in French': [1, 3],
      'in Swahili': [0, 0],
    });
  });
});

describe('a brief', () => {
  it('holds all that a colleague or a program needs: the fact, its words, what is there, what is not meant', () => {
    const lines = briefLines(HARBOUR, HARBOUR.facts.get('lamp-lit') as Asked);
    const brief = lines.slice(lines.indexOf('---8<---'), lines.indexOf('--->8---')).join('\n');
    expect(brief).toContain(LAMP.claim);
    expect(brief).toContain('Its source says: The keeper lit the lamp at dusk on 3 March.');
    for (const ask of LAMP.asks) expect(brief).toContain(`  ${ask}`);
    expect(brief).toMatch(/- \d+ in other words than its own/);
    expect(brief).toContain('the line GAPS');
  });

  it.each([
    [
      'a gap',
      '- { id: price, about: the price of fish, asks: [what is the price of fish] }',
      'price',
      'as something it does NOT know: the price of fish',
    ],
  ])('is made for %s as well', (_, yaml, id, words) => {
    desk.write('gaps.yml', yaml);
    expect(briefLines(loadFactBase(desk.path), part(id)).join('\n')).toContain(words);
  });

  it('is made for a dispute as well', () => {
    desk.write(
      'disputes.yml',
      '- { id: fleet, sides: [boats-lost, boats-safe], kind: differ, about: the fleet, asks: [what became of the fleet] }',
    );
    expect(briefLines(loadFactBase(desk.path), part('fleet')).join('\n')).toContain(
      'on file as a dispute: the fleet',
    );
  });
});

describe('lines that somebody wrote', () => {
  it.each([
    ['a boats-lost', 'there already'],
    ['  1. A  boats-lost?! ', 'there already'],
    ['“a boats-lost”', 'there already'],
    ['a lamp-lit', 'asks for lamp-lit already'],
    ['the lamp was lit at dusk', 'answered by lamp-lit'],
    ['thanks!', 'no question: the bot would not search for it'],
    ['?!', 'no words'],
    ['# a note', 'a comment'],
    [`boats ${'x'.repeat(200)}`, '206 characters; expected at most 200'],
  ])('%s is dropped: %s', (line, why) => {
    expect(sortPhrasings([line], part('boats-lost'), loadFactBase(desk.path))).toMatchObject({
      added: [],
      dropped: [{ why }],
    });
  });

  it('are kept without their list marks, each once', () => {
    const lines = ['- boats gone', '* Boats gone?', '2) "vessels lost at sea"', '', '```'];
    expect(sortPhrasings(lines, part('boats-lost'), loadFactBase(desk.path)).added).toEqual([
      'boats gone',
      'vessels lost at sea',
    ]);
  });
});

describe('phrasings --add', () => {
  it('writes them sorted, with their origin, as check wants them', async () => {
    expect(await add('boats-lost', 'vessels lost\nboats gone down\n')).toEqual([
      'phrasings/boats-lost.txt: 2 phrasings, 2 of them new',
      '2 lines added, 0 dropped.',
    ]);
    expect(desk.read('phrasings/boats-lost.txt')).toBe('# from: Ada Lin\nboats gone down\nvessels lost\n');
    expect(checkBase(loadLocatedBase(desk.path), '2026-06-01').faults).toEqual([]);
  });

  it('keeps what was there, and where it came from', async () => {
    desk.write('phrasings/boats-lost.txt', '# from: Jo Holm\nships lost\nÉpaves lost\n');
    await add('boats-lost', 'boats gone\n');
    await add('boats-lost', 'vessels lost\n');
    expect(desk.read('phrasings/boats-lost.txt')).toBe(
      '# from: Jo Holm; Ada Lin\nboats gone\nships lost\nvessels lost\nÉpaves lost\n',
    );
  });

  it('writes nothing when nothing is new, or with --dry-run', async () => {
    expect(await add('boats-lost', 'a boats-lost\n')).toEqual([
      'dropped: a boats-lost (there already)',
      '0 lines added, 1 dropped.',
    ]);
    expect(await phrasings('boats-lost', { add: '-', from: 'Ada', 'dry-run': true }, 'boats gone\n')).toEqual(
      ['would add: boats gone', '1 line to add, 0 dropped.'],
    );
    expect(() => desk.read('phrasings/boats-lost.txt')).toThrow();
  });

  it('prints what follows GAPS for gaps.yml', async () => {
    const lines = await add(
      'boats-lost',
      'boats gone\n\n**GAPS**\n- the crew: who was on board; "were they saved"\nnot one\n',
    );
    expect(lines.slice(-6)).toEqual([
      '1 line added, 0 dropped.',
      '# For gaps.yml, where no source answers it:',
      '- about: the crew',
      '  asks:',
      '    - who was on board',
      `    - '"were they saved"'`,
    ]);
  });

  it('names a question on file that is answered otherwise after it', () => {
    desk.write('phrasings/lamp-lit.txt', '# from: Jo Holm\nbeacon at nightfall\n');
    const located = loadLocatedBase(desk.path);
    expect(
      changedAnswers(['beacon', 'beacon at nightfall'], part('boats-lost', located.base), located),
    ).toEqual([{ question: 'beacon at nightfall', before: 'lamp-lit', after: 'boats-lost', isWrong: true }]);
    expect(changedAnswers(['boats gone'], part('boats-lost', located.base), located)).toEqual([]);
  });
});
