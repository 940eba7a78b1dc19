import { stopOnSignal } from './signals.ts';

// First of all: loading the rest takes a second, and process 1 of a container ignores a signal without a handler.
const whenStopped = stopOnSignal();

const { runBot } = await import('./run-bot.ts');
await runBot(process.env, whenStopped);
