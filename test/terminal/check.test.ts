import { beforeEach, describe, expect, it } from 'vitest';
import { faultLine } from '../../src/facts/fault.ts';
import { loadLocatedBase } from '../../src/facts/load.ts';
import { checkBase, summaryLines } from '../../src/terminal/check.ts';
import { type DataFolder, harbourFolder } from '../facts/folder.ts';

let folder: DataFolder;
beforeEach(() => {
  folder = harbourFolder();
  return () => folder.dispose();
});

const check = () => {
  const { faults, notes } = checkBase(loadLocatedBase(folder.path), '2026-06-01');
  return { faults: faults.map(faultLine), notes: notes.map(faultLine) };
};

describe('check', () => {
  it('has nothing to say of a base that answers its own questions', () => {
    expect(check()).toEqual({ faults: [], notes: [] });
  });

  it.each<[string, () => void, string[]]>([
    [
      'a question that another fact answers',
      () => {
        folder.write('phrasings/boats-lost.txt', '# from: Ada Lin\nlost boats\nwere two boats lost\n');
        folder.write('phrasings/lamp-out.txt', '# from: Ada Lin\ntwo boats lost\n');
      },
      [
        'phrasings/lamp-out.txt:2: lamp-out: "two boats lost" is answered by "boats-lost", not by this fact; reword it, or move it there',
      ],
    ],
    [
      'a question that gets no answer',
      () => folder.write('phrasings/lamp-out.txt', '# from: Ada Lin\nwhat is it\n'),
      [
        'phrasings/lamp-out.txt:2: lamp-out: "what is it" gets no answer: too little of it is about this fact; use more words of its claim and quotes',
      ],
    ],
    [
      'a question that has nothing to do with its fact',
      () => folder.write('phrasings/lamp-out.txt', '# from: Ada Lin\nhow tall is the old tower\n'),
      [
        'phrasings/lamp-out.txt:2: lamp-out: "how tall is the old tower" shares no word with its fact or with the other questions of it; reword it, or move it to the fact that it asks for',
      ],
    ],
    [
      'an older gap that keeps a fact from answering in its own words',
      () =>
        folder.write(
          'gaps.yml',
          '- { about: the hours of the lamp, asks: [lamp at dusk, dusk and the lamp] }\n',
        ),
      [
        'gaps.yml:1: the gap "the hours of the lamp" keeps "lamp-lit" from answering 2 of its 2 questions, which are all in the words of that fact; delete the gap if the fact fills it, or take them out of it',
      ],
    ],
    [
      'a question of a gap that a fact answers',
      () => {
        folder.write('phrasings/boats-lost.txt', '# from: Ada Lin\nboats lost\nlost boats\n');
        folder.write('gaps.yml', '- about: the fleet\n  asks:\n    - the boats lost\n');
      },
      [
        'gaps.yml:3: "the boats lost" is answered by "boats-lost"; take it out of the gaps if that is right, or reword it',
      ],
    ],
    [
      'a question of a dispute that no side answers',
      () => {
        folder.write(
          'disputes.yml',
          '- id: fleet\n  sides: [boats-lost, boats-safe]\n  kind: differ\n  about: the fleet\n  asks: [the lamp was lit at dusk]\n',
        );
        folder.write('phrasings/lamp-lit.txt', '# from: Ada Lin\nlamp lit at dusk\n');
      },
      [
        'disputes.yml:5: fleet: "the lamp was lit at dusk" is answered by "lamp-lit", not by a side of this dispute; reword it, or move it there',
      ],
    ],
    [
      'a question that stands in two places',
      () => folder.write('phrasings/lamp-lit.txt', '# from: Ada Lin\na lamp-lit\n'),
      [
        'phrasings/lamp-lit.txt:2: "a lamp-lit" is already at facts/tall-lamp.yml:1; keep it in one of the two',
      ],
    ],
    [
      'phrasings that are not sorted by code point',
      () => folder.write('phrasings/lamp-lit.txt', '# from: Ada Lin\nà lamp lit\nA lamp lit\n'),
      [
        'phrasings/lamp-lit.txt:3: "A lamp lit" is out of order; sort the lines by code point (LC_ALL=C sort)',
      ],
    ],
  ])('notes %s, which is no fault', (_what, change, notes) => {
    change();
    expect(check()).toEqual({ faults: [], notes });
  });

  it('takes a question that two disagreeing facts share for one that asks for both', () => {
    folder.change('facts/boats.yml', '{ id: boats-lost,', '{ id: boats-lost, disagrees_with: [boats-safe],');
    for (const id of ['boats-lost', 'boats-safe'])
      folder.change('facts/boats.yml', `c ${id}`, 'were boats lost or came every boat home');
    expect(check()).toEqual({ faults: [], notes: [] });
  });

  it('sums up what there is, one of a thing in the singular', () => {
    folder.write('lexicon.yml', '- { means: [lamp, beacon] }\n');
    folder.write('gaps.yml', '- { about: the weather, asks: [what was the weather] }\n');
    folder.change('facts/boats.yml', '{ id: boats-lost,', '{ id: boats-lost, disagrees_with: [boats-safe],');
    expect(summaryLines(loadLocatedBase(folder.path)).slice(0, 2)).toEqual([
      expect.stringContaining(': 4 facts over 2 topics, 4 quotes from 1 source, every quote proven'),
      '12 phrasings, 1 group of words, 1 dispute, 1 known gap',
    ]);
  });

  it('calls it a fault when a fact answers none of its asks, whatever its phrasings do', () => {
    folder.change('facts/boats.yml', /asks: \[a boats-lost.*?\]/, 'asks: [what is it, how many, who]');
    folder.write('phrasings/boats-lost.txt', '# from: Ada Lin\nwere two boats lost\n');
    const { faults, notes } = check();
    expect(faults).toEqual([
      'facts/boats.yml:1: boats-lost: answers none of its asks; word them as the claim does, or add to the lexicon',
    ]);
    expect(notes).toHaveLength(3);
  });

  it('says which gap silences a question of a new fact, and what to do', () => {
    const asks = 'who boats ship dawn hour, who wick lamp dawn ship, who oil lit storm';
    folder.change('facts/tall-lamp.yml', /asks: \[a lamp-lit.*?\]/, `asks: [${asks}]`);
    folder.write(
      'gaps.yml',
      '- { about: the hours, asks: [who boats ship dawn hour dawn, who boats ship dawn hour, who wick lamp dawn ship] }\n',
    );
    expect(check().notes).toContainEqual(
      'facts/tall-lamp.yml:1: lamp-lit: "who boats ship dawn hour" is held back by the gap "the hours" (gaps.yml:1); if this fact fills it, delete the gap, else take the question\'s words out of it',
    );
  });

  it('counts superseded and withheld facts in words', () => {
    folder.change('facts/boats.yml', '{ id: boats-lost,', '{ id: boats-lost, superseded_by: boats-safe,');
    folder.change('facts/tall-lamp.yml', '{ id: lamp-out,', '{ id: lamp-out, withheld: true,');
    expect(summaryLines(loadLocatedBase(folder.path))[0]).toContain(
      ': 2 facts (and 1 superseded and 1 withheld, not shown) over 2 topics',
    );
  });

  it('tells how to see what is not cited, sentence by sentence', () => {
    folder.remove('facts/boats.yml');
    expect(check().faults[0]).toBe(
      'sources/log.md:4: paragraph 1 is neither cited nor left out; quote it in a fact (--draft lists its sentences as stubs), or add it to left_out with the reason why',
    );
  });

  it('points at the date of a source that is to come', () => {
    folder.change('sources/log.md', 'published: null', 'published: 2027-01-01');
    folder.change('sources/log.md', '{ title: null', '{ \ntitle: null');
    expect(check().faults).toEqual([
      'sources/log.md:3: published is 2027-01-01, which is in the future; correct the date',
    ]);
  });

  it('counts what stands in a context as cited', () => {
    folder.remove('facts/boats.yml');
    expect(check().faults).toHaveLength(2);
    const context = ['Two boats were lost.', 'Every boat came home.'].map(
      (quote) => `{ source: log, quote: ${quote} }`,
    );
    folder.change('facts/tall-lamp.yml', '{ id: lamp-lit,', `{ id: lamp-lit, context: [${context}],`);
    expect(check().faults).toEqual([]);
    expect(summaryLines(loadLocatedBase(folder.path))).toContain(
      'log: 100.0% cited, 0.0% left out on purpose, 0.0% neither',
    );
  });

  it('says what is proven of the claims, and what is for an editor to judge', () => {
    folder.change('facts/boats.yml', '{ id: boats-lost,', '{ id: boats-lost, says: Ada Lin,');
    expect(summaryLines(loadLocatedBase(folder.path)).slice(2, 4)).toEqual([
      'proven: 4 quotes word for word; in the claims 1 number, 0 dates and 0 names',
      'for an editor to judge: that no claim says more than its quotes (who did what to whom, how certain it is, whether it is denied), and who speaks: no quote names the speaker of boats-lost',
    ]);
  });
});
