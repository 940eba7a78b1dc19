import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { SETTING } from '../setting.ts';
import { type Slack, startSlack } from '../start-slack.ts';
import { tempFolder } from '../temp-folder.ts';
import { type Bot, startBot } from './bot.ts';
import { OPENING_MS } from './carriers.ts';
import { shown } from './shown.ts';
import { smallBase } from './small-base.ts';

const ADMIN = 'U0ADMIN000';
const DIRECT = 'D0ADMIN000';
/** How long the bot may take to find what is due and post it. */
const DUE_MS = 20_000;

describe('a digest that is due', () => {
  const DATA_DIR = smallBase();
  const folder = tempFolder();
  let slack: Slack;
  let bot: Bot;

  beforeAll(async () => {
    slack = await startSlack({
      channels: [
        { id: 'C0RENAMED0' },
        { id: 'C0OUTSIDE0', is_member: false },
        { id: DIRECT, is_im: true, user: ADMIN, members: [ADMIN] },
      ],
      allowLinks: ['https://newsroom.slack.com/archives/C'],
    });
    const file = join(folder, 'desk.db');
    const due = new Date(Date.now() - 60_000);
    const at = due.toISOString().slice(11, 16);
    const setting = { ...SETTING, team: slack.teamId, at, zone: 'UTC', setBy: ADMIN };
    const state = await openState({ sqliteFile: file }, { owner: 'setter' });
    await state.digests.change('1', { ...setting, channel: 'C0RENAMED0', topics: ['wrecks'] });
    await state.digests.change('2', { ...setting, channel: 'C0OUTSIDE0' });
    await state.close();
    bot = await startBot({ ...slack.env(), DATA_DIR, SQLITE_FILE: file });
  }, OPENING_MS);
  afterAll(async () => {
    await bot?.stop();
    await slack?.close();
  }, OPENING_MS);

  /** What the admin is told in private about a channel. */
  const told = (channel: string) =>
    slack.waitFor(
      () => slack.messages(DIRECT).find(({ text }) => text?.includes(channel))?.text,
      DUE_MS,
      'a word in private',
    );

  async function status(channel: string): Promise<string> {
    const result = await slack.command({ text: 'digest status', user: ADMIN, channel });
    return slack.waitFor(() => result.replies().at(-1)?.text, DUE_MS, 'the status');
  }

  const GONE = 'No longer on file as a topic: wrecks. Choose others, or all: /haiti digest on all.';

  it('says so, in the post and to whoever set it, when a topic is no longer on file', async () => {
    const post = await slack.waitFor(() => slack.messages('C0RENAMED0')[0], DUE_MS, 'the post');
    expect(shown(post)).toContain(GONE);
    expect(post.text).toContain(GONE);
    expect(await told('C0RENAMED0')).toBe(`The daily digest in C0RENAMED0 is about wrecks. ${GONE}`);
    expect(await status('C0RENAMED0')).toContain(`about wrecks. ${GONE}`);
    expect(bot.logged('digest posted')).toHaveLength(1);
    expect(bot.logged('digest topics gone')).toEqual([
      expect.objectContaining({ level: 'warn', channel: 'C0RENAMED0', topics: 'wrecks' }),
    ]);
  });

  it('is turned off where Slack refuses it, and whoever set it is told', async () => {
    expect(await told('C0OUTSIDE0')).toMatch(
      /^The daily digest could not be posted in C0OUTSIDE0: Slack said not_in_channel\. It is now off there\./,
    );
    await slack.waitFor(() => bot.logged('digest turned off')[0], DUE_MS, 'a line in the log');
    expect(await status('C0OUTSIDE0')).toContain('is off because Slack refused it (not_in_channel)');
    slack.assertClean();
  });
});
