import { renderToStaticMarkup } from 'react-dom/server';
import { canSee, channelIn, type Person } from '../old-platform/cast.ts';
import type { Change } from '../old-platform/changes.ts';
import type { Obj } from '../old-platform/json.ts';
import type { Message } from '../old-platform/messages.ts';
import type { Platform } from '../old-platform/platform.ts';
import { MessageRow, type Pane } from './message.tsx';
import { Page, type Scene, Thread } from './page.tsx';
import { Confirm, Home, Modal } from './surfaces.tsx';
import { spoken } from './text.tsx';

export interface Render {
  page(scene: Scene): string;
  thread(channelId: string, root: string, viewer: Person): string | null;
  confirm(confirm: Obj): string;
  /** What a change means to one person's page; null when it is none of their business. */
  change(change: Change, viewer: Person): Obj | null;
  /** The modal a person has open, so that a page loaded later shows it too. */
  modal(viewer: Person): string;
}

export function createRender(platform: Platform, examples: string[], boot: string): Render {
  const { cast, messages, views } = platform;

  return {
    page: (scene) =>
      `<!doctype html>${renderToStaticMarkup(
        <Page platform={platform} scene={scene} examples={examples} boot={boot} />,
      )}`,
    thread(channelId, root, viewer) {
      const channel = channelIn(cast, channelId);
      if (!channel || !canSee(channel, viewer.id)) return null;
      return renderToStaticMarkup(
        <Thread channel={channel} root={root} viewer={viewer} platform={platform} />,
      );
    },
    confirm: (confirm) => renderToStaticMarkup(<Confirm confirm={confirm} platform={platform} />),
    modal,
    change(change, viewer) {
      switch (change.kind) {
        case 'view':
          return change.user === viewer.id ? { kind: 'view', html: modal(viewer) } : null;
        case 'home': {
          if (change.user !== viewer.id) return null;
          const html = renderToStaticMarkup(<Home view={views.home(viewer.id)} platform={platform} />);
          return { kind: 'home', html };
        }
        case 'gone':
          return sees(change.channel, viewer) ? { ...change } : null;
        case 'message': {
          const message = messages.find(change.channel, change.ts);
          if (!message || !sees(change.channel, viewer)) return null;
          if (message.only_for && message.only_for !== viewer.id) return null;
          return told(message, change.fresh, viewer);
        }
      }
    },
  };

  // --- internal ---

  function modal(viewer: Person): string {
    const stack = views.stack(viewer.id);
    const top = stack.at(-1);
    return top ? renderToStaticMarkup(<Modal view={top} platform={platform} depth={stack.length} />) : '';
  }

  function sees(channelId: string, viewer: Person): boolean {
    const channel = channelIn(cast, channelId);
    return channel !== undefined && canSee(channel, viewer.id);
  }

  function told(message: Message, fresh: boolean, viewer: Person): Obj {
    const row = (pane: Pane) =>
      renderToStaticMarkup(<MessageRow message={message} pane={pane} platform={platform} />);
    const inChannel = messages.inChannel(message.channel, viewer.id).includes(message);
    const author = [cast.bot, ...cast.people].find((one) => one.id === message.user)?.real_name ?? 'Slackbot';
    return {
      kind: 'message',
      channel: message.channel,
      ts: message.ts,
      thread: message.thread_ts ?? message.ts,
      fresh,
      mine: message.user === viewer.id,
      say: fresh ? `${author}: ${spoken(message.text, cast)}` : '',
      inChannel: inChannel ? row('channel') : null,
      inThread: row('thread'),
    };
  }
}
