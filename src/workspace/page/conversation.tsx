import { type Channel, canSee, type Person } from '../old-platform/cast.ts';
import type { Platform } from '../old-platform/platform.ts';
import { Composer } from './composer.tsx';
import { MessageRow } from './message.tsx';

/** The middle of the page: what it is called, and what is said there. */
export function Heading(props: {
  channel: Channel | null;
  title: string;
  viewer: Person;
  platform: Platform;
}) {
  const { channel, title, viewer, platform } = props;
  const im = platform.cast.channels.find((one) => one.im !== null && canSee(one, viewer.id));
  const ofApp = channel === null || channel.im !== null;
  return (
    <header className="heading">
      <h1>{ofApp ? platform.cast.bot.real_name : title}</h1>
      {channel?.purpose && <span className="purpose">{channel.purpose}</span>}
      {ofApp && im && (
        <nav className="tabs" aria-label={platform.cast.bot.real_name}>
          <a href={`/?as=${viewer.id}&in=home`} aria-current={channel === null ? 'page' : undefined}>
            Home
          </a>
          <a href={`/?as=${viewer.id}&in=${im.id}`} aria-current={channel ? 'page' : undefined}>
            Messages
          </a>
        </nav>
      )}
    </header>
  );
}

export function Conversation(props: {
  channel: Channel;
  viewer: Person;
  platform: Platform;
  examples: string[];
}) {
  const { channel, viewer, platform, examples } = props;
  const shown = platform.messages.inChannel(channel.id, viewer.id);
  const to = channel.im ? platform.cast.bot.real_name : `#${channel.name}`;
  const ask = channel.im ? '' : `${platform.command} `;
  return (
    <>
      <div className="scroll" id="scroll">
        <div className="beginning">
          <h2>{channel.im ? `A conversation with ${to}` : `The beginning of ${to}`}</h2>
          <p>
            {channel.im ? (
              'Write a question.'
            ) : (
              <>
                Type <code>{platform.command}</code> and a question, or mention{' '}
                <code>@{platform.cast.bot.real_name}</code>.
              </>
            )}
          </p>
          <p className="examples">
            {examples.map((example) => (
              <button key={example} type="button" className="chip" data-fill={`${ask}${example}`}>
                {example}
              </button>
            ))}
          </p>
        </div>
        <ol className="messages" id="messages" aria-label={`Messages in ${to}`}>
          {shown.map((message) => (
            <MessageRow key={message.ts} message={message} pane="channel" platform={platform} />
          ))}
        </ol>
      </div>
      <Composer label={`Message ${to}`} thread={null} platform={platform} />
    </>
  );
}
