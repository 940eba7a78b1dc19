import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, faultLine } from '../facts/fault.ts';
import { FRONT_MATTER, readSource, sha256 } from '../facts/pinned-source.ts';
import { paragraphsOf } from '../facts/quote.ts';
import { counted } from '../facts/source-text.ts';
import { UsageRefusal } from '../refusal.ts';
import { openDesk } from './open-desk.ts';
import { beginnings } from './source-file.ts';
import { touchedFacts } from './touched-facts.ts';

/**
 * Pins the text of a source as it stands now, after a change on purpose or when it was written by hand, whatever its `sha256`
 * said, and says what the change touches.
 */
export function pinSource(dataDir: string, id: string, write: (line: string) => void): void {
  const file = `sources/${id}.md`;
  const path = join(dataDir, file);
  if (!existsSync(path)) {
    const known = [...openDesk(dataDir).sources.keys()].join(', ') || 'none yet';
    throw new UsageRefusal(`pin: there is no ${file}; expected one of: ${known}`);
  }
  const whole = readFileSync(path, 'utf8');
  const [opening, head = ''] = FRONT_MATTER.exec(whole) ?? [];
  if (opening === undefined)
    throw new UsageRefusal(
      `${file} has no front matter; expected a line ---, the keys, a line ---, then the text (npm run -s source -- add makes it)`,
    );
  const text = whole.slice(opening.length);
  const line = `sha256: ${sha256(text)}`;
  const pinnedHead = HASH.test(head) ? head.replace(HASH, () => line) : `${head}${line}\n`;
  const pinned = opening.replace(head, () => pinnedHead) + text;
  const faults: Fault[] = [];
  const source = readSource(file, pinned, faults)?.source;
  if (pinned === whole) write(`${file}: this text is the pinned one; nothing was changed.`);
  else {
    writeFileSync(path, pinned);
    write(`${file}: pinned, ${counted(paragraphsOf(text).length, 'paragraph')}.`);
  }
  for (const fault of faults) write(faultLine(fault));
  const starts = beginnings(text);
  for (const { paragraph, why } of source?.left_out ?? []) {
    const start = starts[paragraph - 1];
    if (start !== undefined) write(`  left out, ${why}: paragraph ${paragraph} “${start}”`);
  }
  const touched = touchedFacts(openDesk(dataDir), id, text);
  write(touched.length === 0 ? '  Every quote from it stands.' : '  It touches:');
  for (const one of touched) write(`    ${one}`);
}

// --- internal ---

const HASH = /\bsha256:[ \t]*[^\s,}]*/;
