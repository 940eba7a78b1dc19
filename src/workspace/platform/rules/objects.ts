import { allOf, boolean, type Check, list, object, oneOf, rule, string, tagged } from './check.ts';

/** Lengths in characters, as documented for Block Kit's composition objects. */
const TEXT = 3000;
const URL = 3000;
const OPTION_TEXT = 75;
const OPTION_VALUE = 150;
const OPTIONS = 100;

export const url: Check = string({ max: URL, like: /^(https?|mailto|slack|tel):\S+$/ });
export const httpsUrl: Check = string({ max: URL, like: /^https:\/\/\S+$/ });

export function plain(max = TEXT, min = 1): Check {
  return object({ type: oneOf('plain_text'), text: string({ min, max }) }, { emoji: boolean });
}

export function mrkdwn(max = TEXT): Check {
  return object({ type: oneOf('mrkdwn'), text: string({ max }) }, { verbatim: boolean });
}

export function anyText(max = TEXT): Check {
  return tagged({ plain_text: plain(max), mrkdwn: mrkdwn(max) });
}

const style = oneOf('primary', 'danger');

export const confirm: Check = object(
  { title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30) },
  { style },
);

export const buttonLook = { style, accessibility_label: string({ max: 75 }) };

/** Menus show plain text; radio buttons and checkboxes may use mrkdwn; only overflow menus carry a url. */
export function option({ marked = false, linked = false } = {}): Check {
  const text = marked ? anyText(OPTION_TEXT) : plain(OPTION_TEXT);
  return object(
    { text, value: string({ max: OPTION_VALUE }) },
    { description: text, ...(linked ? { url } : {}) },
  );
}

const optionGroup: Check = object({ label: plain(75), options: list(option(), { max: OPTIONS }) });

export const optionSources = {
  options: list(option(), { max: OPTIONS }),
  option_groups: list(optionGroup, { max: OPTIONS }),
};

export const oneOptionSource: Check = rule((value) =>
  'options' in value === 'option_groups' in value
    ? 'must define either `options` or `option_groups`'
    : undefined,
);

/** What is chosen beforehand must be one of the choices, to the letter. */
export const initialIsAnOption: Check = rule((value) => {
  const groups = Array.isArray(value.option_groups) ? value.option_groups : [];
  const offered = [
    ...(Array.isArray(value.options) ? value.options : []),
    ...groups.flatMap((group) => (Array.isArray(group?.options) ? group.options : [])),
  ].map((entry) => JSON.stringify(entry));
  const several = value.initial_options;
  const chosen = [value.initial_option, ...(Array.isArray(several) ? several : [])];
  return chosen.some((entry) => entry !== undefined && !offered.includes(JSON.stringify(entry)))
    ? 'initial option must match one of the options'
    : undefined;
});

export const dispatchConfig: Check = object(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
);

export const conversationFilter: Check = allOf(
  object(
    {},
    {
      include: list(oneOf('im', 'mpim', 'private', 'public')),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  ),
  rule((value) => (Object.keys(value).length === 0 ? 'must define at least one filter' : undefined)),
);

const slackFile: Check = allOf(
  object({}, { id: string(), url }),
  rule((value) => ('id' in value === 'url' in value ? 'must define either `id` or `url`' : undefined)),
);

/** Where a picture comes from: one of the two, not both. */
export const imageSources = {
  image_url: string({ max: URL, like: /^https?:\/\/\S+$/ }),
  slack_file: slackFile,
};

export const oneImageSource: Check = rule((value) =>
  'image_url' in value === 'slack_file' in value
    ? 'must define either `image_url` or `slack_file`'
    : undefined,
);
