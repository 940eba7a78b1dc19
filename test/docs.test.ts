import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

describe.each(['README.md', 'CONTRIBUTING.md', 'docs/your-own-desk.md'])('%s', (name) => {
  const text = readFileSync(join(ROOT, name), 'utf8');

  it('names only files and folders that exist', () => {
    const paths = [...text.matchAll(/(?<![\w/])(?:(?:src|test|docs)\/[\w./-]*[\w/]|\.ci\/\w+)(?![\w<])/g)];
    expect(paths.map(([path]) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});
