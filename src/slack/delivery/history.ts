import type { Log } from '../../log.ts';
import { tokenize } from '../../search/tokens.ts';
import type { Memory, Miss, Telling } from '../../state/state.ts';
import { slackFault } from './slack-fault.ts';

/** Where a reply was given. */
interface Occasion {
  /** Natural key, so that a replayed event is recorded once. */
  id: string;
  team: string;
  channel: string;
  /** Null for what only one person sees: it has no lasting address. */
  ts: string | null;
  /** The thread it stands in, by the message that started it; null outside threads. */
  thread: string | null;
}

/** What is recorded of a reply. */
export interface Recorded {
  /** Ids of the facts it asserts. */
  told: string[];
  /** Questions it has no answer to. */
  missed: string[];
}

/**
 * Records which facts were told where, and which questions had no answer; never who asked. A failure is logged and
 * otherwise ignored, since the answer matters more than the record of it.
 */
export interface History {
  record(occasion: Occasion, reply: Recorded): Promise<void>;
  /** The facts told last in a thread; none when the store does not answer: the question is then asked on its own. */
  toldInThread(team: string, channel: string, thread: string): Promise<readonly string[]>;
  /** Batches with others for a moment: a write per question would delay the next answer. */
  recordSoon(occasion: Occasion, reply: Recorded): void;
  /** Writes what is still waiting. */
  flush(): Promise<void>;
}

export function createHistory(deps: {
  memory: Memory;
  desk: { base: { version: string }; now(): Date };
  log: Log;
}): History {
  const { memory, desk, log } = deps;
  let waiting: { told: Telling[]; missed: Miss[] } = { told: [], missed: [] };
  let timer: NodeJS.Timeout | undefined;

  function add({ id, team, channel, ts, thread }: Occasion, { told, missed }: Recorded): void {
    const at = desk.now().getTime();
    if (told.length > 0)
      waiting.told.push({ id, team, channel, ts, thread, facts: told, base: desk.base.version, at });
    for (const [number, question] of missed.entries())
      waiting.missed.push({ id: `${id} ${number}`, channel, question, key: keyOf(question), at });
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const { told, missed } = waiting;
    waiting = { told: [], missed: [] };
    try {
      if (told.length > 0) await memory.tell(...told);
      if (missed.length > 0) await memory.miss(...missed);
    } catch (error) {
      log.warn('not remembered', { why: slackFault(error), count: told.length + missed.length });
    }
  }

  return {
    async record(occasion, reply) {
      add(occasion, reply);
      await flush();
    },
    async toldInThread(team, channel, thread) {
      try {
        return await memory.toldInThread(team, channel, thread);
      } catch (error) {
        log.warn('thread not remembered', { why: slackFault(error) });
        return [];
      }
    },
    recordSoon(occasion, reply) {
      add(occasion, reply);
      timer ??= setTimeout(flush, BATCH_DELAY);
    },
    flush,
  };
}

// --- internal ---

/** Milliseconds. */
const BATCH_DELAY = 500;

/** Capitals and punctuation make no difference. */
function keyOf(question: string): string {
  return tokenize(question)
    .map((word) => word.text)
    .join(' ');
}
