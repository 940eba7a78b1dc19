import { afterEach, describe, expect, it } from 'vitest';
import { CARRIERS, openBoth } from './carriers.ts';
import { shown } from './shown.ts';

/**
 * Threads as people hold them. Each turn is a mention in the thread, and what its answer must show: the id of a fact that was told
 * before, of another fact, or a line.
 */
type Turn = readonly [said: string, shows: string | RegExp];
const THREADS: readonly [kind: string, ...turns: Turn[]][] = [
  // A question without a subject of its own is asked of the facts last told.
  [
    'since when',
    ['what did Rubio say about the OAS missions since 1965', /oas-path-since-1965/],
    ['and since when?', /oas-path-since-1965/],
  ],
  ['who', ['who pays for the mission', /funding-us-bankrolls/], ['who says so?', /funding-us-bankrolls/]],
  [
    'how long',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['how long?', /Nothing on file about a length of time/],
  ],
  [
    'how much',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['how much?', /Nothing on file about an amount/],
  ],
  [
    'why',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['and why?', /Nothing on file about a reason/],
  ],
  [
    'when it is not told',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['when was that?', /Nothing on file about a date/],
  ],
  [
    'who, when no one is named',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['by whom?', /^Nothing on file/],
  ],
  [
    'what cannot be looked up',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['really?', /^Nothing on file/],
  ],
  ['since when, after an end', ['when did MINUSTAH end', /2017/], ['since when?', /^Nothing on file/]],
  // A pronoun stands for what was told.
  ['a pronoun', ['who leads the mission', /leadership-/], ['and who pays for it?', /funding-us-bankrolls/]],
  [
    'a pronoun for something else',
    ['when did MINUSTAH end', /2017/],
    ['and who pays for it?', /^Nothing on file/],
  ],
  [
    'questions that hang on each other',
    ['who leads the mission? who pays for it? and how much?', /Nothing on file about an amount/],
  ],
  [
    'twice',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['who says so?', /funding-us-bankrolls/],
    ['according to whom', /funding-us-bankrolls/],
  ],
  [
    'exact words',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['what are the exact words?', /funding-us-bankrolls/],
  ],
  // One that has a subject is asked on its own.
  [
    'another subject',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['when did MINUSTAH end', /2017/],
  ],
  [
    'another subject, then back',
    ['when did MINUSTAH end', /2017/],
    ['who pays for the mission', /funding-us-bankrolls/],
    ['who says so', /funding-us-bankrolls/],
  ],
  ['what about', ['who pays for the mission', /funding-us-bankrolls/], ['and what about the OAS?', /OAS/]],
  [
    'a miss in between',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['how many Kenyan officers died', /^Nothing on file/],
    ['who says so?', /funding-us-bankrolls/],
  ],
  [
    'a subject nobody has',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['and the Martians?', /^Nothing on file/],
  ],
  // Chatter changes nothing.
  [
    'thanks in between',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['thanks!', /Glad to help/],
    ['and who says so?', /funding-us-bankrolls/],
  ],
  [
    'forms in between',
    ['who pays for the mission', /funding-us-bankrolls/],
    ['topics', /Topics on file/],
    ['who says so?', /funding-us-bankrolls/],
  ],
  [
    'wrapped',
    ['hi all, who pays for the mission? :eyes:', /funding-us-bankrolls/],
    ['sorry, and who says so? :pray:', /funding-us-bankrolls/],
  ],
  // A dispute was told: the question is asked of all its sides.
  [
    'after a dispute',
    ['how much of the capital do gangs hold', /The sources differ/],
    ['who says so?', /gangs-/],
  ],
  // Nothing was told.
  ['at once', ['and since when?', /^Nothing on file/]],
  [
    'at once, then asked',
    ['how many?', /^Nothing on file/],
    ['who pays for the mission', /funding-us-bankrolls/],
  ],
  ['two questions', ['who pays for the mission? when did MINUSTAH end?', /2017/], ['when was that?', /2017/]],
];

const doors = openBoth();

describe.each(CARRIERS)('over %s, in a thread about', (_name, carrier) => {
  const open = doors(carrier);
  afterEach(() => open.tidy());

  it.each(THREADS)('%s', async (_kind, ...turns) => {
    const parent = open.slack.say({ text: 'About the piece for tonight' });
    for (const [at, [text, shows]] of turns.entries()) {
      await open.door.mention({ text: `<@${open.slack.botUserId}> ${text}`, thread_ts: parent.ts });
      const reply = await open.slack.waitFor(() => open.thread(parent.ts)[at]);
      expect(shown(reply), text).toMatch(shows);
    }
  });

  it('what was told in another thread, or by command, is not meant', async () => {
    await open.ask('who pays for the mission');
    const { ts } = await open.door.mention({ text: 'who pays for the mission' });
    await open.answer(ts);
    const parent = open.slack.say({ text: 'Something else' });
    await open.door.mention({ text: 'who says so?', thread_ts: parent.ts });
    expect(shown(await open.answer(parent.ts))).toMatch(/^Nothing on file/);
  });
});
