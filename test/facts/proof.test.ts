import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { loadFactBase } from '../../src/facts/load.ts';
import { paragraphsOf } from '../../src/facts/quote.ts';
import { copyOfProof, DATA } from './folder.ts';

/** A quote as it stands in a file. */
interface Quote {
  value: string;
  range: [number, number, number];
}

/** Changes one letter in each quote and each paragraph in turn: the proof must report each on its own line. */
describe('one changed letter', () => {
  const base = loadFactBase(DATA);
  const folder = copyOfProof();
  afterAll(() => folder.dispose());
  const topics = [...new Set([...base.facts.values()].map(({ topic }) => topic))];
  // One topic's file at a time, so that a loop over all quotes stays quick; what the others hold is not at stake.
  const texts = new Map(topics.map((topic) => [topic, folder.read(`facts/${topic}.yml`)]));
  for (const topic of texts.keys()) folder.remove(`facts/${topic}.yml`);
  folder.remove('disputes.yml');
  folder.change('desk.yml', /topics:[\s\S]*/, '');
  const others = (faults: string[]) => faults.filter((fault) => !fault.includes('there is no fact'));
  const withOtherLetter = (text: string, at: number) =>
    text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);

  it.each(topics)('in any quote of %s is caught on the line of that quote', (topic) => {
    const file = `facts/${topic}.yml`;
    const original = texts.get(topic) ?? '';
    const document = parseDocument(original);
    const facts = document.toJS() as { evidence: unknown[]; context?: unknown[] }[];
    let spoilt = 0;
    facts.forEach((fact, index) => {
      for (const key of ['evidence', 'context'] as const) {
        (fact[key] ?? []).forEach((_, at) => {
          const { value, range } = document.getIn([index, key, at, 'quote'], true) as Quote;
          const letters = [...value.matchAll(/[a-z]/g)];
          const changed = withOtherLetter(value, letters[Math.floor(letters.length / 2)]?.index ?? 0);
          const before = original.slice(0, range[0]);
          folder.write(file, before + JSON.stringify(changed) + original.slice(range[1]));
          expect(folder.faults()).toContainEqual(
            expect.stringMatching(`^${file}:${before.split('\n').length}: .*the quote is not in`),
          );
          spoilt++;
        });
      }
    });
    folder.write(file, original);
    expect(spoilt).toBeGreaterThanOrEqual(facts.length);
    expect(others(folder.faults())).toEqual([]);
    folder.remove(file);
  });

  it.each([...base.sources.keys()])('in any paragraph of %s is caught', (id) => {
    const file = `sources/${id}.md`;
    folder.write('facts/police.yml', texts.get('police') ?? '');
    const original = folder.read(file);
    const { text } = base.sources.get(id) ?? { text: '' };
    const head = original.length - text.length;
    for (const { start, end } of paragraphsOf(text)) {
      const at = head + start + text.slice(start, end).search(/[a-z]/);
      folder.write(file, withOtherLetter(original, at));
      const line = original.slice(0, original.indexOf('sha256:')).split('\n').length;
      expect(folder.faults()).toContainEqual(
        expect.stringMatching(`^${file}:${line}: the text is not the pinned one`),
      );
    }
    folder.write(file, original);
    expect(folder.faults()).toEqual([]);
    folder.remove('facts/police.yml');
  });
});
