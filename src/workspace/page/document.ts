import type { Channel } from '../platform/members.ts';
import { attributes, type Html, html, type Part } from './html.ts';
import { icon } from './icons.ts';
import { messageRow } from './message.ts';
import { addressOf, botOf, peopleOf, type Reader, titleOf } from './reader.ts';
import { home } from './surfaces.ts';

/** What the reader has open. */
export interface Scene {
  /** A channel, or null for the App Home. */
  channel: Channel | null;
  /** The first message of the open thread. */
  thread: string | null;
  /** The thread was opened for the reader, not by them; on a narrow screen it stays closed. */
  offered: boolean;
  examples: string[];
  /** Identifies this run of the workspace; pages of an earlier run reload. */
  boot: string;
}

/** The whole page. */
export function documentOf(scene: Scene, reader: Reader): Html {
  const { channel, thread, examples, boot } = scene;
  const { platform, viewer } = reader;
  const bot = botOf(platform).real_name;
  const title = channel ? titleOf(platform, channel) : `${bot}: Home`;
  const state = {
    ...{ 'data-as': viewer.id, 'data-in': channel?.id ?? 'home', 'data-thread': thread ?? '' },
    ...{ 'data-bot': bot, 'data-command': platform.command, 'data-examples': JSON.stringify(examples) },
    ...{ 'data-seq': platform.changes.last(), 'data-boot': boot },
  };
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Local workspace</title>
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  ${['theme', 'layout', 'content'].map((name) => html`<link rel="stylesheet" href="/${name}.css">`)}
  <script type="module" src="/start.js"></script>
</head>
<body${attributes(state)}>
  <a class="skip" href="#${channel ? 'composer' : 'home'}">Skip to the ${channel ? 'message field' : 'content'}</a>
  ${topBar(reader)}
  ${sidebar(scene, reader)}
  <main aria-label="${title}">
    <header class="heading"><h1>${channel ? title : bot}</h1> <small>${channel?.purpose}</small></header>
    ${channel ? conversation(channel, scene, reader) : html`<section id="home" class="scroll" tabindex="-1" aria-label="App Home">${home(reader)}</section>`}
  </main>
  <aside id="thread" aria-label="Thread"${attributes({ hidden: !thread, 'data-offered': scene.offered })}>
    ${channel && thread && threadPane(channel, thread, reader)}
  </aside>
  <dialog id="modal" aria-labelledby="modal-title"></dialog>
  <p id="toast" role="alert"></p>
  <p id="live" class="hidden" role="status"></p>
</body>
</html>`;
}

// --- internal ---

function topBar({ platform, viewer }: Reader): Html {
  const people = peopleOf(platform).map(
    ({ id, real_name, title }) =>
      html`<option${attributes({ value: id, selected: id === viewer.id })}>${real_name}${title && ` (${title})`}</option>`,
  );
  return html`<header class="topbar">
    <button type="button" class="quiet menu" popovertarget="sidebar" aria-label="Channels">${icon('menu')}</button>
    <p>
      <strong>Local workspace:</strong> nothing leaves this computer. To join a real Slack, put
      <code>SLACK_BOT_TOKEN</code> and <code>SLACK_APP_TOKEN</code> into <code>.env</code>; the README says how.
    </p>
    <label>You are <select id="person">${people}</select></label>
  </header>`;
}

/** Channels and the bot's own pages. On a narrow screen it opens as a popover. */
function sidebar({ channel }: Scene, { platform, viewer }: Reader): Html {
  const seen = [...platform.members.channels.values()].filter((one) =>
    platform.members.canSee(one, viewer.id),
  );
  const link = (room: string, current: boolean, label: Part) => html`<li>
    <a${attributes({ href: addressOf(viewer, room), 'data-room': room, 'aria-current': current ? 'page' : undefined })}>
      ${label}<span class="unread" hidden></span>
    </a>
  </li>`;
  const rooms = (direct: boolean, label: (room: Channel) => Part) =>
    seen.filter((one) => one.is_im === direct).map((one) => link(one.id, one === channel, label(one)));
  return html`<nav id="sidebar" popover aria-label="Channels and apps">
    <p><strong>${platform.teamName}</strong></p>
    <h2>Channels</h2>
    <ul>${rooms(false, ({ name }) => [icon('channel'), name])}</ul>
    <h2>${botOf(platform).real_name}</h2>
    <ul>${link('home', channel === null, [icon('home'), 'App Home'])}${rooms(true, () => [icon('reply'), 'Messages'])}</ul>
  </nav>`;
}

function conversation(channel: Channel, { examples }: Scene, reader: Reader): Html {
  const { platform, viewer } = reader;
  const { command } = platform;
  const bot = botOf(platform).real_name;
  const to = titleOf(platform, channel);
  const chips = examples.map((example) => {
    const question = channel.is_im ? example : `${command} ${example}`;
    return html`<button type="button" data-fill="${question}">${example}</button>`;
  });
  return html`<div class="scroll" id="scroll">
    <div class="beginning">
      <h2>The beginning of ${to}</h2>
      <p>${channel.is_im ? 'Write a question.' : html`Type <code>${command}</code> and a question, or mention <code>@${bot}</code>.`}</p>
      <p class="chips">${chips}</p>
    </div>
    <ol class="messages" id="messages" aria-label="Messages in ${to}">
      ${platform.messages.shownTo(viewer.id, channel.id).map((one) => messageRow(one, 'channel', reader))}
    </ol>
  </div>
  ${composer(
    'composer',
    `Message ${to}`,
    html`<kbd>/</kbd> command · <kbd>@</kbd> mention · <kbd>Enter</kbd> sends · <kbd>Shift</kbd>+<kbd>Enter</kbd> new line`,
  )}`;
}

function threadPane(channel: Channel, root: string, reader: Reader): Html {
  const { platform, viewer } = reader;
  const shown = platform.messages.threadShownTo(viewer.id, channel.id, root);
  return html`<header class="heading">
    <h2>Thread</h2> <small>${titleOf(platform, channel)}</small>
    <button type="button" class="quiet" data-close-thread aria-label="Close thread">${icon('close')}</button>
  </header>
  <ol class="messages scroll" aria-label="Replies">${shown.map((one) => messageRow(one, 'thread', reader))}</ol>
  ${composer(
    'thread-composer',
    'Reply',
    html`Mention @${botOf(platform).real_name} to ask in this thread. Slash commands do not work here.`,
  )}`;
}

/** The message field; composer.js adds completion. */
function composer(id: string, label: string, hint: Html): Html {
  return html`<form class="composer">
    <div class="completion" id="${id}-list" role="listbox" aria-label="Suggestions"></div>
    <div class="composer-box">
      <textarea id="${id}" rows="1" maxlength="40000" placeholder="${label}" aria-label="${label}"
        aria-autocomplete="list" aria-controls="${id}-list" autocomplete="off"></textarea>
      <button type="submit" class="primary" aria-label="Send">${icon('send')}</button>
    </div>
    <small>${hint}</small>
  </form>`;
}
