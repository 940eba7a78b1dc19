import type { Channel, Person } from '../old-platform/cast.ts';
import type { Platform } from '../old-platform/platform.ts';
import { Composer } from './composer.tsx';
import { Conversation, Heading } from './conversation.tsx';
import { CloseIcon, MenuIcon } from './icons.tsx';
import { MessageRow } from './message.tsx';
import { Sidebar } from './sidebar.tsx';
import { Home } from './surfaces.tsx';

/** Who looks, and at what. */
export interface Scene {
  viewer: Person;
  /** A channel, or null for the App Home. */
  channel: Channel | null;
  /** The first message of the open thread. */
  thread: string | null;
  /** The thread was opened for the person, not by them: it stays away where there is no room for it. */
  offered: boolean;
}

/** The whole page. `last` is the number of the last change it shows. */
export function Page(props: { platform: Platform; scene: Scene; examples: string[]; boot: string }) {
  const { platform, scene, examples, boot } = props;
  const { cast } = platform;
  const { viewer, channel, thread } = scene;
  const title = channel
    ? channel.im
      ? cast.bot.real_name
      : `#${channel.name}`
    : `${cast.bot.real_name}: Home`;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Local workspace`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {STYLES.map((name) => (
          <link key={name} rel="stylesheet" href={`/${name}.css`} />
        ))}
        <script type="module" src="/client.js" />
      </head>
      <body
        data-as={viewer.id}
        data-in={channel?.id ?? 'home'}
        data-thread={thread ?? ''}
        data-bot={cast.bot.real_name}
        data-command={platform.command}
        data-examples={JSON.stringify(examples)}
        data-seq={platform.changes.last()}
        data-boot={boot}
      >
        <a className="skip" href="#composer">
          Skip to the message field
        </a>
        <TopBar viewer={viewer} platform={platform} />
        <div className="desk">
          <Sidebar viewer={viewer} channel={channel} platform={platform} />
          <main aria-label={title}>
            <Heading channel={channel} title={title} viewer={viewer} platform={platform} />
            {channel ? (
              <Conversation channel={channel} viewer={viewer} platform={platform} examples={examples} />
            ) : (
              <section id="home" className="scroll" aria-label="App Home">
                <Home view={platform.views.home(viewer.id)} platform={platform} />
              </section>
            )}
          </main>
          <aside
            id="thread"
            hidden={!thread}
            data-offered={scene.offered ? 'yes' : undefined}
            aria-label="Thread"
          >
            {channel && thread && (
              <Thread channel={channel} root={thread} viewer={viewer} platform={platform} />
            )}
          </aside>
        </div>
        <dialog id="modal" aria-label="Modal" />
        <dialog id="confirm" aria-label="Confirm" />
        <p id="toast" role="alert" />
        <p id="live" className="hidden" role="status" />
      </body>
    </html>
  );
}

/** The thread pane's content: also sent alone when a thread is opened. */
export function Thread(props: { channel: Channel; root: string; viewer: Person; platform: Platform }) {
  const { channel, root, viewer, platform } = props;
  const shown = platform.messages.inThread(channel.id, root, viewer.id);
  return (
    <>
      <header className="heading">
        <h2>Thread</h2>
        <span className="purpose">{channel.im ? platform.cast.bot.real_name : `#${channel.name}`}</span>
        <button type="button" className="quiet" data-close-thread="yes" aria-label="Close thread">
          <CloseIcon />
        </button>
      </header>
      <ol className="messages scroll" aria-label="Replies">
        {shown.map((message) => (
          <MessageRow key={message.ts} message={message} pane="thread" platform={platform} />
        ))}
      </ol>
      <Composer label="Reply" thread={root} platform={platform} />
    </>
  );
}

// --- internal ---

const STYLES = ['theme', 'bars', 'layout', 'messages', 'blocks', 'rich', 'forms', 'composer'];

function TopBar({ viewer, platform }: { viewer: Person; platform: Platform }) {
  return (
    <header className="topbar">
      <button
        type="button"
        className="quiet menu"
        aria-label="Channels"
        aria-expanded="false"
        data-menu="yes"
      >
        <MenuIcon />
      </button>
      <p>
        <strong>Local workspace:</strong> nothing leaves this computer. To join a real Slack, put{' '}
        <code>SLACK_BOT_TOKEN</code> and <code>SLACK_APP_TOKEN</code> into <code>.env</code>; the README says
        how.
      </p>
      <label className="person">
        <span>You are</span>
        <select id="person" defaultValue={viewer.id}>
          {platform.cast.people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.real_name} ({one.title})
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
