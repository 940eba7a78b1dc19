import { readFileSync } from 'node:fs';
import { loadFactBase } from '../facts/load.ts';
import { UsageRefusal } from '../refusal.ts';
import type { Command } from './command.ts';
import { manifestFor } from './manifest.ts';

export const manifestCommand: Command = {
  help: `Prints the manifest of a desk's Slack app: its name and command come from desk.yml.

  npm run -s manifest -- --data ../harbour-data > manifest.yml

  --data DIR   use this fact base instead of DATA_DIR or data`,
  options: {},
  async run(words, _, { dataDir, write }) {
    if (words.length > 0)
      throw new UsageRefusal(`manifest takes no arguments ("${words[0]}"); did you mean --data ${words[0]}?`);
    const { desk } = loadFactBase(dataDir);
    const template = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
    write(manifestFor(desk, template).trimEnd());
    return 0;
  },
};
