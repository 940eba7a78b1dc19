import { type DigestCommand, readDigestCommand, usageOf } from '../../digest/command.ts';
import { dateIn } from '../../digest/local-time.ts';
import { countsFrom, isPaused } from '../../digest/schedule.ts';
import { changesInWords } from '../../digest/status.ts';
import { topicsOf } from '../../facts/views.ts';
import { type DigestSetting, StateError } from '../../state/state.ts';
import { readPerson } from '../access/person.ts';
import { createDigests, digestKey } from '../delivery/digests.ts';
import { isNotIn, isOutside } from '../delivery/membership.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { type Message, smallPrint } from '../render/rich-text.ts';
import { type DigestOrderParts, inviting, line, linkTo, status } from './digest-lines.ts';

/** Who orders, where, and the order's natural key: its trigger or its message. */
export interface Asker {
  team: string;
  channel: string;
  user: string;
  key: string;
}

export type OrderDigest = (text: string, asker: Asker) => Promise<Message>;

/**
 * Carries out an order about a channel's digest and says how things then stand. A change is confirmed only once it is
 * in the store; a repeated order changes nothing.
 */
export async function digestReply(text: string, asker: Asker, bot: DigestOrderParts): Promise<Message> {
  try {
    return await carryOut(text, asker, bot);
  } catch (error) {
    bot.log.error('digest order failed', { why: slackFault(error) });
    if (!(error instanceof StateError)) throw error;
    return line('Nothing was changed: the desk cannot reach its own memory now. Try again in a minute.');
  }
}

// --- internal ---

async function carryOut(text: string, asker: Asker, bot: DigestOrderParts): Promise<Message> {
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
  // A channel that has had a digest keeps its zone until another is named, whoever says the rest.
  const zone = before?.zone ?? person?.zone ?? timezone;
  const topics = topicsOf(desk.base).map(({ topic }) => topic);
  const order = readDigestCommand(text, { topics, zone, before, today: dateIn(zone, desk.now()), command });
  if (order === null)
    return line(`That is no order about the digest; ${command} digest status shows how it stands.`);
  if ('refused' in order) return line(order.refused);
  if (order.do === 'help') return line(usageOf(command));
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
  return change(order, before, asker, bot);
}

type Change = DigestCommand & { do: 'on' | 'off' | 'pause' | 'resume' };

/** Changes the setting, and says all that then holds. */
async function change(
  order: Change,
  before: DigestSetting | null,
  asker: Asker,
  bot: DigestOrderParts,
): Promise<Message> {
  const { desk, state, log } = bot;
  const { team, channel, user } = asker;
  const [last] = await state.ledger.digestsIn(team, channel);
  const wanted = changed(order, before, last?.at ?? null, asker, bot);
  if (wanted === null)
    return line(`There is no digest here yet. Turn it on with ${desk.base.desk.command} digest on 08:30.`);
  const { setting, isNew } = await state.digests.change(asker.key, wanted);
  if (isNew) {
    log.info('digest changed', { channel, to: order.do, what: changesInWords(before, setting) });
    log.debug('digest changed by', { channel, user });
  }
  const isResumed = setting.isOn && before?.isOn && isPaused(before, desk.now().getTime());
  return status(
    setting,
    bot,
    ...(setting.isOn && (await isOutside(channel, { ...bot, now: desk.now }))
      ? [`I am not in this channel, and Slack would refuse the post. ${inviting(bot)}`]
      : []),
    ...(isResumed && setting.pausedUntil === null ? ['The pause is over.'] : []),
  );
}

/** The setting an order asks for; null when there is none to change. */
function changed(
  order: Change,
  before: DigestSetting | null,
  lastPost: number | null,
  asker: Asker,
  bot: DigestOrderParts,
): DigestSetting | null {
  const now = bot.desk.now().getTime();
  if (order.do === 'on') {
    const { do: _, ...options } = order;
    const since = countsFrom(options, before, lastPost, now);
    return { ...settingOf(asker, order.zone, bot), ...options, isOn: true, since };
  }
  if (before === null) return null;
  if (order.do === 'off') return { ...before, isOn: false };
  if (order.do === 'pause') return { ...before, pausedUntil: order.until };
  const since = countsFrom(before, before, lastPost, now);
  return { ...before, ...{ isOn: true, pausedUntil: null, fault: null, setBy: asker.user, since } };
}

/** As it would be when nothing was ever said about it. */
function settingOf({ team, channel, user }: Asker, zone: string, { desk }: DigestOrderParts): DigestSetting {
  return {
    ...{ team, channel, isOn: false, at: '08:30', days: 'weekdays', zone, topics: [], isQuiet: false },
    ...{ pausedUntil: null, setBy: user, since: desk.now().getTime(), fault: null },
  };
}

/** The real way, up to the post. */
async function preview(setting: DigestSetting, bot: DigestOrderParts): Promise<Message> {
  const { team, channel } = setting;
  const date = todayIn(setting, bot);
  const { message, digest } = await createDigests(bot).write(setting, date);
  const out = (await bot.state.ledger.digestsIn(team, channel)).find((posted) => posted.date === date);
  const silent =
    setting.isQuiet && digest.isSilent ? ' It is set to be quiet, so today nothing would be posted.' : '';
  const small = smallPrint(
    `Preview: you alone see this, and nothing was posted.${out === undefined ? silent : ''}`,
  );
  if (out === undefined)
    return { text: `Preview, posted nowhere: ${message.text}`, blocks: [small, ...message.blocks] };
  const link = line(POSTED_ALREADY, await linkTo(channel, out.ts, bot));
  return {
    text: `Preview, posted nowhere. ${POSTED_ALREADY} ${message.text}`,
    blocks: [small, ...link.blocks, ...message.blocks],
  };
}

const POSTED_ALREADY = 'Today’s digest is posted already.';

/** Today's post if none went out, else where it stands. */
async function postNow(setting: DigestSetting, bot: DigestOrderParts): Promise<Message> {
  const date = todayIn(setting, bot);
  const key = digestKey(setting, date);
  const before = await bot.state.ledger.outcome(key);
  // What was refused, or kept quiet, in the morning may be wanted now.
  const { step, isNew } = await createDigests(bot).post(setting, date, {
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
  if (step.outcome === 'refused')
    return line(`Not posted: Slack said ${step.why}.${isNotIn(step.why) ? ` ${inviting(bot)}` : ''}`);
  const link = await linkTo(setting.channel, step.ts ?? '', bot);
  return line(isNew ? 'Posted.' : POSTED_ALREADY, link);
}

function todayIn({ zone }: DigestSetting, { desk }: DigestOrderParts): string {
  return dateIn(zone, desk.now());
}
