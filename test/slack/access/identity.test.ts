import { describe, expect, it } from 'vitest';
import { identityOf, purposeOf } from '../../../src/slack/access/identity.ts';
import {
  CHANNEL,
  COMMAND,
  DIRECT,
  DIRECT_MESSAGE,
  event,
  HOME_OPENED,
  inView,
  MENTION,
  OWN,
  PRESS,
  SUBMISSION,
} from './payloads.ts';

describe('the identity of who asks', () => {
  it.each([
    ['a command', COMMAND, 'command', { channel: CHANNEL }],
    ['a mention', MENTION, 'mention', { channel: CHANNEL }],
    ['a direct message', DIRECT_MESSAGE, 'direct', { channel: DIRECT }],
    ['opening App Home', HOME_OPENED, 'home', 'home'],
    ['a button', PRESS, 'button', { channel: CHANNEL }],
    ['a button in App Home', inView(PRESS, 'home'), 'button', 'home'],
    ['a button in a modal', inView(PRESS, 'modal'), 'button', 'modal'],
    ['a form', SUBMISSION, 'form', 'modal'],
    ['a closed form', { ...SUBMISSION, type: 'view_closed' }, 'form', 'modal'],
    ['a shortcut', { ...PRESS, type: 'shortcut', channel: null, container: null }, 'shortcut', 'home'],
    ['a shortcut on a message', { ...PRESS, type: 'message_action' }, 'shortcut', { channel: CHANNEL }],
    ['a menu loading its options', { ...PRESS, type: 'block_suggestion' }, 'menu', { channel: CHANNEL }],
  ])('is read from %s', (_name, body, door, place) => {
    const person = { user: 'U03E94MK0', isBot: false, teams: [OWN], organisation: null };
    expect(identityOf(body)).toEqual({ door, place, ...person });
  });

  const enterprise_id = 'E03E94MHX';
  it.each([
    ['a command', { ...COMMAND, enterprise_id }, enterprise_id],
    ['an event', { ...MENTION, enterprise_id }, enterprise_id],
    [
      'an event in a channel shared with others',
      { ...MENTION, enterprise_id, is_ext_shared_channel: true },
      null,
    ],
    ['an event that names another workspace', { ...event({ user_team: 'T0OTHER000' }), enterprise_id }, null],
    ['a button in the person’s own workspace', { ...PRESS, team: { id: OWN, enterprise_id } }, enterprise_id],
    ['a button in another workspace', { ...PRESS, team: { id: 'T0OTHER000', enterprise_id } }, null],
  ])('has the organisation of %s, where it is certain', (_name, body, organisation) => {
    expect(identityOf(body)?.organisation).toBe(organisation);
  });

  it.each([
    ['null', null],
    ['a string', 'command'],
    ['an empty object', {}],
    ['a command without a person', without(COMMAND, 'user_id')],
    ['a command without a workspace', without(COMMAND, 'team_id')],
    ['a command without a channel', without(COMMAND, 'channel_id')],
    ['a command with a list of workspaces', { ...COMMAND, team_id: [OWN] }],
    ['an event of null', { ...MENTION, event: null }],
    ['a mention without a person', event({ user: undefined })],
    ['a mention whose person is an object', event({ user: { id: 'U03E94MK0' } })],
    ['a mention without a channel', event({ channel: undefined })],
    ['a mention whose team is not an id', event({ team: 'newsroom' })],
    ['a mention whose other team is a number', event({ user_team: 7 })],
    ['an interaction of an unknown type', { ...PRESS, type: 'nothing' }],
    ['a button pressed by nobody', { ...PRESS, user: null }],
    ['a command that claims to be an event as well', { ...COMMAND, event: 'x' }],
  ])('is unknown for %s', (_name, body) => {
    expect(identityOf(body)).toBeNull();
  });
});

describe('whether somebody is waiting', () => {
  it.each([
    ['a command', COMMAND, 'request'],
    ['a mention', MENTION, 'request'],
    ['a direct message', DIRECT_MESSAGE, 'request'],
    ['App Home', HOME_OPENED, 'request'],
    ['a button', PRESS, 'request'],
    ['an unreadable one', null, 'request'],
    ['an event of null', { event: null }, 'request'],
    ['an edited mention', event({ edited: { user: 'U03E94MK0', ts: '1.2' } }), 'request'],
    ['a message in a channel', event({ type: 'message', channel_type: 'channel' }), 'aside'],
    ['an edit', event({ type: 'message', channel_type: 'im', subtype: 'message_changed' }), 'aside'],
    ['a closed form', { ...SUBMISSION, type: 'view_closed' }, 'aside'],
    ['a renamed channel', event({ type: 'channel_rename' }), 'notice'],
    ['an event named like a property of every object', event({ type: 'constructor' }), 'notice'],
  ])('is clear from %s', (_name, body, purpose) => {
    expect(purposeOf(body)).toBe(purpose);
  });
});

// --- internal ---

function without(body: object, name: string): object {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}
