import { type AnyMiddlewareArgs, ErrorCode, type Middleware } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { StateError } from '../../state/state.ts';
import { identityOf, purposeOf } from '../access/identity.ts';
import { NotKept } from '../delivery/orders.ts';
import { type Poster, Unsettled } from '../delivery/post-once.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { lineMessage } from '../render/rich-text.ts';

/**
 * Whatever goes wrong after a request was acknowledged, whoever waits for the answer is told so, once. What stays in
 * the inbox, to be worked again, is not told.
 * @param deps.team the bot's own, for events of an organisation's installation, which may name none
 */
export function createTellFailure(deps: {
  poster: Poster;
  team: string;
  log: Log;
}): Middleware<AnyMiddlewareArgs> {
  const { poster, team: own, log } = deps;

  async function tell({ body, respond }: Failed): Promise<void> {
    if (purposeOf(body) !== 'request') return;
    if (typeof body.response_url === 'string')
      return void (await respond?.({ response_type: 'ephemeral', replace_original: false, ...LINE }));
    const { event, team_id } = body;
    const place = identityOf(body)?.place;
    if (!event?.ts || typeof place !== 'object') return;
    const { channel } = place;
    const team = team_id ?? own;
    const post = { key: `failure ${team} ${channel} ${event.ts}`, kind: 'notice' as const, team, channel };
    const thread = event.thread_ts ?? (event.type === 'app_mention' ? event.ts : undefined);
    await poster.settle({ ...post, date: null }, { channel, thread }, async () => ({ message: LINE }));
  }

  return async (args) => {
    try {
      await args.next();
    } catch (error) {
      // What failed may be the very address through which they would be told.
      if (isUnfinished(error) || isNotKept(error) || codeOf(error) === ErrorCode.RespondError) throw error;
      await tell(args as unknown as Failed).catch((untold: unknown) => {
        if (isUnfinished(untold)) throw untold;
        log.warn('failure not told', { why: slackFault(untold) });
      });
      throw error;
    }
  };
}

/** Such an event stays in the inbox, to be handled again. */
export function isUnfinished(error: unknown): boolean {
  const cause = causeOf(error);
  return cause instanceof StateError || cause instanceof Unsettled;
}

/** An order that could not be stored: whoever gave it has been told. */
export function isNotKept(error: unknown): boolean {
  return causeOf(error) instanceof NotKept;
}

// --- internal ---

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** Bolt wraps what a listener throws. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && 'original' in error ? error.original : error;
}

/** What the middleware is handed; `respond` needs a response URL. */
interface Failed {
  body: {
    event?: { type: string; ts?: string; thread_ts?: string };
    team_id?: string | null;
    response_url?: unknown;
  };
  respond?: (message: object) => Promise<unknown>;
}

const LINE = lineMessage(
  'Something went wrong here, and there is no answer. Please ask again, or in other words.',
);
