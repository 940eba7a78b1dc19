import type { BlockAction } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Answer, Hit } from '../../search/answer.ts';
import type { DisplayContext } from '../../search/answer-text.ts';
import type { Ledger, Post } from '../../state/state.ts';
import type { History } from '../delivery/history.ts';
import type { Poster } from '../delivery/post-once.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { answerBlocks } from '../render/answer.ts';
import { escapeText } from '../render/escape.ts';
import { fitted, type Message, smallPrint } from '../render/rich-text.ts';
import type { Press } from './press.ts';

/** Posts an answer to the channel, once however often and by whomever the button is pressed, and says who shared it. */
export type Share = (
  press: Press,
  shared: { answer: Answer; context: DisplayContext; team: string; channel: string },
) => Promise<void>;

export function createShare(deps: { poster: Poster; ledger: Ledger; history: History; log: Log }): Share {
  const { poster, ledger, history, log } = deps;

  /** Slack lets the bot answer a command in a channel it is not in. */
  async function shareByReply(press: Press, post: Post, message: Message): Promise<void> {
    const claim = await ledger.claim(post, REPLY_LEASE);
    if (claim.kind !== 'fresh') return;
    const isPosted = await press.reply('in_channel', message);
    if (isPosted) await ledger.posted(claim.held, '');
    else await ledger.unknown(claim.held, 'reply address refused');
  }

  return async (press, { answer, context, team, channel }) => {
    const { body } = press;
    const key = shareKey(body, channel, answer.hits);
    const post = { key, kind: 'share' as const, team, channel, date: null };
    const message = sharedMessage(answer, context, nameOf(body));
    try {
      const step = await poster.settleWithin(PATIENCE, post, { channel }, async () => ({ message }));
      if (step.kind === 'later') return press.tell(step.isTaken ? UNCONFIRMED : TURNED_AWAY);
      const why = step.why ?? '';
      if (step.outcome === 'posted') {
        const told = answer.hits.map((hit) => hit.fact.id);
        await history.record({ id: key, team, channel, ts: step.ts, thread: step.ts }, { told, missed: [] });
      } else if (step.outcome === 'refused' && UNREACHABLE.has(why)) {
        await shareByReply(press, { ...post, key: `${key} by reply` }, message);
      } else {
        await press.tell(`Not shared: Slack said ${why}. Copy line gives you the text to paste.`);
      }
    } catch (error) {
      log.error('not shared', { why: slackFault(error) });
      await press.tell(NO_STORE);
    }
  };
}

// --- internal ---

const UNCONFIRMED =
  'Slack has not confirmed this yet, so it may or may not be in the channel. Look there first; if it is missing, press Share again in a minute. It will not be posted twice.';

const TURNED_AWAY =
  'Not shared: Slack is not accepting posts right now. Press Share again in a minute; Copy line gives you the text to paste.';

const NO_STORE =
  'Not shared: the desk cannot reach its database right now, and without it might post twice. Copy line gives you the text to paste.';

/** How long a share waits for Slack before the person who pressed hears of it, in milliseconds. */
const PATIENCE = 5000;

/** For one call to a response URL, in milliseconds. */
const REPLY_LEASE = 30_000;

/** Slack's codes for a channel that the bot cannot post to. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  ...['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'],
]);

/** A private answer is shared by the one who sees it; what everybody sees is shared once for all of them. */
function shareKey(body: BlockAction, channel: string, hits: readonly Hit[]): string {
  const message = body.container.message_ts ?? body.message?.ts ?? body.trigger_id;
  const whose = body.container.is_ephemeral ? body.user.id : '';
  return ['share', channel, message, whose, ...hits.map((hit) => hit.fact.id)].join(' ');
}

function sharedMessage(answer: Answer, context: DisplayContext, name: string): Message {
  const { text, blocks } = answerBlocks(answer, context, false);
  const lead = `Shared by ${name}`;
  return {
    text: `${escapeText(lead)}: ${text}`,
    blocks: fitted([smallPrint(lead), ...blocks.filter((block) => block.type !== 'actions')]),
  };
}

/** A plain name and no mention, so that nobody is pinged. */
function nameOf(body: BlockAction): string {
  return body.user.username ?? body.user.name ?? 'a colleague';
}
