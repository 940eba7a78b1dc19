import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../src', import.meta.url).pathname;

/** Which rooms a room may import from. A file straight in src/ is a room of its own. */
const ALLOWED: Record<string, string[]> = {
  facts: [],
  search: ['facts'],
  digest: ['facts', 'state'],
  state: [],
  health: [],
  slack: ['search', 'digest', 'state', 'facts', 'log.ts'],
  terminal: ['search', 'digest', 'facts'],
  workspace: [],
  'config.ts': [],
  'log.ts': [],
  'rounds.ts': ['log.ts'],
  'main.ts': ['config.ts', 'log.ts', 'rounds.ts', 'facts', 'search', 'slack', 'state', 'health', 'workspace'],
  'cli.ts': ['config.ts', 'facts', 'search', 'digest', 'terminal'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const roomOf = (file: string) => file.split('/')[0] as string;
const arrows = files.flatMap((file) => {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => ({
    file,
    to: relative(SRC, join(SRC, dirname(file), match[1] as string)),
  }));
});

describe('the house', () => {
  it('has no room but those that are drawn', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it('has arrows that go one way', () => {
    const turned = arrows.filter(
      ({ file, to }) => roomOf(file) !== roomOf(to) && !ALLOWED[roomOf(file)]?.includes(roomOf(to)),
    );
    expect(turned).toEqual([]);
    expect(arrows.length).toBeGreaterThan(50);
  });

  it('has one reader of the environment besides the two entries that hand it over', () => {
    const readers = files.filter((file) => readFileSync(join(SRC, file), 'utf8').includes('process.env'));
    expect(readers.sort()).toEqual(['cli.ts', 'main.ts']);
  });

  it('loads the local workspace only when it is used', () => {
    expect(readFileSync(join(SRC, 'main.ts'), 'utf8')).not.toMatch(/from '\.\/workspace/);
  });

  it('keeps search, facts and digests free of clock and chance', () => {
    for (const file of files.filter((name) => ['search', 'facts', 'digest'].includes(roomOf(name)))) {
      expect(readFileSync(join(SRC, file), 'utf8'), file).not.toMatch(
        /Date\.now\(|new Date\(\)|Math\.random\(/,
      );
    }
  });

  it('names nothing of Haiti in the code', () => {
    for (const file of files) {
      const code = readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const words = code.match(/Rubio|Guterres|Kenya|MINUSTAH|Port-au-Prince/g) ?? [];
      expect(
        words.filter((word) => word !== 'Port-au-Prince'),
        file,
      ).toEqual([]);
    }
  });
});
