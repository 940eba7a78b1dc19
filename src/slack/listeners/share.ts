import type { BlockAction } from '@slack/bolt';
import type { Answer, Hit } from '../../search/answer.ts';
import type { DisplayContext } from '../../search/answer-text.ts';
import type { Post } from '../../state/state.ts';
import type { History } from '../delivery/history.ts';
import type { Poster } from '../delivery/post-once.ts';
import type { PostToUrl } from '../delivery/response-url.ts';
import type { SendOnce } from '../delivery/send-once.ts';
import { tellIfSlow } from '../delivery/tell.ts';
import { answerBlocks } from '../render/answer.ts';
import { escapeText } from '../render/escape.ts';
import { fitted, type Message, smallPrint } from '../render/rich-text.ts';
import type { Press } from './press.ts';

/** Posts an answer to the channel, once however often and by whomever the button is pressed, and says who shared it. */
export type Share = (
  press: Press,
  shared: { answer: Answer; context: DisplayContext; team: string; channel: string },
) => Promise<void>;

export function createShare(deps: {
  poster: Poster;
  postToUrl: PostToUrl;
  sendOnce: SendOnce;
  history: History;
}): Share {
  const { poster, postToUrl, sendOnce, history } = deps;

  /** Slack lets the bot answer a command in a channel it is not in. */
  async function shareByReply(press: Press, post: Post, message: Message): Promise<void> {
    const { url } = press.waiting;
    if (url === undefined) return press.tell(refusal('there is no reply address'));
    const { outcome, why } = await sendOnce(post, () => postToUrl(url, message, { type: 'in_channel' }));
    if (outcome === 'unknown') await press.tell(UNKNOWN);
    else if (outcome === 'refused') await press.tell(refusal(`Slack said ${why}`));
  }

  return async (press, { answer, context, team, channel }) => {
    const { body } = press;
    const key = shareKey(body, channel, answer.hits);
    const post = { key, kind: 'share' as const, team, channel, date: null };
    const message = sharedMessage(answer, context, nameOf(body));
    const end = await tellIfSlow(
      () => press.meanwhile(UNCONFIRMED),
      () => poster.settle(post, { channel }, async () => ({ message })),
    );
    const why = end.why ?? '';
    if (end.outcome === 'posted') {
      const told = answer.hits.map((hit) => hit.fact.id);
      await history.record({ id: key, team, channel, ts: end.ts, thread: end.ts }, { told, missed: [] });
    } else if (end.outcome === 'refused' && UNREACHABLE.has(why)) {
      await shareByReply(press, { ...post, key: `${key} by reply` }, message);
    } else {
      await press.tell(end.outcome === 'unknown' ? UNKNOWN : refusal(`Slack said ${why}`));
    }
  };
}

// --- internal ---

const UNCONFIRMED =
  'Slack has not confirmed this yet. The bot keeps trying, and posts it once: there is no need to press Share again.';

const UNKNOWN =
  'Slack has not confirmed this, so it may or may not be in the channel, and it is not posted again. Look there; Copy line gives you the text to paste.';

function refusal(why: string): string {
  return `Not shared: ${why}. Copy line gives you the text to paste.`;
}

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
