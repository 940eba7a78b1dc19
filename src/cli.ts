import { type ParseArgsConfig, parseArgs, styleText } from 'node:util';
import dotenv from 'dotenv';
import { readDataConfig, readStoreConfig } from './config.ts';
import { composeDigest } from './digest/digest.ts';
import { dateIn } from './digest/local-time.ts';
import { FactBaseError, faultLine, inFileOrder } from './facts/fault.ts';
import { loadFactBase, readBase } from './facts/load.ts';
import { type FactBase, FullDate } from './facts/schema.ts';
import { explain, UsageRefusal } from './refusal.ts';
import { PLAIN, type Style } from './terminal/answer-lines.ts';
import { ask } from './terminal/ask.ts';
import { checkBase, summaryLines } from './terminal/check.ts';
import { digestJson, digestLines } from './terminal/digest.ts';
import { createProgress } from './terminal/progress.ts';

const HELP: Record<string, string> = {
  ask: `Answers a question from the fact base.

  npm run -s ask -- who pays for the mission
  npm run -s ask -- --json < questions.txt

  --data DIR   use this fact base instead of DATA_DIR or data
  --json       print one JSON object for each line read
  --why        say why as well: words matched and by what, what holds an answer back, what would help
  --after ID[,ID]  as in a thread where these facts were told: "and since when?" is asked of them
  Without a question, reads one question per line from standard input.`,
  check: `Checks a fact base: prints every fault as file:line and exits with 1, or prints a summary and exits with 0.
Notes do not fail: a question that another fact answers, or one that appears in two places.

  npm run -s check
  npm run -s check -- --data other-desk
  npm run -s check -- --draft

  --draft      what is not cited yet is no fault; it is listed sentence by sentence, as stubs to paste
  --data DIR   use this fact base instead of DATA_DIR or data`,
  backup: `Copies the store in SQLITE_FILE into one file, while the bot runs or while it does not. docs/operating/backup.md
says how to put it back. A PostgreSQL database is backed up with pg_dump.

  npm run -s backup -- var/backup.db`,
  digest: `Prints what a day's digest would say from the fact base alone, as if nothing had been posted or asked before.
It does not open the live store; "digest preview" in a channel shows what would really be posted there.

  npm run -s digest
  npm run -s digest -- --date 2026-11-21 --json
  npm run -s digest -- --speak-for 1a2b3c4d

  --date YYYY-MM-DD   this day instead of today in the desk's time zone
  --data DIR          use this fact base instead of DATA_DIR or data
  --json              print one JSON object: date, desk, base, headline, on_file {facts, topics, sources},
                      featured (hits as ask --json prints them, the fact of the day first, then the
                      other sides), undated [source], past_limit [{source, days}]
  --speak-for VERSION prints no digest: in the live store (SQLITE_FILE or DATABASE_URL), lets digests speak for
                      this version of the fact base, though a later one has posted. With SQLITE_FILE, stop the
                      bot first.`,
};

const COMMANDS: Record<string, (options: Options, words: string[]) => Promise<number>> = {
  ask: runAsk,
  check: runCheck,
  digest: runDigest,
  backup: runBackup,
};

/** The commands of `src/editing`. */
const EDITING = ['source', 'facts', 'desk', 'manifest', 'try', 'phrasings'];

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader closed the pipe (`| head`).
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** @returns the exit code: 0 done, 1 `check` found faults, 2 bad usage or a base that cannot be loaded */
async function run([name = '', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (EDITING.includes(name)) return runEditing(name, args);
  if (!command) {
    const known = [...Object.keys(COMMANDS), ...EDITING].join(', ');
    process.stderr.write(
      `${name === '' ? 'No command' : `Unknown command "${name}"`}; expected one of: ${known}\n`,
    );
    return 2;
  }
  try {
    dotenv.config({ quiet: true });
    const { values, positionals } = readArguments(args);
    if (values.help) {
      process.stdout.write(`${HELP[name]}\n`);
      return 0;
    }
    if (values.date !== undefined && name !== 'digest') {
      throw new UsageRefusal(
        `--date is for digest, not for ${name}; for example: npm run -s digest -- --date 2026-11-21`,
      );
    }
    if (values.after !== undefined && name !== 'ask') {
      throw new UsageRefusal(
        `--after is for ask, not for ${name}; for example: npm run -s ask -- --after funding-voluntary and since when?`,
      );
    }
    if (values.why && name !== 'ask') {
      throw new UsageRefusal(
        `--why is for ask, not for ${name}; for example: npm run -s ask -- --why who pays for the mission`,
      );
    }
    if (values.draft && name !== 'check') {
      throw new UsageRefusal(
        `--draft is for check, not for ${name}; for example: npm run -s check -- --draft`,
      );
    }
    if (values['speak-for'] !== undefined) {
      if (name !== 'digest' || positionals.length > 0 || Object.keys(values).length > 1)
        throw new UsageRefusal(
          '--speak-for stands alone; for example: npm run -s digest -- --speak-for 1a2b3c4d',
        );
      return await runSpeakFor(values['speak-for']);
    }
    const config = readDataConfig(process.env);
    const options = {
      ...config,
      dataDir: values.data ?? config.dataDir,
      json: values.json ?? false,
      date: values.date ?? null,
      draft: values.draft ?? false,
      why: values.why ?? false,
      after: values.after ?? null,
    };
    return await command(options, positionals);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 2;
  }
}

// --- internal ---

/** An editor's commands; what they need of libraries is loaded with them. */
async function runEditing(name: string, args: string[]): Promise<number> {
  const { EDITING_COMMANDS } = await import('./editing/commands.ts');
  const command = EDITING_COMMANDS[name] as (typeof EDITING_COMMANDS)[string];
  try {
    dotenv.config({ quiet: true });
    const options = {
      ...command.options,
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    const { values, positionals } = parsedArguments({ args, allowPositionals: true, options });
    if (values.help) {
      process.stdout.write(`${command.help}\n`);
      return 0;
    }
    const { dataDir } = readDataConfig(process.env);
    return await command.run(positionals, values, {
      dataDir: typeof values.data === 'string' ? values.data : dataDir,
      today: (zone) => dateIn(zone, new Date()),
      input: process.stdin,
      stop: new AbortController().signal,
      progress(what) {
        if (process.stderr.isTTY) process.stderr.write(`${what}${CLEAR}\r`);
      },
      write(line) {
        if (process.stderr.isTTY) process.stderr.write(CLEAR);
        process.stdout.write(`${line}\n`);
      },
    });
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 2;
  }
}

/** Erases what a terminal shows from here to the end of the line. */
const CLEAR = '\u001b[K';

/** @throws UsageRefusal for an unknown option or a missing value */
function readArguments(args: string[]) {
  return parsedArguments({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      date: { type: 'string' },
      draft: { type: 'boolean' },
      why: { type: 'boolean' },
      after: { type: 'string' },
      'speak-for': { type: 'string' },
    },
  });
}

function parsedArguments<T extends ParseArgsConfig>(config: T) {
  try {
    return parseArgs(config);
  } catch (cause) {
    // The first sentence names the option; the rest is advice about `--`.
    throw new UsageRefusal(`${(cause as Error).message.split('. ')[0]}; see --help`, { cause });
  }
}

interface Options {
  dataDir: string;
  staleAfterDays: number;
  json: boolean;
  date: string | null;
  draft: boolean;
  why: boolean;
  after: string | null;
}

async function runAsk(options: Options, words: string[]): Promise<number> {
  const base = loadFactBase(options.dataDir);
  const after = options.after?.split(',') ?? [];
  const unknown = after.find((id) => !base.facts.has(id));
  if (unknown !== undefined)
    throw new UsageRefusal(
      `--after: there is no fact "${unknown}"; expected ids of facts, with commas between`,
    );
  await ask(words.length > 0 ? words.join(' ') : null, process.stdin, {
    base,
    context: {
      sources: base.sources,
      today: dateIn(base.desk.timezone, new Date()),
      staleAfterDays: options.staleAfterDays,
      version: base.version,
    },
    json: options.json,
    why: options.why,
    after,
    style: styleOfOutput(),
    write: (text) => void process.stdout.write(text),
  });
  return 0;
}

async function runCheck(options: Options, words: string[]): Promise<number> {
  if (words.length > 0)
    throw new UsageRefusal(`check takes no arguments ("${words[0]}"); did you mean --data ${words[0]}?`);
  const { progress, clear } = createProgress(process.stderr, () => performance.now());
  try {
    const { faults: loading, located } = readBase(options.dataDir, progress);
    const today = dateIn(located.base.desk.timezone || 'UTC', new Date());
    const { faults: own, notes } = checkBase(located, today, { isDraft: options.draft, progress });
    const faults = inFileOrder([...loading, ...own]);
    const drafts = options.draft ? await draftLines(options.dataDir, located.base, today) : [];
    const lines = [
      ...faults.map(faultLine),
      ...notes.map((note) => faultLine({ ...note, message: `note: ${note.message}` })),
      ...(loading.length === 0 ? summaryLines(located) : []),
      ...drafts,
      ...(located.hasUnread ? [UNREAD] : []),
      ...(faults.length > 0 ? [faultCount(faults.length)] : []),
    ];
    clear();
    process.stdout.write(`${lines.join('\n')}\n`);
    return faults.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof FactBaseError)) throw error;
    process.stdout.write(`${error.faults.map(faultLine).join('\n')}\n${faultCount(error.faults.length)}\n`);
    return 1;
  }
}

/** Stubs for what no fact cites yet, source by source. */
async function draftLines(dataDir: string, base: FactBase, today: string): Promise<string[]> {
  const { draftFacts } = await import('./editing/draft-facts.ts');
  const { openDesk } = await import('./editing/open-desk.ts');
  const desk = openDesk(dataDir);
  return [...desk.sources.values()].flatMap((source) => {
    const lines = draftFacts(desk, source, base, today);
    return lines.length === 0 ? [] : ['', ...lines];
  });
}

async function runDigest(options: Options, words: string[]): Promise<number> {
  if (words.length > 0)
    throw new UsageRefusal(`digest takes no arguments ("${words[0]}"); did you mean --date ${words[0]}?`);
  const day = options.date === null ? null : FullDate.safeParse(options.date);
  if (day && !day.success)
    throw new UsageRefusal(`--date is "${options.date}"; expected a date such as 2026-11-21`);
  const base = loadFactBase(options.dataDir);
  const date = day?.data ?? dateIn(base.desk.timezone, new Date());
  const { staleAfterDays } = options;
  const digest = composeDigest({
    ...{ base, date, staleAfterDays, seed: '' },
    ...{ last: null, topics: [], featured: [], misses: [] },
  });
  const context = { sources: base.sources, today: date, staleAfterDays, version: base.version };
  const lines = options.json
    ? [JSON.stringify(digestJson(digest, base))]
    : digestLines(digest, context, styleOfOutput());
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function runBackup(_options: Options, [file, ...others]: string[]): Promise<number> {
  if (file === undefined || others.length > 0)
    throw new UsageRefusal('backup takes one file to write; for example: npm run -s backup -- var/backup.db');
  const store = readStoreConfig(process.env);
  if ('databaseUrl' in store)
    throw new UsageRefusal(
      'backup is for SQLITE_FILE, and DATABASE_URL is set; back that up with pg_dump, or unset it',
    );
  const { backUp } = await import('./state/backup.ts');
  await backUp(store.sqliteFile, file);
  process.stdout.write(`${store.sqliteFile} is backed up in ${file}\n`);
  return 0;
}

async function runSpeakFor(version: string): Promise<number> {
  // Loaded only here: no other command needs a database.
  const { speakFor } = await import('./state/speak-for.ts');
  process.stdout.write(`${await speakFor(readStoreConfig(process.env), version)}\n`);
  return 0;
}

function styleOfOutput(): Style {
  return process.stdout.isTTY && process.stdout.hasColors() ? TERMINAL : PLAIN;
}

function faultCount(faults: number): string {
  return faults === 1 ? '1 fault' : `${faults} faults`;
}

const UNREAD = 'paragraphs that no fact cites are listed once every fact can be read';

const TERMINAL: Style = {
  bold: (text) => styleText('bold', text),
  dim: (text) => styleText('dim', text),
  highlight: (text) => styleText('underline', text),
};

// Last, since what is declared below it could not be used.
process.exitCode = await run(process.argv.slice(2));
