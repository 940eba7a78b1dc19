import type { Breakage } from './breakage.ts';

const DURABLE = 'src/slack/durable.ts';
const SOCKET = 'src/slack/socket.ts';
const HTTP = 'src/slack/http.ts';
const CLIENTS = 'src/slack/clients.ts';
const START = 'src/slack/start.ts';

const of = (row: string): string[] => [`test/faults/${row}.faults.ts`];

/** One remedy at a time, for every row of the faults. */
export const FAULTS: Breakage[] = [
  {
    what: 'what was delivered before is worked on again',
    file: DURABLE,
    from: 'if (!isNew) return duplicate();',
    to: '',
    // Either alone keeps an answer from being given twice.
    also: [
      {
        file: 'src/slack/say.ts',
        from: 'const id = `answer ',
        to: 'const id = Math.random() + `answer ',
      },
    ],
    tests: of('deliveries'),
    only: 'to the same message delivered as another event',
  },
  {
    what: 'a frame without an event reaches the library',
    file: SOCKET,
    from: 'if (fault === null) return null;',
    to: 'return null;',
    // Either alone keeps the process alive.
    also: [
      {
        file: SOCKET,
        from: 'Promise.resolve(handle(data, isBinary)).catch(',
        to: 'void [handle(data, isBinary)].map(',
      },
    ],
    tests: of('malformed'),
    only: 'no event changes nothing',
  },
  {
    what: 'a frame of any size is handled',
    file: SOCKET,
    from: 'const FRAME_LIMIT = 1_000_000;',
    to: 'const FRAME_LIMIT = 1_000_000_000;',
    tests: of('malformed'),
    only: '10 MB of a mention',
  },
  {
    what: 'a body of null reaches the library',
    file: HTTP,
    from: 'if (isRecord(content) && content.type !== RATE_LIMITED) {',
    to: 'if (content !== undefined) {',
    tests: of('malformed'),
    only: 'null changes nothing',
  },
  {
    what: 'a menu that nobody knows is not acked',
    file: 'src/slack/buttons.ts',
    from: 'app.options(/.*/, async ({ ack }) => ack({ options: [] }));',
    to: '',
    tests: of('unknown'),
    only: 'are taken in silence',
  },
  {
    what: 'other bots are answered',
    file: 'src/slack/asker.ts',
    from: "isBot: Boolean(bot_id) || Boolean(bot_profile) || subtype === 'bot_message' || user === SLACKBOT,",
    to: 'isBot: false,',
    also: [
      {
        file: 'src/slack/listeners.ts',
        from: "if ('bot_id' in event && event.bot_id) return;",
        to: '',
      },
    ],
    tests: of('unknown'),
    only: 'a mention by another bot',
  },
  {
    what: 'signatures are not verified',
    file: HTTP,
    from: '    bodyLimit: BODY_LIMIT,\n',
    to: '    bodyLimit: BODY_LIMIT,\n    signatureVerification: false,\n',
    tests: of('malformed'),
    only: 'whose signature is bad',
  },
  {
    what: 'a request from the future is taken',
    file: HTTP,
    from: "return refuse(401, 'from the future');",
    to: '{}',
    tests: of('malformed'),
    only: 'whose signature is future',
  },
  {
    what: 'a lost socket is not replaced',
    file: 'src/slack/keep-connected.ts',
    from: 'if (!isConnecting && !stopping.signal.aborted) void reconnect();',
    to: '',
    tests: of('socket'),
    only: 'a single loss after a good while',
  },
  {
    what: 'an event that was stored and could not be acked is left',
    file: DURABLE,
    from: "log.warn('event not acked', { why: slackFault(error) });",
    to: 'throw error;',
    tests: of('socket'),
    only: 'again and again',
  },
  {
    what: 'the library posts again by itself',
    file: CLIENTS,
    from: 'retryConfig: { retries: 0 },',
    to: 'retryConfig: { retries: 2, minTimeout: 10 },',
    tests: of('trouble'),
    only: 'Slack takes an answer and does not say so',
  },
  {
    what: 'digests and answers share a client that waits',
    file: START,
    from: 'client: clients.posting })',
    to: 'client: clients.answering })',
    also: [
      {
        file: CLIENTS,
        from: 'rejectRateLimitedCalls: true',
        to: 'rejectRateLimitedCalls: false, retryConfig: { retries: 5 }',
      },
    ],
    tests: of('trouble'),
    only: 'a run of digests is told to wait',
  },
  {
    what: 'a revoked token goes unnoticed while the socket holds',
    file: CLIENTS,
    from: 'if (isRevoked(error)) this.#lost(botRefusal(error));',
    to: '',
    tests: of('refused'),
    only: 'the answer to a mention hears it',
  },
  {
    what: 'what Slack will not have in the channel is told nobody',
    file: 'src/slack/say.ts',
    from: 'heard.user !== undefined && place.channel !== heard.user',
    to: 'heard.user === place.channel',
    tests: of('refused'),
    only: 'channel_not_found: the answer comes in private',
  },
  {
    what: 'the text of a message is not escaped',
    file: 'src/slack/escape.ts',
    from: "return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');",
    to: 'return text;',
    tests: of('hostile'),
    only: 'of pings, links and marks',
  },
  {
    what: 'a long line to paste is not cut',
    file: 'src/slack/limits.ts',
    from: 'copyLine: 3000,',
    to: 'copyLine: 300_000,',
    tests: of('hostile'),
    only: 'of 40 kB are shown',
  },
  {
    what: 'people of other workspaces are admitted',
    file: 'src/slack/access.ts',
    from: "if (!isOpen && !asker.teams.every((team) => listed.has(team))) return 'other_workspace';",
    to: '',
    tests: of('access'),
    only: 'others get one line in the ack of a command',
  },
  {
    what: 'a refusal leaves no line in the log',
    file: 'src/slack/guard.ts',
    from: "log.info('refused', { reason, door });",
    to: '',
    tests: of('access'),
    only: 'one line in the log for each',
  },
  {
    what: 'it stops without waiting for the work in flight',
    file: START,
    from: 'await drain.drained();',
    to: '',
    tests: of('ending'),
    only: 'it finishes the answer it is at',
  },
  {
    what: 'a run of digests goes on after it was told to stop',
    file: 'src/slack/digests.ts',
    from: 'if (stopping?.aborted) return;',
    to: '',
    tests: of('ending'),
    only: 'a run of sixty digests',
  },
  {
    what: 'what a dead process left is not taken up',
    file: DURABLE,
    from: 'const left = await inbox.takeOver(BATCH);',
    to: 'const left = await inbox.takeOver(0);',
    tests: of('ending'),
    only: 'kill -9 at any moment',
  },
  {
    what: 'npm stands between the supervisor and the bot',
    file: 'package.json',
    from: '"start": "exec node',
    to: '"start": "node',
    tests: of('ending'),
    only: 'the process it signals through npm',
  },
  {
    what: 'an event is acked before it is stored',
    file: DURABLE,
    from: 'const isNew = await inbox.receive({ id, message: messageOf(body), body });',
    to: 'await event.ack(); const isNew = await inbox.receive({ id, message: messageOf(body), body });',
    tests: of('store'),
    only: 'PostgreSQL stops for a while',
  },
  {
    what: 'an event is acked when its work is done',
    file: DURABLE,
    from: '    try {\n      await event.ack();',
    to: '    if (isNew) await work(id, body);\n    try {\n      await event.ack();',
    tests: of('burst'),
    only: 'three hundred commands and mentions',
  },
  {
    what: 'the libraries write what they like into the log',
    file: 'src/slack/slack-logger.ts',
    from: '    debug() {},',
    to: "    debug: (...parts) => log.debug('slack library', { says: text(parts) }),",
    also: [
      {
        file: 'src/slack/slack-logger.ts',
        from: 'getLevel: () => LogLevel.INFO',
        to: 'getLevel: () => LogLevel.DEBUG',
      },
    ],
    tests: of('logs'),
    only: 'the log at level debug',
  },
  {
    what: 'it is ready without a socket',
    file: 'src/main.ts',
    from: "if (!receiver.isConnected()) throw new Error('no socket to Slack');",
    to: '',
    tests: of('health'),
    only: 'is not ready while there is no socket',
  },
];
