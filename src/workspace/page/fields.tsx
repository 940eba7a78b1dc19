import { optionsOf } from '../old-platform/choices.ts';
import { isObj, type Obj, obj, objs, str } from '../old-platform/json.ts';
import { type ControlProps, errorId, field, nameOf, startOf } from './control.ts';
import { plain } from './text.tsx';

/** A choice among the options that the app sent. */
export function Select(props: ControlProps) {
  const { element } = props;
  const many = str(element.type).startsWith('multi_');
  const start = [...startOf(element).options].map(String);
  const groups = objs(element.option_groups);
  let at = 0;
  const option = (one: Obj) => {
    const index = String(at++);
    return (
      <option key={index} value={index}>
        {plain(obj(one.text))}
      </option>
    );
  };
  return (
    <select {...field(props, 'options')} {...selectProps(props, many, start)}>
      {!many && <option value="">{placeholder(element, 'Choose an option')}</option>}
      {groups.length > 0
        ? groups.map((group) => (
            <optgroup key={plain(obj(group.label))} label={plain(obj(group.label))}>
              {objs(group.options).map(option)}
            </optgroup>
          ))
        : objs(element.options).map(option)}
    </select>
  );
}

/** A choice among the people or the channels of the workspace. */
export function PersonSelect(props: ControlProps) {
  const { element, context } = props;
  const type = str(element.type);
  const many = type.startsWith('multi_');
  const people = [...context.cast.people, context.cast.bot].map((one) => ({
    id: one.id,
    label: one.real_name,
  }));
  const channels = context.cast.channels
    .filter((one) => one.im === null)
    .map((one) => ({ id: one.id, label: `#${one.name}` }));
  return (
    <select {...field(props, 'ids')} {...selectProps(props, many, startOf(element).ids)}>
      {!many && <option value="">{placeholder(element, 'Choose')}</option>}
      {(type.includes('users') ? people : channels).map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Radio buttons and checkboxes. */
export function Choices(props: ControlProps) {
  const { element, block, context } = props;
  const type = element.type === 'radio_buttons' ? 'radio' : 'checkbox';
  const start = startOf(element).options;
  const group = `${context.scope}-${str(block.block_id)}-${str(element.action_id)}`;
  return (
    <fieldset className="choices" {...field(props, 'options')}>
      <legend className="hidden">{block.type === 'input' ? plain(obj(block.label)) : nameOf(props)}</legend>
      {optionsOf(element).map((option, i) => (
        <label key={str(option.value)} className="choice">
          <input type={type} name={group} value={i} defaultChecked={start.has(i)} />
          <span>
            {plain(obj(option.text))}
            {isObj(option.description) && <small>{plain(option.description)}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const INPUT_TYPES: { [type: string]: string } = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

export function isLine(type: string): boolean {
  return type === 'plain_text_input' || type in INPUT_TYPES;
}

/** Everything that is typed: text, numbers, dates and times. */
export function Line(props: ControlProps) {
  const { element, block, context } = props;
  const type = INPUT_TYPES[str(element.type)] ?? 'text';
  const shared = {
    ...field(props, 'value'),
    'aria-label': nameOf(props),
    'aria-describedby': block.type === 'input' ? errorId(context, block) : undefined,
    defaultValue: startValue(element, type),
    placeholder: placeholder(element, ''),
    minLength: size(element.min_length),
    maxLength: size(element.max_length),
    autoFocus: element.focus_on_load === true,
  };
  if (element.multiline === true) return <textarea rows={4} {...shared} />;
  const step = type === 'number' && element.is_decimal_allowed === true ? 'any' : undefined;
  const min = str(element.min_value) || undefined;
  const max = str(element.max_value) || undefined;
  return <input type={type} step={step} min={min} max={max} {...shared} />;
}

// --- internal ---

function selectProps(props: ControlProps, many: boolean, start: string[]) {
  const { block, context, element } = props;
  return {
    multiple: many,
    defaultValue: many ? start : (start[0] ?? ''),
    'aria-label': nameOf(props),
    'aria-describedby': block.type === 'input' ? errorId(context, block) : undefined,
    autoFocus: element.focus_on_load === true,
  };
}

function placeholder(element: Obj, otherwise: string): string {
  return isObj(element.placeholder) ? plain(element.placeholder) : otherwise;
}

function size(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A datetimepicker starts with seconds; the browser's field wants `YYYY-MM-DDTHH:mm`. */
function startValue(element: Obj, type: string): string {
  const { value } = startOf(element);
  if (type !== 'datetime-local' || !value) return value;
  const at = new Date(Number(value) * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
