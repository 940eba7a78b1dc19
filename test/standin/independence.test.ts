import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const here = new URL('.', import.meta.url);
const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const own = files.filter((name) => !name.endsWith('.test.ts') && !name.startsWith('try-out/'));

it.each(own)('%s reads nothing of the bot and nothing of Slack’s own packages', (name) => {
  const text = readFileSync(new URL(name, here), 'utf8');
  const imports = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, from = '']) => from);
  const allowed = /^(node:|ws$|\.\.?\/)/;
  expect(imports.filter((from) => !allowed.test(from))).toEqual([]);
  expect(imports.filter((from) => new URL(from, new URL(name, here)).pathname.includes('/src/'))).toEqual([]);
});
