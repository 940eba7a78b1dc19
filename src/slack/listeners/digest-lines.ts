import type { WebClient } from '@slack/web-api';
import { statusInWords } from '../../digest/status.ts';
import type { DigestSetting } from '../../state/state.ts';
import type { DigestParts } from '../delivery/digests.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { escapeText } from '../render/escape.ts';
import { type Message, plain, richText, section } from '../render/rich-text.ts';

export interface DigestOrderParts extends DigestParts {
  client: WebClient;
  /** User ids who may change settings, beside the workspace's admins. */
  editors: readonly string[];
}

/** How the digest of a channel stands, after what else is to be said about it. */
export async function status(
  setting: DigestSetting | null,
  bot: DigestOrderParts,
  ...first: readonly string[]
): Promise<Message> {
  const { base, now } = bot.desk;
  if (setting === null)
    return line(`No digest in this channel. Turn it on with ${base.desk.command} digest on 08:30.`);
  const { team, channel } = setting;
  const [last = null] = await bot.state.ledger.digestsIn(team, channel);
  const standing = statusInWords(setting, last, base, now());
  return line([...first, standing].join(' '), last && (await linkTo(channel, last.ts, bot)));
}

/** How people get the bot into a channel. */
export function inviting({ desk }: DigestOrderParts): string {
  return `Invite me: /invite @${desk.base.desk.name}.`;
}

/** The address of a post; null when Slack does not say. */
export async function linkTo(
  channel: string,
  ts: string,
  { client, log }: DigestOrderParts,
): Promise<string | null> {
  try {
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    return permalink ?? null;
  } catch (error) {
    log.warn('no link', { why: slackFault(error) });
    return null;
  }
}

/** One line, with the post it is about. */
export function line(text: string, link: string | null = null): Message {
  const address = link === null ? [] : [plain(' '), { type: 'link' as const, url: link, text: 'See it' }];
  return { text: escapeText(text), blocks: [richText(section([plain(text), ...address]))] };
}
