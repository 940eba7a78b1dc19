import { ADA, NEWSROOM } from './echo-app.ts';

/** A person at the page, without the browser: the same requests over the same HTTP. */
export interface Visitor {
  page(room?: string, thread?: string): Promise<string>;
  post(path: string, body: object): Promise<unknown>;
  say(room: string, text: string, thread?: string): Promise<unknown>;
  /** Presses or chooses, at the newest message of a page that has such an element. */
  act(room: string, action: string): Promise<unknown>;
  /** The modal that is open in this window, as HTML; empty when there is none. */
  modal(): Promise<string>;
}

export function visit(url: string, id: string = ADA, client = 'a window'): Visitor {
  const visitor: Visitor = {
    async page(room = NEWSROOM, thread) {
      const query = new URLSearchParams({ as: id, in: room, ...(thread ? { thread } : {}) });
      return (await fetch(`${url}/?${query}`)).text();
    },
    async post(path, body) {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user: id, client, ...body }),
      });
      return response.json();
    },
    say: (room, text, thread) => visitor.post('/say', { channel: room, text, ...(thread ? { thread } : {}) }),
    async act(room, action) {
      const html = await visitor.page(room);
      const element = new RegExp(`data-block="([^"]+)" data-action="${action}"`);
      const row = rows(html).findLast((one) => element.test(one.html));
      const block = row && element.exec(row.html)?.[1];
      if (!row || !block) throw new Error(`no ${action} in ${room}`);
      return visitor.post('/act', { place: { channel: room, ts: row.ts }, block, action });
    },
    async modal() {
      const [hello] = await listen(url, id, (events) => events.length > 0, { client });
      return hello?.type === 'hello' ? hello.data.modal : '';
    },
  };
  return visitor;
}

export interface Row {
  ts: string;
  html: string;
}

/** The messages on a page, in order. */
export function rows(html: string): Row[] {
  const parts = html.split('<li class="message').slice(1);
  return parts.map((part) => ({
    ts: /data-ts="([\d.]+)"/.exec(part)?.[1] ?? '',
    html: part.split('</article>')[0] ?? '',
  }));
}

/** HTML as it reads. */
export function words(html: string): string {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  const named: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
  return text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => named[name] ?? '').trim();
}

export interface Told {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into events as they come
  data: any;
}

/** Follows a person's event stream until enough has come; ends the connection. */
export async function listen(
  url: string,
  as: string,
  enough: (events: Told[]) => boolean,
  query: { [name: string]: string } = {},
): Promise<Told[]> {
  const page = await visit(url, as).page();
  const boot = /data-boot="([^"]+)"/.exec(page)?.[1] ?? '';
  const since = /data-seq="(\d+)"/.exec(page)?.[1] ?? '';
  const gone = new AbortController();
  const address = `${url}/events?${new URLSearchParams({ as, client: 'a window', boot, since, ...query })}`;
  const response = await fetch(address, { signal: gone.signal });
  const events: Told[] = [];
  let text = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      for (const one of whole) {
        const data = /^data: (.*)$/m.exec(one)?.[1];
        const type = /^event: (.*)$/m.exec(one)?.[1] ?? 'message';
        if (data) events.push({ type, data: JSON.parse(data) });
      }
      if (enough(events)) break;
    }
  } finally {
    gone.abort();
  }
  return events;
}

/** Waits two seconds at most until something is so, since an app may answer after its acknowledgement. */
export async function until<T>(look: () => Promise<T>, so: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 2000;
  for (;;) {
    const seen = await look();
    if (so(seen)) return seen;
    if (Date.now() > end) throw new Error(`it did not come so: ${String(seen).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
