import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is deleted after all tests of a file, or after one, given its `onTestFinished`. */
export function tempFolder(after: (remove: () => void) => void = afterAll): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
