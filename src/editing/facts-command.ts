import { FactBaseError } from '../facts/fault.ts';
import { loadFactBase } from '../facts/load.ts';
import type { FactBase } from '../facts/schema.ts';
import { UsageRefusal } from '../refusal.ts';
import { afterVerb, type Command } from './command.ts';
import { draftFacts } from './draft-facts.ts';
import { openDesk } from './open-desk.ts';

export const factsCommand: Command = {
  help: `Drafts facts from a source: a stub for each sentence that no fact cites.

  npm run -s facts -- draft harbour-report
  npm run -s facts -- draft harbour-report > draft.yml

  draft SOURCE   prints YAML to paste into facts/<topic>.yml: the quote filled in, the speaker proposed from the
                 attribution in the sentence, and facts on file that may say the same

  --data DIR     use this fact base instead of DATA_DIR or data`,
  options: {},
  async run(words, _, { dataDir, today, write }) {
    const [, ids] = afterVerb(words, ['draft'], 'npm run -s facts -- draft harbour-report');
    const desk = openDesk(dataDir);
    const known = [...desk.sources.keys()].join(', ') || 'none yet (npm run -s source -- add FILE)';
    if (ids.length === 0) throw new UsageRefusal(`draft: expected the id of a source, one of: ${known}`);
    const base = provenBase(dataDir);
    for (const id of ids) {
      const source = desk.sources.get(id);
      if (!source) throw new UsageRefusal(`draft: there is no source "${id}"; expected one of: ${known}`);
      const lines = draftFacts(desk, source, base, today(desk.desk?.timezone ?? 'UTC'));
      for (const line of lines) write(line);
      if (lines.length === 0) write(`# ${id}: every sentence is cited or left out.`);
    }
    for (const file of desk.unread)
      write(`# ${file} is faulty and was passed over: its facts count as not there (npm run -s check).`);
    return 0;
  },
};

// --- internal ---

/** Null while the base has faults: a half-finished desk is drafted from as well. */
function provenBase(dataDir: string): FactBase | null {
  try {
    return loadFactBase(dataDir);
  } catch (error) {
    if (error instanceof FactBaseError) return null;
    throw error;
  }
}
