import type { Channel } from '../members.ts';
import { apiMessage, type HistoryQuery, type Message } from '../messages.ts';
import type { Platform } from '../platform.ts';
import type { Fields } from '../rules/check.ts';
import { historyScopes, known } from './channels.ts';
import { flagArg, type Methods, page, Refusal, textArg } from './method.ts';

const SPAN = ['oldest', 'latest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'];

function span(args: Fields, platform: Platform, channel: Channel): HistoryQuery {
  if (!channel.is_member) throw new Refusal('not_in_channel');
  const query: HistoryQuery = { inclusive: flagArg(args, 'inclusive') };
  for (const end of ['oldest', 'latest'] as const) {
    const ts = textArg(args, end);
    if (ts === undefined) continue;
    if (!/^\d{1,11}(\.\d{1,6})?$/.test(ts)) {
      platform.violations.add(`invalid_ts_${end}`, 'conversations.history', ts);
      throw new Refusal(`invalid_ts_${end}`);
    }
    query[end] = ts;
  }
  return query;
}

function paged(
  found: Message[],
  args: Fields,
  platform: Platform,
  most: [usual: number, max: number],
): Fields {
  const { entries, more, cursor } = page(found, args, ...most);
  const withMetadata = flagArg(args, 'include_all_metadata');
  return {
    messages: entries.map((message) => apiMessage(message, platform.messages, withMetadata)),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: cursor } } : {}),
  };
}

export const conversations: Methods = {
  'conversations.history': {
    scopes: historyScopes,
    required: ['channel'],
    optional: SPAN,
    run(args, platform) {
      const channel = known(args, platform);
      const found = platform.messages.visible(channel.id, span(args, platform, channel));
      // Newest first.
      return { ...paged(found.reverse(), args, platform, [100, 999]), pin_count: 0 };
    },
  },
  'conversations.replies': {
    scopes: historyScopes,
    required: ['channel', 'ts'],
    optional: SPAN,
    run(args, platform) {
      const channel = known(args, platform);
      const asked = platform.messages.find(channel.id, textArg(args, 'ts') ?? '');
      if (!asked || asked.ephemeralTo) throw new Refusal('thread_not_found');
      const query = { ...span(args, platform, channel), thread: asked.thread_ts ?? asked.ts };
      return paged(platform.messages.visible(channel.id, query), args, platform, [1000, 1000]);
    },
  },
};
