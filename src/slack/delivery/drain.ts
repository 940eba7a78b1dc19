import { setTimeout as pause } from 'node:timers/promises';
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

/** Counts listeners at work: Bolt stops without waiting for them. */
export function createDrain(): { middleware: Middleware<AnyMiddlewareArgs>; drained(): Promise<void> } {
  let working = 0;
  let whenIdle = () => {};
  return {
    async middleware({ next }) {
      working += 1;
      try {
        await next();
      } finally {
        working -= 1;
        if (working === 0) whenIdle();
      }
    },
    async drained() {
      if (working === 0) return;
      const idle = new Promise<void>((resolve) => {
        whenIdle = resolve;
      });
      await Promise.race([idle, pause(PATIENCE)]);
    },
  };
}

// --- internal ---

/** Longest wait for work in flight, in milliseconds: most supervisors kill after ten seconds. */
const PATIENCE = 8000;
