import { type Carrier, type How, howOf, type Receipt } from './carrier.ts';
import { chosen, findElement, stateOf } from './choosing.ts';
import type { Core } from './core.ts';
import type { ActionResult, Door, EventResult, SpeechSpec } from './door.ts';
import type { Message } from './messages.ts';
import { commandBody, eventBody, interactionBody, placeOf, spoken } from './payloads.ts';
import { showReply } from './responses.ts';
import { type Fields, isObject } from './rules/check.ts';
import { settleSubmission } from './submission.ts';
import { apiView, type View } from './views.ts';

/** The usual asker, and where. */
export interface Usual {
  user: string;
  channel: string;
}

export function createDoor(core: Core, carrier: Carrier, usual: Usual): Door {
  const { world, permits, messages, views } = core;
  const asking = (id = usual.user) => {
    core.askers.add(id);
    return world.user(id);
  };
  const needs = (scope: string, what: string) => {
    if (!core.scopes.has(scope)) throw new Error(`without ${scope} Slack does not send ${what}`);
  };
  const shownThrough = (url: string) =>
    messages.all.filter((message) => message.responseUrl === url && !message.deleted);

  async function sendEvent(
    event: Fields,
    eventId: string,
    outer: Fields | undefined,
    how: How,
  ): Promise<EventResult> {
    const receipt = await carrier.carry('events', eventBody(event, eventId, core, outer), false, howOf(how));
    return {
      ...receipt,
      ...{ eventId, event, ts: String(event.ts ?? event.event_ts), channel: String(event.channel) },
      again: ({ event_id = eventId, ...other } = {}) => sendEvent(event, event_id, outer, other),
    };
  }

  function speak(type: string, spec: SpeechSpec, channelId: string): Promise<EventResult> {
    const user = asking(spec.user);
    const { text, ts, thread_ts } = spec;
    const known = ts === undefined ? undefined : messages.find(channelId, ts);
    const message =
      known ??
      messages.post({
        ...{ channel: channelId, via: 'say', text, user: user.id },
        ...(ts ? { ts } : {}),
        ...(thread_ts ? { thread_ts } : {}),
      });
    const event = { type, ...spoken(message, user, core), ...spec.fields };
    return sendEvent(event, spec.event_id ?? core.ids.next('Ev'), spec.outer, spec);
  }

  const view = (on: Message | View): on is View => 'hash' in on;

  return {
    async command(spec) {
      needs('commands', 'commands');
      const user = asking(spec.user);
      const channel = world.channel(spec.channel ?? usual.channel);
      const trigger = permits.trigger(user.id);
      const response = permits.responseUrl('commands', { channel: channel.id, user: user.id });
      const said = { text: spec.text, command: spec.command ?? core.command };
      const body = { ...commandBody(said, user, channel, { trigger, response }, core), ...spec.fields };
      const receipt = await carrier.carry('command', body, true, howOf(spec));
      const payload = receipt.ack?.payload;
      const message = typeof payload === 'string' ? { text: payload } : payload;
      const shows = isObject(message) && Object.keys(message).length > 0 && !receipt.failed;
      const shown = shows ? showReply(message, response, 'ack', core) : undefined;
      return {
        ...receipt,
        ...(shown && 'ts' in shown ? { reply: shown } : {}),
        replies: () => shownThrough(response.url),
        responseUrl: response.url,
        triggerId: trigger.id,
      };
    },
    async mention(spec) {
      needs('app_mentions:read', 'mentions');
      const text = spec.text.includes(`<@${core.botUserId}>`)
        ? spec.text
        : `<@${core.botUserId}> ${spec.text}`;
      const channel = world.channel(spec.channel ?? usual.channel);
      return speak('app_mention', { ...spec, text: text.trim() }, channel.id);
    },
    async dm(spec) {
      needs('im:history', 'direct messages');
      const channel = spec.channel ?? world.directMessage(spec.user ?? usual.user).id;
      return speak('message', { ...spec, fields: { channel_type: 'im', ...spec.fields } }, channel);
    },
    async homeOpened(spec = {}) {
      const user = asking(spec.user);
      const home = views.home(user.id);
      const event = {
        ...{ type: 'app_home_opened', user: user.id, channel: world.directMessage(user.id).id },
        ...{ tab: spec.tab ?? 'home', event_ts: core.ids.ts() },
        ...(home ? { view: apiView(home) } : {}),
      };
      return sendEvent(event, core.ids.next('Ev'), undefined, spec);
    },
    event: (event, spec = {}) => sendEvent(event, spec.event_id ?? core.ids.next('Ev'), spec.outer, spec),
    async action(on, actionId, spec = {}) {
      const shownTo = view(on) ? on.user : on.ephemeralTo;
      const user = asking(spec.user ?? shownTo);
      const { blockId, element } = findElement(on.blocks ?? [], actionId, spec.blockId);
      const trigger = permits.trigger(user.id, view(on) ? on.id : undefined);
      const response = view(on) ? undefined : permits.responseUrl('actions', to(on, user.id));
      const action = {
        ...{ type: element.type, action_id: actionId, block_id: blockId },
        ...chosen(element, spec.value),
        action_ts: core.ids.ts(),
      };
      const body = {
        ...interactionBody('block_actions', user, trigger, core),
        ...placeOf(on, core),
        ...(response ? { response_url: response.url } : {}),
        actions: [action],
        ...spec.fields,
      };
      const receipt = await carrier.carry('interactive', body, false, howOf(spec));
      return acted(receipt, trigger.id, response?.url);
    },
    async submit(form, values = {}, spec = {}) {
      const user = asking(spec.user ?? form.user);
      form.state = { values: stateOf(form.blocks, values) };
      const trigger = permits.trigger(user.id, form.id);
      const body = {
        ...interactionBody('view_submission', user, trigger, core),
        ...{ view: apiView(form), response_urls: [] },
        ...spec.fields,
      };
      const receipt = await carrier.carry('interactive', body, true, howOf(spec));
      const settled = receipt.ack ? settleSubmission(receipt.ack.payload, form, core) : {};
      return { ...receipt, ...settled, triggerId: trigger.id };
    },
    async closeView(form, spec = {}) {
      views.close(form);
      const user = asking(spec.user ?? form.user);
      if (form.notify_on_close !== true) return {};
      const body = {
        ...interactionBody('view_closed', user, undefined, core),
        view: apiView(form),
        is_cleared: false,
      };
      return carrier.carry('interactive', { ...body, ...spec.fields }, false, howOf(spec));
    },
    async shortcut(callbackId, spec = {}) {
      const user = asking(spec.user);
      const trigger = permits.trigger(user.id);
      const { message } = spec;
      const response = message && permits.responseUrl('actions', to(message, user.id));
      const body = {
        ...interactionBody(message ? 'message_action' : 'shortcut', user, trigger, core),
        ...{ callback_id: callbackId, action_ts: core.ids.ts() },
        ...(message && response
          ? { ...placeOf(message, core), message_ts: message.ts, response_url: response.url }
          : {}),
        ...spec.fields,
      };
      const receipt = await carrier.carry('interactive', body, false, howOf(spec));
      return acted(receipt, trigger.id, response?.url);
    },
    async options(actionId, value, spec = {}) {
      const user = asking(spec.user);
      const found = spec.on && findElement(spec.on.blocks ?? [], actionId, spec.blockId);
      const body = {
        ...interactionBody('block_suggestion', user, undefined, core),
        ...{ action_id: actionId, block_id: found?.blockId ?? spec.blockId ?? 'block', value },
        ...(spec.on ? placeOf(spec.on, core) : {}),
        ...spec.fields,
      };
      return carrier.carry('interactive', body, true, howOf(spec));
    },
    interactive: (payload, { acceptsPayload = false, ...how } = {}) =>
      carrier.carry('interactive', payload, acceptsPayload, howOf(how)),
  };

  function acted(receipt: Receipt, triggerId: string, responseUrl: string | undefined): ActionResult {
    return {
      ...receipt,
      triggerId,
      ...(responseUrl ? { responseUrl } : {}),
      replies: () => (responseUrl ? shownThrough(responseUrl) : []),
    };
  }
}

function to({ channel, ts }: Message, user: string) {
  return { channel, user, messageTs: ts };
}
