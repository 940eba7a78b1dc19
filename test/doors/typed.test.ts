import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { CARRIERS, openBoth } from './carriers.ts';
import { linesOf, placesOf, quotesOf, shown } from './shown.ts';
import { WHO_PAYS, WRAPPED } from './wrapped.ts';

const doors = openBoth();

describe.each(CARRIERS)('over %s', (_name, carrier) => {
  const open = doors(carrier);
  afterEach(() => open.tidy());

  it.each(WRAPPED)('%j is answered like the question in it, at every door', async (text) => {
    const cited = (reply: Message) => [quotesOf(reply), placesOf(reply)];
    const plain = cited(await open.ask(WHO_PAYS));
    expect(cited(await open.ask(text))).toEqual(plain);
    const { ts } = await open.door.mention({ text: `<@${open.slack.botUserId}> ${text}` });
    expect(cited(await open.answer(ts))).toEqual(plain);
    const before = open.posted('D0REPORTER').length;
    await open.door.dm({ text });
    expect(cited(await open.slack.waitFor(() => open.posted('D0REPORTER')[before]))).toEqual(plain);
  });

  it.each(['merci', 'thanks :pray:', 'hello'])('%j gets one friendly line at every door', async (text) => {
    const line = expect.stringMatching(/^Glad to help\. Ask me anything, for example: /);
    expect(linesOf(await open.ask(text))).toEqual([line]);
    const { ts } = await open.door.mention({ text });
    expect(linesOf(await open.answer(ts))).toEqual([line]);
    const before = open.posted('D0REPORTER').length;
    await open.door.dm({ text });
    expect(linesOf(await open.slack.waitFor(() => open.posted('D0REPORTER')[before]))).toEqual([line]);
  });

  it.each(['never mind', 'sorry, wrong channel', ':pray:', 'you are wrong'])(
    '%j gets a short line from the command, and nothing in a channel or a direct message',
    async (text) => {
      expect(linesOf(await open.ask(text))).toEqual([
        expect.stringMatching(/^There is no question in that\. Ask one, for example: /),
      ]);
      const { ts } = await open.door.mention({ text });
      const before = open.posted('D0REPORTER').length;
      await open.door.dm({ text });
      await open.settled();
      expect(open.thread(ts)).toEqual([]);
      expect(open.posted('D0REPORTER')).toHaveLength(before);
    },
  );

  describe('a person mentioned in a question', () => {
    const OAS = 'what did <@U0RUBIO000> say about the OAS';

    it('is meant by name', async () => {
      open.slack.addUser({ id: 'U0RUBIO000', name: 'marco', real_name: 'Marco Rubio' });
      const { ts } = await open.door.mention({ text: `<@${open.slack.botUserId}> ${OAS}` });
      expect(shown(await open.answer(ts))).toContain('Rubio');
      const before = open.posted('D0REPORTER').length;
      await open.door.dm({ text: OAS });
      expect(shown(await open.slack.waitFor(() => open.posted('D0REPORTER')[before]))).toContain('Rubio');
    });

    it('by a name that Slack sends is meant by it in a command', async () => {
      expect(shown(await open.ask('what did <@U0RUBIO000|marco.rubio> say about the OAS'))).toContain(
        'Rubio',
      );
    });

    it('whom Slack does not name is left out, and the rest is answered', async () => {
      open.slack.fault('users.info', { kind: 'error', error: 'user_not_found' });
      const { ts } = await open.door.mention({ text: `${WHO_PAYS} <@U0GONE0000>` });
      expect(quotesOf(await open.answer(ts)).length).toBeGreaterThan(0);
    });

    it('whose name Slack is slow to tell holds up no answer', async () => {
      open.slack.fault('users.info', { kind: 'hang' });
      const { ts } = await open.door.mention({ text: `${WHO_PAYS} <@U0SLOW0000>` });
      expect(quotesOf(await open.answer(ts)).length).toBeGreaterThan(0);
    });

    it('who has nothing to do with it changes nothing', async () => {
      open.slack.addUser({ id: 'U0BOB00000', name: 'bob', real_name: 'Bob Weaver' });
      const { ts } = await open.door.mention({ text: `${WHO_PAYS} <@U0BOB00000>` });
      expect(quotesOf(await open.answer(ts))).toEqual(quotesOf(await open.ask(WHO_PAYS)));
    });
  });

  it('chatter is not listed among the questions nobody could answer', async () => {
    for (const text of [
      'never mind',
      'merci',
      ':pray:',
      'any idea?',
      '<https://example.org>',
      'how many Kenyan officers died',
    ])
      await open.ask(text);
    const { reply } = await open.door.command({ text: 'digest preview' });
    const preview = reply ? shown(reply) : '';
    await open.settled();
    expect(preview).not.toMatch(/never mind|merci|pray|any idea|example\.org/);
  });
});
