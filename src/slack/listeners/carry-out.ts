import type { Log } from '../../log.ts';
import { StateError } from '../../state/state.ts';
import { Unsettled } from '../delivery/post-once.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import type { Tell, Waiting } from '../delivery/tell.ts';
import { lineMessage } from '../render/rich-text.ts';

/**
 * Works on an order that has been acknowledged. Whoever gave it hears when that fails.
 * @throws StateError or Unsettled: the order stays stored, and is carried out later
 */
export async function carryOut(
  waiting: Waiting,
  { tell, log }: { tell: Tell; log: Log },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Unsettled) throw error;
    if (error instanceof StateError) {
      await tell.blindly(waiting, KEPT);
      throw error;
    }
    log.error('order failed', { why: slackFault(error) });
    await tell.answer(waiting, FAILED);
  }
}

// --- internal ---

const KEPT = lineMessage(
  'The desk cannot reach its database right now. This is kept, and finished once it is back; you will hear of it here.',
);
const FAILED = lineMessage(
  'Something went wrong here, and this may not have been carried out. Check before you try again; the log tells the operator why.',
);
