import type { How, Receipt } from './carrier.ts';
import type { Message } from './messages.ts';
import type { Fields } from './rules/check.ts';
import type { Submitted } from './submission.ts';
import type { View } from './views.ts';

/** @public */
export interface CommandSpec extends How {
  text: string;
  command?: string;
  user?: string;
  channel?: string;
  /** Fields of the payload that differ. */
  fields?: Fields;
}

/** @public */
export interface CommandResult extends Receipt {
  /** The message the ack shows. */
  reply?: Message;
  /** Every message so far, through the ack and through the response_url. */
  replies(): Message[];
  responseUrl: string;
  triggerId: string;
}

export interface SpeechSpec extends How {
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
  again(how?: How & { event_id?: string }): Promise<EventResult>;
}

/** @public */
export interface ActSpec extends How {
  user?: string;
  /** What is chosen, where there is a choice. */
  value?: unknown;
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
  homeOpened(spec?: How & { user?: string; tab?: 'home' | 'messages' }): Promise<EventResult>;
  event(event: Fields, spec?: How & { event_id?: string; outer?: Fields }): Promise<EventResult>;
  action(on: Message | View, actionId: string, spec?: ActSpec): Promise<ActionResult>;
  submit(view: View, values?: Fields, spec?: ActSpec): Promise<SubmitResult>;
  closeView(view: View, spec?: ActSpec): Promise<Receipt>;
  shortcut(callbackId: string, spec?: ActSpec & { message?: Message }): Promise<ActionResult>;
  options(actionId: string, value: string, spec?: ActSpec & { on?: Message | View }): Promise<Receipt>;
  /** Any interaction payload. */
  interactive(payload: Fields, how?: How & { acceptsPayload?: boolean }): Promise<Receipt>;
}
