import { WebSocket } from 'ws';
import { type Fields, isObject } from '../../../src/workspace/platform/rules/check.ts';
import { until } from '../../../src/workspace/platform/wait.ts';
import type { Slack } from '../../start-slack.ts';

/** One Web API call as any program would make it. */
export async function call(
  slack: Slack,
  method: string,
  args: Fields = {},
  token = slack.botToken,
): Promise<Fields> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Fields;
}

export async function post(url: string, body: unknown): Promise<{ status: number; body: string }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.text() };
}

export interface Client {
  ws: WebSocket;
  frames: Fields[];
  next(type: string): Promise<Fields>;
  ack(envelope: Fields, payload?: unknown): void;
  closed(): Promise<true>;
}

export async function socketUrl(slack: Slack): Promise<string> {
  return String((await call(slack, 'apps.connections.open', {}, slack.appToken)).url);
}

/** A Socket Mode client that does nothing of itself but answer pings. */
export async function connect(slack: Slack, url?: string): Promise<Client> {
  const ws = new WebSocket(url ?? (await socketUrl(slack)));
  const frames: Fields[] = [];
  const taken = new Set<Fields>();
  ws.on('error', () => {});
  ws.on('message', (data) => {
    try {
      const frame: unknown = JSON.parse(String(data));
      frames.push(isObject(frame) ? frame : { type: 'other', value: frame });
    } catch {
      frames.push({ type: 'unreadable', value: String(data) });
    }
  });
  return {
    ws,
    frames,
    closed: () => until(() => ws.readyState === ws.CLOSED || undefined, 4000, 'the socket to close'),
    async next(type) {
      const found = await until(
        () => frames.find((f) => f.type === type && !taken.has(f)),
        4000,
        `a ${type} frame`,
      );
      taken.add(found);
      return found;
    },
    ack(envelope, payload) {
      ws.send(
        JSON.stringify({ envelope_id: envelope.envelope_id, ...(payload === undefined ? {} : { payload }) }),
      );
    },
  };
}
