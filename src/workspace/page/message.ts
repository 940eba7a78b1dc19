import type { KnownBlock } from '@slack/types';
import { SLACKBOT } from '../platform/members.ts';
import type { Message } from '../platform/messages.ts';
import { blocks } from './blocks.ts';
import { clockTime, instantOf } from './dates.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { decode } from './mrkdwn.ts';
import { addressOf, type Reader } from './reader.ts';
import { calls, mrkdwn, ping } from './rich-text.ts';

/** A message can be shown in the channel and in the open thread at once. */
export type Pane = 'channel' | 'thread';

export function messageRow(message: Message, pane: Pane, reader: Reader): Html {
  const { ts, channel, text, ephemeralTo } = message;
  const { platform, viewer, names } = reader;
  const { name, kind } = authorOf(message, reader);
  const replies = pane === 'channel' ? platform.messages.replies(message) : [];
  const inChannel = pane === 'channel' && !ephemeralTo;
  const time = (of: string) => clockTime(of, platform.now(), names.timeZone);
  const surface = { names, scope: `${pane}-${ts}`, heading: 3 } as const;
  return html`<li class="message${ephemeralTo && ' message-private'}" data-ts="${ts}" data-channel="${channel}" data-kind="${kind}">
    <span class="avatar" aria-hidden="true">${name.replace(/(\S)\S*\s*/g, '$1').slice(0, 2)}</span>
    <article aria-label="${name}, ${time(ts)}">
      ${ephemeralTo && privateNote(message)}
      <header>
        <strong>${name}</strong>
        ${kind !== 'person' && html`<small>App</small>`}
        <a class="time" href="${addressOf(viewer, channel, message.thread_ts, ts)}"
          ><time datetime="${instantOf(ts).toISOString()}">${time(ts)}</time></a>
        ${message.blocks && calls(text) && ping('in the notification text')}
        ${inChannel && replyButton(message.thread_ts ?? ts)}
      </header>
      ${message.blocks ? blocks(message.blocks as unknown as KnownBlock[], surface) : mrkdwn(text, names)}
      ${message.edited && html`<small>(edited)</small>`}
      ${pane === 'channel' && message.subtype === 'thread_broadcast' && html`<small>also sent from a thread</small>`}
      ${
        replies.length > 0 &&
        html`<button type="button" class="quiet replies" data-thread="${ts}">
          ${replies.length === 1 ? '1 reply' : `${replies.length} replies`}
          <small>last ${time(replies.at(-1)?.ts ?? ts)}</small>
        </button>`
      }
    </article>
  </li>`;
}

export function authorOf({ user = '' }: Message, { platform }: Reader): { name: string; kind: string } {
  if (user === SLACKBOT) return { name: 'Slackbot', kind: 'slackbot' };
  const found = platform.members.users.get(user);
  return { name: found?.real_name ?? user, kind: found?.is_bot ? 'bot' : 'person' };
}

// --- internal ---

function privateNote({ asked }: Message): Html {
  return html`<p class="private-note">
    ${icon('eye')}
    <span>Only visible to you${asked && html` · you typed <code>${decode(asked)}</code>`}</span>
    <button type="button" class="quiet" data-dismiss>Dismiss</button>
  </p>`;
}

function replyButton(thread: string): Html {
  return html`<button type="button" class="tool" data-thread="${thread}" aria-label="Reply in thread">${icon('reply')}</button>`;
}
