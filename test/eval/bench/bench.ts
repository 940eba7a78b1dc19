import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { loadCheckThat } from './checkthat.ts';
import { growEntries, inventEntries, VOCABULARY } from './collections.ts';
import { installPeers } from './peers.ts';
import { qualityTables } from './quality-tables.ts';
import { loadRankers } from './rankers/rankers.ts';
import { SLIPS } from './slips.ts';
import { speedTables } from './speed-tables.ts';

/**
 * `npm run bench` prints how fast the search is beside its peers;
 * `npm run bench -- --checkthat DIR --split NAME` also how well it ranks.
 */
const SEED = 2020;
const USAGE = 'usage: npm run bench [-- --checkthat DIR --split NAME]';

const { checkthat, split } = readArguments();
const start = performance.now();
installPeers();
const rankers = await loadRankers();

print(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, seed ${SEED}`, '');
if (checkthat !== undefined && split !== undefined) {
  const { entries, queries } = loadCheckThat(checkthat, split);
  print(
    `CheckThat! 2020, Task 2, split ${split}; typos: one slip in each of ${SLIPS} words; kept: MAP@5 with typos over clean`,
    '',
  );
  print(await qualityTables(rankers, entries, queries, SEED), '');
  print(
    `speed over the ${entries.length} claims of CheckThat!, more made of their halves and invented words`,
  );
  print(await speedTables(rankers, (count) => growEntries(entries, count, SEED), SEED));
} else {
  print(
    `speed over sentences of ${VOCABULARY} invented words; how well it ranks: --checkthat DIR --split NAME`,
  );
  print(await speedTables(rankers, (count) => inventEntries(count, SEED), SEED));
}
print('', 'settings');
for (const { name, settings } of new Set(Object.values(rankers).flat())) print(`  ${name}: ${settings}`);
print(`took ${Math.round((performance.now() - start) / 1000)} s`);

// --- internal ---

function readArguments(): { checkthat: string | undefined; split: string | undefined } {
  try {
    const { values } = parseArgs({ options: { checkthat: { type: 'string' }, split: { type: 'string' } } });
    if ((values.checkthat === undefined) !== (values.split === undefined)) {
      throw new Error('--checkthat and --split go together');
    }
    return { checkthat: values.checkthat, split: values.split };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    process.exit(2);
  }
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
