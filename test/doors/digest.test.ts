import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CARRIERS, openBoth } from './carriers.ts';
import { SMALL_QUESTION, smallBase } from './small-base.ts';

const DATA_DIR = smallBase();
const doors = openBoth({ DATA_DIR, EDITORS: 'U0EDITOR00' });
const ADMIN = 'U0ADMIN000';
const EDITOR = 'U0EDITOR00';

describe.each(CARRIERS)('/haiti digest over %s', (_name, carrier) => {
  const open = doors(carrier);
  // The permalink of a post is the only link the bot writes.
  beforeEach(() => {
    open.slack.allow.links = ['https://newsroom.slack.com/archives/C'];
  });
  afterEach(() => open.tidy());

  let channels = 0;
  /** A new channel, so that no test sees another's digest. */
  function channel(): string {
    channels += 1;
    const id = `C0${carrier.toUpperCase()}${channels}`;
    open.slack.addChannel({ id, name: id.toLowerCase() });
    return id;
  }

  async function order(words: string, at: { channel: string; user?: string }): Promise<string> {
    const result = await open.door.command({ text: `digest ${words}`, user: ADMIN, ...at });
    expect(result.ack).toBeDefined();
    return open.slack.waitFor(() => result.replies().at(-1)?.text, 10_000, 'a reply to the command');
  }

  it('is off until somebody turns it on', async () => {
    expect(await order('status', { channel: channel() })).toBe(
      'No digest in this channel. Turn it on with /haiti digest on 08:30.',
    );
  });

  it('is turned on by an admin, in the admin’s time zone, and says when the next one comes', async () => {
    const at = { channel: channel() };
    const line = await order('on 08:30', at);
    expect(line).toMatch(
      /^The digest in this channel is on: 08:30 on weekdays, America\/New_York, about all topics\. Next on \d+ \w+ \d{4}\. None posted yet\.$/,
    );
    expect(await order('status', at)).toBe(line);
  });

  it('takes days, a time zone, topics and quiet', async () => {
    expect(await order('on 7:15am daily nairobi boats quiet', { channel: channel() })).toContain(
      'on: 07:15 every day, Africa/Nairobi, about boats, skipped when nothing is new.',
    );
  });

  it('can be paused and turned off', async () => {
    const at = { channel: channel() };
    await order('on 08:30', at);
    expect(await order('pause until 2099-01-01', at)).toContain('more than a year away');
    expect(await order('pause until tomorrow', at)).toContain('is paused until');
    expect(await order('off', at)).toMatch(/^The digest in this channel is off/);
  });

  it('keeps what a command does not mention, and confirms all settings', async () => {
    const at = { channel: channel() };
    await order('on 7:15 daily nairobi boats quiet', at);
    expect(await order('on 09:00', at)).toContain(
      'is on: 09:00 every day, Africa/Nairobi, about boats, skipped when nothing is new.',
    );
    expect(await order('weekdays', at)).toContain(
      'is on: 09:00 on weekdays, Africa/Nairobi, about boats, skipped when nothing is new.',
    );
    expect(await order('on all always', at)).toContain(
      'is on: 09:00 on weekdays, Africa/Nairobi, about all topics.',
    );
  });

  it('comes back with its old settings', async () => {
    const at = { channel: channel() };
    await order('on 7:15 daily nairobi boats quiet', at);
    await order('off', at);
    expect(await order('on', at)).toContain(
      'is on: 07:15 every day, Africa/Nairobi, about boats, skipped when nothing is new.',
    );
  });

  it('resumes before the end of a pause, without making up for the time before', async () => {
    const at = { channel: channel() };
    expect(await order('resume', at)).toMatch(/^There is no digest here yet\. Turn it on with/);
    await order('on 00:00 daily UTC boats', at);
    await order('pause until tomorrow', at);
    expect(await order('resume', at)).toMatch(
      /^The pause is over\. The digest in this channel is on: 00:00 every day, UTC, about boats\. /,
    );
    await order('pause until tomorrow', at);
    expect(await order('on weekdays', at)).toMatch(
      /^The pause is over\. The digest in this channel is on: 00:00 on weekdays/,
    );
    await order('off', at);
    expect(await order('resume', at)).toMatch(/^The digest in this channel is on: 00:00 on weekdays/);
    expect(open.posted(at.channel)).toEqual([]);
  });

  it('says right away, when turned on, that the bot is not in the channel', async () => {
    const at = { channel: 'C0OUTSIDE0' };
    expect(await order('on 08:30', at)).toMatch(
      /^I am not in this channel, so Slack would refuse the post\. Invite me: \/invite @Harbour Desk\. The digest in this channel is on/,
    );
    expect(await order('off', at)).toMatch(/^The digest in this channel is off/);
    expect(await order('on 08:30', { channel: channel() })).not.toContain('/invite');
  });

  it('logs every change in one line: where and what, not who', async () => {
    const at = { channel: channel() };
    const lines = () => open.bot.logged('digest changed').filter((one) => one.channel === at.channel);
    await order('on 08:30 nairobi', at);
    await order('on 09:00 boats', at);
    await order('pause until 2099-01-01', at);
    await order('status', at);
    await order('off', at);
    expect(lines()).toEqual([
      expect.objectContaining({
        ...{ level: 'info', to: 'on' },
        what: 'on=true at=08:30 days=weekdays zone=Africa/Nairobi topics=all quiet=false',
      }),
      expect.objectContaining({ level: 'info', to: 'on', what: 'at=09:00 topics=boats' }),
      expect.objectContaining({ level: 'info', to: 'off', what: 'on=false' }),
    ]);
    expect(JSON.stringify(lines())).not.toContain(ADMIN);
  });

  it('can be changed by admins and the named editors only', async () => {
    const at = { channel: channel() };
    open.slack.addUser({ id: EDITOR, name: 'editor' });
    expect(await order('on 08:30', { ...at, user: EDITOR })).toContain('is on');
    expect(await order('off', { ...at, user: 'U0REPORTER' })).toMatch(
      /^Nothing was changed: only workspace admins and the editors named in EDITORS/,
    );
    expect(await order('now', { ...at, user: 'U0REPORTER' })).toMatch(/^Nothing was changed/);
    expect(await order('status', { ...at, user: 'U0REPORTER' })).toContain('is on');
  });

  it('changes nothing while Slack does not say who may change it', async () => {
    open.slack.fault('users.info', { kind: 'status', status: 500 });
    expect(await order('on 08:30', { channel: channel() })).toBe(
      'Nothing was changed: Slack did not confirm that you are allowed to. Try again in a minute.',
    );
  });

  it.each(['on 25:00', 'on 08:30 Narnia/Lamppost', 'on 08:30 weather', 'pause until yesterday', 'on'])(
    'refuses “%s” in one line with a working example, and changes nothing',
    async (words) => {
      const at = { channel: channel() };
      expect(await order(words, at)).toMatch(/; expected .*, for example: \/haiti digest /);
      expect(await order('status', at)).toContain('No digest in this channel');
    },
  );

  it('is a question unless a known verb follows', async () => {
    const reply = await open.door.command({ text: 'digest of the night' });
    expect(reply.reply?.text).toMatch(/^Nothing on file/);
  });

  it('is posted now on request, once a day, and linked to after that', async () => {
    const at = { channel: channel() };
    expect(await order('now', at)).toBe('Posted.');
    expect(await order('now', at)).toBe('Today’s digest has already been posted.');
    const posts = open.posted(at.channel);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.text).toContain('Two boats were lost that night, the harbour master said.');
    expect(JSON.stringify(posts[0]?.blocks)).toContain('Two boats were lost that night');
    expect(await order('status', at)).toBe(
      'No digest in this channel. Turn it on with /haiti digest on 08:30.',
    );
  });

  it('is previewed privately, exactly as it would be posted, and posted nowhere', async () => {
    const at = { channel: channel(), user: 'U0REPORTER' };
    expect(await order('preview', at)).toMatch(/^Preview, not posted: .*Two boats were lost/s);
    expect(open.posted(at.channel)).toEqual([]);
  });

  it('lists unanswered questions with counts, and neither who asked nor what was answered', async () => {
    const at = { channel: channel() };
    await open.door.command({ text: 'who owned the boats', ...at });
    await open.door.command({ text: 'Who owned the boats?', ...at });
    await open.door.command({ text: SMALL_QUESTION, ...at });
    await open.settled();
    await order('now', at);
    const [post] = open.posted(at.channel);
    const shown = JSON.stringify(post);
    expect(shown).toContain('Who owned the boats? (asked 2 times)');
    expect(shown).not.toContain('U0REPORTER');
    expect(shown).not.toContain(SMALL_QUESTION);
    const elsewhere = { channel: channel() };
    await order('now', elsewhere);
    expect(JSON.stringify(open.posted(elsewhere.channel))).not.toContain('owned');
  });

  it('is posted once when asked for three times at once, and only one is told “Posted.”', async () => {
    const at = { channel: channel() };
    const told = await Promise.all([order('now', at), order('now', at), order('now', at)]);
    expect(open.posted(at.channel)).toHaveLength(1);
    expect(told.filter((line) => line === 'Posted.')).toHaveLength(1);
    for (const line of told) {
      expect(line).toMatch(/^(Posted\.|Today’s digest has already been posted\.|It is being posted)/);
    }
  });

  it('is posted on a second request if Slack refused the first', async () => {
    const at = { channel: channel() };
    open.slack.fault('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
    expect(await order('now', at)).toMatch(/^Not posted: Slack said not_in_channel\. Invite me/);
    expect(await order('now', at)).toBe('Posted.');
    expect(await order('now', at)).toBe('Today’s digest has already been posted.');
    expect(open.posted(at.channel)).toHaveLength(1);
  });

  it('links to today’s post in a preview', async () => {
    const at = { channel: channel() };
    await order('now', at);
    const { replies } = await open.door.command({ text: 'digest preview', user: 'U0REPORTER', ...at });
    const shown = await open.slack.waitFor(() => replies().at(-1), 10_000, 'a preview');
    expect(shown.text).toMatch(/^Preview, not posted\. Today’s digest has already been posted\. /);
    const { ts = '' } = open.posted(at.channel)[0] ?? {};
    expect(JSON.stringify(shown.blocks)).toContain(`${at.channel}/p${ts.replace('.', '')}`);
  });

  it('belongs in a channel, and says so in a direct message', async () => {
    expect(await order('on 08:30', { channel: 'D0REPORTER' })).toMatch(
      /^Digests are for channels\. Invite @/,
    );
  });

  it('takes the same commands in a mention', async () => {
    const at = { channel: channel() };
    const { ts } = await open.door.mention({ text: 'digest on 08:30', user: ADMIN, ...at });
    expect((await open.answer(ts, at.channel)).text).toContain('is on: 08:30 on weekdays');
  });
});
