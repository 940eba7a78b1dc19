import type { BlockAction, RespondFn } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { lineMessage, type Message } from '../render/rich-text.ts';

/** A pressed button, and ways to answer whoever pressed it. */
export interface Press {
  body: BlockAction;
  /** False when Slack did not accept it, or there is no message to reply to, as in App Home. */
  reply(type: 'in_channel' | 'ephemeral', message: Message): Promise<boolean>;
  /** Tells the person who pressed it one line. */
  tell(line: string): Promise<void>;
}

export function createPress(body: BlockAction, respond: RespondFn | undefined, log: Log): Press {
  const reply: Press['reply'] = async (type, message) => {
    // Without the thread, Slack shows a private reply outside it.
    const thread = type === 'ephemeral' ? threadOf(body) : {};
    try {
      await respond?.({ response_type: type, replace_original: false, ...message, ...thread });
      return respond !== undefined;
    } catch (error) {
      log.warn('reply address refused', { why: slackFault(error) });
      return false;
    }
  };
  return {
    body,
    reply,
    async tell(line) {
      await reply('ephemeral', lineMessage(line));
    },
  };
}

// --- internal ---

/** The thread that the button is in. */
function threadOf({ container, message }: BlockAction): { thread_ts?: string } {
  const thread: unknown = container.thread_ts ?? message?.thread_ts;
  return typeof thread === 'string' && thread !== container.message_ts ? { thread_ts: thread } : {};
}
