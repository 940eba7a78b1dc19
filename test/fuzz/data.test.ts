import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FactBaseError } from '../../src/facts/fault.ts';
import { loadFactBase } from '../../src/facts/load.ts';
import { DATA, emptyFolder } from '../facts/folder.ts';
import { hostile } from './strings.ts';

/** The sources, and of the other files as much as loads quickly. */
const FILES = new Map([
  ...inFolder('sources').map((file) => [file, whole(file)] as const),
  ['facts/gangs.yml', entries('facts/gangs.yml', 3)],
  ['lexicon/press.yml', entries('lexicon/press.yml', 5)],
  ['gaps/press.yml', entries('gaps/press.yml', 1)],
  [
    'disputes.yml',
    `- id: capital-control${whole('disputes.yml').split('- id: capital-control')[1]?.split('- id:')[0]}`,
  ],
  ['phrasings/capital-control.txt', whole('phrasings/capital-control.txt').slice(0, 400)],
  ['desk.yml', whole('desk.yml').replace(/topics:[\s\S]*/, 'topics: { gangs: { name: Armed groups } }\n')],
]);
const NAMES = [...FILES.keys()];

const folder = emptyFolder();
afterAll(folder.dispose);
for (const [file, text] of FILES) folder.write(file, text);

const asLine = (text: string) => `${text}\n`;

/** Pieces that mean something to YAML, front matter or a schema. */
const PIECES = [
  ...'*a &a { } [ ] " \' , ~ @ ` null true 1e999 0x7f .nan 2026-02-30'.split(' '),
  ...'!!binary |!!set |!!js/function |!<x> |*a *a|: |- |? |# '.split('|'),
  ...'\t|\n|\r|\r\n|---\n|...\n|%YAML 1.1\n'.split('|'),
  ...['|\n', '>-\n'],
  ...'<<: *a|__proto__: {}|constructor: 1|id: x|claim: |evidence: []'.split('|').map(asLine),
  ...'paragraph: 0|paragraph: 99|withheld: yes|superseded_by: gangs-viv-ansanm|follows: gangs-viv-ansanm|sides: []'
    .split('|')
    .map(asLine),
  ...'\u0000 \u2028 \ufeff \ud800 🎉'.split(' '),
  ...['9'.repeat(30), '['.repeat(300), '{a: '.repeat(300), '- '.repeat(300)],
];
const piece = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, hostile(200));

/** A replacement, placed at a share of the text so that it shrinks well. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(400)),
  put: fc.oneof(fc.constant(''), piece),
});

describe('any data folder', () => {
  it('loads, or reports faults with file and line, when real files are edited at random', () => {
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), changes, (file, made) => {
        const changed = made.reduce((text, { at, length, put: by }) => {
          const start = Math.floor(at * text.length);
          return text.slice(0, start) + by + text.slice(start + length);
        }, FILES.get(file) ?? '');
        expectBaseOrFaults(file, changed);
      }),
      { numRuns: 70 },
    );
  });

  it('loads, or reports faults with file and line, when a file has random bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      hostile(2000).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), bytes, fc.boolean(), (file, any, isHeaded) => {
        const text = FILES.get(file) ?? '';
        const head = isHeaded ? text.slice(0, text.indexOf('\n---\n') + 5) : '';
        expectBaseOrFaults(file, Buffer.concat([Buffer.from(head), any]));
      }),
      { numRuns: 40 },
    );
  });

  it('loads, or reports faults with file and line, when files are missing, moved, renamed or folders', () => {
    const fate = fc.constantFrom('gone', 'a folder', 'a file', 'moved', 'named oddly');
    fc.assert(
      fc.property(fc.constantFrom(...NAMES, 'sources', 'facts', 'phrasings'), fate, (name, how) => {
        const elsewhere = emptyFolder();
        cpSync(folder.path, elsewhere.path, { recursive: true });
        const old = name.includes('.') ? elsewhere.read(name) : '';
        elsewhere.remove(name);
        if (how === 'a folder') mkdirSync(join(elsewhere.path, name));
        if (how === 'a file') elsewhere.write(name, 'a file');
        if (how === 'moved') elsewhere.write(`moved-${name.replace('/', '-')}`, old);
        if (how === 'named oddly' && name.includes('/'))
          elsewhere.write(`${name.slice(0, -4)} Ünder.yml`, old);
        try {
          expectLoads(elsewhere.path);
        } finally {
          elsewhere.dispose();
        }
      }),
      { numRuns: 20 },
    );
  });
});

// --- internal ---

function inFolder(name: string): string[] {
  return readdirSync(join(DATA, name)).map((file) => `${name}/${file}`);
}

function whole(file: string): string {
  return readFileSync(join(DATA, file), 'utf8');
}

/** The first entries of a list in YAML. */
function entries(file: string, count: number): string {
  return whole(file)
    .split(/^(?=- )/m)
    .slice(0, count + 1)
    .join('');
}

function readable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Loads the folder with one file changed, then restores the file. */
function expectBaseOrFaults(file: string, content: string | Uint8Array): void {
  folder.write(file, content);
  try {
    expectLoads(folder.path);
  } finally {
    folder.write(file, FILES.get(file) ?? '');
  }
}

/** Every fault is one line and names an existing or expected file and a line within it. */
function expectLoads(path: string): void {
  try {
    expect(loadFactBase(path).version).toMatch(/^[0-9a-f]{8}$/);
  } catch (error) {
    if (!(error instanceof FactBaseError)) throw error;
    expect(error.faults.length).toBeGreaterThan(0);
    expect(error.message.split('\n')).toHaveLength(error.faults.length + 1);
    for (const { file, line, message } of error.faults) {
      expect(message).toMatch(/^\S[^\n]{9,}$/);
      const lines = existsSync(join(path, file)) ? readable(join(path, file)).split('\n').length : 1;
      expect(line >= 1 && line <= lines + 1, `${file}:${line}: ${message}`).toBe(true);
    }
  }
}
