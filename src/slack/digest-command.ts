import { type DigestOrder, readOrder } from '../digest/order.ts';
import { nextDue } from '../digest/schedule.ts';
import { topicsOf } from '../facts/views.ts';
import { dateInWords } from '../facts/wording.ts';
import { dateIn } from '../search/day.ts';
import { type DigestSetting, StateError } from '../state/state.ts';
import type { Bot } from './bot.ts';
import { createDigests, digestKey } from './digests.ts';
import { escapeText } from './escape.ts';
import { readPerson } from './person.ts';
import { type Message, plain, richText, section, smallPrint } from './rich-text.ts';
import { slackFault } from './slack-fault.ts';

/** Who orders, where, and the order's natural key: its trigger or its message. */
export interface Asker {
  team: string;
  channel: string;
  user: string;
  key: string;
}

/**
 * Carries out an order about a channel's digest and says how things then stand. A change is confirmed only once it is
 * in the store; a repeated order changes nothing.
 */
export async function digestReply(text: string, asker: Asker, bot: Bot): Promise<Message> {
  try {
    return await carryOut(text, asker, bot);
  } catch (error) {
    bot.log.error('digest order failed', { why: slackFault(error) });
    if (!(error instanceof StateError)) throw error;
    return line('Nothing was changed: the desk cannot reach its own memory now. Try again in a minute.');
  }
}

// --- internal ---

async function carryOut(text: string, asker: Asker, bot: Bot): Promise<Message> {
  const { desk, state } = bot;
  const { team, channel, user } = asker;
  const { command, name, timezone } = desk.base.desk;
  if (channel.startsWith('D')) {
    return line(
      `A digest is for a channel. Invite @${name} to one, and say ${command} digest on 08:30 there.`,
    );
  }
  const person = await readPerson(user, bot);
  const before = await state.digests.get(team, channel);
  // A channel that has a digest keeps its zone until another is named, whoever says the rest.
  const zone = before?.isOn ? before.zone : (person?.zone ?? timezone);
  const topics = topicsOf(desk.base).map(({ topic }) => topic);
  const order = readOrder(text, { topics, zone, today: dateIn(zone, desk.now()), command });
  if (order === null)
    return line(`That is no order about the digest; ${command} digest status shows how it stands.`);
  if ('refused' in order) return line(order.refused);
  if (order.do === 'status') return status(before, bot);
  if (order.do === 'preview') return preview(before ?? settingOf(asker, zone, bot), bot);
  if (!(person?.isAdmin || bot.editors.includes(user))) {
    bot.log.info('refused', { reason: person === null ? 'person_unknown' : 'not_editor', door: 'digest' });
    return line(
      person === null
        ? 'Nothing was changed: Slack did not say whether you may. Try again in a minute.'
        : 'Nothing was changed: only workspace admins, and the editors named in EDITORS, may change the digest. Anyone may look: preview and status.',
    );
  }
  if (order.do === 'now') return postNow(before ?? settingOf(asker, zone, bot), bot);
  const wanted = changed(order, before, asker, bot);
  if (wanted === null)
    return line(`There is no digest here yet. Turn it on with ${command} digest on 08:30.`);
  const { setting } = await state.digests.change(asker.key, wanted);
  return status(setting, bot);
}

/** The setting an order asks for; null when there is none to change. */
function changed(
  order: DigestOrder & { do: 'on' | 'off' | 'pause' },
  before: DigestSetting | null,
  asker: Asker,
  bot: Bot,
): DigestSetting | null {
  if (order.do === 'on') {
    const { do: _, ...wanted } = order;
    return { ...settingOf(asker, order.zone, bot), ...wanted, isOn: true };
  }
  if (before === null) return null;
  return order.do === 'off' ? { ...before, isOn: false } : { ...before, pausedUntil: order.until };
}

/** As it would be when nothing was ever said about it. */
function settingOf({ team, channel, user }: Asker, zone: string, { desk }: Bot): DigestSetting {
  return {
    ...{ team, channel, isOn: false, at: '08:30', days: 'weekdays', zone, topics: [], isQuiet: false },
    ...{ pausedUntil: null, setBy: user, since: desk.now().getTime(), fault: null },
  };
}

/** The real way, up to the post. */
async function preview(setting: DigestSetting, bot: Bot): Promise<Message> {
  const { message, digest } = await createDigests(bot).write(setting, todayIn(setting, bot));
  const silent =
    setting.isQuiet && digest.isSilent ? ' It is set to be quiet, so today nothing would be posted.' : '';
  return {
    text: `Preview, posted nowhere: ${message.text}`,
    blocks: [smallPrint(`Preview: you alone see this, and nothing was posted.${silent}`), ...message.blocks],
  };
}

/** Today's post if none went out, else where it stands. */
async function postNow(setting: DigestSetting, bot: Bot): Promise<Message> {
  const date = todayIn(setting, bot);
  const key = digestKey(setting, date);
  const before = await bot.state.ledger.outcome(key);
  // What was refused, or kept quiet, in the morning may be wanted now.
  const step = await createDigests(bot).post(setting, date, {
    key: before?.outcome === 'refused' ? `${key} now` : key,
  });
  if (step.kind === 'later') {
    return line(
      'It is being posted, or Slack did not say yet whether it took it: it is posted once at most. Look into the channel in a minute.',
    );
  }
  if (step.outcome === 'unknown') {
    return line(
      'Whether today’s digest stands in the channel could not be found out, so it is not posted again.',
    );
  }
  if (step.outcome === 'refused') {
    const { name } = bot.desk.base.desk;
    const hint =
      step.why === 'not_in_channel' || step.why === 'channel_not_found'
        ? ` Invite it first: /invite @${name}.`
        : '';
    return line(`Not posted: Slack said ${step.why}.${hint}`);
  }
  const link = await linkTo(setting.channel, step.ts ?? '', bot);
  return line(before?.outcome === 'posted' ? 'Today’s digest is posted already.' : 'Posted.', link);
}

async function status(setting: DigestSetting | null, bot: Bot): Promise<Message> {
  const { command } = bot.desk.base.desk;
  if (setting === null) return line(`No digest in this channel. Turn it on with ${command} digest on 08:30.`);
  const { at, days, zone, topics, isQuiet, isOn, fault, team, channel } = setting;
  const [last] = await bot.state.ledger.digestsIn(team, channel);
  const coming = nextDue(setting, bot.desk.now());
  // What went out before its time is not posted again at its time.
  const next = coming && coming.date === last?.date ? nextDue(setting, coming.at) : coming;
  const when = `${at} ${days === 'daily' ? 'every day' : 'on weekdays'}, ${zone}`;
  const about = topics.length > 0 ? `, about ${topics.join(', ')}` : '';
  const isPaused = setting.pausedUntil !== null && (next?.date ?? '') >= setting.pausedUntil;
  const state = isOn
    ? isPaused
      ? `paused until ${dateInWords(setting.pausedUntil ?? '')}`
      : 'on'
    : fault === null
      ? 'off'
      : `off, since Slack refused it (${fault})`;
  const sentences = [
    `The digest in this channel is ${state}: ${when}${about}${isQuiet ? ', silent when nothing is new' : ''}.`,
    next && isOn ? `Next on ${dateInWords(next.date)}.` : '',
    last ? `Last posted for ${dateInWords(last.date)}.` : 'None was posted yet.',
  ];
  const link = last ? await linkTo(channel, last.ts, bot) : null;
  return line(sentences.filter((sentence) => sentence !== '').join(' '), link);
}

/** The address of a post; null when Slack does not say. */
async function linkTo(channel: string, ts: string, { clients, log }: Bot): Promise<string | null> {
  try {
    const { permalink } = await clients.answering.chat.getPermalink({ channel, message_ts: ts });
    return permalink ?? null;
  } catch (error) {
    log.warn('no link', { why: slackFault(error) });
    return null;
  }
}

function todayIn({ zone }: DigestSetting, { desk }: Bot): string {
  return dateIn(zone, desk.now());
}

function line(text: string, link: string | null = null): Message {
  const address = link === null ? [] : [plain(' '), { type: 'link' as const, url: link, text: 'See it' }];
  return { text: escapeText(text), blocks: [richText(section([plain(text), ...address]))] };
}
