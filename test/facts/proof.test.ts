import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { loadFactBase } from '../../src/facts/load.ts';
import { paragraphsOf } from '../../src/facts/quote.ts';
import { copyOfProof, DATA } from './folder.ts';

/** Changes one letter in each quote and each paragraph in turn: the proof must report each on its own line. */
describe('one changed letter', () => {
  const base = loadFactBase(DATA);
  const folder = copyOfProof();
  afterAll(() => folder.dispose());
  // One topic's file at a time, so that a loop over all quotes stays quick; what the others hold is not at stake.
  const texts = new Map(
    [...new Set([...base.facts.values()].map((fact) => fact.topic))].map((topic) => [
      topic,
      folder.read(`facts/${topic}.yml`),
    ]),
  );
  for (const topic of texts.keys()) folder.remove(`facts/${topic}.yml`);
  folder.remove('disputes.yml');
  folder.change('desk.yml', /topics:[\s\S]*/, '');
  const others = (faults: string[]) => faults.filter((fault) => !fault.includes('there is no fact'));
  const topics = [...new Set([...base.facts.values()].map((fact) => fact.topic))];

  it.each(topics)('in any quote of %s is caught on the line of that quote', (topic) => {
    const file = `facts/${topic}.yml`;
    const original = texts.get(topic) ?? '';
    const document = parseDocument(original);
    const facts = document.toJS() as { evidence: unknown[]; context?: unknown[] }[];
    let spoilt = 0;
    facts.forEach((fact, index) => {
      for (const key of ['evidence', 'context'] as const) {
        (fact[key] ?? []).forEach((_, at) => {
          const node = document.getIn([index, key, at, 'quote'], true) as {
            value: string;
            range: [number, number, number];
          };
          const letters = [...node.value.matchAll(/[a-z]/g)];
          const letter = letters[Math.floor(letters.length / 2)]?.index ?? 0;
          const changed =
            node.value.slice(0, letter) +
            (node.value[letter] === 'x' ? 'y' : 'x') +
            node.value.slice(letter + 1);
          const text =
            original.slice(0, node.range[0]) + JSON.stringify(changed) + original.slice(node.range[1]);
          const line = original.slice(0, node.range[0]).split('\n').length;
          folder.write(file, text.replace(/("\n?)(?= {2})/, '$1'));
          const faults = folder.faults();
          expect(
            faults.some(
              (fault) => fault.startsWith(`${file}:${line}: `) && fault.includes('the quote is not in'),
            ),
            `${line}: ${faults.join('\n')}`,
          ).toBe(true);
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
      const letter = start + text.slice(start, end).search(/[a-z]/);
      const at = head + letter;
      folder.write(file, original.slice(0, at) + (original[at] === 'x' ? 'y' : 'x') + original.slice(at + 1));
      const line = original.slice(0, original.indexOf('sha256:')).split('\n').length;
      expect(folder.faults()).toContainEqual(
        expect.stringMatching(new RegExp(`^${file}:${line}: the text is not the pinned one`)),
      );
    }
    folder.write(file, original);
    expect(folder.faults()).toEqual([]);
    folder.remove('facts/police.yml');
  });
});
