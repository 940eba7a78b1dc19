import { describe, expect, it } from 'vitest';
import type { IsGuest } from '../../../src/slack/access/guests.ts';
import { identityOf } from '../../../src/slack/access/identity.ts';
import { type AccessRules, createAccessPolicy, type Verdict } from '../../../src/slack/access/policy.ts';
import {
  COMMAND,
  DIRECT,
  DIRECT_MESSAGE,
  event,
  HOME_OPENED,
  inView,
  MENTION,
  OTHER,
  OTHER_ORG,
  OWN,
  PRESS,
  SUBMISSION,
} from './payloads.ts';

const RULES: AccessRules = { teams: null, channels: null, allowExternal: false, allowGuests: true };

describe('somebody', () => {
  it('from the bot’s own workspace is allowed wherever they ask', () => {
    const modal = inView(PRESS, 'modal');
    for (const body of [COMMAND, MENTION, DIRECT_MESSAGE, HOME_OPENED, PRESS, modal, SUBMISSION])
      expect(judge(body)).toEqual({ allowed: true });
  });

  it('who cannot be identified is refused', () => {
    for (const body of [null, {}, { ...COMMAND, user_id: null }])
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
    ['a colleague in a shared channel', shared({})],
    [
      'a colleague in a channel hosted by the other side, whose payload names the other team',
      shared(
        { team: OTHER, user_team: OWN, source_team: OWN, user_profile: { team: OWN } },
        { team_id: OTHER, enterprise_id: OTHER_ORG },
      ),
    ],
    [
      'a colleague whose message comes with the context of the other side',
      shared({ type: 'message' }, { context_team_id: OTHER, context_enterprise_id: OTHER_ORG }),
    ],
    [
      'a button press by a colleague in a channel hosted by the other side',
      { ...PRESS, team: { id: OTHER, domain: 'x' } },
    ],
    [
      'a form that a colleague submits from a channel hosted by the other side',
      { ...SUBMISSION, team: { id: OTHER }, view: { ...SUBMISSION.view, team_id: OTHER } },
    ],
  ])('admits %s', (_name, body) => {
    expect(judge(body)).toEqual({ allowed: true });
  });

  it.each([
    ['a command from another workspace', { ...COMMAND, team_id: OTHER, enterprise_id: OTHER_ORG }],
    ['a stranger whose mention names our team as its own', shared(stranger)],
    [
      'a stranger whose mention names their own team',
      shared({ team: OTHER, user_team: OTHER, source_team: OTHER }),
    ],
    ['a stranger named only by source_team', shared({ source_team: OTHER })],
    ['a stranger named only in the profile', shared({ user_profile: { team: OTHER } })],
    ['somebody of both our team and theirs', shared({ user_team: OWN, source_team: OTHER })],
    ['a message from a stranger', shared({ team: OTHER }, { team_id: OTHER, context_team_id: OWN })],
    [
      'a direct message from a stranger',
      event({ type: 'message', channel: DIRECT, channel_type: 'im', team: OTHER }),
    ],
    ['App Home opened from another workspace', { ...HOME_OPENED, team_id: OTHER }],
    [
      'a button press by a stranger on our own post',
      { ...PRESS, user: { id: 'U03TBQ3FJ91', team_id: OTHER } },
    ],
    [
      'a form of our own app submitted by a stranger',
      { ...SUBMISSION, team: { id: OTHER }, user: { id: 'U03TBQ3FJ91', team_id: OTHER } },
    ],
  ])('refuses %s', (_name, body) => {
    expect(judge(body)).toMatchObject({ allowed: false, reason: 'other_workspace' });
    expect(judge(body, { allowExternal: true })).toEqual({ allowed: true });
  });

  it.each([
    ['a mention in a shared channel', shared({ team: undefined })],
    ['a mention without any team', { ...event({ team: undefined }), team_id: null }],
    ['a press', { ...PRESS, user: { id: 'U03E94MK0' } }],
    ['a form', { ...SUBMISSION, user: { id: 'U03E94MK0', name: 'ada' } }],
  ])('refuses %s that does not name a workspace, whatever the rules', (_name, body) => {
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
    const policy = createAccessPolicy(RULES, { name: 'Desk', own: [], isGuest: never });
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
    ['a direct message', DIRECT_MESSAGE],
    ['a command in a direct message', { ...COMMAND, channel_id: DIRECT }],
    ['App Home', HOME_OPENED],
    ['a button in App Home', inView(PRESS, 'home')],
    ['a shortcut from anywhere', { ...PRESS, type: 'shortcut', channel: null, container: null }],
  ])('list excludes %s, unless it names direct messages', (_name, body) => {
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
    ['another app', event({ bot_id: 'B0OTHER000' })],
    ['another app recognized by its profile alone', event({ bot_profile: { id: 'B0OTHER000' } })],
    ['a bot message', event({ type: 'message', subtype: 'bot_message' })],
    ['Slackbot', event({ user: 'USLACKBOT' })],
    ['Slackbot using the command', { ...COMMAND, user_id: 'USLACKBOT' }],
  ])('is never answered, be it %s', (_name, body) => {
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
    ['allowed as a member', false, { allowed: true }],
    ['refused as a guest', true, { allowed: false, reason: 'guest' }],
    ['refused in doubt', null, { allowed: false, reason: 'guest_unknown' }],
  ])('is looked up when not yet known, and then %s', async (_name, isGuest, verdict) => {
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

// --- internal ---

function judge(body: unknown, rules: Partial<AccessRules> = {}, isGuest: IsGuest = never) {
  const policy = createAccessPolicy({ ...RULES, ...rules }, { name: 'Harbour Desk', own: [OWN], isGuest });
  return policy.check(identityOf(body));
}

function never(): never {
  throw new Error('nobody should be looked up');
}
