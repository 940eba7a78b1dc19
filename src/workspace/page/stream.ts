import type { ServerResponse } from 'node:http';
import type { Person } from '../old-platform/cast.ts';
import type { Logged } from '../old-platform/changes.ts';
import type { Platform } from '../old-platform/platform.ts';
import type { Render } from './render.tsx';

/** Server-sent events: every open page hears what happens, and one that was away hears what it missed. */
export interface Stream {
  /** `since` is the last change the page knows, of the run named `boot`. */
  open(response: ServerResponse, viewer: Person, boot: string, since: number): void;
  /** Ends every open stream at once. */
  close(): void;
}

/** Keeps proxies and browsers from taking a quiet stream for a dead one. */
const BEAT_MS = 20_000;

export function createStream(platform: Platform, render: Render, boot: string): Stream {
  const { changes } = platform;
  const open = new Map<ServerResponse, Person>();
  const unfollow = changes.follow((logged) => {
    for (const [response, viewer] of open) send(response, viewer, logged);
  });
  const beat = setInterval(() => {
    for (const response of open.keys()) response.write(': \n\n');
  }, BEAT_MS);
  beat.unref();

  return {
    open(response, viewer, pageBoot, since) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const missed = pageBoot === boot ? changes.since(since) : null;
      if (!missed) {
        // The page shows another run, or is too far behind: it has to load anew.
        response.write('event: reload\ndata: {}\n\n');
      } else {
        response.write(
          `retry: 1000\nevent: hello\ndata: ${JSON.stringify({ modal: render.modal(viewer) })}\n\n`,
        );
        for (const logged of missed) send(response, viewer, logged);
      }
      open.set(response, viewer);
      response.on('close', () => open.delete(response));
    },
    close() {
      clearInterval(beat);
      unfollow();
      for (const response of open.keys()) response.destroy();
      open.clear();
    },
  };

  // --- internal ---

  function send(response: ServerResponse, viewer: Person, { seq, change }: Logged): void {
    const told = render.change(change, viewer);
    if (told) response.write(`id: ${boot}/${seq}\ndata: ${JSON.stringify(told)}\n\n`);
  }
}
