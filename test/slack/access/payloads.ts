export const OWN = 'T03E94MJU';
export const OTHER = 'T014GJXU940';
export const OTHER_ORG = 'E013Y3SHLAY';
export const CHANNEL = 'C04T3ACM40K';
export const DIRECT = 'D04T3ACM40K';

/** A command as it comes over either door. */
export const COMMAND = {
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

export const MENTION = {
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
  authorizations: [
    {
      ...{ enterprise_id: null, team_id: OWN, user_id: 'U04T5KKKLUE' },
      ...{ is_bot: true, is_enterprise_install: false },
    },
  ],
  is_ext_shared_channel: false,
};

export const PRESS = {
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

export const SUBMISSION = {
  type: 'view_submission',
  team: { id: OWN, domain: 'newsroom' },
  user: { id: 'U03E94MK0', username: 'ada', name: 'ada', team_id: OWN },
  view: { id: 'V05', team_id: OWN, type: 'modal', app_installed_team_id: OWN, bot_id: 'B04' },
  response_urls: [],
  enterprise: null,
};

export const HOME_OPENED = {
  ...MENTION,
  event: { type: 'app_home_opened', user: 'U03E94MK0', channel: DIRECT, tab: 'home', event_ts: '1.2' },
};

export const DIRECT_MESSAGE = event({ type: 'message', channel: DIRECT, channel_type: 'im' });

export function event(fields: object) {
  return { ...MENTION, event: { ...MENTION.event, ...fields } };
}

export function inView({ channel, container, response_url, ...press }: typeof PRESS, type: string) {
  return { ...press, container: { type: 'view', view_id: 'V05' }, view: { id: 'V05', type } };
}
