import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { harbourFolder } from '../facts/folder.ts';
import { tempFolder } from '../temp-folder.ts';
import { pdfOf } from './documents.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;
const ROOT = new URL('../..', import.meta.url).pathname;
const inbox = tempFolder();

function run(args: string[], input = '') {
  const done = spawnSync(process.execPath, ['--import', 'tsx', CLI, ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS },
  });
  return { code: done.status, out: done.stdout.split('\n').slice(0, -1), err: done.stderr };
}

describe('source', () => {
  it('adds what it can of several documents, says what it cannot, and exits with 1', () => {
    const desk = harbourFolder();
    const pdf = join(inbox, 'light.pdf');
    writeFileSync(pdf, pdfOf([[{ text: 'The keeper mended the light on Monday.', y: 700 }]]));
    const { code, out } = run(['source', 'add', '--data', desk.path, 'http://127.0.0.1:9/', pdf]);
    expect(out[0]).toBe(
      'http://127.0.0.1:9/: 127.0.0.1:9 is an address of this machine or of a private network; only public ones are fetched: save the page and add the file',
    );
    expect(out[1]).toMatch(/^sources\/light.md: 1 paragraph, 1 of them to be cited/);
    expect(code).toBe(1);
    expect(desk.faults()).toEqual([]);
    desk.dispose();
  });

  it.each([
    [['source'], 'no verb; expected add or pin, for example: npm run -s source -- add report.pdf\n'],
    [
      ['source', 'ad', 'x'],
      'unknown verb "ad"; expected add or pin, for example: npm run -s source -- add report.pdf\n',
    ],
    [
      ['source', 'add'],
      'add: expected a file or an address, for example: npm run -s source -- add report.pdf\n',
    ],
    [
      ['source', 'pin'],
      'pin: expected the id of a source, for example: npm run -s source -- pin harbour-report\n',
    ],
    [['source', 'add', 'a', 'b', '--id', 'c'], '--id names one source; add one document at a time with it\n'],
    [['source', 'add', '--colour', 'red'], "Unknown option '--colour'; see --help\n"],
  ])('answers %j in one line', (args, line) => {
    expect(run(args)).toEqual({ code: 2, out: [], err: line });
  });
});
