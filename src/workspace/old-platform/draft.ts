import { ApiError, refuseBlocks } from './api-error.ts';
import { type Channel, channelIn } from './cast.ts';
import { checkBlocks } from './check-blocks.ts';
import { isObj, maybe, type Obj, str } from './json.ts';
import { LIMITS } from './limits.ts';
import type { Message } from './messages.ts';
import type { Platform } from './platform.ts';
import { storeBlocks } from './store-blocks.ts';

/** What every way of sending a message shares: text and blocks, checked as Slack checks them and kept as it keeps them. */
export function readContent(platform: Platform, args: Obj): Pick<Message, 'text' | 'blocks'> {
  const text = str(args.text);
  const blocks = args.blocks ?? undefined;
  const empty = Array.isArray(blocks) && blocks.length === 0;
  if (!text && (blocks === undefined || empty)) throw new ApiError('no_text');
  if (text.length > LIMITS.messageText) throw new ApiError('msg_too_long');
  if (blocks === undefined || empty) return { text };
  refuseBlocks(checkBlocks(blocks, 'message'));
  return { text, blocks: storeBlocks(blocks, platform.nextId) };
}

export function readMetadata(args: Obj): Pick<Message, 'metadata'> {
  if (args.metadata === undefined) return {};
  const metadata = args.metadata;
  if (!isObj(metadata) || !str(metadata.event_type) || !isObj(metadata.event_payload)) {
    throw new ApiError('invalid_metadata_format');
  }
  return { metadata };
}

/** The thread a reply goes to is always named by its first message. */
export function readThread(platform: Platform, channel: string, given: unknown): Pick<Message, 'thread_ts'> {
  const ts = str(given);
  if (!ts) return {};
  const found = platform.messages.find(channel, ts);
  return maybe('thread_ts', found?.thread_ts ?? ts);
}

export function mustFindChannel(platform: Platform, key: unknown): Channel {
  const channel = channelIn(platform.cast, str(key));
  if (!channel) throw new ApiError('channel_not_found');
  return channel;
}
