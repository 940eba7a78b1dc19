/** Claims a post, stops itself before sending it, and goes on when it gets SIGCONT. */
import { openState } from '../../src/state/open.ts';
import { DIGEST, posterOn } from './poster.ts';

const { DATABASE_URL = '', KEY = '', API = '', TOKEN = '', TIMES = '{}' } = process.env;
const state = await openState({ databaseUrl: DATABASE_URL }, { owner: 'sleeper' });
const poster = posterOn(state, { apiUrl: API, botToken: TOKEN }, JSON.parse(TIMES));
const end = await poster.settle({ ...DIGEST, key: KEY }, { channel: DIGEST.channel }, async () => {
  process.stdout.write('asleep\n');
  // Lets the output leave the process first.
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.kill(process.pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.stdout.write('awake\n');
  return { message: { text: 'The digest', blocks: [] } };
});
process.stdout.write(`${end.outcome}\n`);
await state.close();
