import type { App } from '@slack/bolt';
import { type Obj, str } from './json.ts';

/** What became of a payload: acknowledged (with what), not in time, or the app threw first. */
type Outcome = { kind: 'acked'; body: unknown } | { kind: 'timeout' } | { kind: 'failed' };

export interface Delivery {
  connect(app: Pick<App, 'processEvent'>): void;
  deliver(body: Obj): Promise<Outcome>;
  /** Nobody waits any longer: whatever is open counts as not answered. */
  giveUp(): void;
}

/** Slack waits 3 seconds for an acknowledgement (docs.slack.dev). */
const ACK_MS = 3_000;

export function createDelivery(): Delivery {
  const waiting = new Set<(outcome: Outcome) => void>();
  let app: Pick<App, 'processEvent'> | undefined;
  return {
    connect(real) {
      app = real;
    },
    deliver(body) {
      const to = app;
      if (!to) return Promise.resolve({ kind: 'failed' });
      return new Promise((resolve) => {
        const settle = (outcome: Outcome) => {
          clearTimeout(timer);
          waiting.delete(settle);
          resolve(outcome);
        };
        const timer = setTimeout(() => settle({ kind: 'timeout' }), ACK_MS);
        waiting.add(settle);

        let acked = false;
        const ack = async (response?: unknown) => {
          if (acked) throw new Error(`ack() was called twice for one ${str(body.type) || 'command'}`);
          acked = true;
          settle({ kind: 'acked', body: response });
        };
        // The app logs its own errors; here it only matters that nothing was acknowledged.
        to.processEvent({ body: structuredClone(body), ack }).catch(() => settle({ kind: 'failed' }));
      });
    },
    giveUp() {
      for (const settle of [...waiting]) settle({ kind: 'timeout' });
    },
  };
}
