import {
  checkConfirm,
  checkId,
  checkOptionalString,
  checkString,
  checkText,
  type Fault,
} from './check-texts.ts';
import { isObj, list, type Obj, objs, str } from './json.ts';
import { LIMITS } from './limits.ts';

/** One interactive element (or image) of a block; `seen` holds the action ids of its neighbours. */
export function checkElement(value: unknown, pointer: string, seen: Set<string>, fault: Fault): void {
  if (!isObj(value)) {
    fault('must provide an object', pointer);
    return;
  }
  const check = CHECKS[str(value.type)];
  if (!check) {
    fault(`unsupported type: ${str(value.type)}`, `${pointer}/type`);
    return;
  }
  checkId(value.action_id, `${pointer}/action_id`, seen, fault);
  if (value.placeholder !== undefined) {
    checkText(value.placeholder, `${pointer}/placeholder`, LIMITS.placeholder, fault, 'plain_text');
  }
  checkConfirm(value.confirm, `${pointer}/confirm`, fault);
  check(value, pointer, fault);
}

// --- internal ---

type Check = (element: Obj, pointer: string, fault: Fault) => void;

const nothingMore: Check = () => {};

const CHECKS: Record<string, Check> = {
  button: checkButton,
  workflow_button: checkButton,
  image: (element, pointer, fault) => {
    if (!element.image_url && !element.slack_file) fault('missing required field: image_url', pointer);
    checkString(element.alt_text, `${pointer}/alt_text`, LIMITS.altText, fault);
  },
  static_select: (element, pointer, fault) => checkOptions(element, pointer, LIMITS.options, fault),
  multi_static_select: (element, pointer, fault) => checkOptions(element, pointer, LIMITS.options, fault),
  overflow: (element, pointer, fault) => checkOptions(element, pointer, LIMITS.overflowOptions, fault),
  radio_buttons: (element, pointer, fault) => checkOptions(element, pointer, LIMITS.choices, fault),
  checkboxes: (element, pointer, fault) => checkOptions(element, pointer, LIMITS.choices, fault),
  feedback_buttons: (element, pointer, fault) => {
    for (const side of ['positive_button', 'negative_button']) {
      const button = element[side];
      if (!isObj(button)) fault(`missing required field: ${side}`, pointer);
      else {
        checkText(button.text, `${pointer}/${side}/text`, LIMITS.buttonText, fault, 'plain_text');
        checkString(button.value, `${pointer}/${side}/value`, LIMITS.value, fault);
      }
    }
  },
  icon_button: (element, pointer, fault) => {
    checkString(element.icon, `${pointer}/icon`, LIMITS.id, fault);
    checkText(element.text, `${pointer}/text`, LIMITS.buttonText, fault, 'plain_text');
    checkOptionalString(element.value, `${pointer}/value`, LIMITS.value, fault);
  },
  plain_text_input: checkInput,
  email_text_input: checkInput,
  url_text_input: checkInput,
  number_input: checkInput,
  external_select: nothingMore,
  users_select: nothingMore,
  conversations_select: nothingMore,
  channels_select: nothingMore,
  multi_external_select: nothingMore,
  multi_users_select: nothingMore,
  multi_conversations_select: nothingMore,
  multi_channels_select: nothingMore,
  datepicker: nothingMore,
  timepicker: nothingMore,
  datetimepicker: nothingMore,
  rich_text_input: nothingMore,
  file_input: nothingMore,
};

function checkButton(element: Obj, pointer: string, fault: Fault): void {
  checkText(element.text, `${pointer}/text`, LIMITS.buttonText, fault, 'plain_text');
  checkOptionalString(element.value, `${pointer}/value`, LIMITS.value, fault);
  checkOptionalString(element.url, `${pointer}/url`, LIMITS.url, fault);
  checkOptionalString(
    element.accessibility_label,
    `${pointer}/accessibility_label`,
    LIMITS.buttonText,
    fault,
  );
  if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger') {
    fault('must be one of: primary, danger', `${pointer}/style`);
  }
}

function checkInput(element: Obj, pointer: string, fault: Fault): void {
  checkOptionalString(element.initial_value, `${pointer}/initial_value`, LIMITS.sectionText, fault);
}

function checkOptions(element: Obj, pointer: string, limit: number, fault: Fault): void {
  const groups = objs(element.option_groups);
  for (const [g, group] of groups.entries()) {
    checkText(group.label, `${pointer}/option_groups/${g}/label`, LIMITS.optionText, fault, 'plain_text');
    checkOptionList(list(group.options), `${pointer}/option_groups/${g}/options`, limit, fault);
  }
  if (groups.length === 0) checkOptionList(list(element.options), `${pointer}/options`, limit, fault);
}

function checkOptionList(options: unknown[], pointer: string, limit: number, fault: Fault): void {
  if (options.length < 1) fault('must provide at least 1 option', pointer);
  if (options.length > limit) fault(`no more than ${limit} items allowed`, pointer);
  for (const [i, option] of options.entries()) {
    if (!isObj(option)) fault('must provide an object', `${pointer}/${i}`);
    else {
      checkText(option.text, `${pointer}/${i}/text`, LIMITS.optionText, fault);
      checkString(option.value, `${pointer}/${i}/value`, LIMITS.optionValue, fault);
    }
  }
}
