import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { PLAIN } from '../../src/terminal/answer-lines.ts';
import { ask } from '../../src/terminal/ask.ts';
import { WHO_PAYS, WRAPPED } from '../doors/wrapped.ts';
import { DATA } from '../facts/folder.ts';

const base = loadFactBase(DATA);

/** What the terminal prints for these lines, one object for each; as JSON strings, they may hold line breaks. */
async function printed(typed: readonly string[], after: string[] = []) {
  const lines: string[] = [];
  await ask(null, Readable.from([typed.map((text) => `${JSON.stringify(text)}\n`).join('')]), {
    base,
    context: { sources: base.sources, today: '2026-12-01', staleAfterDays: 180, version: base.version },
    json: true,
    why: false,
    after,
    style: PLAIN,
    write: (text) => lines.push(text),
  });
  return lines.map((line) => JSON.parse(line));
}

it('in a terminal, words that change nothing change no answer', async () => {
  const [plain, ...wrapped] = await printed([WHO_PAYS, ...WRAPPED]);
  for (const [at, { kind, hits }] of wrapped.entries())
    expect([kind, hits[0]?.fact], WRAPPED[at]).toEqual([plain.kind, plain.hits[0].fact]);
});

it('in a terminal, chatter is named and several questions have an object each', async () => {
  const [merci, aside, empty, link, two] = await printed([
    ...['merci', ':us:', '', '<https://example.org>'],
    '1. who pays for the mission?\n2. when did MINUSTAH end?',
  ]);
  expect(merci).toMatchObject({ kind: 'none', chat: 'thanks' });
  expect(aside).toMatchObject({ kind: 'none', chat: 'aside' });
  expect(empty.error).toMatch(/^Ask a question, for example: /);
  expect(link.error).toMatch(/^That is only a link/);
  expect([two.kind, two.hits[0].fact]).toEqual(['found', 'funding-us-bankrolls']);
  expect(two.parts.map(({ query }: { query: string }) => query)).toEqual([
    'who pays for the mission?',
    'when did MINUSTAH end?',
  ]);
});

it('in a terminal, a question may hang on facts told before', async () => {
  const [when, who] = await printed(['when was that?', 'and who pays for it?'], ['deployment-minustah-end']);
  expect([when.kind, when.hits[0].fact]).toEqual(['found', 'deployment-minustah-end']);
  expect([who.kind, who.nearest[0].fact]).toEqual(['none', 'deployment-minustah-end']);
});
