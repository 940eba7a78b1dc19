import { permalink } from '../old-platform/api-chat.ts';
import { personIn, SLACKBOT } from '../old-platform/cast.ts';
import type { Message } from '../old-platform/messages.ts';
import type { Platform } from '../old-platform/platform.ts';
import { Blocks } from './blocks.tsx';
import { EyeIcon, ReplyIcon } from './icons.tsx';
import { emojiFor, Ping } from './library.tsx';
import { clockTime, fullTime, instantOf } from './slack-date.ts';
import { calls, Mrkdwn } from './text.tsx';

/** The same message can stand in the channel and in the open thread at once. */
export type Pane = 'channel' | 'thread';

export function MessageRow({
  message,
  pane,
  platform,
}: {
  message: Message;
  pane: Pane;
  platform: Platform;
}) {
  const { cast, messages } = platform;
  const author = authorOf(platform, message.user);
  const replies = pane === 'channel' ? messages.replies(message) : [];
  const root = message.thread_ts ?? message.ts;
  const at = clockTime(message.ts, platform.now(), cast.tz);
  return (
    <li
      className={message.only_for ? 'message message-private' : 'message'}
      data-ts={message.ts}
      data-channel={message.channel}
      data-author={author.id}
    >
      <span className={`avatar avatar-${author.kind} avatar-of-${author.handle}`} aria-hidden="true">
        {author.initials}
      </span>
      <article aria-label={`${author.name}, ${at}`}>
        {message.only_for && <PrivateNote message={message} />}
        <header>
          <span className="author">{author.name}</span>
          {author.kind !== 'person' && <span className="app-badge">App</span>}
          <a className="time" href={permalink(platform, message)} title={fullTime(message.ts, cast.tz)}>
            <time dateTime={instantOf(message.ts).toISOString()}>{at}</time>
          </a>
          {message.blocks && calls(message.text) && <Ping call="in the notification text" />}
          {pane === 'channel' && !message.only_for && (
            <button type="button" className="tool" data-thread={root} aria-label="Reply in thread">
              <ReplyIcon />
            </button>
          )}
        </header>
        <Content message={message} pane={pane} platform={platform} />
        {message.edited && <span className="edited">(edited)</span>}
        <Reactions message={message} />
        {message.broadcast && pane === 'channel' && <span className="edited">also sent from a thread</span>}
        {replies.length > 0 && (
          <button type="button" className="replies" data-thread={message.ts}>
            {replies.length === 1 ? '1 reply' : `${replies.length} replies`}
            <span className="replies-last">
              last {clockTime(replies.at(-1)?.ts ?? message.ts, platform.now(), cast.tz)}
            </span>
          </button>
        )}
      </article>
    </li>
  );
}

// --- internal ---

function Content({ message, pane, platform }: { message: Message; pane: Pane; platform: Platform }) {
  const { cast } = platform;
  if (!message.blocks) return <Mrkdwn text={message.text} cast={cast} />;
  return (
    <div className="blocks">
      <Blocks blocks={message.blocks} context={{ cast, scope: `${pane}-${message.ts}` }} />
    </div>
  );
}

function PrivateNote({ message }: { message: Message }) {
  return (
    <p className="private-note">
      <EyeIcon />
      <span>
        Only visible to you
        {message.asked && (
          <>
            {' '}
            · you typed <code>{message.asked}</code>
          </>
        )}
      </span>
      <button type="button" className="link" data-dismiss="yes">
        Dismiss
      </button>
    </p>
  );
}

function Reactions({ message }: { message: Message }) {
  if (!message.reactions) return null;
  return (
    <p className="reactions">
      {message.reactions.map((one) => (
        <span key={one.name} className="reaction">
          {emojiFor(one.name) ?? `:${one.name}:`} {one.users.length}
        </span>
      ))}
    </p>
  );
}

function authorOf(platform: Platform, id: string) {
  if (id === SLACKBOT) return { id, name: 'Slackbot', handle: 'slackbot', initials: 'S', kind: 'slackbot' };
  const person = personIn(platform.cast, id);
  const name = person?.real_name ?? id;
  const words = name.split(/\s+/).map((word) => word[0] ?? '');
  return {
    id,
    name,
    handle: person?.name ?? '',
    initials: words.slice(0, 2).join(''),
    kind: person?.is_bot ? 'bot' : 'person',
  };
}
