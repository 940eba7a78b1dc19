import {
  allOf,
  boolean,
  type Check,
  type Fields,
  integer,
  list,
  object,
  oneOf,
  rule,
  string,
} from './check.ts';
import {
  confirm,
  conversationFilter,
  initialIsAnOption,
  oneOptionSource,
  option,
  optionSources,
  plain,
} from './objects.ts';

const ACTION_ID = string({ max: 255 });
const PLACEHOLDER = plain(150);
const ids = list(string());

/** What each choosing element adds to the fields they all share. */
function menu(type: string, own: Record<string, Check>, required: Record<string, Check> = {}): Check {
  return object(
    { type: oneOf(type), ...required },
    { action_id: ACTION_ID, confirm, focus_on_load: boolean, placeholder: PLACEHOLDER, ...own },
  );
}

function multiMenu(type: string, own: Record<string, Check>): Check {
  return menu(type, { max_selected_items: integer({ min: 1 }), ...own });
}

const static_select = allOf(
  menu('static_select', { ...optionSources, initial_option: option() }),
  oneOptionSource,
  initialIsAnOption,
);
const multi_static_select = allOf(
  multiMenu('multi_static_select', { ...optionSources, initial_options: list(option(), { max: 100 }) }),
  oneOptionSource,
  initialIsAnOption,
);

const minQuery = integer({ min: 0 });
const conversationOptions = { default_to_current_conversation: boolean, filter: conversationFilter };

/** A select and a multi-select for each source of options. */
export const selects: Record<string, Check> = {
  static_select,
  external_select: menu('external_select', { initial_option: option(), min_query_length: minQuery }),
  users_select: menu('users_select', { initial_user: string() }),
  conversations_select: menu('conversations_select', {
    initial_conversation: string(),
    response_url_enabled: boolean,
    ...conversationOptions,
  }),
  channels_select: menu('channels_select', { initial_channel: string(), response_url_enabled: boolean }),
};

export const multiSelects: Record<string, Check> = {
  multi_static_select,
  multi_external_select: multiMenu('multi_external_select', {
    initial_options: list(option(), { max: 100 }),
    min_query_length: minQuery,
  }),
  multi_users_select: multiMenu('multi_users_select', { initial_users: ids }),
  multi_conversations_select: multiMenu('multi_conversations_select', {
    initial_conversations: ids,
    ...conversationOptions,
  }),
  multi_channels_select: multiMenu('multi_channels_select', { initial_channels: ids }),
};

const noPlaceholder = rule((value: Fields) =>
  'placeholder' in value ? 'invalid additional property: placeholder' : undefined,
);
const tickable = list(option({ marked: true }), { max: 10 });

export const ticks: Record<string, Check> = {
  checkboxes: allOf(
    menu('checkboxes', { initial_options: tickable }, { options: tickable }),
    initialIsAnOption,
    noPlaceholder,
  ),
  radio_buttons: allOf(
    menu('radio_buttons', { initial_option: option({ marked: true }) }, { options: tickable }),
    initialIsAnOption,
    noPlaceholder,
  ),
};

export const overflow: Check = object(
  { type: oneOf('overflow'), options: list(option({ linked: true }), { max: 5 }) },
  { action_id: ACTION_ID, confirm },
);
