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
    nextChannel();
  });
  afterEach(() => open.tidy());

  let channels = 0;
  /** A new channel for each test, so that none sees another's digest. */
  let at = { channel: '' };
  function nextChannel(): void {
    channels += 1;
    at = { channel: `C0${carrier.toUpperCase()}${channels}` };
    open.slack.addChannel({ id: at.channel, name: at.channel.toLowerCase() });
  }

  async function order(words: string, by: { channel?: string; user?: string } = {}): Promise<string> {
    const result = await open.door.command({ text: `digest ${words}`, user: ADMIN, ...at, ...by });
    expect(result.ack).toBeDefined();
    return open.slack.waitFor(() => result.replies().at(-1)?.text, 10_000, 'a reply to the command');
  }

  it('is off until somebody turns it on', async () => {
    expect(await order('status')).toBe('No digest in this channel. Turn it on with /haiti digest on 08:30.');
  });

  it('is turned on by an admin, in the admin’s time zone, and says when the next one comes', async () => {
    const line = await order('on 08:30');
    expect(line).toMatch(
      /^The digest in this channel is on: 08:30 on weekdays, America\/New_York, about all topics\. Next on \d+ \w+ \d{4}\. None posted yet\.$/,
    );
    expect(await order('status')).toBe(line);
  });

  it('can be paused and turned off', async () => {
    await order('on 08:30');
    expect(await order('pause until 2099-01-01')).toContain('more than a year away');
    expect(await order('pause until tomorrow')).toContain('is paused until');
    expect(await order('off')).toMatch(/^The digest in this channel is off/);
  });

  it('takes days, a time zone, topics and quiet, and keeps what a later command does not mention', async () => {
    const about = 'Africa/Nairobi, about boats, skipped when nothing is new.';
    expect(await order('on 7:15am daily nairobi boats quiet')).toContain(`is on: 07:15 every day, ${about}`);
    expect(await order('on 09:00')).toContain(`is on: 09:00 every day, ${about}`);
    expect(await order('weekdays')).toContain(`is on: 09:00 on weekdays, ${about}`);
    await order('off');
    expect(await order('on')).toContain(`is on: 09:00 on weekdays, ${about}`);
    expect(await order('on all always')).toContain(
      'is on: 09:00 on weekdays, Africa/Nairobi, about all topics.',
    );
  });

  it('resumes before the end of a pause, without making up for the time before', async () => {
    expect(await order('resume')).toMatch(/^There is no digest here yet\. Turn it on with/);
    await order('on 00:00 daily UTC boats');
    await order('pause until tomorrow');
    expect(await order('resume')).toMatch(
      /^The pause is over\. The digest in this channel is on: 00:00 every day, UTC, about boats\. /,
    );
    await order('pause until tomorrow');
    expect(await order('on weekdays')).toMatch(
      /^The pause is over\. The digest in this channel is on: 00:00 on weekdays/,
    );
    await order('off');
    expect(await order('resume')).toMatch(/^The digest in this channel is on: 00:00 on weekdays/);
    expect(open.posted(at.channel)).toEqual([]);
  });

  it('says right away, when turned on, that the bot is not in the channel', async () => {
    const outside = { channel: 'C0OUTSIDE0' };
    expect(await order('on 08:30', outside)).toMatch(
      /^I am not in this channel, so Slack would refuse the post\. Invite me: \/invite @Harbour Desk\. The digest in this channel is on/,
    );
    expect(await order('off', outside)).toMatch(/^The digest in this channel is off/);
    expect(await order('on 08:30')).not.toContain('/invite');
  });

  it('logs every change in one line: where and what, not who', async () => {
    const lines = () => open.bot.logged('digest changed').filter((one) => one.channel === at.channel);
    await order('on 08:30 nairobi');
    await order('on 09:00 boats');
    await order('pause until 2099-01-01');
    await order('status');
    await order('off');
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
    open.slack.addUser({ id: EDITOR, name: 'editor' });
    expect(await order('on 08:30', { user: EDITOR })).toContain('is on');
    expect(await order('off', { user: 'U0REPORTER' })).toMatch(
      /^Nothing was changed: only workspace admins and the editors named in EDITORS/,
    );
    expect(await order('now', { user: 'U0REPORTER' })).toMatch(/^Nothing was changed/);
    expect(await order('status', { user: 'U0REPORTER' })).toContain('is on');
  });

  it('changes nothing while Slack does not say who may change it', async () => {
    open.slack.fault('users.info', { kind: 'status', status: 500 });
    expect(await order('on 08:30')).toBe(
      'Nothing was changed: Slack did not confirm that you are allowed to. Try again in a minute.',
    );
  });

  it.each([
    ['on 08:30 mon–fri', 'is on: 08:30 on weekdays, America/New_York'],
    ['on 08:30 monday to friday, please 🙏', 'is on: 08:30 on weekdays, America/New_York'],
    ['on 08:30 mondays & thursdays', 'is on: 08:30 on Mondays and Thursdays, America/New_York'],
    ['on 08:30 São Paulo', 'is on: 08:30 on weekdays, America/Sao_Paulo'],
    ['on 08:30 “boats”', 'about boats'],
    ['on 08:30 weekdays only', 'is on: 08:30 on weekdays'],
    ['preview 👍', 'Preview, not posted'],
    ['on 08:30 EST', 'for example: /haiti digest on 08:30 America/New_York'],
    ['off please', 'There is no digest here yet'],
    ['pause for a week', 'There is no digest here yet'],
  ])('is understood as phones type it: %s', async (words, told) => {
    expect(await order(words)).toContain(told);
  });

  it.each(['on 25:00', 'on 08:30 Narnia/Lamppost', 'on 08:30 weather', 'pause until yesterday', 'on'])(
    'refuses “%s” in one line with a working example, and changes nothing',
    async (words) => {
      expect(await order(words)).toMatch(/; expected .*, for example: \/haiti digest /);
      expect(await order('status')).toContain('No digest in this channel');
    },
  );

  it('is a question unless a known verb follows', async () => {
    const reply = await open.door.command({ text: 'digest of the night' });
    expect(reply.reply?.text).toMatch(/^Nothing on file/);
  });

  it('is posted now on request, once a day, and linked to after that', async () => {
    expect(await order('now')).toBe('Posted.');
    expect(await order('now')).toBe('Today’s digest has already been posted.');
    const posts = open.posted(at.channel);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.text).toContain('Two boats were lost that night, the harbour master said.');
    expect(JSON.stringify(posts[0]?.blocks)).toContain('Two boats were lost that night');
    expect(await order('status')).toBe('No digest in this channel. Turn it on with /haiti digest on 08:30.');
  });

  it('is previewed privately, exactly as it would be posted, and posted nowhere', async () => {
    expect(await order('preview', { user: 'U0REPORTER' })).toMatch(
      /^Preview, not posted: .*Two boats were lost/s,
    );
    expect(open.posted(at.channel)).toEqual([]);
  });

  it('lists unanswered questions with counts, and neither who asked nor what was answered', async () => {
    await open.door.command({ text: 'who owned the boats', ...at });
    await open.door.command({ text: 'Who owned the boats?', ...at });
    await open.door.command({ text: SMALL_QUESTION, ...at });
    await open.settled();
    await order('now');
    const [post] = open.posted(at.channel);
    const shown = JSON.stringify(post);
    expect(shown).toContain('Who owned the boats? (asked 2 times)');
    expect(shown).not.toContain('U0REPORTER');
    expect(shown).not.toContain(SMALL_QUESTION);
    nextChannel();
    await order('now');
    expect(JSON.stringify(open.posted(at.channel))).not.toContain('owned');
  });

  it('is posted once when asked for three times at once, and only one is told “Posted.”', async () => {
    const told = await Promise.all([order('now'), order('now'), order('now')]);
    expect(open.posted(at.channel)).toHaveLength(1);
    expect(told.filter((line) => line === 'Posted.')).toHaveLength(1);
    for (const line of told) {
      expect(line).toMatch(/^(Posted\.|Today’s digest has already been posted\.|It is being posted)/);
    }
  });

  it('is posted on a second request if Slack refused the first', async () => {
    open.slack.fault('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
    expect(await order('now')).toMatch(/^Not posted: Slack said not_in_channel\. Invite me/);
    expect(await order('now')).toBe('Posted.');
    expect(await order('now')).toBe('Today’s digest has already been posted.');
    expect(open.posted(at.channel)).toHaveLength(1);
  });

  it('links to today’s post in a preview', async () => {
    await order('now');
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
    const { ts } = await open.door.mention({ text: 'digest on 08:30', user: ADMIN, ...at });
    expect((await open.answer(ts, at.channel)).text).toContain('is on: 08:30 on weekdays');
  });
});
