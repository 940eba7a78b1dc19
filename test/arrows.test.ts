import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../src', import.meta.url).pathname;

/**
 * What each part of src/ may import besides itself, type-only imports included. A file straight in src/ is a part of
 * its own. An entry for a folder covers everything below it, unless a longer entry covers it more closely.
 */
const ALLOWED: Record<string, string[]> = {
  facts: ['refusal.ts'],
  search: ['facts'],
  digest: ['facts', 'log.ts', 'state'],
  state: ['refusal.ts'],
  health: ['refusal.ts'],
  slack: ['digest', 'log.ts', 'state'],
  'slack/render': ['digest', 'facts', 'search'],
  'slack/delivery': ['digest', 'log.ts', 'refusal.ts', 'search', 'slack/render', 'state'],
  'slack/access': ['log.ts', 'slack/delivery', 'slack/render'],
  'slack/listeners': [
    'digest',
    'facts',
    'log.ts',
    'search',
    'slack/access',
    'slack/delivery',
    'slack/render',
    'state',
  ],
  terminal: ['search', 'digest', 'facts'],
  editing: ['facts', 'refusal.ts', 'search'],
  workspace: [],
  'workspace/page': ['workspace/platform'],
  'workspace/platform': [],
  'refusal.ts': [],
  'config.ts': ['refusal.ts'],
  'log.ts': [],
  'scheduler.ts': ['log.ts'],
  'start.ts': [
    'config.ts',
    'log.ts',
    'refusal.ts',
    'scheduler.ts',
    'digest',
    'facts',
    'search',
    'slack',
    'state',
    'health',
  ],
  // Only here does local mode differ from production.
  'local-mode.ts': ['config.ts', 'refusal.ts', 'facts', 'workspace'],
  'signals.ts': [],
  'run-bot.ts': ['config.ts', 'log.ts', 'refusal.ts', 'facts', 'start.ts', 'local-mode.ts'],
  'main.ts': ['signals.ts', 'run-bot.ts'],
  'cli.ts': ['config.ts', 'refusal.ts', 'facts', 'search', 'digest', 'terminal', 'editing', 'state'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

describe('the structure of src/', () => {
  it('has only the parts listed here', () => {
    expect([...new Set(files.map(partOf))].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it.each(Object.entries(ALLOWED))('lets %s import only from %j', (part, allowed) => {
    const wrong = files
      .filter((file) => partOf(file) === part)
      .flatMap((file) => (imports.get(file) ?? []).map((imported) => ({ file, imported })))
      .filter(({ imported }) => ![part, ...allowed].some((other) => isWithin(imported, other)));
    expect(wrong).toEqual([]);
  });

  it('has no import cycles, not even of types', () => {
    const reached = new Map(files.map((file) => [file, reachableFrom(file)]));
    const cycles = files
      .map((file) => files.filter((other) => reached.get(file)?.has(other) && reached.get(other)?.has(file)))
      .filter((cycle) => cycle.length > 0)
      .map((cycle) => cycle.sort().join(' '));
    expect([...new Set(cycles)]).toEqual([]);
  });

  it('reads the environment only in the two entry points', () => {
    const readers = files.filter((file) => read(file).includes('process.env'));
    expect(readers.sort()).toEqual(['cli.ts', 'main.ts']);
  });

  it('loads the local workspace only when it is used', () => {
    expect(read('run-bot.ts')).not.toMatch(/from '\.\/workspace/);
  });

  it("loads an editor's commands, and the libraries that read documents, only when they are used", () => {
    expect(read('cli.ts')).not.toMatch(/from '\.\/editing/);
    const libraries = /(?:from|import) '(?:@mozilla|linkedom|mammoth|unpdf)/;
    const loaded = files.filter((file) => libraries.test(read(file)));
    expect(loaded.sort()).toEqual(['editing/read-docx.ts', 'editing/read-html.ts', 'editing/read-pdf.ts']);
    for (const file of files)
      expect(read(file), file).not.toMatch(/from '\.\/(?:read-docx|read-html|read-pdf)\.ts'/);
  });

  it('keeps facts, search and digests independent of the clock and of chance', () => {
    for (const file of files.filter((name) => /^(facts|search|digest)\//.test(name))) {
      expect(read(file), file).not.toMatch(/Date\.now\(|new Date\(\)|Math\.random\(/);
    }
  });

  it('mentions nothing about Haiti but the time zone', () => {
    for (const file of files) {
      const code = read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      expect(code, file).not.toMatch(/Rubio|Guterres|Kenya|MINUSTAH/);
    }
  });
});

// --- internal ---

function read(file: string): string {
  return readFileSync(join(SRC, file), 'utf8');
}

/** The files of src/ that a file imports, statically or dynamically. */
function importsOf(file: string): string[] {
  const paths = [...read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) => path);
  return paths.map((path) => relative(SRC, join(SRC, dirname(file), path)));
}

/** The entry of ALLOWED that covers a file; its first folder when none does. */
function partOf(file: string): string {
  const covering = Object.keys(ALLOWED).filter((part) => isWithin(file, part));
  return covering.sort((a, b) => b.length - a.length)[0] ?? file.split('/')[0] ?? '';
}

function isWithin(file: string, part: string): boolean {
  return file === part || file.startsWith(`${part}/`);
}

function reachableFrom(file: string): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(imports.get(file) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(imports.get(next) ?? []));
  }
  return reached;
}
