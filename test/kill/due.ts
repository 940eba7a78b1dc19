import { openState } from '../../src/state/open.ts';
import type { DigestSetting } from '../../src/state/state.ts';

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
    const setting: DigestSetting = {
      ...{ team, channel, isOn: true, at: due.toISOString().slice(11, 16), days: 'daily', zone: 'UTC' },
      ...{ topics: [], isQuiet: false, pausedUntil: null, setBy, since: due.getTime() - 3_600_000 },
      fault: null,
    };
    await state.digests.change(`set ${channel}`, setting);
  }
  await state.close();
}
