import { describe, expect, it } from 'vitest';
import type { IsGuest } from '../../../src/slack/access/guests.ts';
import { identityOf, purposeOf } from '../../../src/slack/access/identity.ts';
import { type AccessRules, createAccessPolicy, type Verdict } from '../../../src/slack/access/policy.ts';

const OWN = 'T03E94MJU';
const OTHER = 'T014GJXU940';
const OTHER_ORG = 'E013Y3SHLAY';
const CHANNEL = 'C04T3ACM40K';
const DIRECT = 'D04T3ACM40K';

/** A command as it comes over either door. */
const COMMAND = {
  token: 'verification',
  team_id: OWN,
  team_domain: 'newsroom',
  channel_id: CHANNEL,
  channel_name: 'newsdesk',
  user_id: 'U03E94MK0',
  user_name: 'ada',
  command: '/haiti',
  text: 'who pays',
  api_app_id: 'A04TEM7H4S0',
  is_enterprise_install: 'false',
  response_url: 'https://hooks.slack.com/commands/1',
  trigger_id: '1.2.3',
};

const AUTHORIZATIONS = [
  {
    enterprise_id: null,
    team_id: OWN,
    user_id: 'U04T5KKKLUE',
    is_bot: true,
    is_enterprise_install: false,
  },
];

const MENTION = {
  token: 'verification',
  team_id: OWN,
  api_app_id: 'A04TEM7H4S0',
  event: {
    type: 'app_mention',
    user: 'U03E94MK0',
    text: '<@U04T5KKKLUE> who pays',
    ts: '1678451405.023359',
    team: OWN,
    channel: CHANNEL,
    event_ts: '1678451405.023359',
  },
  type: 'event_callback',
  event_id: 'Ev04T3ACM40K',
  event_time: 1678451405,
  authorizations: AUTHORIZATIONS,
  is_ext_shared_channel: false,
};

const PRESS = {
  type: 'block_actions',
  user: { id: 'U03E94MK0', username: 'ada', name: 'ada', team_id: OWN },
  api_app_id: 'A04TEM7H4S0',
  token: 'verification',
  container: { type: 'message', message_ts: '1.2', channel_id: CHANNEL, is_ephemeral: true },
  trigger_id: '1.2.3',
  team: { id: OWN, domain: 'newsroom' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: CHANNEL, name: 'newsdesk' },
  response_url: 'https://hooks.slack.com/actions/1',
  actions: [{ action_id: 'share', block_id: 'answer', type: 'button', value: '{}', action_ts: '1.3' }],
};

const SUBMISSION = {
  type: 'view_submission',
  team: { id: OWN, domain: 'newsroom' },
  user: { id: 'U03E94MK0', username: 'ada', name: 'ada', team_id: OWN },
  view: { id: 'V05', team_id: OWN, type: 'modal', app_installed_team_id: OWN, bot_id: 'B04' },
  response_urls: [],
  enterprise: null,
};

const HOME_OPENED = {
  ...MENTION,
  event: { type: 'app_home_opened', user: 'U03E94MK0', channel: DIRECT, tab: 'home', event_ts: '1.2' },
};

const DIRECT_MESSAGE = event({ type: 'message', channel: DIRECT, channel_type: 'im' });

const RULES: AccessRules = { teams: null, channels: null, allowExternal: false, allowGuests: true };

describe('the identity of who asks', () => {
  it.each([
    { name: 'a command', body: COMMAND, door: 'command', place: { channel: CHANNEL } },
    { name: 'a mention', body: MENTION, door: 'mention', place: { channel: CHANNEL } },
    { name: 'a direct message', body: DIRECT_MESSAGE, door: 'direct', place: { channel: DIRECT } },
    { name: 'opening App Home', body: HOME_OPENED, door: 'home', place: 'home' },
    { name: 'a button', body: PRESS, door: 'button', place: { channel: CHANNEL } },
    { name: 'a button in App Home', body: inView(PRESS, 'home'), door: 'button', place: 'home' },
    { name: 'a button in a modal', body: inView(PRESS, 'modal'), door: 'button', place: 'modal' },
    { name: 'a form', body: SUBMISSION, door: 'form', place: 'modal' },
    {
      name: 'a closed form',
      body: { ...SUBMISSION, type: 'view_closed' },
      door: 'form',
      place: 'modal',
    },
    {
      name: 'a shortcut',
      body: { ...PRESS, type: 'shortcut', channel: null, container: null },
      door: 'shortcut',
      place: 'home',
    },
    {
      name: 'a shortcut on a message',
      body: { ...PRESS, type: 'message_action' },
      door: 'shortcut',
      place: { channel: CHANNEL },
    },
    {
      name: 'a menu loading its options',
      body: { ...PRESS, type: 'block_suggestion' },
      door: 'menu',
      place: { channel: CHANNEL },
    },
  ])('is read from $name', ({ body, door, place }) => {
    expect(identityOf(body)).toEqual({ door, place, user: 'U03E94MK0', isBot: false, teams: [OWN] });
    expect(judge(body)).toEqual({ allowed: true });
  });

  it.each([
    { name: 'null', body: null },
    { name: 'a string', body: 'command' },
    { name: 'an empty object', body: {} },
    { name: 'a command without a person', body: without(COMMAND, 'user_id') },
    { name: 'a command without a workspace', body: without(COMMAND, 'team_id') },
    { name: 'a command without a channel', body: without(COMMAND, 'channel_id') },
    { name: 'a command with a list of workspaces', body: { ...COMMAND, team_id: [OWN] } },
    { name: 'an event of null', body: { ...MENTION, event: null } },
    { name: 'a mention without a person', body: event({ user: undefined }) },
    { name: 'a mention whose person is an object', body: event({ user: { id: 'U03E94MK0' } }) },
    { name: 'a mention without a channel', body: event({ channel: undefined }) },
    { name: 'a mention whose team is not an id', body: event({ team: 'newsroom' }) },
    { name: 'a mention whose other team is a number', body: event({ user_team: 7 }) },
    { name: 'an interaction of an unknown type', body: { ...PRESS, type: 'nothing' } },
    { name: 'a button pressed by nobody', body: { ...PRESS, user: null } },
    { name: 'a command that claims to be an event as well', body: { ...COMMAND, event: 'x' } },
  ])('is unknown for $name, which is refused', ({ body }) => {
    expect(identityOf(body)).toBeNull();
    expect(judge(body)).toMatchObject({ allowed: false, reason: 'unreadable' });
  });
});

describe('a workspace', () => {
  /** In real payloads, organisations and workspaces are named as they are here. */
  const shared = (fields: object, outer: object = {}) => ({
    ...event(fields),
    is_ext_shared_channel: true,
    ...outer,
  });
  const stranger = {
    user_team: OTHER_ORG,
    source_team: OTHER_ORG,
    user_profile: { name: 'eve', team: OTHER_ORG },
  };

  it.each([
    { name: 'a colleague in a shared channel', body: shared({}) },
    {
      name: 'a colleague in a channel hosted by the other side, whose payload names the other team',
      body: shared(
        { team: OTHER, user_team: OWN, source_team: OWN, user_profile: { team: OWN } },
        { team_id: OTHER, enterprise_id: OTHER_ORG },
      ),
    },
    {
      name: 'a colleague whose message comes with the context of the other side',
      body: shared({ type: 'message' }, { context_team_id: OTHER, context_enterprise_id: OTHER_ORG }),
    },
    {
      name: 'a button press by a colleague in a channel hosted by the other side',
      body: { ...PRESS, team: { id: OTHER, domain: 'x' } },
    },
    {
      name: 'a form that a colleague submits from a channel hosted by the other side',
      body: { ...SUBMISSION, team: { id: OTHER }, view: { ...SUBMISSION.view, team_id: OTHER } },
    },
  ])('admits $name', ({ body }) => {
    expect(judge(body)).toEqual({ allowed: true });
  });

  it.each([
    {
      name: 'a command from another workspace',
      body: { ...COMMAND, team_id: OTHER, enterprise_id: OTHER_ORG },
    },
    { name: 'a stranger whose mention names our team as its own', body: shared(stranger) },
    {
      name: 'a stranger whose mention names their own team',
      body: shared({ team: OTHER, user_team: OTHER, source_team: OTHER }),
    },
    { name: 'a stranger named only by source_team', body: shared({ source_team: OTHER }) },
    {
      name: 'a stranger named only in the profile',
      body: shared({ user_profile: { team: OTHER } }),
    },
    { name: 'somebody of both our team and theirs', body: shared({ user_team: OWN, source_team: OTHER }) },
    {
      name: 'a message from a stranger',
      body: shared({ team: OTHER }, { team_id: OTHER, context_team_id: OWN }),
    },
    {
      name: 'a direct message from a stranger',
      body: event({ type: 'message', channel: DIRECT, channel_type: 'im', team: OTHER }),
    },
    { name: 'App Home opened from another workspace', body: { ...HOME_OPENED, team_id: OTHER } },
    {
      name: 'a button press by a stranger on our own post',
      body: { ...PRESS, user: { id: 'U03TBQ3FJ91', team_id: OTHER } },
    },
    {
      name: 'a form of our own app submitted by a stranger',
      body: { ...SUBMISSION, team: { id: OTHER }, user: { id: 'U03TBQ3FJ91', team_id: OTHER } },
    },
  ])('refuses $name', ({ body }) => {
    expect(judge(body)).toMatchObject({ allowed: false, reason: 'other_workspace' });
    expect(judge(body, { allowExternal: true })).toEqual({ allowed: true });
  });

  it.each([
    { name: 'a mention in a shared channel', body: shared({ team: undefined }) },
    { name: 'a mention without any team', body: { ...event({ team: undefined }), team_id: null } },
    { name: 'a press', body: { ...PRESS, user: { id: 'U03E94MK0' } } },
    { name: 'a form', body: { ...SUBMISSION, user: { id: 'U03E94MK0', name: 'ada' } } },
  ])('refuses $name that does not name a workspace, whatever the rules', ({ body }) => {
    for (const allowExternal of [false, true])
      expect(judge(body, { allowExternal })).toMatchObject({ allowed: false, reason: 'workspace_unknown' });
  });

  it('that is listed is allowed, and then no other, not even our own', () => {
    const teams = [OTHER];
    for (const allowExternal of [false, true]) {
      expect(judge({ ...COMMAND, team_id: OTHER }, { teams, allowExternal })).toEqual({ allowed: true });
      expect(judge(COMMAND, { teams, allowExternal })).toMatchObject({ reason: 'other_workspace' });
    }
  });

  it('of a listed organisation is allowed', () => {
    expect(judge(shared(stranger), { teams: [OWN, OTHER_ORG] })).toEqual({ allowed: true });
  });

  it('is never allowed when the bot does not know its own', () => {
    const policy = createAccessPolicy(RULES, { name: 'Desk', team: undefined, isGuest: never });
    expect(policy.check(identityOf(COMMAND))).toMatchObject({ reason: 'other_workspace' });
  });
});

describe('a channel', () => {
  const channels = ['C0LISTED00'];

  it('is allowed if it is listed, or if there is no list', () => {
    expect(judge({ ...COMMAND, channel_id: 'C0LISTED00' }, { channels })).toEqual({ allowed: true });
    expect(judge(COMMAND, { channels })).toMatchObject({ reason: 'channel' });
    expect(judge(MENTION, { channels })).toMatchObject({ reason: 'channel' });
    expect(judge(PRESS, { channels })).toMatchObject({ reason: 'channel' });
    expect(judge({ ...PRESS, channel: undefined }, { channels })).toMatchObject({ reason: 'channel' });
  });

  it.each([
    { name: 'a direct message', body: DIRECT_MESSAGE },
    { name: 'a command in a direct message', body: { ...COMMAND, channel_id: DIRECT } },
    { name: 'App Home', body: HOME_OPENED },
    { name: 'a button in App Home', body: inView(PRESS, 'home') },
    {
      name: 'a shortcut from anywhere',
      body: { ...PRESS, type: 'shortcut', channel: null, container: null },
    },
  ])('list excludes $name, unless it names direct messages', ({ body }) => {
    expect(judge(body, { channels })).toMatchObject({ allowed: false, reason: 'direct' });
    expect(judge(body, { channels: [...channels, 'direct'] })).toEqual({ allowed: true });
  });

  it('list may name one direct message', () => {
    expect(judge(DIRECT_MESSAGE, { channels: [DIRECT] })).toEqual({ allowed: true });
  });

  it('does not matter in a modal, which was opened from an allowed one', () => {
    expect(judge(SUBMISSION, { channels })).toEqual({ allowed: true });
    expect(judge(inView(PRESS, 'modal'), { channels })).toEqual({ allowed: true });
  });
});

describe('a bot', () => {
  it.each([
    { name: 'another app', body: event({ bot_id: 'B0OTHER000' }) },
    {
      name: 'another app recognized by its profile alone',
      body: event({ bot_profile: { id: 'B0OTHER000' } }),
    },
    { name: 'a bot message', body: event({ type: 'message', subtype: 'bot_message' }) },
    { name: 'Slackbot', body: event({ user: 'USLACKBOT' }) },
    { name: 'Slackbot using the command', body: { ...COMMAND, user_id: 'USLACKBOT' } },
  ])('is never answered, be it $name', ({ body }) => {
    expect(judge(body, { allowExternal: true })).toMatchObject({ allowed: false, reason: 'bot' });
  });
});

describe('a guest', () => {
  const rules = { allowGuests: false };
  const known: IsGuest = (user) => user === 'U0GUEST000';

  it('is treated like everybody and not looked up, unless guests are excluded', () => {
    expect(judge({ ...COMMAND, user_id: 'U0GUEST000' })).toEqual({ allowed: true });
  });

  it('is refused immediately when already known', () => {
    expect(judge(COMMAND, rules, known)).toEqual({ allowed: true });
    expect(judge({ ...COMMAND, user_id: 'U0GUEST000' }, rules, known)).toMatchObject({ reason: 'guest' });
  });

  it.each([
    { name: 'allowed as a member', isGuest: false, verdict: { allowed: true } },
    { name: 'refused as a guest', isGuest: true, verdict: { allowed: false, reason: 'guest' } },
    { name: 'refused in doubt', isGuest: null, verdict: { allowed: false, reason: 'guest_unknown' } },
  ])('is looked up when not yet known, and then $name', async ({ isGuest, verdict }) => {
    const judged = judge(COMMAND, rules, async () => isGuest);
    expect(judged).toBeInstanceOf(Promise);
    expect(await judged).toMatchObject(verdict);
  });

  it('of another workspace is not one of ours', () => {
    const body = { ...COMMAND, team_id: OTHER, user_id: 'U0GUEST000' };
    expect(judge(body, { ...rules, allowExternal: true })).toEqual({ allowed: true });
  });

  it('is not looked up when refused anyway', () => {
    expect(judge({ ...COMMAND, team_id: OTHER }, rules)).toMatchObject({ reason: 'other_workspace' });
  });
});

describe('a refusal', () => {
  it('is one line that names the desk and nothing from the payload', () => {
    const verdicts = [
      judge(null),
      judge({ ...COMMAND, team_id: OTHER }),
      judge(event({ team: undefined, user_team: undefined, bot_id: 'B0OTHER000' })),
      judge(COMMAND, { channels: ['C0LISTED00'] }),
      judge(DIRECT_MESSAGE, { channels: ['C0LISTED00'] }),
      judge(COMMAND, { allowGuests: false }, () => true),
      judge(COMMAND, { allowGuests: false }, () => null),
    ];
    for (const verdict of verdicts) {
      const { line } = verdict as Extract<Verdict, { allowed: false }>;
      expect(line).toMatch(/^Harbour Desk [^\n]{10,160}\.$/);
      expect(line).not.toMatch(/[A-Z]0|who pays|[<>&]/);
    }
  });
});

describe('the purpose of a payload', () => {
  it.each([
    { name: 'a command', body: COMMAND, purpose: 'request' },
    { name: 'a mention', body: MENTION, purpose: 'request' },
    { name: 'a direct message', body: DIRECT_MESSAGE, purpose: 'request' },
    { name: 'App Home', body: HOME_OPENED, purpose: 'request' },
    { name: 'a button', body: PRESS, purpose: 'request' },
    { name: 'an unreadable one', body: null, purpose: 'request' },
    { name: 'an event of null', body: { event: null }, purpose: 'request' },
    {
      name: 'an edited mention',
      body: event({ edited: { user: 'U03E94MK0', ts: '1.2' } }),
      purpose: 'aside',
    },
    {
      name: 'a message in a channel',
      body: event({ type: 'message', channel_type: 'channel' }),
      purpose: 'aside',
    },
    {
      name: 'an edit',
      body: event({ type: 'message', channel_type: 'im', subtype: 'message_changed' }),
      purpose: 'aside',
    },
    { name: 'a closed form', body: { ...SUBMISSION, type: 'view_closed' }, purpose: 'aside' },
    { name: 'a renamed channel', body: event({ type: 'channel_rename' }), purpose: 'notice' },
    {
      name: 'an event named like a property of every object',
      body: event({ type: 'constructor' }),
      purpose: 'notice',
    },
  ])('of $name is $purpose', ({ body, purpose }) => {
    expect(purposeOf(body)).toBe(purpose);
  });
});

// --- internal ---

function judge(body: unknown, rules: Partial<AccessRules> = {}, isGuest: IsGuest = never) {
  const policy = createAccessPolicy({ ...RULES, ...rules }, { name: 'Harbour Desk', team: OWN, isGuest });
  return policy.check(identityOf(body));
}

function never(): never {
  throw new Error('nobody should be looked up');
}

function event(fields: object) {
  return { ...MENTION, event: { ...MENTION.event, ...fields } };
}

function inView({ channel, container, response_url, ...press }: typeof PRESS, type: string) {
  return { ...press, container: { type: 'view', view_id: 'V05' }, view: { id: 'V05', type } };
}

function without(body: object, name: string): object {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}
