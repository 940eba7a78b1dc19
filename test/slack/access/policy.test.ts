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

describe('who asks', () => {
  it.each([
    ['a command', COMMAND, 'command', { channel: CHANNEL }],
    ['a mention', MENTION, 'mention', { channel: CHANNEL }],
    ['a direct message', DIRECT_MESSAGE, 'direct', { channel: DIRECT }],
    ['App Home being opened', HOME_OPENED, 'home', 'home'],
    ['a button', PRESS, 'button', { channel: CHANNEL }],
    ['a button in App Home', inView(PRESS, 'home'), 'button', 'home'],
    ['a button in a modal', inView(PRESS, 'modal'), 'button', 'modal'],
    ['a form', SUBMISSION, 'form', 'modal'],
    ['a form that is closed', { ...SUBMISSION, type: 'view_closed' }, 'form', 'modal'],
    ['a shortcut', { ...PRESS, type: 'shortcut', channel: null, container: null }, 'shortcut', 'home'],
    ['a shortcut on a message', { ...PRESS, type: 'message_action' }, 'shortcut', { channel: CHANNEL }],
    ['a menu that loads', { ...PRESS, type: 'block_suggestion' }, 'menu', { channel: CHANNEL }],
  ])('is read from %s', (_what, body, door, place) => {
    expect(identityOf(body)).toEqual({ door, place, user: 'U03E94MK0', isBot: false, teams: [OWN] });
    expect(judge(body)).toEqual({ allowed: true });
  });

  it.each([
    ['null', null],
    ['a string', 'command'],
    ['an empty object', {}],
    ['a command without a person', without(COMMAND, 'user_id')],
    ['a command without a workspace', without(COMMAND, 'team_id')],
    ['a command without a channel', without(COMMAND, 'channel_id')],
    ['a command from a list of workspaces', { ...COMMAND, team_id: [OWN] }],
    ['an event of null', { ...MENTION, event: null }],
    ['a mention without a person', event({ user: undefined })],
    ['a mention by an object', event({ user: { id: 'U03E94MK0' } })],
    ['a mention without a channel', event({ channel: undefined })],
    ['a mention whose team is no id', event({ team: 'newsroom' })],
    ['a mention whose other team is a number', event({ user_team: 7 })],
    ['an interaction of no kind', { ...PRESS, type: 'nothing' }],
    ['a button pressed by nobody', { ...PRESS, user: null }],
    ['a command that says it is an event, too', { ...COMMAND, event: 'x' }],
  ])('cannot be told from %s: refused', (_what, body) => {
    expect(identityOf(body)).toBeNull();
    expect(judge(body)).toMatchObject({ allowed: false, reason: 'unreadable' });
  });
});

describe('a workspace', () => {
  /** The organisations and workspaces stand in such payloads as they do here. */
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
    ['a colleague in a shared channel', shared({})],
    [
      'a colleague in a channel of the other side, which calls the team its own',
      shared(
        { team: OTHER, user_team: OWN, source_team: OWN, user_profile: { team: OWN } },
        { team_id: OTHER, enterprise_id: OTHER_ORG },
      ),
    ],
    [
      'a colleague whose message is told in the context of the other side',
      shared({ type: 'message' }, { context_team_id: OTHER, context_enterprise_id: OTHER_ORG }),
    ],
    ['a press by a colleague in a channel of the other side', { ...PRESS, team: { id: OTHER, domain: 'x' } }],
    [
      'a form that a colleague sends from a channel of the other side',
      { ...SUBMISSION, team: { id: OTHER }, view: { ...SUBMISSION.view, team_id: OTHER } },
    ],
  ])('admits %s', (_what, body) => {
    expect(judge(body)).toEqual({ allowed: true });
  });

  it.each([
    ['a command from another workspace', { ...COMMAND, team_id: OTHER, enterprise_id: OTHER_ORG }],
    ['a stranger whose mention names our team as its own', shared(stranger)],
    ['a stranger whose mention names theirs', shared({ team: OTHER, user_team: OTHER, source_team: OTHER })],
    ['a stranger who is told of only as the source', shared({ source_team: OTHER })],
    ['a stranger who is told of only in the profile', shared({ user_profile: { team: OTHER } })],
    ['one who is of ours and of theirs', shared({ user_team: OWN, source_team: OTHER })],
    ['a message of a stranger', shared({ team: OTHER }, { team_id: OTHER, context_team_id: OWN })],
    [
      'a direct message of a stranger',
      event({ type: 'message', channel: DIRECT, channel_type: 'im', team: OTHER }),
    ],
    ['App Home opened from another workspace', { ...HOME_OPENED, team_id: OTHER }],
    ['a press by a stranger on what we posted', { ...PRESS, user: { id: 'U03TBQ3FJ91', team_id: OTHER } }],
    [
      'a form that a stranger sends, opened by our own app',
      { ...SUBMISSION, team: { id: OTHER }, user: { id: 'U03TBQ3FJ91', team_id: OTHER } },
    ],
  ])('does not admit %s', (_what, body) => {
    expect(judge(body)).toMatchObject({ allowed: false, reason: 'other_workspace' });
    expect(judge(body, { allowExternal: true })).toEqual({ allowed: true });
  });

  it.each([
    ['a mention in a shared channel', shared({ team: undefined })],
    ['a mention without any team', { ...event({ team: undefined }), team_id: null }],
    ['a press', { ...PRESS, user: { id: 'U03E94MK0' } }],
    ['a form', { ...SUBMISSION, user: { id: 'U03E94MK0', name: 'ada' } }],
  ])('that is left open by %s admits nobody, whatever the rules', (_what, body) => {
    for (const allowExternal of [false, true])
      expect(judge(body, { allowExternal })).toMatchObject({ allowed: false, reason: 'workspace_unknown' });
  });

  it('that is listed is admitted, and then no other, our own included', () => {
    const teams = [OTHER];
    for (const allowExternal of [false, true]) {
      expect(judge({ ...COMMAND, team_id: OTHER }, { teams, allowExternal })).toEqual({ allowed: true });
      expect(judge(COMMAND, { teams, allowExternal })).toMatchObject({ reason: 'other_workspace' });
    }
  });

  it('of an organisation that is listed is admitted', () => {
    expect(judge(shared(stranger), { teams: [OWN, OTHER_ORG] })).toEqual({ allowed: true });
  });

  it('is nobody’s when the bot does not know its own', () => {
    const policy = createAccessPolicy(RULES, { name: 'Desk', team: undefined, isGuest: never });
    expect(policy.check(identityOf(COMMAND))).toMatchObject({ reason: 'other_workspace' });
  });
});

describe('a channel', () => {
  const channels = ['C0LISTED00'];

  it('is any, unless some are listed', () => {
    expect(judge({ ...COMMAND, channel_id: 'C0LISTED00' }, { channels })).toEqual({ allowed: true });
    expect(judge(COMMAND, { channels })).toMatchObject({ reason: 'channel' });
    expect(judge(MENTION, { channels })).toMatchObject({ reason: 'channel' });
    expect(judge(PRESS, { channels })).toMatchObject({ reason: 'channel' });
    expect(judge({ ...PRESS, channel: undefined }, { channels })).toMatchObject({ reason: 'channel' });
  });

  it.each([
    ['a direct message', DIRECT_MESSAGE],
    ['a command in a direct message', { ...COMMAND, channel_id: DIRECT }],
    ['App Home', HOME_OPENED],
    ['a button in App Home', inView(PRESS, 'home')],
    ['a shortcut from anywhere', { ...PRESS, type: 'shortcut', channel: null, container: null }],
  ])('that is listed shuts %s out, unless these are listed, too', (_what, body) => {
    expect(judge(body, { channels })).toMatchObject({ allowed: false, reason: 'direct' });
    expect(judge(body, { channels: [...channels, 'direct'] })).toEqual({ allowed: true });
  });

  it('may be one direct message', () => {
    expect(judge(DIRECT_MESSAGE, { channels: [DIRECT] })).toEqual({ allowed: true });
  });

  it('does not matter in a modal, which was opened from one that is admitted', () => {
    expect(judge(SUBMISSION, { channels })).toEqual({ allowed: true });
    expect(judge(inView(PRESS, 'modal'), { channels })).toEqual({ allowed: true });
  });
});

describe('a bot', () => {
  it.each([
    ['another app', event({ bot_id: 'B0OTHER000' })],
    ['another app by its profile alone', event({ bot_profile: { id: 'B0OTHER000' } })],
    ['a message of a bot', event({ type: 'message', subtype: 'bot_message' })],
    ['Slackbot', event({ user: 'USLACKBOT' })],
    ['Slackbot by a command', { ...COMMAND, user_id: 'USLACKBOT' }],
  ])('is never answered: %s', (_what, body) => {
    expect(judge(body, { allowExternal: true })).toMatchObject({ allowed: false, reason: 'bot' });
  });
});

describe('a guest', () => {
  const rules = { allowGuests: false };
  const known: IsGuest = (user) => user === 'U0GUEST000';

  it('is nobody in particular unless guests are shut out: nobody is looked up', () => {
    expect(judge({ ...COMMAND, user_id: 'U0GUEST000' })).toEqual({ allowed: true });
  });

  it('is shut out at once where it is known who is one', () => {
    expect(judge(COMMAND, rules, known)).toEqual({ allowed: true });
    expect(judge({ ...COMMAND, user_id: 'U0GUEST000' }, rules, known)).toMatchObject({ reason: 'guest' });
  });

  it.each([
    [false, { allowed: true }],
    [true, { allowed: false, reason: 'guest' }],
    [null, { allowed: false, reason: 'guest_unknown' }],
  ])('is waited for otherwise: %s', async (isGuest, verdict) => {
    const judged = judge(COMMAND, rules, async () => isGuest);
    expect(judged).toBeInstanceOf(Promise);
    expect(await judged).toMatchObject(verdict);
  });

  it('of another workspace is none of ours', () => {
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

describe('what a body is about', () => {
  it.each([
    ['a command', COMMAND, 'request'],
    ['a mention', MENTION, 'request'],
    ['a direct message', DIRECT_MESSAGE, 'request'],
    ['App Home', HOME_OPENED, 'request'],
    ['a button', PRESS, 'request'],
    ['what cannot be read', null, 'request'],
    ['an event of null', { event: null }, 'request'],
    ['a mention that was edited', event({ edited: { user: 'U03E94MK0', ts: '1.2' } }), 'aside'],
    ['a message in a channel', event({ type: 'message', channel_type: 'channel' }), 'aside'],
    ['an edit', event({ type: 'message', channel_type: 'im', subtype: 'message_changed' }), 'aside'],
    ['a form that was closed', { ...SUBMISSION, type: 'view_closed' }, 'aside'],
    ['a channel being renamed', event({ type: 'channel_rename' }), 'notice'],
    ['an event named like what every object has', event({ type: 'constructor' }), 'notice'],
  ])('%s', (_what, body, purpose) => {
    expect(purposeOf(body)).toBe(purpose);
  });
});

// --- internal ---

function judge(body: unknown, rules: Partial<AccessRules> = {}, isGuest: IsGuest = never) {
  const policy = createAccessPolicy({ ...RULES, ...rules }, { name: 'Harbour Desk', team: OWN, isGuest });
  return policy.check(identityOf(body));
}

function never(): never {
  throw new Error('nobody is to be looked up');
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
