import type { BlockAction } from '@slack/bolt';
import type { Tell, Waiting } from '../delivery/tell.ts';
import { lineMessage, type Message } from '../render/rich-text.ts';

/** A pressed button, and ways to answer whoever pressed it. */
export interface Press {
  body: BlockAction;
  waiting: Waiting;
  /** Shows them a message, once. */
  answer(message: Message): Promise<void>;
  /** Tells them one line, once. */
  tell(line: string): Promise<void>;
  /** Tells them in one line that it takes longer. */
  meanwhile(line: string): Promise<void>;
}

/** @param what the button's name */
export function createPress(body: BlockAction, what: string, tell: Tell): Press {
  const waiting: Waiting = {
    ...{ key: `press ${body.trigger_id}`, what: `press of ${what}` },
    ...{ team: body.team?.id ?? body.user.team_id ?? '', channel: body.channel?.id ?? '' },
    ...{ user: body.user.id, url: body.response_url || undefined, thread: threadOf(body) },
  };
  const answer = (message: Message) => tell.answer(waiting, message);
  return {
    ...{ body, waiting, answer },
    tell: (line) => answer(lineMessage(line)),
    meanwhile: (line) => tell.meanwhile(waiting, lineMessage(line)),
  };
}

// --- internal ---

/** The thread that the button is in. */
function threadOf({ container, message }: BlockAction): string | undefined {
  const thread: unknown = container.thread_ts ?? message?.thread_ts;
  return typeof thread === 'string' && thread !== container.message_ts ? thread : undefined;
}
