import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Fact } from '../../facts/schema.ts';
import { type Answer, answerFrom, type Hit } from '../../search/answer.ts';
import { copyLine } from '../../search/answer-text.ts';
import type { Post } from '../../state/state.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { answerBlocks, type Showing } from '../render/answer.ts';
import { ACTIONS, readButtonValue } from '../render/button-value.ts';
import { escapeText } from '../render/escape.ts';
import { cut, LIMITS } from '../render/limits.ts';
import { fitted, type Message, plain, richText, section, smallPrint } from '../render/rich-text.ts';
import { copyView, moreView } from '../render/views.ts';
import { showing } from './answer-request.ts';
import type { Bot } from './bot.ts';

/** Share, Copy line and More; whatever else is pressed or submitted is acked and told something useful. */
export function registerButtons(app: App, bot: Bot): void {
  app.action(/.*/, async ({ ack, action, body, respond }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const press = { body, respond, bot };
    const button = action.type === 'button' && 'action_id' in action ? action : null;
    const handle = button && HANDLERS.get(button.action_id);
    const told = button && answerOf(button.value, bot);
    if (!handle || !told) return stale(press);
    await handle({ ...press, told, view: showing(bot.desk, false) });
  });
  app.view(/.*/, async ({ ack }) => ack());
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack }) => ack());
  app.shortcut(/.*/, async ({ ack }) => ack());
  app.options(/.*/, async ({ ack }) => ack({ options: [] }));
}

// --- internal ---

interface Press {
  body: BlockAction;
  /** Missing where there is no message, as in App Home. */
  respond: RespondFn | undefined;
  bot: Bot;
}

/** One of our own buttons, and what it carries. */
interface OwnPress extends Press {
  told: Exclude<Answer, { kind: 'none' }>;
  view: Showing;
}

const HANDLERS = new Map<string, (press: OwnPress) => Promise<void>>([
  [ACTIONS.share, share],
  [
    ACTIONS.copy,
    (press) => {
      const { hits } = press.told;
      const lines = hits.map((hit) => copyLine(hit.fact, press.view.sources));
      return open(press, copyView(hits, press.view), lines.join('\n'));
    },
  ],
  [
    ACTIONS.more,
    (press) => {
      const { hits } = press.told;
      return open(press, moreView(hits, press.view), hits.map((hit) => hit.fact.claim).join(' '));
    },
  ],
]);

/** The facts a button carries, as an answer; null when it is not ours or a fact is gone. */
function answerOf(value: string | undefined, { desk }: Bot): OwnPress['told'] | null {
  const facts = readButtonValue(value)?.facts.map((id) => desk.base.facts.get(id)) ?? [];
  const living = facts.filter(
    (fact): fact is Fact => fact !== undefined && !fact.withheld && fact.superseded_by === null,
  );
  const told = living.length === facts.length ? answerFrom(living) : null;
  return told && told.kind !== 'none' ? told : null;
}

const NOT_YET =
  'Slack did not say yet whether it took this: it may or may not stand in the channel. Look there first; if it does not, press Share again in a minute, and it is posted once at most.';

const TURNED_AWAY =
  'Not shared: Slack takes nothing just now. Press Share again in a minute; Copy line gives you the words to paste.';

/** How long a share waits for Slack before its reader is told, in milliseconds. */
const SHARE_PATIENCE = 5000;

/** For one call to a reply address, in milliseconds. */
const REPLY_LEASE = 30_000;

/** Slack's words for a channel into which the bot cannot post. */
const UNREACHABLE = ['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'];

/** Posts the answer into the channel, once however often and by whomever the button is pressed, and says who shared it. */
async function share(press: OwnPress): Promise<void> {
  const { body, told, bot, view } = press;
  const channel = body.channel?.id;
  const team = body.team?.id ?? body.user.team_id;
  if (!channel || !team) return stale(press);
  const key = shareKey(body, channel, told.hits);
  const post = { key, kind: 'share' as const, team, channel, date: null };
  const message = sharedMessage(told, view, nameOf(body));
  try {
    const step = await bot.postingPoster.settleWithin(SHARE_PATIENCE, post, { channel }, async () => ({
      message,
    }));
    if (step.kind === 'later') return tellAside(press, step.isTaken ? NOT_YET : TURNED_AWAY);
    const why = step.why ?? '';
    if (step.outcome === 'posted') {
      const facts = told.hits.map((hit) => hit.fact.id);
      await bot.remember.now({ id: key, team, channel, ts: step.ts }, { told: facts, missed: [] });
    } else if (step.outcome === 'refused' && UNREACHABLE.includes(why)) {
      await shareByReply(press, { ...post, key: `${key} by reply` }, message);
    } else {
      await tellAside(press, `Not shared: Slack said ${why}. Copy line gives you the words to paste.`);
    }
  } catch (error) {
    bot.log.error('not shared', { why: slackFault(error) });
    await tellAside(
      press,
      'Not shared: the desk cannot reach its own memory now, and without it might post twice. Copy line gives you the words to paste.',
    );
  }
}

/** Slack lets the answer to a command into a channel that the bot is not in. */
async function shareByReply(press: OwnPress, post: Post, message: Message): Promise<void> {
  const { ledger } = press.bot.state;
  const claim = await ledger.claim(post, REPLY_LEASE);
  if (claim.kind !== 'fresh') return;
  const isTold = await tell(press, { response_type: 'in_channel', ...message });
  if (isTold) await ledger.posted(claim.held, '');
  else await ledger.unknown(claim.held, 'reply address refused');
}

/** What is private to one person is shared by that person; a post that many see is shared once for all of them. */
function shareKey(body: BlockAction, channel: string, hits: readonly Hit[]): string {
  const message = body.container.message_ts ?? body.message?.ts ?? body.trigger_id;
  const whose = body.container.is_ephemeral ? body.user.id : '';
  return ['share', channel, message, whose, ...hits.map((hit) => hit.fact.id)].join(' ');
}

function sharedMessage(told: OwnPress['told'], view: Showing, name: string): Message {
  const { text, blocks } = answerBlocks(told, view);
  const lead = `Shared by ${name}`;
  return {
    text: `${escapeText(lead)}: ${text}`,
    blocks: fitted([smallPrint(lead), ...blocks.filter((block) => block.type !== 'actions')]),
  };
}

/** A plain name, never a mention: nothing here pings. */
function nameOf(body: BlockAction): string {
  return body.user.username ?? body.user.name ?? 'a colleague';
}

/** Opens a modal at once, while its trigger lives; when Slack refuses, shows the same privately beside the button. */
async function open(press: OwnPress, view: ModalView, text: string): Promise<void> {
  const { body, bot } = press;
  try {
    await bot.clients.answering.views.open({ trigger_id: body.trigger_id, view });
  } catch (error) {
    bot.log.warn('modal not opened', { why: slackFault(error) });
    const blocks = fitted(view.blocks as Message['blocks']);
    const message = { text: escapeText(cut(text, LIMITS.notification)), blocks };
    await tell(press, { response_type: 'ephemeral', ...message, ...threadOf(body) });
  }
}

async function stale(press: Press): Promise<void> {
  const { name, command } = press.bot.desk.base.desk;
  await tellAside(
    press,
    `That button is not one ${name} knows today, or what it showed is no longer on file. Ask again with ${command}.`,
  );
}

/** One line for the one who pressed. */
async function tellAside(press: Press, line: string): Promise<void> {
  const blocks = [richText(section([plain(line)]))];
  await tell(press, {
    response_type: 'ephemeral',
    text: escapeText(line),
    blocks,
    ...threadOf(press.body),
  });
}

/** The thread that the button stands in: unless told, Slack shows a reply outside it. */
function threadOf({ container, message }: BlockAction): { thread_ts?: string } {
  const thread: unknown = container.thread_ts ?? message?.thread_ts;
  return typeof thread === 'string' && thread !== container.message_ts ? { thread_ts: thread } : {};
}

async function tell({ respond, bot }: Press, message: Reply): Promise<boolean> {
  try {
    await respond?.({ ...message, replace_original: false });
    return respond !== undefined;
  } catch (error) {
    bot.log.warn('reply address refused', { why: slackFault(error) });
    return false;
  }
}

type Reply = Message & { response_type: 'in_channel' | 'ephemeral'; thread_ts?: string };
