import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { PLAIN } from '../../src/terminal/answer-lines.ts';
import { ask } from '../../src/terminal/ask.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { copyOfProof, DATA } from '../facts/folder.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;
const ROOT = new URL('../..', import.meta.url).pathname;

function run(args: string[], input = '') {
  const done = spawnSync(process.execPath, ['--import', 'tsx', CLI, ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

interface Line {
  query: string;
  kind: string;
  hits: {
    fact: string;
    claim: string;
    score: number;
    disagrees_with: string[];
    citations: { source: string; quote: string; paragraph: number }[];
  }[];
  nearest: unknown[];
  missing: string[];
  error?: string;
}
const lines = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** Questions with the fact that must come first, each with a similar question that the base cannot answer. */
const PAIRS: [string, RegExp, string][] = [
  ['who foots the bill', /^funding-/, 'how many Kenyan officers died'],
  ['who bankrolls the operation', /^funding-us/, 'how many dollars has the US sent'],
  ['who leads the mission', /^leadership-/, 'what is the rank of the force commander'],
  ['when did MINUSTAH end', /^deployment-minustah/, 'how many soldiers did MINUSTAH have'],
  ['which airport is being secured', /^security-infra/, 'when will flights to the airport resume'],
  ['what is the gang coalition called', /^gangs-viv/, 'who is the leader of Viv Ansanm'],
  ['which council leads the Haitian officials', /^politics-/, 'who chairs the transitional council'],
  ['whose assassination left a security vacuum', /^politics-vacuum/, 'who shot President Moïse'],
  ['why have elections stalled', /^politics-elections/, 'what is the date of the election'],
  ['which powers have reservations', /^un-path-/, 'did China veto the resolution'],
  [
    'where are the conversion talks gaining momentum',
    /^un-path-momentum/,
    'when will the Council vote on the conversion',
  ],
  ['what did Guterres recommend', /^support-office-/, 'how much would the support office cost'],
  [
    'did Guterres call for full peacekeeping',
    /^support-office-no-pko/,
    'why did Guterres not call for peacekeeping',
  ],
  [
    'who spoke with Rubio by phone',
    /^us-policy-call|^support-office-kenya/,
    'how long did the phone call last',
  ],
  ['when did the OAS last lead a mission', /^oas-path-since/, 'in which country was the OAS mission of 1965'],
  ['what does the force lack', /^deployment-shortages/, 'how many armoured vehicles does the force have'],
  ['what did Penland thank Kenya for', /^us-policy-penland-thanks/, 'how old is Kimberly Penland'],
  ['before which committee did Rubio appear', /^us-policy-rubio-senate/, 'which senator questioned Rubio'],
  ['who wrote the article', /^press-byline/, 'how many officers are in the photograph'],
  [
    'which country sends the most personnel',
    /^deployment-kenya-largest/,
    'which other countries contribute officers',
  ],
  [
    'what would Kenya give up under the plan',
    /^leadership-relinquish/,
    'what did the Kenyan opposition say about the plan',
  ],
];

/** Loaded once, since loading takes most of the time here. */
const base = loadFactBase(DATA);

describe('every command', () => {
  const SMALL = smallBase();
  const IN_A_TERMINAL = 'process.stdout.isTTY = true; process.stdout.hasColors = () => true;';

  it.each([['ask', SMALL_QUESTION], ['digest'], ['check']])(
    'works in a terminal with colours: %s',
    (...args) => {
      const preload = `data:text/javascript,${encodeURIComponent(IN_A_TERMINAL)}`;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', '--import', preload, CLI, ...args],
        { cwd: ROOT, encoding: 'utf8', env: { PATH: process.env.PATH, DATA_DIR: SMALL } },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).not.toBe('');
    },
    60_000,
  );
});

describe('ask --json', () => {
  const DISPUTED = 'UN peacekeepers or an OAS force next?';
  const ODD_LINES = ['who pays', '', '?!', 'x'.repeat(10_000), 'who pays'];
  const asked = [...PAIRS.flatMap(([found, , none]) => [found, none]), DISPUTED];
  const done = run(['ask', '--json'], `${[...asked, ...ODD_LINES].join('\n')}\n`);
  const answers = lines(done.out);

  it('prints one object for each line, in order', () => {
    expect(done.code).toBe(0);
    expect(answers.map((line) => line.query).slice(0, asked.length)).toEqual(asked);
    expect(answers).toHaveLength(asked.length + ODD_LINES.length);
  });

  it.each(PAIRS)('answers $0, and says it has nothing on $2', (found, fact, none) => {
    const answer = answers[asked.indexOf(found)];
    expect(answer?.kind).not.toBe('none');
    expect(answer?.hits[0]?.fact).toMatch(fact);
    const missed = answers[asked.indexOf(none)];
    expect(missed?.kind, `${none}: ${missed?.hits[0]?.claim}`).toBe('none');
    expect(missed?.hits).toEqual([]);
    expect((missed?.missing.length ?? 0) + (missed?.nearest.length ?? 0)).toBeGreaterThan(0);
  });

  it('quotes verbatim, with source and paragraph', () => {
    for (const citation of answers.flatMap((line) => line.hits.flatMap((hit) => hit.citations))) {
      expect(base.sources.get(citation.source)?.text).toContain(citation.quote);
      expect(citation.paragraph).toBeGreaterThan(0);
      expect(Object.keys(citation)).toEqual(['source', 'quote', 'paragraph', 'published', 'says', 'as_of']);
    }
  });

  it('scores hits from 0 to 1, the answer highest', () => {
    for (const { hits, kind } of answers) {
      for (const hit of hits) expect(hit.score).toBeGreaterThan(0);
      for (const hit of hits) expect(hit.score).toBeLessThanOrEqual(1);
      if (kind === 'found') expect(hits[0]?.score).toBe(Math.max(...hits.map((hit) => hit.score)));
    }
  });

  it('puts the sides of a dispute first, each naming the other', () => {
    const answer = answers[asked.indexOf(DISPUTED)];
    expect(answer?.kind).toBe('disputed');
    const [one, other] = answer?.hits ?? [];
    expect(one?.disagrees_with).toContain(other?.fact);
    expect(other?.disagrees_with).toContain(one?.fact);
  });

  it('refuses a line that is not a question in its place, and still exits with 0', () => {
    const [first, blank, marks, long, last] = answers.slice(asked.length);
    expect([first?.kind, last?.kind]).toEqual(['found', 'found']);
    for (const line of [blank, marks, long]) {
      expect(line?.kind).toBe('none');
      expect(line?.error).toBeTruthy();
      expect(line?.error).not.toContain('xxx');
    }
  });
});

describe('ask', () => {
  it('prints plain text without colour codes in a pipe', () => {
    const done = run(['ask', 'who', 'foots', 'the', 'bill']);
    expect(done.out).toContain('bankrolls');
    expect(done.out).toContain('matched: bankrolls ≈ foots the bill');
    expect(done.out).not.toContain('\u001b');
  });

  describe('with questions on standard input', () => {
    const QUESTIONS = {
      list: 'what do you have on Rubio',
      several: 'Who pays for the mission? When did MINUSTAH end?',
      lastWeek: 'what did Guterres say last week',
      readme: 'who pays for it? when did MINUSTAH end?',
      rude: 'you stupid bot, who the hell pays for this crap',
    };
    const told = {} as Record<keyof typeof QUESTIONS, string>;
    beforeAll(async () => {
      const texts: string[] = [];
      await ask(null, Readable.from([`${Object.values(QUESTIONS).join('\n')}\n`]), {
        base,
        context: { sources: base.sources, today: '2026-11-21', staleAfterDays: 180, version: base.version },
        json: false,
        why: false,
        after: [],
        style: PLAIN,
        write: (text) => texts.push(text),
      });
      expect(texts).toHaveLength(Object.keys(QUESTIONS).length);
      Object.assign(told, Object.fromEntries(Object.keys(QUESTIONS).map((key, at) => [key, texts[at]])));
    });

    it('prints a list, an answer for each of several questions, and a date range that no source falls into', () => {
      expect(told.list).toContain('Also on file:');
      expect(told.several).toMatch(/> Who pays[\s\S]*> When did/);
      expect(told.lastWeek).toMatch(
        /Nothing on file about last week \(.*the newest dated source here is of 2025-08-24/,
      );
    });

    it('answers both questions of the message in the README', () => {
      expect(told.readme).toMatch(/> who pays for it\?\n.*bankrolls[\s\S]*> when did MINUSTAH end\?\n.*2017/);
    });

    it('names as missing only words that no fact has', () => {
      expect(told.rude).toMatch(/^Nothing on file about/);
      expect(told.rude.split('\n')[0]).not.toContain('funding');
    });
  });

  it.each([
    ['an unknown command', ['tell'], /Unknown command "tell"; expected one of: ask, check, digest/],
    ['no command', [], /No command; expected one of/],
    ['an unknown option', ['ask', '--colour'], /Unknown option '--colour'/],
    ['a folder that is not there', ['ask', '--data', 'nowhere', 'who'], /nowhere:1: there is no such folder/],
  ])('answers %s with one line and exit code 2', (_what, args, line) => {
    const done = run(args);
    expect(done.code).toBe(2);
    expect(done.err).toMatch(line);
    expect(done.err).not.toContain('    at ');
  });

  it.each(['ask', 'check', 'digest'])('prints help for %s', (command) => {
    const done = run([command, '--help']);
    expect(done.code).toBe(0);
    expect(done.out).toContain(`npm run -s ${command}`);
  });
});

describe('digest', () => {
  const ON = ['digest', '--date', '2026-11-21'];
  const done = run(ON);

  it('prints the digest of a day from the base alone', () => {
    expect(done.code).toBe(0);
    const [title, headline, , heading, ...featured] = done.out.split('\n');
    expect(title).toBe('Haiti Desk, Saturday 21 November 2026');
    expect(headline).toMatch(/^The first digest here: \d+ facts are on file, from 2 sources\.$/);
    expect(heading).toBe('Worth knowing');
    // A claim and its quote, or a line above both sides of a dispute.
    const quoted = featured.findIndex((line) => /^ {2}“.*”$/.test(line));
    expect([1, 2]).toContain(quoted);
    expect(featured[quoted - 1]).not.toBe('');
    expect(done.out).toMatch(/Of 2 sources: 1 undated, 1 over 180 days old \(\/haiti sources\)\n$/);
    expect(done.out).not.toContain('\u001b');
  });

  it('prints the same for the same day, and features another fact on the next', () => {
    const [again, next] = [ON, ['digest', '--date', '2026-11-22']].map((args) => run(args).out);
    expect(again).toBe(done.out);
    expect(next?.split('\n')[4]).not.toBe(done.out.split('\n')[4]);
  });

  it("defaults to today in the desk's time zone", () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Port-au-Prince' });
    const before = today.format();
    const { date } = JSON.parse(run(['digest', '--json']).out);
    expect([before, today.format()]).toContain(date);
  });

  it('prints one object with --json, with verbatim quotes and the undated and old sources', () => {
    const done = run([...ON, '--json']);
    expect(done.out.split('\n')).toHaveLength(2);
    const told = JSON.parse(done.out);
    expect(Object.keys(told)).toEqual([
      ...['date', 'desk', 'base', 'headline', 'on_file', 'featured', 'undated', 'past_limit'],
    ]);
    expect(told).toMatchObject({
      date: '2026-11-21',
      desk: 'Haiti Desk',
      on_file: { sources: 2 },
      undated: ['mss-transition'],
      past_limit: [{ source: 'us-oas-force', days: 454 }],
    });
    expect(told.base).toBe(base.version);
    const featured = told.featured as Line['hits'];
    expect(featured.length).toBeGreaterThan(0);
    for (const { fact, claim, citations } of featured) {
      expect(base.facts.get(fact)?.claim).toBe(claim);
      for (const { source, quote } of citations) expect(base.sources.get(source)?.text).toContain(quote);
    }
  });

  it('works for another desk', () => {
    const done = run([...ON, '--data', 'test/fixtures/other-desk']);
    expect(done.code).toBe(0);
    expect(done.out).not.toContain('Haiti');
  });

  it.each([
    [['digest', '--date', '2026-02-30'], '--date is "2026-02-30"; expected a date such as 2026-11-21'],
    [['digest', '--date', 'tomorrow'], '--date is "tomorrow"; expected a date such as 2026-11-21'],
    [['digest', '2026-11-21'], 'digest takes no arguments ("2026-11-21"); did you mean --date 2026-11-21?'],
    [
      ['ask', '--date', '2026-11-21', 'who'],
      '--date is for digest, not for ask; for example: npm run -s digest -- --date 2026-11-21',
    ],
  ])('answers %j with one line and exit code 2', (args, line) => {
    expect(run(args)).toEqual({ code: 2, out: '', err: `${line}\n` });
  });
});

// Every phrasing and every known gap is asked, which can take long on a busy machine.
describe('check', { timeout: 90_000 }, () => {
  it('accepts the shipped base and prints how much of each source is cited', () => {
    const done = run(['check']);
    expect(done.out).toMatch(/mss-transition: .* 0\.0% neither/);
    expect(done.out).toMatch(/us-oas-force: .* 0\.0% neither/);
    expect(done.code, done.out).toBe(0);
  });

  it('accepts another desk', () => {
    expect(run(['check', '--data', 'test/fixtures/other-desk']).code).toBe(0);
  });

  it('lists every fault and exits with 1', () => {
    const folder = copyOfProof();
    folder.change('facts/police.yml', 'claim: The mission', 'claim: The Brazilian mission');
    folder.change('desk.yml', 'command: /haiti', 'command: haiti');
    const done = run(['check', '--data', folder.path]);
    folder.dispose();
    expect(done.code).toBe(1);
    expect(done.out).toContain('desk.yml:2:');
    expect(done.out).toMatch(/facts\/police\.yml:\d+: .*"Brazilian"/);
    expect(done.out).toContain('2 faults');
  });

  it('looks for every other fault beside a file that it cannot read, and says what it cannot tell yet', () => {
    const folder = copyOfProof();
    folder.change('facts/police.yml', 'claim: The mission', 'claim: He said: the mission');
    folder.change('facts/press.yml', /checked: .*/, 'checked: 2199-01-01');
    const done = run(['check', '--data', folder.path]);
    folder.dispose();
    expect(done.err).toBe('');
    expect(done.out).toMatch(/facts\/police\.yml:\d+: claim: holds ": "/);
    expect(done.out).toMatch(/facts\/press\.yml:\d+: .* is in the future/);
    expect(done.out).toContain('paragraphs that no fact cites are listed once every fact can be read\n');
    expect(done.code).toBe(1);
  });

  it('reports an uncited paragraph, a date in the future and a phrasing that another fact answers', () => {
    const folder = copyOfProof();
    folder.change('sources/us-oas-force.md', / {2}- \{ paragraph: 18, .*\n/, '');
    const further = 'phrasings/funding-us-bankrolls.txt';
    folder.write(further, readFileSync(join(DATA, further)));
    folder.change('facts/press.yml', /checked: .*/, 'checked: 2199-01-01');
    folder.change(
      'facts/police.yml',
      '  asks:\n',
      '  asks:\n    - who bankrolls the operation of the MSS force\n',
    );
    const done = run(['check', '--data', folder.path]);
    folder.dispose();
    expect(done.code).toBe(1);
    expect(done.out).toMatch(/sources\/us-oas-force\.md:\d+: paragraph 18 is neither cited nor left out/);
    expect(done.out).toMatch(
      /facts\/press\.yml:\d+: press-byline: checked is 2199-01-01, which is in the future/,
    );
    expect(done.out).toMatch(
      /facts\/police\.yml:\d+: .*"who bankrolls the operation of the MSS force" is answered by "funding-/,
    );
  });
});
