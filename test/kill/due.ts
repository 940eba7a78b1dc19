import { openState } from '../../src/state/open.ts';
import { SETTING } from '../setting.ts';

/** Sets a digest in every channel, due since a minute ago. */
export async function setDigests(
  env: { DATABASE_URL?: string; SQLITE_FILE?: string },
  channels: readonly { id: string }[],
  { teamId: team, userId: setBy }: { teamId: string; userId: string },
): Promise<void> {
  const state = await openState(
    env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : { sqliteFile: env.SQLITE_FILE as string },
    { owner: 'setter' },
  );
  const due = new Date(Date.now() - 60_000);
  for (const { id: channel } of channels) {
    const at = due.toISOString().slice(11, 16);
    const since = due.getTime() - 3_600_000;
    await state.digests.change(`set ${channel}`, {
      ...SETTING,
      team,
      channel,
      at,
      zone: 'UTC',
      setBy,
      since,
    });
  }
  await state.close();
}
