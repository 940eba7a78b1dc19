import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const PLATFORM = new URL('../../../src/workspace/platform/', import.meta.url);
const files = readdirSync(PLATFORM, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

it.each(files)('%s imports nothing of the bot and none of Slack’s own packages', (name) => {
  const file = new URL(name, PLATFORM);
  const imports = [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)];
  const foreign = imports
    .map(([, from = '']) => from)
    .filter((from) => !/^(node:|ws$|zod$)/.test(from))
    .filter((from) => !from.startsWith('.') || !new URL(from, file).href.startsWith(PLATFORM.href));
  expect(foreign).toEqual([]);
});
