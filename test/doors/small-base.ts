import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../temp-folder.ts';

/** A question that the small base answers. */
export const SMALL_QUESTION = 'how many boats were lost';

/**
 * A base of one fact, which loads fast, for tests that start the bot again and again.
 * @param told text to add to its claim, its source and its attribution
 */
export function smallBase(told = '', folder = tempFolder()): string {
  for (const room of ['sources', 'facts']) mkdirSync(join(folder, room));
  for (const [file, text] of Object.entries(filesOf(told))) writeFileSync(join(folder, file), text);
  return folder;
}

// --- internal ---

function filesOf(told: string): Record<string, string> {
  const besides = told === '' ? '' : ` ${told}`;
  const text = `Two boats were lost that night, the harbour master said.${besides}\n`;
  return {
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
attribution: ${JSON.stringify(`the harbour log${besides.slice(0, 300)}`)}
sha256: ${createHash('sha256').update(text).digest('hex')}
---
${text}`,
    'facts/boats.yml': `- id: boats-lost
  claim: ${JSON.stringify(`Two boats were lost that night, the harbour master said.${besides.slice(0, 300)}`)}
  says: the harbour master
  asks: [${SMALL_QUESTION}, what did the storm cost the fleet, how many ships sank]
  evidence:
    - source: harbour-log
      quote: ${JSON.stringify(text.trimEnd())}
  checked: 2026-05-02
`,
  };
}
