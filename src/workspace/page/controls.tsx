import { optionsOf } from '../old-platform/choices.ts';
import { isObj, type Obj, obj, objs, str } from '../old-platform/json.ts';
import { type ControlContext, type ControlProps, errorId, where } from './control.ts';
import { Choices, isLine, Line, PersonSelect, Select } from './fields.tsx';
import { plain } from './text.tsx';

/** One interactive element, whatever its kind. */
export function Element(props: ControlProps) {
  const type = str(props.element.type);
  if (type === 'button' || type === 'workflow_button' || type === 'icon_button') return <Button {...props} />;
  if (type === 'overflow') return <Overflow {...props} />;
  if (type === 'feedback_buttons') return <Feedback {...props} />;
  if (/^(?:multi_)?(?:users|conversations|channels)_select$/.test(type)) return <PersonSelect {...props} />;
  if (type === 'static_select' || type === 'multi_static_select') return <Select {...props} />;
  if (type === 'radio_buttons' || type === 'checkboxes') return <Choices {...props} />;
  if (isLine(type)) return <Line {...props} />;
  return <span className="undrawn">A “{type}”: not in the local workspace.</span>;
}

/** A labelled field, with its hint and a place for what is wrong with it. */
export function InputBlock({ block, context }: { block: Obj; context: ControlContext }) {
  const element = obj(block.element);
  const grouped = element.type === 'radio_buttons' || element.type === 'checkboxes';
  const Wrap = grouped ? 'div' : 'label';
  return (
    <div className="field">
      <Wrap>
        <span className="field-label">
          {plain(obj(block.label))}
          {block.optional === true && <small> (optional)</small>}
        </span>
        <Element element={element} block={block} context={context} live={block.dispatch_action === true} />
      </Wrap>
      {isObj(block.hint) && <small className="field-hint">{plain(block.hint)}</small>}
      <p id={errorId(context, block)} className="field-error" data-error={str(block.block_id)} role="alert" />
    </div>
  );
}

// --- internal ---

function Button({ element, block }: ControlProps) {
  const shared = {
    className: `button button-${str(element.style) || 'default'}`,
    'aria-label': str(element.accessibility_label) || undefined,
    ...where(block, element),
    'data-press': 'yes',
  };
  const url = str(element.url);
  if (/^(?:https?:\/\/|mailto:)/.test(url)) {
    return (
      <a {...shared} href={url} target="_blank" rel="noopener noreferrer">
        {plain(obj(element.text))}
      </a>
    );
  }
  return (
    <button type="button" {...shared}>
      {plain(obj(element.text))}
    </button>
  );
}

function Overflow({ element, block }: ControlProps) {
  return (
    <details className="overflow">
      <summary aria-label="More actions">
        <span aria-hidden="true">⋯</span>
      </summary>
      <div className="overflow-menu">
        {optionsOf(element).map((option, i) => (
          <button
            key={str(option.value)}
            type="button"
            {...where(block, element)}
            data-press="yes"
            data-option={i}
          >
            {plain(obj(option.text))}
            {isObj(option.description) && <small>{plain(option.description)}</small>}
          </button>
        ))}
      </div>
    </details>
  );
}

function Feedback({ element, block }: ControlProps) {
  return objs([element.positive_button, element.negative_button]).map((button, i) => (
    <button
      key={str(button.value)}
      type="button"
      className="button button-default"
      aria-label={str(button.accessibility_label) || undefined}
      {...where(block, element)}
      data-press="yes"
      data-option={i}
    >
      {plain(obj(button.text))}
    </button>
  ));
}
