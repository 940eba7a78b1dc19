/** What newsrooms and networks do to a bot, and how it must react. Every test in this folder belongs to one row. */
export const ROWS = {
  deliveries: 'duplicate, concurrent and replayed deliveries have one effect',
  payloads: 'payloads as Slack really sends them are answered, and nobody waits in silence',
  malformed: 'malformed frames and bodies up to 10 MB: the bot survives and logs one line',
  unknown: 'unknown interactions are acknowledged, other bots are ignored, and no loop starts',
  signatures: 'requests without a valid signature get 401 and run nothing',
  socket: 'a lost socket is replaced at once, and no acknowledged event is lost',
  trouble: 'when Slack is busy, slow or broken, each question is answered exactly once',
  queues:
    'a channel that takes one post a second gets each post once, and what is left over is worked side by side',
  refused: 'when Slack refuses a call, the user is told another way, or the operator is told',
  digests: 'a digest is posted once a day in a channel, whatever Slack, a restore or another base does',
  orders: 'an acknowledged order is carried out once and answered, whatever dies, and a reply gets through',
  heard: 'whoever says, opens or shares something hears of it once: files, edits, App Home, refusals',
  hostile: 'hostile text is shown literally, pings nobody and forges no link',
  access: 'people without access see no data, and each refusal logs one line',
  start: 'a bot waits for a busy Slack at its start, and a signal or a lost log at any moment does no harm',
  ending: 'on SIGTERM the bot finishes its work; on kill -9 it loses nothing',
  store:
    'PostgreSQL or the disk fails, or the clock jumps: nothing unstored is acknowledged, nothing is lost',
  clocks:
    'a clock that jumps, a suspended machine or an endless wait: nothing is sent twice, and the bot is not busy',
  burst: 'requests in bursts are acknowledged in time, and none is lost',
  logs: 'logs at every level contain no token, reply address, secret or person',
  health: 'the health server reports liveness, readiness and counts',
  soak: 'under hours of questions, memory stays flat and the event loop free',
  supply: 'dependencies are pinned and need no install script',
} as const;
