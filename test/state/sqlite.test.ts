import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { contract, type OpenFresh } from './contract.ts';
import { hostile } from './hostile.ts';

/** In memory where the system has such a folder: what fsync is worth is proven where processes are killed. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'desk-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const openFresh: OpenFresh = (shift) => {
  files += 1;
  return openState({ sqliteFile: join(folder, `${files}.db`) }, { owner: 'test', shift });
};

contract('a SQLite file', openFresh);
hostile('a SQLite file', openFresh);
