import { openState } from '../../src/state/open.ts';
import { SETTING } from '../setting.ts';
import type { Slack } from '../start-slack.ts';

/**
 * Adds channels, each with a digest that has been due for a minute.
 * @returns counts the bot's posts in each channel
 */
export async function setDigests(
  env: { DATABASE_URL?: string; SQLITE_FILE?: string },
  count: number,
  slack: Slack,
): Promise<() => number[]> {
  const state = await openState(
    env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : { sqliteFile: env.SQLITE_FILE as string },
    { owner: 'setter' },
  );
  const channels = Array.from({ length: count }, (_, at) => `C0DIGEST${String(at).padStart(3, '0')}`);
  const due = new Date(Date.now() - 60_000);
  const setting = {
    ...{ ...SETTING, team: slack.teamId, setBy: slack.userId, zone: 'UTC' },
    ...{ at: due.toISOString().slice(11, 16), since: due.getTime() - 3_600_000 },
  };
  for (const channel of channels) {
    slack.addChannel({ id: channel });
    await state.digests.change(`set ${channel}`, { ...setting, channel });
  }
  await state.close();
  return () => channels.map((id) => slack.messages(id).filter((message) => message.bot_id).length);
}
