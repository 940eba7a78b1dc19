import type { State } from './choices.ts';
import type { Message } from './messages.ts';
import type { Fields } from './rules/check.ts';
import type { Fault } from './rules/message.ts';
import type { Submitted } from './submission.ts';
import type { DeliveryOptions, Receipt } from './transport.ts';
import type { View } from './views.ts';

/** @public */
export interface CommandSpec extends DeliveryOptions {
  text: string;
  command?: string;
  user?: string;
  /** The browser window it was typed in. */
  client?: string | undefined;
  channel?: string;
  /** Overrides for fields of the payload. */
  fields?: Fields;
}

/** @public */
export interface CommandResult extends Receipt {
  /** The message shown by the ack. */
  reply?: Message;
  /** Why Slack refuses the message in the ack. */
  refused?: Fault;
  /** All messages so far, from the ack and from the response_url. */
  replies(): Message[];
  responseUrl: string;
  triggerId: string;
}

export interface SpeechSpec extends DeliveryOptions {
  text: string;
  user?: string;
  channel?: string;
  ts?: string;
  thread_ts?: string;
  event_id?: string;
  /** Overrides for fields of the event and of its envelope. */
  fields?: Fields;
  outer?: Fields;
}

export interface EventResult extends Receipt {
  eventId: string;
  event: Fields;
  ts: string;
  channel: string;
  /** Delivers the same event again, with another `event_id` if given. */
  again(how?: DeliveryOptions & { event_id?: string }): Promise<EventResult>;
}

/** @public */
export interface ActSpec extends DeliveryOptions {
  user?: string;
  /** The browser window the person acts in. */
  client?: string | undefined;
  /** The chosen value, where there is a choice. */
  value?: unknown;
  /** The values of all fields. */
  state?: State;
  blockId?: string;
  fields?: Fields;
}

export interface ActionResult extends Receipt {
  triggerId: string;
  /** Only for elements of a message. */
  responseUrl?: string;
  /** All messages sent through that response_url. */
  replies(): Message[];
}

/** @public */
export interface SubmitResult extends Receipt, Submitted {
  triggerId: string;
}

/** Everything Slack delivers to a bot when people act, whichever way the bot is connected. */
export interface Deliveries {
  command(spec: CommandSpec): Promise<CommandResult>;
  mention(spec: SpeechSpec): Promise<EventResult>;
  dm(spec: SpeechSpec): Promise<EventResult>;
  homeOpened(spec?: DeliveryOptions & { user?: string; tab?: 'home' | 'messages' }): Promise<EventResult>;
  event(event: Fields, spec?: DeliveryOptions & { event_id?: string; outer?: Fields }): Promise<EventResult>;
  action(on: Message | View, actionId: string, spec?: ActSpec): Promise<ActionResult>;
  submit(view: View, values?: Fields, spec?: ActSpec): Promise<SubmitResult>;
  closeView(view: View, spec?: ActSpec): Promise<Receipt>;
  options(actionId: string, value: string, spec?: ActSpec & { on?: Message | View }): Promise<Receipt>;
  /** Any interaction payload. */
  interactive(payload: Fields, how?: DeliveryOptions & { acceptsPayload?: boolean }): Promise<Receipt>;
}
