import type { WebClient } from '@slack/web-api';
import { readDigestCommand, usageOf } from '../../digest/command.ts';
import type { Digest } from '../../digest/digest.ts';
import { dateIn } from '../../digest/local-time.ts';
import { type DigestParts, type PostDigest, runDigest } from '../../digest/run.ts';
import { isPaused } from '../../digest/schedule.ts';
import { changedSetting, initialSetting, type SettingCommand } from '../../digest/setting.ts';
import { changesInWords, statusInWords } from '../../digest/status.ts';
import { heldBackNotice } from '../../digest/wording.ts';
import { zoneOf } from '../../digest/zone.ts';
import { topicName } from '../../facts/names.ts';
import { topicsOf } from '../../facts/views.ts';
import type { DigestSetting } from '../../state/state.ts';
import { readPerson } from '../access/person.ts';
import { isNotIn, isOutside } from '../delivery/membership.ts';
import type { Step } from '../delivery/post-once.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { tellIfSlow } from '../delivery/tell.ts';
import { escapeText } from '../render/escape.ts';
import { lineMessage, type Message, plain, richText, section, smallPrint } from '../render/rich-text.ts';

/** Who gave a digest command, where, and its natural key: its trigger or its message. */
interface Asker {
  team: string;
  channel: string;
  user: string;
  key: string;
  /** Tells them privately that it takes longer, where that is possible. */
  meanwhile?(message: Message): Promise<void>;
}

/**
 * Carries out a digest command and replies with the result. A change is confirmed only once it is stored; a repeated
 * command changes nothing.
 * @throws StateError when the store fails; Unsettled when the bot stops first. The command is then carried out later.
 */
export type DigestReply = (text: string, asker: Asker) => Promise<Message>;

interface Deps {
  digests: DigestParts & { post: PostDigest<Step> };
  render(digest: Digest): Message;
  client: WebClient;
  /** User ids who may change settings, besides workspace admins. */
  editors: readonly string[];
}

export function createDigestReply({ digests, render, client, editors }: Deps): DigestReply {
  const { desk, state, log } = digests;
  const { command: slash, name, timezone } = desk.base.desk;
  const invite = `Invite me: /invite @${name}.`;

  async function reply(text: string, asker: Asker): Promise<Message> {
    const { channel, user } = asker;
    if (channel.startsWith('D')) {
      return lineMessage(
        `Digests are for channels. Invite @${name} to one and run ${slash} digest on 08:30 there.`,
      );
    }
    const person = await readPerson(user, { client, log });
    const before = await state.digests.get(channel);
    const zone = zoneOf(before, person?.zone ?? null, timezone);
    const topics = new Map(topicsOf(desk.base).map(({ topic }) => [topic, topicName(desk.base.desk, topic)]));
    const today = dateIn(zone, desk.now());
    const command = readDigestCommand(text, { topics, zone, before, today, command: slash });
    if (command === null) return lineMessage(`Unknown digest command. Try ${usageOf(slash)}`);
    if ('refused' in command) return lineMessage(command.refused);
    if (command.do === 'help') return lineMessage(usageOf(slash));
    if (command.do === 'status') return status(before);
    const setting = before ?? initialSetting(asker, zone, desk.now());
    if (command.do === 'preview') return preview(setting, today);
    if (!(person?.isAdmin || editors.includes(user))) {
      log.info('refused', { reason: person === null ? 'person_unknown' : 'not_editor', door: 'digest' });
      return lineMessage(person === null ? PERSON_UNKNOWN : NOT_EDITOR);
    }
    return command.do === 'now' ? postNow(setting, today, asker) : change(command, before, asker);
  }

  /** Changes the setting and replies with the new status. */
  async function change(
    command: SettingCommand,
    before: DigestSetting | null,
    asker: Asker,
  ): Promise<Message> {
    const { channel, user } = asker;
    const now = desk.now();
    const [last] = await state.ledger.digestsIn(channel);
    const wanted = changedSetting(command, before, asker, last?.at ?? null, now);
    if (wanted === null)
      return lineMessage(`There is no digest here yet. Turn it on with ${slash} digest on 08:30.`);
    const { setting, isNew } = await state.digests.change(asker.key, wanted);
    if (isNew) {
      log.info('digest changed', { channel, to: command.do, what: changesInWords(before, setting) });
      log.debug('digest changed by', { channel, user });
    }
    const isMissing = setting.isOn && (await isOutside(channel, { client, now: desk.now, log }));
    const isResumed =
      setting.isOn && setting.pausedUntil === null && before?.isOn && isPaused(before, now.getTime());
    return status(
      setting,
      isMissing ? `I am not in this channel, so Slack would refuse the post. ${invite} ` : '',
      isResumed ? 'The pause is over. ' : '',
    );
  }

  async function status(setting: DigestSetting | null, ...first: readonly string[]): Promise<Message> {
    if (setting === null)
      return lineMessage(`No digest in this channel. Turn it on with ${slash} digest on 08:30.`);
    const { channel } = setting;
    const [last = null] = await state.ledger.digestsIn(channel);
    const words = statusInWords(setting, last, desk.base, desk.now());
    return linked(`${first.join('')}${words}`, last && (await linkTo(channel, last.ts)));
  }

  async function preview(setting: DigestSetting, today: string): Promise<Message> {
    const { channel } = setting;
    const show: PostDigest<{ kind: 'shown'; message: Message; isHeldBack: boolean }> = async (_, compose) => {
      const { digest, isHeldBack } = await compose();
      return { kind: 'shown', message: render(digest), isHeldBack };
    };
    const { result } = await runDigest(setting, today, digests, show);
    const { message, isHeldBack } = result;
    const posted = (await state.ledger.digestsIn(channel)).find(({ date }) => date === today);
    const quiet = isHeldBack && !posted ? ' It is set to quiet, so nothing would be posted today.' : '';
    const small = smallPrint(`Preview: only you can see this, and nothing was posted.${quiet}`);
    if (!posted) return { text: `Preview, not posted: ${message.text}`, blocks: [small, ...message.blocks] };
    const link = linked(POSTED_ALREADY, await linkTo(channel, posted.ts));
    return {
      text: `Preview, not posted. ${POSTED_ALREADY} ${message.text}`,
      blocks: [small, ...link.blocks, ...message.blocks],
    };
  }

  /** Posts today's digest unless it has been posted; then links to it. */
  async function postNow(setting: DigestSetting, today: string, asker: Asker): Promise<Message> {
    const { version } = desk.base;
    const speaker = await state.bases.speaker(version);
    if (speaker !== null) return lineMessage(heldBackNotice(version, speaker));
    const postAgain: typeof digests.post = async (entry, compose) => {
      const before = await state.ledger.outcome(entry.key);
      // A digest refused or held back earlier today may be wanted now.
      const key = before?.outcome === 'refused' ? `${entry.key} now` : entry.key;
      return digests.post({ ...entry, key }, compose);
    };
    const { result, isPosted } = await tellIfSlow(
      async () => asker.meanwhile?.(lineMessage(NOT_CONFIRMED)),
      () => runDigest({ ...setting, isQuiet: false }, today, digests, postAgain),
    );
    if (result.kind === 'later') return lineMessage(result.why === null ? NOT_CONFIRMED : notYet(result.why));
    if (result.outcome === 'unknown') return lineMessage(UNKNOWN);
    if (result.outcome === 'refused') {
      return lineMessage(`Not posted: Slack said ${result.why}.${isNotIn(result.why) ? ` ${invite}` : ''}`);
    }
    return linked(isPosted ? 'Posted.' : POSTED_ALREADY, await linkTo(setting.channel, result.ts ?? ''));
  }

  function notYet(why: string): string {
    return `Not posted: Slack said ${why}, which may pass. Try ${slash} digest now again in a few minutes.`;
  }

  /** The address of a post; null when Slack does not say. */
  async function linkTo(channel: string, ts: string): Promise<string | null> {
    try {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      return permalink ?? null;
    } catch (error) {
      log.warn('no link', { why: slackFault(error) });
      return null;
    }
  }

  return reply;
}

// --- internal ---

const PERSON_UNKNOWN =
  'Nothing was changed: Slack did not confirm that you are allowed to. Try again in a minute.';
const NOT_EDITOR =
  'Nothing was changed: only workspace admins and the editors named in EDITORS can change the digest. Anyone can use preview and status.';
const POSTED_ALREADY = 'Today’s digest has already been posted.';
const NOT_CONFIRMED =
  'It is being posted, or Slack has not confirmed it yet; it is posted at most once. Check the channel in a minute.';
const UNKNOWN =
  'It is not clear whether today’s digest is in the channel, so it is not posted again. Check the channel.';

/** One line, with a link to the post it is about. */
function linked(text: string, url: string | null): Message {
  const link = url === null ? [] : [plain(' '), { type: 'link' as const, url, text: 'See it' }];
  return { text: escapeText(text), blocks: [richText(section([plain(text), ...link]))] };
}
