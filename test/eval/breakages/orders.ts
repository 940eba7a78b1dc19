import type { Breakage } from './breakage.ts';

const ORDERS = 'src/slack/delivery/orders.ts';
const SEND_ONCE = 'src/slack/delivery/send-once.ts';
const TELL = 'src/slack/delivery/tell.ts';
const REFUSE = 'src/slack/access/refuse.ts';
const SAID = 'src/slack/delivery/said.ts';

const CARRIED_OUT = ['test/faults/orders.faults.ts'];
const HEARD = ['test/faults/heard.faults.ts'];

/** One remedy at a time of those by which whoever waits is answered. */
export const ORDER_FAULTS: Breakage[] = [
  {
    what: 'a command or a press is acked before it is stored',
    file: ORDERS,
    from: '    if (response !== undefined) return ack(response);\n',
    to: '    return ack(response);\n',
    tests: CARRIED_OUT,
    only: 'killed during the call that follows the acknowledgement',
  },
  {
    what: 'an order that could not be stored is carried out all the same',
    file: ORDERS,
    from: 'if (!changes) return ack();',
    to: 'if (!changes || changes) return ack();',
    tests: CARRIED_OUT,
    only: 'with its store gone',
  },
  {
    what: 'a reply that Slack turns away is not sent again',
    file: SEND_ONCE,
    from: "if (!isBusy(error) && !isUnsent(error) && remedy !== 'wait') {",
    to: 'if (error) {',
    tests: CARRIED_OUT,
    only: 'arrives there once after 503 once',
  },
  {
    what: 'a reply is tried for ever',
    file: SEND_ONCE,
    from: 'if (held.fence > MOST_TRIES)',
    to: 'if (held.fence > 99)',
    tests: CARRIED_OUT,
    only: 'gets 503 for good',
  },
  {
    what: 'a reply that was not confirmed is taken for a refused one',
    file: TELL,
    from: "failed === 'unknown' ? MAYBE_TWICE : INSTEAD",
    to: 'INSTEAD',
    tests: CARRIED_OUT,
    only: 'is not confirmed',
  },
  {
    what: 'a reply that Slack does not take is lost',
    file: TELL,
    from: 'if (failed === null) return;',
    to: 'if (failed !== undefined) return;',
    tests: CARRIED_OUT,
    only: 'is refused comes as a direct message',
  },
  {
    what: 'the refusal of a direct message goes round the ledger',
    file: REFUSE,
    from: 'await poster.settle(post, { channel, thread }, async () => ({ message }));',
    to: 'await client.chat.postMessage({ channel, ...message }).catch(() => {});',
    tests: HEARD,
    only: 'comes once to a direct message, at 429',
  },
  {
    what: 'the refusal of a mention is tried once',
    file: REFUSE,
    from: 'const end = await sendOnce(post, () =>',
    to: 'const end = await ((_: object, send: () => Promise<unknown>) => send().then(() => ({ outcome: "posted", why: null }), () => ({ outcome: "posted", why: null })))(post, () =>',
    tests: HEARD,
    only: 'comes once to a mention, at 503',
  },
  {
    what: 'a message with a file is taken for a notice',
    file: SAID,
    from: "['file_share', 'thread_broadcast', 'me_message'] satisfies",
    to: "['thread_broadcast', 'me_message'] satisfies",
    tests: HEARD,
    only: 'with a file is answered once',
  },
  {
    what: 'an edit that adds the mention is passed over',
    file: 'src/slack/listeners/mention.ts',
    from: "if ('bot_id' in event && event.bot_id) return;",
    to: "if ('edited' in event) return;",
    tests: HEARD,
    only: 'an edit that adds the mention',
  },
  {
    what: 'App Home is tried once',
    file: 'src/slack/delivery/show-home.ts',
    from: 'if (!mayPass || wait === undefined)',
    to: 'if (mayPass || wait === undefined)',
    tests: HEARD,
    only: 'App Home is shown after the wait',
  },
  {
    what: 'Share posts what has changed since it was seen',
    file: 'src/slack/listeners/actions.ts',
    from: 'seen === undefined ? v === base.version : seen === seenOf(facts)',
    to: 'seen !== v',
    tests: HEARD,
    only: 'asks first when the claim is another',
  },
];
