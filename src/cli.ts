import { parseArgs, styleText } from 'node:util';
import dotenv from 'dotenv';
import { ConfigError, readDataConfig } from './config.ts';
import { FactBaseError, faultLine } from './facts/fault.ts';
import { loadFactBase, loadLocatedBase } from './facts/load.ts';
import { dateIn } from './search/day.ts';
import { PLAIN, type Style } from './terminal/answer-lines.ts';
import { ask } from './terminal/ask.ts';
import { checkBase, summaryLines } from './terminal/check.ts';

const HELP: Record<string, string> = {
  ask: `Answers a question from the fact base.

  npm run -s ask -- who pays for the mission
  npm run -s ask -- --json < questions.txt

  --data DIR   another fact base than DATA_DIR or data
  --json       one JSON object for each line read
  Without a question, one question per line of standard input.`,
  check: `Proves a fact base: exit 1 and every fault as file:line, or 0 and a summary.

  npm run -s check
  npm run -s check -- --data other-desk

  --data DIR   another fact base than DATA_DIR or data`,
};

const COMMANDS: Record<string, (options: Options, words: string[]) => Promise<number>> = {
  ask: runAsk,
  check: runCheck,
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read the answers has read enough (`| head`).
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv.slice(2));

/** @returns the exit code: 0 done, 1 a base with faults, 2 bad usage or a base that cannot be loaded */
async function run([name = '', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    const known = Object.keys(COMMANDS).join(', ');
    process.stderr.write(
      `${name === '' ? 'No command' : `Unknown command "${name}"`}; expected one of: ${known}\n`,
    );
    return 2;
  }
  try {
    dotenv.config({ quiet: true });
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      process.stdout.write(`${HELP[name]}\n`);
      return 0;
    }
    const config = readDataConfig(process.env);
    const options = { ...config, dataDir: values.data ?? config.dataDir, json: values.json ?? false };
    return await command(options, positionals);
  } catch (error) {
    process.stderr.write(`${usageFault(error)}\n`);
    return 2;
  }
}

// --- internal ---

interface Options {
  dataDir: string;
  staleAfterDays: number;
  json: boolean;
}

async function runAsk(options: Options, words: string[]): Promise<number> {
  const base = loadFactBase(options.dataDir);
  await ask(words.length > 0 ? words.join(' ') : null, process.stdin, {
    base,
    reading: {
      sources: base.sources,
      today: dateIn(base.desk.timezone, new Date()),
      staleAfterDays: options.staleAfterDays,
    },
    json: options.json,
    style: process.stdout.isTTY && process.stdout.hasColors() ? TERMINAL : PLAIN,
    write: (text) => void process.stdout.write(text),
  });
  return 0;
}

async function runCheck(options: Options, words: string[]): Promise<number> {
  if (words.length > 0)
    throw new ConfigError(`check takes no words ("${words[0]}"); did you mean --data ${words[0]}?`);
  try {
    const located = loadLocatedBase(options.dataDir);
    const faults = checkBase(located);
    process.stdout.write(`${[...faults.map(faultLine), ...summaryLines(located.base)].join('\n')}\n`);
    if (faults.length > 0) process.stdout.write(`${counted(faults.length)}\n`);
    return faults.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof FactBaseError)) throw error;
    process.stdout.write(`${error.message}\n${counted(error.faults.length)}\n`);
    return 1;
  }
}

function counted(faults: number): string {
  return faults === 1 ? '1 fault' : `${faults} faults`;
}

const TERMINAL: Style = {
  bold: (text) => styleText('bold', text),
  dim: (text) => styleText('dim', text),
  mark: (text) => styleText('underline', text),
};

function usageFault(error: unknown): string {
  if (error instanceof FactBaseError) return `The fact base cannot be loaded:\n${error.message}`;
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return `${error.message.split('. ')[0]}; see --help`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
