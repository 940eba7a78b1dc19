import { chosen, filledIn, findElement } from './choices.ts';
import type { ActionResult, Deliveries, EventResult, SpeechSpec } from './deliveries.ts';
import type { Message } from './messages.ts';
import { commandBody, eventBody, interactionBody, placeOf, spoken } from './payloads.ts';
import type { Platform } from './platform.ts';
import { showReply } from './responses.ts';
import { type Fields, isObject } from './rules/check.ts';
import { settleSubmission } from './submission.ts';
import type { DeliveryOptions, Receipt, Transport } from './transport.ts';
import { apiView, type View } from './views.ts';

/** The default person and channel. */
export interface Usual {
  user: string;
  channel: string;
}

export function createDeliveries(platform: Platform, transport: Transport, usual: Usual): Deliveries {
  const { members, triggers, responseUrls, messages, views } = platform;
  const asking = (id = usual.user) => {
    platform.askers.add(id);
    return members.user(id);
  };
  const needs = (scope: string, what: string) => {
    if (!platform.scopes.has(scope)) throw new Error(`without ${scope} Slack does not send ${what}`);
  };
  const shownThrough = (url: string) =>
    messages.all.filter((message) => message.responseUrl === url && !message.deleted);

  async function sendEvent(
    event: Fields,
    eventId: string,
    outer: Fields | undefined,
    how: DeliveryOptions,
  ): Promise<EventResult> {
    const receipt = await transport.carry('events', eventBody(event, eventId, platform, outer), false, how);
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
    const event = { type, ...spoken(message, user, platform), ...spec.fields };
    return sendEvent(event, spec.event_id ?? platform.ids.next('Ev'), spec.outer, spec);
  }

  const view = (on: Message | View): on is View => 'hash' in on;

  return {
    async command(spec) {
      needs('commands', 'commands');
      const user = asking(spec.user);
      const channel = members.channel(spec.channel ?? usual.channel);
      const trigger = triggers.issue({ user: user.id, client: spec.client });
      const said = { text: spec.text, command: spec.command ?? platform.command };
      const asked = `${said.command} ${said.text}`.trim();
      const response = responseUrls.issue('commands', { channel: channel.id, user: user.id, asked });
      const body = { ...commandBody(said, user, channel, trigger, response, platform), ...spec.fields };
      const receipt = await transport.carry('command', body, true, spec);
      const payload = receipt.ack?.payload;
      const message = typeof payload === 'string' ? { text: payload } : payload;
      const shows = isObject(message) && Object.keys(message).length > 0 && !receipt.failed;
      const shown = shows ? showReply(message, response, 'ack', platform) : undefined;
      return {
        ...receipt,
        ...(shown && ('ts' in shown ? { reply: shown } : { refused: shown })),
        replies: () => shownThrough(response.url),
        responseUrl: response.url,
        triggerId: trigger.id,
      };
    },
    async mention(spec) {
      needs('app_mentions:read', 'mentions');
      const text = spec.text.includes(`<@${platform.botUserId}>`)
        ? spec.text
        : `<@${platform.botUserId}> ${spec.text}`;
      const channel = members.channel(spec.channel ?? usual.channel);
      return speak('app_mention', { ...spec, text: text.trim() }, channel.id);
    },
    async dm(spec) {
      needs('im:history', 'direct messages');
      const channel = spec.channel ?? members.directMessage(spec.user ?? usual.user).id;
      return speak('message', { ...spec, fields: { channel_type: 'im', ...spec.fields } }, channel);
    },
    async homeOpened(spec = {}) {
      const user = asking(spec.user);
      const home = views.home(user.id);
      const event = {
        ...{ type: 'app_home_opened', user: user.id, channel: members.directMessage(user.id).id },
        ...{ tab: spec.tab ?? 'home', event_ts: platform.ids.ts() },
        ...(home ? { view: apiView(home) } : {}),
      };
      return sendEvent(event, platform.ids.next('Ev'), undefined, spec);
    },
    event: (event, spec = {}) => sendEvent(event, spec.event_id ?? platform.ids.next('Ev'), spec.outer, spec),
    async action(on, actionId, spec = {}) {
      const shownTo = view(on) ? on.user : on.ephemeralTo;
      const user = asking(spec.user ?? shownTo);
      const { blockId, element } = findElement(on.blocks ?? [], actionId, spec.blockId);
      const viewId = view(on) ? on.id : undefined;
      const trigger = triggers.issue({ user: user.id, client: spec.client, viewId });
      const response = view(on) ? undefined : responseUrls.issue('actions', to(on, user.id));
      if (view(on) && spec.state) on.state = { values: spec.state };
      const action = {
        ...{ type: element.type, action_id: actionId, block_id: blockId },
        ...chosen(element, spec.value),
        action_ts: platform.ids.ts(),
      };
      const body = {
        ...interactionBody('block_actions', user, trigger, platform),
        ...placeOf(on, platform, spec.state),
        ...(response ? { response_url: response.url } : {}),
        actions: [action],
        ...spec.fields,
      };
      const receipt = await transport.carry('interactive', body, false, spec);
      return acted(receipt, trigger.id, response?.url);
    },
    async submit(form, values = {}, spec = {}) {
      const user = asking(spec.user ?? form.user);
      form.state = { values: spec.state ?? filledIn(form.blocks, values) };
      const trigger = triggers.issue({ user: user.id, client: form.client, viewId: form.id });
      const body = {
        ...interactionBody('view_submission', user, trigger, platform),
        ...{ view: apiView(form), response_urls: [] },
        ...spec.fields,
      };
      const receipt = await transport.carry('interactive', body, true, spec);
      const settled = receipt.ack ? settleSubmission(receipt.ack.payload, form, platform) : {};
      return { ...receipt, ...settled, triggerId: trigger.id };
    },
    async closeView(form, spec = {}) {
      views.close(form);
      const user = asking(spec.user ?? form.user);
      if (form.notify_on_close !== true) return {};
      const body = {
        ...interactionBody('view_closed', user, undefined, platform),
        view: apiView(form),
        is_cleared: false,
      };
      return transport.carry('interactive', { ...body, ...spec.fields }, false, spec);
    },
    async options(actionId, value, spec = {}) {
      const user = asking(spec.user);
      const found = spec.on && findElement(spec.on.blocks ?? [], actionId, spec.blockId);
      const body = {
        ...interactionBody('block_suggestion', user, undefined, platform),
        ...{ action_id: actionId, block_id: found?.blockId ?? spec.blockId ?? 'block', value },
        ...(spec.on ? placeOf(spec.on, platform) : {}),
        ...spec.fields,
      };
      return transport.carry('interactive', body, true, spec);
    },
    interactive: (payload, { acceptsPayload = false, ...how } = {}) =>
      transport.carry('interactive', payload, acceptsPayload, how),
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
