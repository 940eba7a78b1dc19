import type { Log } from '../../log.ts';
import { tokenize } from '../../search/tokens.ts';
import type { Memory, Miss, Telling } from '../../state/state.ts';
import type { Desk, Reply } from '../listeners/answer-request.ts';
import { slackFault } from './slack-fault.ts';

/** Where a reply was given: `id` is its natural key, so that a replay is remembered once. */
interface Told {
  id: string;
  team: string;
  channel: string;
  /** Null for what is shown to one person alone: it has no lasting address. */
  ts: string | null;
}

/** Remembers what was told where, and what could not be answered; never who asked. An answer is worth more than the memory of it. */
export interface Remember {
  now(told: Told, reply: Pick<Reply, 'told' | 'missed'>): Promise<void>;
  /** With others, in a moment: a write of its own would hold the next question up. */
  later(told: Told, reply: Pick<Reply, 'told' | 'missed'>): void;
  /** Writes what waits. */
  flush(): Promise<void>;
}

export function createRemember(memory: Memory, desk: Desk, log: Log): Remember {
  let waiting: Batch = { told: [], missed: [] };
  let timer: NodeJS.Timeout | undefined;

  function batchOf({ id, team, channel, ts }: Told, reply: Pick<Reply, 'told' | 'missed'>): Batch {
    const at = desk.now().getTime();
    const telling = { id, team, channel, ts, facts: reply.told, base: desk.base.version, at };
    const miss = (question: string, number: number) => {
      return { id: `${id} ${number}`, place: placeOf(team, channel), question, key: keyOf(question), at };
    };
    return { told: reply.told.length > 0 ? [telling] : [], missed: reply.missed.map(miss) };
  }

  async function write({ told, missed }: Batch): Promise<void> {
    try {
      if (told.length > 0) await memory.tell(...told);
      if (missed.length > 0) await memory.miss(...missed);
    } catch (error) {
      log.warn('not remembered', { why: slackFault(error), count: told.length + missed.length });
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = { told: [], missed: [] };
    await write(batch);
  }

  return {
    now: (told, reply) => write(batchOf(told, reply)),
    later(told, reply) {
      const batch = batchOf(told, reply);
      waiting.told.push(...batch.told);
      waiting.missed.push(...batch.missed);
      timer ??= setTimeout(flush, TOGETHER);
    },
    flush,
  };
}

/** What was asked in one channel is nobody's business in another. */
export function placeOf(team: string, channel: string): string {
  return `${team} ${channel}`;
}

// --- internal ---

interface Batch {
  told: Telling[];
  missed: Miss[];
}

/** How long what was told may wait for more to be written with it, in milliseconds. */
const TOGETHER = 500;

/** The same question in other capitals or punctuation is the same question. */
function keyOf(question: string): string {
  return tokenize(question)
    .map((word) => word.text)
    .join(' ');
}
