import { type Channel, channelIn, type Person } from './cast.ts';
import { type Choice, chosen, initialChoice, isEmpty, optionsOf, stateValues } from './choices.ts';
import { isObj, maybe, type Obj, obj, objs, str } from './json.ts';
import type { Platform } from './platform.ts';
import { findElement } from './store-blocks.ts';
import type { View } from './views.ts';

/** Where an element stands: in a message, or in a view. */
export type Place = { channel: string; ts: string } | { view: string };

/** What the person should see next: nothing, a line, or a question to confirm first. */
interface Reaction {
  notice?: string;
  confirm?: Obj;
}

export interface Interactions {
  /** A button pressed, an option chosen, a field changed. `inputs` is what stands in the other fields. */
  act(
    user: Person,
    place: Place,
    ids: ElementIds,
    choice: Choice,
    inputs: unknown,
    sure: boolean,
  ): Promise<Reaction>;
}

interface ElementIds {
  block: string;
  action: string;
}

export function createInteractions(platform: Platform): Interactions {
  const { cast, messages, views, payloads, delivery } = platform;

  return {
    async act(user, place, ids, choice, inputs, sure) {
      const surface = 'view' in place ? inView(user, place.view) : inMessage(user, place.channel, place.ts);
      const element = surface && findElement(surface.blocks, ids.block, ids.action);
      if (!surface || !element) return { notice: 'This is no longer there.' };
      if (isObj(element.confirm) && !sure) return { confirm: element.confirm };

      const action = actionOf(element, ids.block, choice);
      const values = stateValues(surface.blocks, inputs, cast);
      const outcome = await delivery.deliver(surface.payload(action, values));
      if (outcome.kind === 'acked') return {};
      return { notice: 'The app did not answer within 3 seconds.' };
    },
  };

  // --- internal ---

  interface Found {
    blocks: Obj[];
    payload(action: Obj, values: Obj): Obj;
  }

  function inMessage(user: Person, channelId: string, ts: string): Found | undefined {
    const channel: Channel | undefined = channelIn(cast, channelId);
    const message = channel && messages.find(channel.id, ts);
    if (!channel || !message?.blocks) return undefined;
    if (message.only_for && message.only_for !== user.id) return undefined;
    return {
      blocks: message.blocks,
      payload: (action, values) => payloads.messageAction(user, channel, message, action, values),
    };
  }

  function inView(user: Person, id: string): Found | undefined {
    const view: View | undefined = views.find({ view_id: id });
    if (view?.user !== user.id) return undefined;
    return {
      blocks: view.blocks,
      payload: (action, values) => payloads.viewAction(user, view, action, values),
    };
  }

  function actionOf(element: Obj, block: string, choice: Choice): Obj {
    const type = str(element.type);
    const base = { type, action_id: element.action_id, block_id: block };
    if (type === 'feedback_buttons') {
      const side = choice.options?.[0] === 1 ? 'negative_button' : 'positive_button';
      const button = obj(element[side]);
      return { ...base, text: button.text, value: button.value };
    }
    if (['button', 'workflow_button', 'icon_button'].includes(type)) {
      return {
        ...base,
        text: element.text,
        ...maybe('value', element.value),
        ...maybe('style', element.style),
        ...maybe('url', element.url),
      };
    }
    const initial = initialChoice(element).options?.map((i) => optionsOf(element)[i]);
    return {
      ...base,
      ...chosen(element, choice, cast),
      ...maybe('placeholder', element.placeholder),
      ...(initial && type !== 'checkboxes' ? { initial_option: initial[0] } : {}),
    };
  }
}

/** The fields that a person must fill in before a modal goes off, by block, with what to say. */
export function missing(view: View, values: { [block: string]: Obj }): { [block: string]: string } {
  const errors: { [block: string]: string } = {};
  for (const block of view.blocks) {
    if (block.type !== 'input') continue;
    const id = str(block.block_id);
    const element = obj(block.element);
    const value = obj(values[id]?.[str(element.action_id)]);
    const text = str(value.value);
    if (isEmpty(value)) {
      if (block.optional !== true) errors[id] = 'Please complete this required field.';
    } else if (text && Number(element.min_length) > text.length) {
      errors[id] = `Please enter at least ${str(element.min_length)} characters.`;
    } else if (text && Number(element.max_length) < text.length) {
      errors[id] = `Please enter no more than ${str(element.max_length)} characters.`;
    }
  }
  return errors;
}

/** What an app says about the fields of a modal, kept to the fields that exist. */
export function fieldErrors(view: View, given: unknown): { [block: string]: string } {
  const known = new Set(objs(view.blocks).map((block) => str(block.block_id)));
  const entries = Object.entries(obj(given)).filter(([id, text]) => known.has(id) && str(text));
  return Object.fromEntries(entries.map(([id, text]) => [id, str(text)]));
}
