import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import type { Poster } from '../delivery/post-once.ts';
import type { SendOnce } from '../delivery/send-once.ts';
import type { ShowHome } from '../delivery/show-home.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import type { Tell } from '../delivery/tell.ts';
import { lineMessage, type Message, withLead } from '../render/rich-text.ts';
import { modal } from '../render/views.ts';
import type { Identity } from './identity.ts';
import type { Refused } from './policy.ts';

/** What a listener may be handed; events come without `ack`. */
export interface Delivery {
  body: Record<string, unknown>;
  ack?: (answer?: object) => Promise<void>;
}

/**
 * Acknowledges what must be acknowledged, and shows the line, if there is one, once and privately where Slack permits.
 * @throws Unsettled when the bot stops first; StateError when the store fails: the next process continues
 */
export type Refuse = (
  delivery: Delivery,
  refused: Refused | null,
  identity: Identity | null,
) => Promise<void>;

/** @param deps.team the bot's own, for events of an organisation's installation, which may name none */
export function createRefuse(deps: {
  name: string;
  team: string;
  client: WebClient;
  poster: Poster;
  sendOnce: SendOnce;
  tell: Tell;
  showHome: ShowHome;
  log: Log;
}): Refuse {
  const { name, team: own, client, poster, sendOnce, tell, showHome, log } = deps;

  /** An event has no response of its own. */
  async function answerEvent(
    body: Record<string, unknown>,
    { door, user, place }: Identity,
    message: Message,
  ) {
    if (door === 'home') return showHome(user, { type: 'home', blocks: message.blocks as KnownBlock[] });
    if (typeof place !== 'object') return;
    const { channel } = place;
    const { ts, thread } = placeOf(body.event);
    const team = typeof body.team_id === 'string' ? body.team_id : own;
    const key = `refusal ${team} ${channel} ${ts ?? String(body.event_id)}`;
    const post = { key, kind: 'refusal' as const, team, channel, date: null };
    if (door === 'direct') {
      await poster.settle(post, { channel, thread }, async () => ({ message }));
      return;
    }
    const inThread = thread === undefined ? {} : { thread_ts: thread };
    const end = await sendOnce(post, () =>
      client.chat.postEphemeral({ channel, user, ...inThread, ...message }),
    );
    if (end.outcome === 'posted') return;
    log.warn('refusal not told', { why: end.why, door });
    const written = end.outcome === 'unknown' ? withLead(MAYBE_TWICE, message) : message;
    await poster.settle(
      { ...post, key: `${key} in private`, channel: user },
      { channel: user },
      async () => ({
        message: written,
      }),
    );
  }

  async function answerPress(body: Record<string, unknown>, identity: Identity, message: Message) {
    const { place, user } = identity;
    const trigger = String(body.trigger_id);
    if (typeof body.response_url === 'string') {
      const channel = typeof place === 'object' ? place.channel : '';
      const { thread } = placeOf(body.container);
      const waiting = { key: `refusal ${trigger}`, what: 'press of a button', team: own, channel, user };
      return tell.answer({ ...waiting, url: body.response_url, thread }, message);
    }
    if (typeof body.trigger_id !== 'string') return;
    await client.views
      .open({ trigger_id: trigger, view: modal(name, message.blocks) })
      .catch((error: unknown) =>
        log.warn('refusal not told', { why: slackFault(error), door: identity.door }),
      );
  }

  return async ({ body, ack }, refused, identity) => {
    if (!refused) return ack?.();
    const message = lineMessage(refused.line);
    if ('command' in body) return ack?.({ response_type: 'ephemeral', ...message });
    if (body.type === 'view_submission')
      return ack?.({ response_action: 'update', view: modal(name, message.blocks) });
    if (body.type === 'block_suggestion') return ack?.({ options: [] });
    if ('event' in body) return identity ? answerEvent(body, identity, message) : undefined;
    await ack?.();
    if (identity) await answerPress(body, identity, message);
  };
}

// --- internal ---

const MAYBE_TWICE = 'My reply may or may not have reached you where you asked, so here it is.';

function placeOf(at: unknown): { ts?: string; thread?: string } {
  const { ts, thread_ts: thread } = Object(at) as { ts?: unknown; thread_ts?: unknown };
  return {
    ...(typeof ts === 'string' ? { ts } : {}),
    ...(typeof thread === 'string' ? { thread } : {}),
  };
}
