import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Fact } from '../facts/schema.ts';
import { type Answer, answerFrom, type Hit } from '../search/answer.ts';
import { ACTIONS, readButtonValue } from './action.ts';
import { answerBlocks, type Showing } from './answer-blocks.ts';
import type { Bot } from './bot.ts';
import { showing } from './desk.ts';
import { escapeText } from './escape.ts';
import { fitted, type Message, plain, richText, section, smallPrint } from './rich-text.ts';
import { slackFault } from './slack-fault.ts';
import { copyView, moreView } from './views.ts';

/** Share, Copy line and More; whatever else is pressed or submitted is acked and told something useful. */
export function registerButtons(app: App, bot: Bot): void {
  app.action(/.*/, async ({ ack, action, body, respond }) => {
    await ack();
    if (body.type !== 'block_actions' || action.type !== 'button') return stale(respond, bot);
    const handle = 'action_id' in action ? HANDLERS[action.action_id] : undefined;
    const told = answerOf(action.value, bot);
    if (!handle || !told) return stale(respond, bot);
    await handle({ body, told, respond, bot, view: showing(bot.desk, false) });
  });
  app.view(/.*/, async ({ ack }) => ack());
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack }) => ack());
  app.shortcut(/.*/, async ({ ack }) => ack());
  app.options(/.*/, async ({ ack }) => ack({ options: [] }));
}

// --- internal ---

interface Press {
  body: BlockAction;
  told: Exclude<Answer, { kind: 'none' }>;
  respond: RespondFn;
  bot: Bot;
  view: Showing;
}

const HANDLERS: Record<string, (press: Press) => Promise<void>> = {
  [ACTIONS.share]: share,
  [ACTIONS.copy]: (press) =>
    open(press, copyView(press.told.hits, press.view), copyMessage(press.told.hits, press.view)),
  [ACTIONS.more]: (press) =>
    open(press, moreView(press.told.hits, press.view), answerBlocks(press.told, press.view)),
};

/** The facts a button carries, as an answer; null when it is not ours or a fact is gone. */
function answerOf(value: string | undefined, { desk }: Bot): Press['told'] | null {
  const facts = readButtonValue(value)?.facts.map((id) => desk.base.facts.get(id)) ?? [];
  const living = facts.filter(
    (fact): fact is Fact => fact !== undefined && !fact.withheld && fact.superseded_by === null,
  );
  const told = living.length === facts.length ? answerFrom(living) : null;
  return told && told.kind !== 'none' ? told : null;
}

/** Posts the answer into the channel, once however often the button is pressed, and says who shared it. */
async function share({ body, told, respond, bot, view }: Press): Promise<void> {
  const channel = body.channel?.id;
  const message = body.container.message_ts ?? body.message?.ts ?? body.trigger_id;
  if (!channel) return stale(respond, bot);
  const ids = told.hits.map((hit) => hit.fact.id).join(' ');
  if (!bot.seen.first(`share ${channel} ${message} ${body.user.id} ${ids}`)) return;
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
    if (['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'].includes(why)) {
      // Slack lets the answer to a command into a channel that the bot is not in.
      await tell(respond, bot, { response_type: 'in_channel', replace_original: false, ...shared });
      return;
    }
    await tell(respond, bot, {
      response_type: 'ephemeral',
      replace_original: false,
      text: `Not shared: Slack said ${why}. Copy line gives you the words to paste.`,
    });
  }
}

function sharedMessage(told: Press['told'], view: Showing, name: string): Message {
  const { text, blocks } = answerBlocks(told, view);
  return {
    text,
    blocks: fitted([smallPrint(`Shared by ${name}`), ...blocks.filter((block) => block.type !== 'actions')]),
  };
}

/** A plain name, never a mention: nothing here pings. */
function nameOf(body: BlockAction): string {
  return body.user.username ?? body.user.name ?? 'a colleague';
}

function copyMessage(hits: readonly Hit[], view: Showing): Message {
  const { blocks } = copyView(hits, view);
  return { text: 'The line to paste', blocks: blocks as Message['blocks'] };
}

/** Opens a modal at once, while its trigger lives; when Slack refuses, shows the same privately in the channel. */
async function open({ body, respond, bot }: Press, view: ModalView, instead: Message): Promise<void> {
  try {
    await bot.clients.answering.views.open({ trigger_id: body.trigger_id, view });
  } catch (error) {
    bot.log.warn('modal not opened', { why: slackFault(error) });
    await tell(respond, bot, { response_type: 'ephemeral', replace_original: false, ...instead });
  }
}

async function stale(respond: RespondFn | undefined, bot: Bot): Promise<void> {
  const { name, command } = bot.desk.base.desk;
  const line = `That button is not one ${name} knows today, or what it showed is no longer on file. Ask again with ${command}.`;
  if (respond) {
    await tell(respond, bot, {
      response_type: 'ephemeral',
      replace_original: false,
      text: escapeText(line),
      blocks: [richText(section([plain(line)]))],
    });
  }
}

async function tell(respond: RespondFn, bot: Bot, message: Parameters<RespondFn>[0]): Promise<void> {
  try {
    await respond(message);
  } catch (error) {
    bot.log.warn('reply address refused', { why: slackFault(error) });
  }
}
