import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Fact } from '../facts/schema.ts';
import { type Answer, answerFrom, type Hit } from '../search/answer.ts';
import { copyLine } from '../search/wording.ts';
import { ACTIONS, readButtonValue } from './action.ts';
import { answerBlocks, type Showing } from './answer-blocks.ts';
import type { Bot } from './bot.ts';
import { showing } from './desk.ts';
import { escapeText } from './escape.ts';
import { cut, LIMITS } from './limits.ts';
import { fitted, type Message, plain, richText, section, smallPrint } from './rich-text.ts';
import { isRefusal, slackFault } from './slack-fault.ts';
import { copyView, moreView } from './views.ts';

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

/** Slack's words for a channel into which the bot cannot post. */
const UNREACHABLE = ['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'];

/** Posts the answer into the channel, once however often and by whomever the button is pressed, and says who shared it. */
async function share(press: OwnPress): Promise<void> {
  const { body, told, bot, view } = press;
  const channel = body.channel?.id;
  if (!channel) return stale(press);
  const key = shareKey(body, channel, told.hits);
  if (!bot.seen.first(key)) return;
  const shared = sharedMessage(told, view, nameOf(body));
  try {
    await bot.clients.posting.chat.postMessage({
      channel,
      ...shared,
      unfurl_links: false,
      unfurl_media: false,
    });
    bot.log.info('shared', {});
  } catch (error) {
    const why = slackFault(error);
    bot.log.warn('not shared by post', { why });
    // Slack lets the answer to a command into a channel that the bot is not in.
    if (UNREACHABLE.includes(why)) return tell(press, { response_type: 'in_channel', ...shared });
    if (!isRefusal(error)) {
      return tellAside(
        press,
        'Slack did not say whether it took this: it may or may not stand in the channel. Look there first; Copy line gives you the words to paste.',
      );
    }
    bot.seen.forget(key);
    await tellAside(
      press,
      `Not shared: Slack said ${why}. Press Share again in a moment; Copy line gives you the words to paste.`,
    );
  }
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

async function tell({ respond, bot }: Press, message: Reply): Promise<void> {
  try {
    await respond?.({ ...message, replace_original: false });
  } catch (error) {
    bot.log.warn('reply address refused', { why: slackFault(error) });
  }
}

type Reply = Message & { response_type: 'in_channel' | 'ephemeral'; thread_ts?: string };
