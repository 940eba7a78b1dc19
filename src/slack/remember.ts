import type { Log } from '../log.ts';
import { wordsOf } from '../search/words.ts';
import type { Memory } from '../state/state.ts';
import type { Desk, Reply } from './desk.ts';
import { slackFault } from './slack-fault.ts';

/** Where a reply was given: `id` is its natural key, so that a replay is remembered once. */
interface Told {
  id: string;
  team: string;
  channel: string;
  /** Null for what is shown to one person alone: it has no lasting address. */
  ts: string | null;
}

/** Remembers what was told where, and what could not be answered; never who asked. */
export type Remember = (told: Told, reply: Pick<Reply, 'told' | 'missed'>) => Promise<void>;

/** Best effort: an answer is worth more than the memory of it. */
export function createRemember(memory: Memory, desk: Desk, log: Log): Remember {
  return async ({ id, team, channel, ts }, reply) => {
    const at = desk.now().getTime();
    try {
      if (reply.told.length > 0) {
        await memory.tell({ id, team, channel, ts, facts: reply.told, base: desk.base.version, at });
      }
      for (const [number, question] of reply.missed.entries()) {
        await memory.miss({ id: `${id} ${number}`, team, question, key: keyOf(question), at });
      }
    } catch (error) {
      log.warn('not remembered', { why: slackFault(error) });
    }
  };
}

// --- internal ---

/** The same question in other capitals or punctuation is the same question. */
function keyOf(question: string): string {
  return wordsOf(question)
    .map((word) => word.text)
    .join(' ');
}
