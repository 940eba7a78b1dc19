import type { ServerResponse } from 'node:http';
import type { Change } from '../platform/changes.ts';
import type { Platform } from '../platform/platform.ts';
import { authorOf, messageRow } from './message.ts';
import type { Reader } from './reader.ts';
import { spoken } from './rich-text.ts';
import { home, modal } from './surfaces.ts';

/** Server-sent events keep every open page up to date; one that reconnects receives what it missed. */
export interface Stream {
  /** `since` is the last change the page knows of the run `boot`; `client` identifies its window. */
  open(response: ServerResponse, reader: Reader, client: string, boot: string, since: number): void;
  /** Ends every open stream at once. */
  close(): void;
}

/** A quiet stream must not look dead. */
const BEAT_MS = 20_000;

export function createStream({ changes }: Platform, boot: string): Stream {
  type Send = (logged: { seq: number; change: Change }) => void;
  const open = new Map<ServerResponse, Send>();
  const unfollow = changes.follow((logged) => {
    for (const send of open.values()) send(logged);
  });
  const beat = setInterval(() => {
    for (const response of open.keys()) response.write(': \n\n');
  }, BEAT_MS).unref();

  return {
    open(response, reader, client, pageBoot, since) {
      const send: Send = ({ seq, change }) => {
        const told = tell(change, reader, client);
        if (told) response.write(`id: ${boot}/${seq}\ndata: ${JSON.stringify(told)}\n\n`);
      };
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const missed = pageBoot === boot ? changes.since(since) : null;
      // A page of another run, or one too far behind, has to reload.
      const hello = missed ? { modal: modal(reader, client).markup } : {};
      response.write(`event: ${missed ? 'hello' : 'reload'}\ndata: ${JSON.stringify(hello)}\n\n`);
      missed?.forEach(send);
      open.set(response, send);
      response.on('close', () => open.delete(response));
    },
    close() {
      clearInterval(beat);
      unfollow();
      for (const response of open.keys()) response.destroy();
    },
  };
}

// --- internal ---

/** A change as one window of one person sees it; undefined when it does not concern them. */
function tell(change: Change, reader: Reader, client: string): object | undefined {
  const { platform, viewer, names } = reader;
  if (change.kind === 'home' || change.kind === 'modal') {
    if (change.user !== viewer.id || (change.kind === 'modal' && change.client !== client)) return;
    const html = change.kind === 'home' ? home(reader) : modal(reader, client);
    return { kind: change.kind, html: html.markup };
  }
  const channel = platform.members.channels.get(change.channel);
  if (!channel || !platform.members.canSee(channel, viewer.id)) return;
  if (change.kind === 'gone') return change;
  const message = platform.messages.find(change.channel, change.ts);
  if (!message || (message.ephemeralTo && message.ephemeralTo !== viewer.id)) return;
  const shown = platform.messages.shownTo(viewer.id, channel.id).includes(message);
  return {
    ...change,
    thread: message.thread_ts ?? message.ts,
    mine: message.user === viewer.id,
    say: change.fresh ? `${authorOf(message, reader).name}: ${spoken(message.text, names)}` : '',
    inChannel: shown ? messageRow(message, 'channel', reader).markup : null,
    inThread: messageRow(message, 'thread', reader).markup,
  };
}
