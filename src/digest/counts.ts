import type { State } from '../state/state.ts';
import { digestEntry } from './run.ts';
import { dueNow } from './schedule.ts';

/** After this it is overdue, in milliseconds: a run comes every 20 seconds, and a busy Slack asks for a minute. */
const OVERDUE = 10 * 60_000;

/**
 * How many channels take a digest (`on`), how many of them wait for one that is due, how many have waited too long, and
 * how many digests Slack's refusal has turned off.
 * @param channels those that may be posted in; null: all
 */
export async function countDigests(
  { digests, ledger }: Pick<State, 'digests' | 'ledger'>,
  { channels, now }: { channels: readonly string[] | null; now: Date },
): Promise<{ on: number; due: number; overdue: number; turned_off: number }> {
  const [settings, turnedOff] = await Promise.all([digests.active(), digests.faults()]);
  const counts = { on: settings.length, due: 0, overdue: 0, turned_off: turnedOff };
  for (const setting of settings) {
    const due = dueNow(setting, now);
    if (due === null || (channels !== null && !channels.includes(setting.channel))) continue;
    if ((await ledger.outcome(digestEntry(setting, due.date).key)) !== null) continue;
    counts.due += 1;
    if (now.getTime() - due.since > OVERDUE) counts.overdue += 1;
  }
  return counts;
}
