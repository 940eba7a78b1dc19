import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Command, Values } from '../../src/editing/command.ts';
import { EDITING_COMMANDS } from '../../src/editing/commands.ts';
import { pinSource } from '../../src/editing/pin-source.ts';
import { type DataFolder, harbourFolder } from '../facts/folder.ts';
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
});

describe('facts', () => {
  it('drafts from a desk whose base does not load', () => {
    const desk = harbourFolder();
    desk.remove('facts');
    const { code, out } = run(['facts', 'draft', '--data', desk.path, 'log']);
    expect(out[0]).toMatch(/^# log: 4 sentences cited by no fact/);
    expect(code).toBe(0);
    desk.dispose();
  });
});

describe('check --draft', () => {
  it('lists what no fact cites, ready to paste, and exits with 0', () => {
    const desk = harbourFolder();
    desk.change('sources/log.md', /$/, 'The keeper slept.\n');
    pinSource(desk.path, 'log', () => {});
    const draft = run(['check', '--draft', '--data', desk.path]);
    expect(draft.out).toContain('      quote: The keeper slept.');
    expect(draft.code).toBe(0);
    desk.dispose();
  });
});

describe('desk and manifest', () => {
  it('make a desk that is ready for Slack', () => {
    const folder = join(inbox, 'desk');
    const made = run(['desk', 'new', folder, '--name', 'Boat Desk', '--command', '/boats']);
    expect([made.code, made.out[0]]).toEqual([
      0,
      `${folder}: a desk with one source and two facts, as an example.`,
    ]);
    expect(run(['manifest', '--data', folder]).out).toContain('    - command: /boats');
  });
});

function contextOf(desk: DataFolder, input = '', lines: string[] = []) {
  return {
    dataDir: desk.path,
    today: () => '2026-05-02',
    input: Readable.from([input]),
    stop: new AbortController().signal,
    progress: () => {},
    write: (line: string) => void lines.push(line),
  };
}

describe('bad usage is answered in one line', () => {
  it.each<[string, string[], Values, string]>([
    [
      'source',
      [],
      {},
      'no verb; expected add, pin or leave-out, for example: npm run -s source -- add report.pdf',
    ],
    [
      'source',
      ['ad'],
      {},
      'unknown verb "ad"; expected add, pin or leave-out, for example: npm run -s source -- add report.pdf',
    ],
    [
      'source',
      ['add'],
      {},
      'add: expected a file or an address, for example: npm run -s source -- add report.pdf',
    ],
    [
      'source',
      ['pin'],
      {},
      'pin: expected the id of a source, for example: npm run -s source -- pin harbour-report',
    ],
    ['source', ['add', 'a', 'b'], { id: 'c' }, '--id names one source; add one document at a time with it'],
    [
      'source',
      ['leave-out', 'log', '1'],
      {},
      'leave-out: expected a source, paragraphs and --why, for example: npm run -s source -- leave-out report 12 40-212 --why "tables of the annex"',
    ],
    ['desk', ['new'], {}, 'new: expected one folder, for example: npm run -s desk -- new ../harbour-data'],
    [
      'desk',
      ['make', 'x'],
      {},
      'unknown verb "make"; expected new, for example: npm run -s desk -- new ../harbour-data',
    ],
    ['manifest', ['x'], {}, 'manifest takes no arguments ("x"); did you mean --data x?'],
    ['try', [], {}, 'try: expected one file of questions, for example: npm run -s try -- questions.txt'],
    ['try', ['none.txt'], {}, 'try: there is no file none.txt; expected one with a question on each line'],
    [
      'phrasings',
      [],
      {},
      'phrasings: expected one id, for example: npm run -s phrasings -- funding-voluntary',
    ],
    [
      'phrasings',
      ['lump'],
      {},
      'phrasings: there is no fact, gap or dispute "lump"; a gap needs an id of its own',
    ],
    [
      'phrasings',
      ['lamp-lit'],
      { add: 'x' },
      '--add: expected --from as well, for example: --from "a language model, checked by Ada Lin"',
    ],
    [
      'phrasings',
      ['lamp-lit'],
      { add: 'x', from: 'Ada' },
      '--add: there is no file x; expected one phrasing a line',
    ],
    ['facts', ['draft'], {}, 'draft: expected the id of a source, one of: log'],
    ['facts', ['draft', 'lug'], {}, 'draft: there is no source "lug"; expected one of: log'],
  ])('%s %j %j', async (name, words, values, line) => {
    const desk = harbourFolder();
    const command = EDITING_COMMANDS[name] as Command;
    const context = contextOf(desk);
    await expect(command.run(words, values, context)).rejects.toThrow(line);
    desk.dispose();
  });

  it.each([
    ['source', 'add', 'story.txt'],
    ['facts', 'draft', 'log'],
  ])('%s %s in a folder that is not there makes none', async (name, verb, word) => {
    const context = { ...contextOf({ path: '/tmp/no-desk' } as DataFolder), write: () => {} };
    await expect((EDITING_COMMANDS[name] as Command).run([verb, word], {}, context)).rejects.toThrow(
      /^there is no folder \/tmp\/no-desk; name the desk's own with --data or DATA_DIR, or make one: npm run -s desk -- new \/tmp\/no-desk$/,
    );
  });

  it('an unknown option too', () => {
    expect(run(['source', 'add', '--colour', 'red'])).toEqual({
      code: 2,
      out: [],
      err: "Unknown option '--colour'; see --help\n",
    });
  });
});
