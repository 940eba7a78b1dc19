import { type Channel, canSee, type Person } from '../old-platform/cast.ts';
import type { Platform } from '../old-platform/platform.ts';
import { HomeIcon } from './icons.tsx';

/** Where one can go: channels, the direct message with the bot, its Home. */
export function Sidebar(props: { viewer: Person; channel: Channel | null; platform: Platform }) {
  const { viewer, channel, platform } = props;
  const { cast } = platform;
  const rooms = cast.channels.filter((one) => canSee(one, viewer.id));
  return (
    <nav className="sidebar" id="sidebar" aria-label="Channels and apps">
      <p className="workspace-name">{cast.team.name}</p>
      <h2>Channels</h2>
      <ul>
        {rooms
          .filter((one) => one.im === null)
          .map((one) => (
            <Room key={one.id} viewer={viewer} id={one.id} current={one === channel}>
              <span className="sign" aria-hidden="true">
                #
              </span>
              {one.name}
            </Room>
          ))}
      </ul>
      <h2>Direct messages</h2>
      <ul>
        {rooms
          .filter((one) => one.im !== null)
          .map((one) => (
            <Room key={one.id} viewer={viewer} id={one.id} current={one === channel}>
              <span className="presence" aria-hidden="true" />
              {cast.bot.real_name}
            </Room>
          ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        <Room viewer={viewer} id="home" current={channel === null}>
          <HomeIcon />
          App Home
        </Room>
      </ul>
    </nav>
  );
}

// --- internal ---

function Room(props: { viewer: Person; id: string; current: boolean; children: React.ReactNode }) {
  const { viewer, id, current, children } = props;
  return (
    <li>
      <a href={`/?as=${viewer.id}&in=${id}`} data-room={id} aria-current={current ? 'page' : undefined}>
        {children}
        <span className="unread" hidden />
      </a>
    </li>
  );
}
