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
  /** The window it is typed in. */
  client?: string | undefined;
  channel?: string;
  /** Fields of the payload that differ. */
  fields?: Fields;
}

/** @public */
export interface CommandResult extends Receipt {
  /** The message the ack shows. */
  reply?: Message;
  /** Why Slack does not show what the ack holds. */
  refused?: Fault;
  /** Every message so far, through the ack and through the response_url. */
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
  /** Fields of the event, and of what surrounds it, that differ. */
  fields?: Fields;
  outer?: Fields;
}

export interface EventResult extends Receipt {
  eventId: string;
  event: Fields;
  ts: string;
  channel: string;
  /** The same event once more; with another `event_id` if so wished. */
  again(how?: DeliveryOptions & { event_id?: string }): Promise<EventResult>;
}

/** @public */
export interface ActSpec extends DeliveryOptions {
  user?: string;
  /** The window the person acts in. */
  client?: string | undefined;
  /** What is chosen, where there is a choice. */
  value?: unknown;
  /** What stands in all fields. */
  state?: State;
  blockId?: string;
  fields?: Fields;
}

export interface ActionResult extends Receipt {
  triggerId: string;
  /** Only for what stood in a message. */
  responseUrl?: string;
  /** Every message that came through that response_url. */
  replies(): Message[];
}

/** @public */
export interface SubmitResult extends Receipt, Submitted {
  triggerId: string;
}

/** All that people can do to the bot, whichever way it is connected. */
export interface Door {
  command(spec: CommandSpec): Promise<CommandResult>;
  mention(spec: SpeechSpec): Promise<EventResult>;
  dm(spec: SpeechSpec): Promise<EventResult>;
  homeOpened(spec?: DeliveryOptions & { user?: string; tab?: 'home' | 'messages' }): Promise<EventResult>;
  event(event: Fields, spec?: DeliveryOptions & { event_id?: string; outer?: Fields }): Promise<EventResult>;
  action(on: Message | View, actionId: string, spec?: ActSpec): Promise<ActionResult>;
  submit(view: View, values?: Fields, spec?: ActSpec): Promise<SubmitResult>;
  closeView(view: View, spec?: ActSpec): Promise<Receipt>;
  shortcut(callbackId: string, spec?: ActSpec & { message?: Message }): Promise<ActionResult>;
  options(actionId: string, value: string, spec?: ActSpec & { on?: Message | View }): Promise<Receipt>;
  /** Any interaction payload. */
  interactive(payload: Fields, how?: DeliveryOptions & { acceptsPayload?: boolean }): Promise<Receipt>;
}
