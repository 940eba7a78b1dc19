import type { Breakage } from './breakage.ts';

const POST_ONCE = 'src/slack/delivery/post-once.ts';

const COMMANDS = ['test/digest/command.test.ts'];
const DIGESTS = ['test/faults/digests.faults.ts'];

/** One remedy at a time of those that keep digests whole. */
export const DIGEST_FAULTS: Breakage[] = [
  {
    what: 'a digest that Slack puts off is given up',
    file: POST_ONCE,
    from: "if (remedy === 'wait' || remedy === 'end') return putOff(timings.busy, code, true);",
    to: '',
    tests: DIGESTS,
    only: 'with message_limit_exceeded: it is posted later',
  },
  {
    what: 'a digest that an operator could save is given up',
    file: POST_ONCE,
    from: 'if (options.isPatient) return putOff(timings.mending, code);',
    to: '',
    tests: DIGESTS,
    only: 'with ekm_access_denied: it is posted later',
  },
  {
    what: 'that a digest was put off until it was too late is told nobody',
    file: 'src/digest/run.ts',
    from: 'if (!(await tellOfMissed(setting, date))) return;',
    to: '',
    tests: DIGESTS,
    only: 'again and again with ekm_access_denied',
  },
  {
    what: 'a code that nobody knows is final',
    file: 'src/slack/delivery/error-codes.ts',
    from: "REMEDIES.get(code) ?? 'tell'",
    to: "REMEDIES.get(code) ?? 'give up'",
    tests: DIGESTS,
    only: 'with a_code_of_tomorrow: it is posted later',
  },
  {
    what: 'a digest belongs to a workspace and a channel',
    file: 'src/digest/run.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    from: 'const key = `digest ${channel} ${date}`;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    to: 'const key = `digest ${team} ${channel} ${date}`;',
    tests: DIGESTS,
    only: 'one post a day is made for both',
  },
  {
    what: 'a post made before the upgrade is not known by its new key',
    file: 'src/state/migrations.ts',
    from: 'where ledger.key = named.old_key and named.place = 1`',
    to: 'where ledger.key = named.old_key and named.place = 0`',
    tests: ['test/state/migrations.test.ts'],
  },
  {
    what: 'what a digest says is not stored before it is sent',
    file: POST_ONCE,
    from: 'if (written.detail && !(await ledger.written(held, written.detail))) return later(SHORTEST);',
    to: '',
    tests: DIGESTS,
    only: 'acceptThenReset: the next digest tells what is new since',
  },
  {
    what: 'an instance with an older base posts digests',
    file: 'src/digest/run.ts',
    from: 'if (await isHeldBack()) return;',
    to: 'await isHeldBack();',
    tests: DIGESTS,
    only: 'the one with the older base posts nothing',
  },
  {
    what: '“digest now” posts from an older base',
    file: 'src/slack/listeners/digest.ts',
    from: 'if (speaker !== null) return lineMessage(heldBackNotice(version, speaker));',
    to: '',
    tests: DIGESTS,
    only: 'after a rollback none is posted',
  },
  {
    what: 'a base that comes back counts as seen anew',
    file: 'src/state/bases.ts',
    from: "snapshot: eb.ref('excluded.snapshot'),",
    to: "snapshot: eb.ref('excluded.snapshot'), seen: eb.ref('excluded.seen'),",
    tests: ['test/state/sqlite.test.ts'],
    only: 'lets digests speak for any base until one has posted',
  },
  {
    what: 'after a gap in the record nothing is looked for',
    file: POST_ONCE,
    from: "if (claim.kind === 'fresh' && gap === null) return send(",
    to: "if (claim.kind === 'fresh') return send(",
    tests: DIGESTS,
    only: 'a digest posted when it was due is found',
  },
  {
    what: 'a digest that was asked for is not found under its own key',
    file: 'src/slack/delivery/find-post.ts',
    from: ".replace(/ now$/, '')",
    to: '',
    tests: DIGESTS,
    only: 'a digest posted by request, after a refusal is found',
  },
  {
    what: 'a gap in the record goes unnoticed',
    file: 'src/state/gaps.ts',
    from: 'const LONGEST_SILENCE = 120_000;',
    to: 'const LONGEST_SILENCE = 120_000_000;',
    tests: ['test/state/sqlite.test.ts'],
    only: 'counts for posts that could have been made in it',
  },
  {
    what: 'dashes and quotation marks of phones are no signs',
    file: 'src/digest/plain-words.ts',
    from: 'fold(word)\n        .text.normalize',
    to: 'word.normalize',
    tests: COMMANDS,
    only: 'takes the typography of phones',
  },
  {
    what: 'a courteous word is an option',
    file: 'src/digest/plain-words.ts',
    from: '!COURTESY.has(',
    to: 'word !== String(',
    tests: COMMANDS,
    only: 'is "digest off", alone',
  },
  {
    what: 'a digest of some days comes every day',
    file: 'src/digest/schedule.ts',
    from: 'if (!fallsOn(setting.days, date)) return null;',
    to: '',
    tests: ['test/digest/schedule.test.ts'],
  },
  {
    what: 'only New York has EST',
    file: 'src/digest/zone-names.ts',
    from: 'return offsets(own) === offsets(zone) ? own : zone;',
    to: 'return zone;',
    tests: COMMANDS,
  },
  {
    what: 'a city needs a zone of its name',
    file: 'src/digest/zone.ts',
    from: 'if (city) return named(city);',
    to: '',
    tests: ['test/digest/zone.test.ts'],
  },
  {
    what: 'the page of error codes is not the list in the code',
    file: 'docs/slack-errors.md',
    from: '| `is_archived` | the channel is archived |\n',
    to: '',
    tests: ['test/slack/delivery/error-codes.test.ts'],
  },
];
