/** What newsrooms and networks do to a bot, and what is to come of it. Every test of this folder stands under one. */
export const ROWS = {
  deliveries: 'duplicate, concurrent and replayed deliveries: one effect',
  malformed: 'malformed frames and bodies up to 10 MB: it survives, with one line in the log',
  unknown: 'what it does not know, and what other bots say: acked, helpful or silent, no loop',
  signatures: 'signatures: 401 or the right answer, and nothing runs',
  socket: 'a socket that is lost: one live again, at once, and nothing acked is lost',
  trouble: 'Slack is busy, slow or broken: answered once, late at worst',
  refused: 'Slack refuses: the user is told another way, or the operator is',
  hostile: 'hostile text: shown to the letter, nobody pinged, no link forged',
  access: 'whoever may not ask: no data, one line in the log',
  ending: 'SIGTERM and kill -9: it finishes, and loses nothing',
  store: 'PostgreSQL or disk gone, and clock jumps: nothing acked that is not stored, nothing lost',
  burst: 'a burst, and many at once: none lost, acked in time',
  logs: 'logs at every level: no token, no reply address, no secret, nobody',
  health: 'health: alive, ready, counted',
  soak: 'hours of questions: memory flat, the event loop free',
  supply: 'supply chain: no install script is needed',
} as const;
