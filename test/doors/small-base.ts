import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A question that the small base answers. */
export const SMALL_QUESTION = 'how many boats were lost';

/** A base of one fact: it loads at once, for tests that start the bot again and again. */
export function smallBase(): { folder: string; dispose(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'door-data-'));
  for (const room of ['sources', 'facts']) mkdirSync(join(folder, room));
  for (const [file, text] of Object.entries(FILES)) writeFileSync(join(folder, file), text);
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

// --- internal ---

const TEXT = 'Two boats were lost that night, the harbour master said.\n';

const FILES = {
  'desk.yml': `name: Harbour Desk
command: /haiti
timezone: Europe/Oslo
examples: [${SMALL_QUESTION}]
`,
  'sources/harbour-log.md': `---
title: null
publisher: null
author: null
published: 2026-05-01
url: null
attribution: the harbour log
sha256: ${createHash('sha256').update(TEXT).digest('hex')}
---
${TEXT}`,
  'facts/boats.yml': `- id: boats-lost
  claim: Two boats were lost that night, the harbour master said.
  says: the harbour master
  asks: [${SMALL_QUESTION}, what did the storm cost the fleet, how many ships sank]
  evidence:
    - source: harbour-log
      quote: Two boats were lost that night
  checked: 2026-05-02
`,
};
