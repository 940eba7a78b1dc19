import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { loadCheckThat } from './checkthat.ts';
import { growEntries, inventEntries, VOCABULARY } from './collections.ts';
import { askChatbot, hint3Table, loadHint3 } from './hint3.ts';
import { installPeers } from './peers.ts';
import { askDesks, deskTable, loadDeskSets } from './public-desks.ts';
import { qualityTables } from './quality-tables.ts';
import { loadRankers } from './rankers/rankers.ts';
import { SLIPS } from './slips.ts';
import { speedTables } from './speed-tables.ts';
import type { Printed } from './tables.ts';

/**
 * `npm run bench` prints how fast the search is beside its peers. With public data, each printed when asked for:
 * `--checkthat DIR --split NAME`: how well it ranks, and how fast it is over these claims.
 * `--desks DIR`: what it answers and what it holds back. `--hint3 DIR`: the same for sentences that users of chatbots wrote.
 * `--json FILE` also writes the figures, an array of rows.
 */
const SEED = 2020;
const USAGE =
  'usage: npm run bench [-- [--checkthat DIR --split NAME] [--desks DIR] [--hint3 DIR] [--json FILE]]';

const { json, deskSets, chatbots, claims } = readData();
const start = performance.now();
installPeers();
const rankers = await loadRankers();
const rows: object[] = [];

print(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, seed ${SEED}`, '');
if (deskSets) {
  print(
    'public desks, each a base of its own; peers at the threshold where they assert as many near-misses as Haiti Desk as shipped',
    'right at 5, 10, 20: percent right where so many percent of the near-misses are asserted, by threshold alone',
  );
  for (const set of deskSets) {
    const found = askDesks(set, rankers.deciding);
    report({ text: deskTable(found), rows: found });
  }
}
if (chatbots) {
  const found = chatbots.map(askChatbot);
  report({ text: `HINT3, as shipped: one fixed threshold\n${hint3Table(found)}`, rows: found });
}
if (claims) {
  const { entries, queries, split } = claims;
  print(
    `CheckThat! 2020, Task 2, split ${split}; typos: one slip in each of ${SLIPS} words; kept: MAP@5 with typos over clean`,
    '',
  );
  report(await qualityTables(rankers, entries, queries, SEED));
  print(
    `speed over the ${entries.length} claims of CheckThat!, more made of their halves and invented words`,
  );
  report(await speedTables(rankers, (count) => growEntries(entries, count, SEED), SEED));
}
if (!deskSets && !chatbots && !claims) {
  print(
    `speed over sentences of ${VOCABULARY} invented words; how well it ranks: --checkthat DIR --split NAME`,
  );
  report(await speedTables(rankers, (count) => inventEntries(count, SEED), SEED));
}
print('settings');
for (const { name, settings } of new Set(Object.values(rankers).flat())) print(`  ${name}: ${settings}`);
print(`took ${Math.round((performance.now() - start) / 1000)} s`);
if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 1)}\n`);

// --- internal ---

function report(printed: Printed): void {
  print(printed.text, '');
  rows.push(...printed.rows);
}

/** Reads what the arguments name, or says in one line what is wrong with it. */
function readData() {
  try {
    const { values } = parseArgs({
      options: {
        checkthat: { type: 'string' },
        split: { type: 'string' },
        desks: { type: 'string' },
        hint3: { type: 'string' },
        json: { type: 'string' },
      },
    });
    const { checkthat, split, desks, hint3, json } = values;
    if ((checkthat === undefined) !== (split === undefined)) {
      throw new Error('--checkthat and --split go together');
    }
    return {
      json,
      deskSets: desks === undefined ? null : loadDeskSets(desks),
      chatbots: hint3 === undefined ? null : loadHint3(hint3),
      claims:
        checkthat === undefined || split === undefined ? null : { split, ...loadCheckThat(checkthat, split) },
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    process.exit(2);
  }
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
