import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { tryCommand } from '../../src/editing/try-command.ts';
import { changedLines, outcomeLines, parseQuestions, tryQuestions } from '../../src/editing/try-questions.ts';
import { HARBOUR } from '../base.ts';
import { type DataFolder, harbourFolder } from '../facts/folder.ts';
import { tempFolder } from '../temp-folder.ts';

const tried = (text: string) => tryQuestions(parseQuestions(text), HARBOUR, '2026-06-01');

describe('a file of questions', () => {
  it('has one a line, with or without the facts that should answer', () => {
    const text =
      '# at the harbour\n\nwho lit the lamp\r\nwho lit it? => lamp-lit\nhow many => a, b-2\nwho pays => none\nwho\tlamp-lit\n';
    expect(parseQuestions(text)).toEqual([
      { line: 3, question: 'who lit the lamp', expected: null },
      { line: 4, question: 'who lit it?', expected: ['lamp-lit'] },
      { line: 5, question: 'how many', expected: ['a', 'b-2'] },
      { line: 6, question: 'who pays', expected: [] },
      { line: 7, question: 'who', expected: ['lamp-lit'] },
    ]);
  });
});

describe('each question is a hit, another fact, or silence', () => {
  it.each<[string, string, RegExp]>([
    ['who lit the lamp => lamp-lit', 'hit', /^lamp-lit$/],
    ['hey team, who lit the lamp? thanks! => lamp-lit', 'hit', /^lamp-lit$/],
    ['who lit the lamp => boats-lost', 'other', /^lamp-lit \(expected boats-lost\)$/],
    ['who lit the lamp => none', 'other', /^lamp-lit \(expected nothing\)$/],
    ['who lit the lamp => lump', 'other', /^lamp-lit \(expected lump\); there is no fact "lump"$/],
    ['how many boats were lost => boats-safe', 'hit', / and /],
    ['what is the price of fish => none', 'hit', /^nothing on file about fish; nearest: [\w-]+$/],
    ['what is the price of fish => lamp-lit', 'silent', /\(expected lamp-lit\)$/],
    ['who lit the lamp', 'hit', /^lamp-lit$/],
    ['what is the price of fish', 'silent', /^nothing on file about fish/],
    [':eyes: => none', 'hit', /^$/],
  ])('%s: %s', (line, outcome, detail) => {
    const [row] = outcomeLines(tried(line), HARBOUR);
    const question = line.split(' =>')[0] ?? '';
    const start = `${outcome.padEnd(6)}  ${question}`;
    expect(row?.slice(0, start.length)).toBe(start);
    expect(row?.slice(start.length).trim()).toMatch(detail);
  });

  it('and the table counts them', () => {
    const text =
      'who lit the lamp => lamp-lit\nwho lit the lamp => none\nprice of fish => lamp-lit\nwho lit the lamp\nprice of fish';
    expect(outcomeLines(tried(text), HARBOUR).slice(-2)).toEqual([
      '3 with an expected answer: 1 hit, 1 other, 1 silent',
      '2 without: 1 answered, 1 silent',
    ]);
  });

  it('says what changed since the run before', () => {
    const before = tried('who lit the lamp\nprice of fish');
    const without = { ...HARBOUR, facts: new Map([...HARBOUR.facts].filter(([id]) => id !== 'lamp-lit')) };
    const now = tryQuestions(parseQuestions('who lit the lamp\nprice of fish'), without, '2026-06-01');
    expect(changedLines(before, now)).toEqual(['changed: who lit the lamp: lamp-lit → silent (silent)']);
  });
});

describe('try --watch', () => {
  let desk: DataFolder;
  beforeEach(() => {
    desk = harbourFolder();
    return () => desk.dispose();
  });

  it('asks again at each save, of the questions or of the desk, and waits out a faulty one', async () => {
    const file = join(tempFolder(), 'questions.txt');
    writeFileSync(file, 'two boats were lost\n');
    const stopping = new AbortController();
    const lines: string[] = [];
    const seen = async (line: RegExp) => {
      for (let tries = 0; tries < 200; tries++) {
        if (lines.some((one) => line.test(one))) return lines.splice(0);
        await new Promise((later) => setTimeout(later, 25));
      }
      throw new Error(`never seen: ${line}; but ${lines.join('\n')}`);
    };
    const running = tryCommand.run(
      [file],
      { watch: true },
      {
        ...{ dataDir: desk.path, today: () => '2026-06-01', input: process.stdin, stop: stopping.signal },
        ...{ progress: () => {}, write: (line: string) => void lines.push(line) },
      },
    );
    expect(await seen(/^\(waiting/)).toContain('1 without: 1 answered, 0 silent');

    writeFileSync(`${file}.new`, 'two boats were lost\nthe lamp was lit at dusk => lamp-lit\n');
    renameSync(`${file}.new`, file);
    expect(await seen(/^\(waiting/)).toContain('1 with an expected answer: 1 hit, 0 other, 0 silent');

    desk.change('facts/boats.yml', 'quote: Two boats', 'quote: Three boats');
    expect((await seen(/^\(waiting/))[0]).toMatch(/facts\/boats.yml:1: boats-lost: the quote is not in log/);

    desk.change('facts/boats.yml', 'quote: Three boats', 'quote: Two boats');
    expect(await seen(/^\(waiting/)).toContain('1 without: 1 answered, 0 silent');
    stopping.abort();
    expect(await running).toBe(0);
  });
});
