/** Gets the right to send, falls asleep before it sends, and goes on when it is woken. */
import { WebClient } from '@slack/web-api';
import { createLog } from '../../src/log.ts';
import { createPoster } from '../../src/slack/delivery/post-once.ts';
import { openState } from '../../src/state/open.ts';

const { DATABASE_URL = '', KEY = '', API = '', TOKEN = '', TIMES = '{}' } = process.env;
const state = await openState({ databaseUrl: DATABASE_URL }, { owner: 'sleeper' });
const poster = createPoster({
  ledger: state.ledger,
  client: new WebClient(TOKEN, { slackApiUrl: API, retryConfig: { retries: 0 } }),
  me: { user: 'U0BOT00000', bot: 'B0BOT00000' },
  log: createLog({ level: 'info', human: false, write: () => {}, now: () => new Date() }),
  timings: JSON.parse(TIMES),
  stopping: new AbortController().signal,
  now: () => new Date(),
});
const post = { key: KEY, kind: 'digest' as const, team: 'T1', channel: 'C0NEWSDESK', date: '2026-11-21' };
const end = await poster.settle(post, { channel: 'C0NEWSDESK' }, async () => {
  process.stdout.write('asleep\n');
  // Until what was written has left the process.
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.kill(process.pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.stdout.write('awake\n');
  return { message: { text: 'The digest', blocks: [] } };
});
process.stdout.write(`${end.outcome}\n`);
await state.close();
