import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { DATA } from './bot.ts';
import { CARRIERS, openBoth } from './carriers.ts';
import { buttonsOf, linesOf, paragraphOf, placesOf, quotesOf, shown } from './shown.ts';

const TOPICS = readdirSync(`${DATA}/facts`).map((file) => file.replace('.yml', ''));
/** What readers see for a topic: as desk.yml names it, or its own words. */
const nameOf = (topic: string) =>
  ({ 'oas-path': 'OAS path', 'un-path': 'UN path', 'us-policy': 'US policy' })[topic] ??
  topic.replace('-', ' ');
const SOURCES = readdirSync(`${DATA}/sources`).map((file) => file.replace('.md', ''));
const WHO_PAYS = 'who pays for the mission';
const DISPUTED = 'how much of the capital do gangs hold';
const MISS = 'how many Kenyan officers died';

const doors = openBoth();

describe.each(CARRIERS)('over %s', (_name, carrier) => {
  const open = doors(carrier);
  afterEach(() => open.tidy());

  describe('a question', () => {
    it('asked by command is answered in the acknowledgement, privately, with no further call', async () => {
      const calls = open.slack.calls.length;
      const answer = await open.door.command({ text: WHO_PAYS });
      const reply = answer.reply as Message;
      expect(reply).toMatchObject({ via: 'ack', ephemeralTo: open.slack.userId });
      expectCited(reply);
      expect(buttonsOf(reply)).toEqual(expect.arrayContaining(['share', 'copy']));
      await open.settled();
      expect(open.posted()).toEqual([]);
      expect(answer.replies()).toHaveLength(1);
      const further = open.slack.calls
        .slice(calls)
        .filter(({ args }) => args.channel === open.slack.channelId);
      expect(further).toEqual([]);
    });

    it('asked in a mention is answered in the thread of the mention', async () => {
      const { ts } = await open.door.mention({
        text: `<@${open.slack.botUserId}> what did Rubio say about the OAS`,
      });
      const reply = await open.answer(ts);
      expectCited(reply);
      expect(shown(reply)).toContain('Rubio');
      await open.settled();
      expect(open.thread(ts)).toEqual([reply]);
    });

    it('asked in a mention inside a thread is answered in that thread', async () => {
      const parent = open.slack.say({ text: 'The mission, what do we know?' });
      await open.door.mention({ text: WHO_PAYS, thread_ts: parent.ts });
      expectCited(await open.answer(parent.ts));
    });

    it('asked in a direct message is answered there, without a Share button', async () => {
      const { channel } = await open.door.dm({ text: WHO_PAYS });
      const reply = await open.slack.waitFor(() => open.posted(channel)[0]);
      expectCited(reply);
      expect(reply.thread_ts).toBeUndefined();
      expect(buttonsOf(reply)).not.toContain('share');
      expect(buttonsOf(reply)).toContain('copy');
    });

    it('asked in a thread of a direct message is answered in that thread', async () => {
      const channel = 'D0REPORTER';
      const parent = open.slack.say({ text: 'earlier', channel });
      await open.door.dm({ text: WHO_PAYS, thread_ts: parent.ts });
      expectCited(await open.answer(parent.ts, channel));
    });

    it('asked by command in a direct message is answered without a Share button', async () => {
      expect(buttonsOf(await open.ask(WHO_PAYS, 'D0REPORTER'))).not.toContain('share');
    });

    it('with nothing on file is told so, and the nearest facts are labelled as no answer', async () => {
      const reply = await open.ask(MISS);
      expect(reply.text).toMatch(/^Nothing on file/);
      expect(shown(reply)).toMatch(/^Nothing on file/);
      expect(shown(reply)).toContain('but not an answer');
      expect(quotesOf(reply)).toEqual([]);
      expect(buttonsOf(reply)).toEqual([]);
    });

    it('beside another in one message gets an answer and buttons of its own', async () => {
      const reply = await open.ask('Who pays for the mission? And what did Rubio say about the OAS?');
      expect(shown(reply)).toContain('bankrolls');
      expect(shown(reply)).toContain('Rubio');
      expectCited({ ...reply, blocks: reply.blocks?.slice(1) ?? [] });
      const pressed = await open.door.action(reply, 'copy', { blockId: 'answer_1' });
      expect(pressed.ack).toBeDefined();
      const modal = await open.slack.waitFor(() => open.slack.modal());
      expect(shown(modal)).toContain('Rubio');
    });

    it('that is one too many is named', async () => {
      const asked = [
        ...['who pays', 'when did MINUSTAH end', 'who leads the mission'],
        ...['is it UN funded', 'who is Guterres', 'where do gangs rule'],
      ];
      const reply = await open.ask(asked.map((text, at) => `${at + 1}. ${text}?`).join(' '));
      expect(linesOf(reply).at(-1)).toBe(
        'One more question is not answered here: ask at most 5 in one message.',
      );
    });

    it('on which the sources differ gets both sides, and no choice between them', async () => {
      const reply = await open.ask(DISPUTED);
      expect(shown(reply)).toContain('The sources differ');
      expect(shown(reply)).toContain('The desk takes no side');
      expectCited(reply);
      const places = placesOf(reply);
      expect(new Set(places.map(({ source }) => source)).size).toBe(2);
      expect(reply.text).toContain('The sources differ');
      for (const { source } of places) expect(reply.text).toContain(`(${source})`);
    });
  });

  describe('a form', () => {
    it.each(['help', 'Help!', ' HELP ', 'hepl', '', ':wave: help', 'any idea?', 'who are you?'])(
      '%j explains how to ask',
      async (text) => {
        const reply = await open.ask(text);
        expect(shown(reply)).toContain(`/haiti ${WHO_PAYS}`);
        expect(shown(reply)).toContain('Slash commands do not work inside threads');
      },
    );

    it.each(['topics', 'Topics?', 'topic'])('%j lists the topics on file', async (text) => {
      const reply = await open.ask(text);
      for (const topic of TOPICS) {
        expect(shown(reply)).toContain(nameOf(topic));
        expect(reply.text).toContain(nameOf(topic));
      }
    });

    it.each(['sources', 'source'])('%j lists the documents', async (text) => {
      const reply = await open.ask(text);
      for (const source of SOURCES) expect(shown(reply)).toContain(source);
      expect(shown(reply)).toContain('24 August 2025');
      expect(shown(reply)).toMatch(/undated/i);
    });

    it('"timeline" lists what happened when', async () => {
      const reply = await open.ask('timeline');
      expect(shown(reply)).toContain('What happened when');
      expect(linesOf(reply).length).toBeGreaterThan(4);
    });

    it.each(TOPICS)('"topic %s" lists its facts', async (topic) => {
      const reply = await open.ask(`topic ${topic}`);
      expect(shown(reply)).toContain(`On file about ${nameOf(topic)}`);
      expect(shown(reply)).toMatch(new RegExp(` · ${topic}-`));
    });

    it.each(SOURCES)('"source %s" lists the facts from it', async (source) => {
      const reply = await open.ask(`source ${source}`);
      expect(shown(reply)).toContain(`On file from ${source}`);
      expect(shown(reply)).toContain(`${source}, paragraph`);
    });

    it.each([
      ['topic submarines', 'No topic “submarines”. The topics on file:', TOPICS.map(nameOf)],
      ['source gazette', 'No source “gazette”. The sources on file:', SOURCES],
    ])('%j names the unknown word, and lists what there is', async (text, line, names) => {
      const reply = await open.ask(text);
      expect(linesOf(reply)[0]).toBe(line);
      expect(reply.text).toMatch(/ on file: [^:\s]/);
      for (const name of names) expect(shown(reply)).toContain(name);
    });

    it('is the same in a mention and in a direct message', async () => {
      const typed = await open.ask('topics');
      const { ts } = await open.door.mention({ text: 'topics' });
      const mentioned = await open.answer(ts);
      const user = 'U0GUEST000';
      const { channel } = await open.door.dm({ text: 'topics', user });
      const written = await open.slack.waitFor(() => open.posted(channel)[0]);
      expect(linesOf(mentioned)).toEqual(linesOf(typed));
      expect(linesOf(written)).toEqual(linesOf(typed));
    });
  });

  describe('a mention without a question', () => {
    it('in a thread answers the message that started the thread', async () => {
      const parent = open.slack.say({ text: WHO_PAYS, user: 'U0ADMIN000' });
      open.slack.say({ text: 'anyone?', thread_ts: parent.ts });
      await open.door.mention({ text: '', thread_ts: parent.ts });
      const reply = await open.answer(parent.ts);
      expectCited(reply);
      expect(linesOf(reply)).toEqual(linesOf({ blocks: (await open.ask(WHO_PAYS)).blocks }));
    });

    it('elsewhere shows help, in its thread', async () => {
      const { ts } = await open.door.mention({ text: '' });
      expect(shown(await open.answer(ts))).toContain('Slash commands do not work inside threads');
    });

    it('under a message from another bot answers that message', async () => {
      const parent = open.slack.say({ text: WHO_PAYS, bot_id: 'B0OTHER000' });
      await open.door.mention({ text: '', thread_ts: parent.ts });
      const reply = await open.slack.waitFor(() =>
        open.thread(parent.ts).find((message) => message.bot_id !== 'B0OTHER000'),
      );
      expectCited(reply);
    });

    it.each([
      [
        'a forwarded message',
        { text: '', attachments: [{ is_share: true, text: WHO_PAYS, fallback: 'forwarded' }] },
      ],
      ['an attachment of a bot', { bot_id: 'B0WIRE0000', text: '', attachments: [{ title: WHO_PAYS }] }],
      ['an attachment with nothing but a fallback', { text: '', attachments: [{ fallback: WHO_PAYS }] }],
    ])('under %s answers that', async (_what, said) => {
      const parent = open.slack.say(said);
      await open.door.mention({ text: 'this?', thread_ts: parent.ts });
      const reply = await open.slack.waitFor(() =>
        open.thread(parent.ts).find((message) => message.ts !== parent.ts),
      );
      expectCited(reply);
    });

    it('under an answer of its own shows help', async () => {
      const { ts } = await open.door.mention({ text: WHO_PAYS });
      const own = await open.answer(ts);
      const alone = open.slack.say({ text: own.text, bot_id: own.bot_id as string });
      await open.door.mention({ text: 'any idea?', thread_ts: alone.ts });
      const reply = await open.slack.waitFor(() => open.thread(alone.ts)[0]);
      expect(shown(reply)).toContain('Look around');
    });

    it.each(['?', '^^', 'this?', 'any idea?', ':point_up:'])(
      '%j asks what its thread hangs on',
      async (text) => {
        const parent = open.slack.say({ text: `hi all, ${WHO_PAYS}? :eyes:` });
        await open.door.mention({ text, thread_ts: parent.ts });
        expectCited(await open.answer(parent.ts));
      },
    );

    it('under a message that is far too long gets one line', async () => {
      const parent = open.slack.say({ text: 'mission '.repeat(1250) });
      await open.door.mention({ text: '', thread_ts: parent.ts });
      expect(linesOf(await open.answer(parent.ts))).toEqual([expect.stringContaining('500 characters')]);
    });

    it('says so when the thread cannot be read', async () => {
      open.slack.fault('conversations.replies', { kind: 'error', error: 'missing_scope' });
      const parent = open.slack.say({ text: WHO_PAYS });
      await open.door.mention({ text: '', thread_ts: parent.ts });
      expect((await open.answer(parent.ts)).text).toContain('could not read the message above');
    });
  });
});

/** Each quote stands, to the letter, in the paragraph named beside it, and `text` carries the answer. */
function expectCited(reply: Message): void {
  const quotes = quotesOf(reply);
  const places = placesOf(reply);
  expect(quotes.length).toBeGreaterThan(0);
  expect(places).toHaveLength(quotes.length);
  quotes.forEach((quote, at) => {
    const paragraph = paragraphOf(places[at] ?? { source: '', paragraph: 0 });
    // Quotes from one paragraph are joined.
    for (const words of quote.split(' … ')) expect(paragraph).toContain(words);
  });
  const isDisputed = reply.text.startsWith('The sources differ');
  const claim = linesOf(reply)[isDisputed ? 1 : 0] ?? '';
  expect(reply.text).toContain(escaped(claim));
  const letters = (text: string) => text.replace(/\W/g, '');
  expect(letters(reply.text)).toContain(letters(escaped(quotes[0] ?? '')));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
