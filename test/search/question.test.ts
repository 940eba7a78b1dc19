import { describe, expect, it } from 'vitest';
import { MAX_QUESTION } from '../../src/search/question.ts';
import { createSearch } from '../../src/search/search.ts';
import { HARBOUR } from '../base.ts';

const { read } = createSearch({ ...HARBOUR, desk: { ...HARBOUR.desk, subject: ['Skerry Point'] } });
const Q = 'who lit the lamp';
const questionOf = (typed: string) => {
  const read_ = read(typed);
  return read_.kind === 'question' ? read_.question : read_;
};

describe('what changes nothing is dropped:', () => {
  it.each([
    ['an emoji code', `${Q} :eyes:`],
    ['a flag', `${Q} :flag-no:`],
    ['an emoji code before it', `:rotating_light: ${Q}`],
    ['an emoji with a skin tone', `${Q} :wave::skin-tone-3:`],
    ['emoji characters', `🚨 ${Q} 🙏🏽 👩‍💻 🇳🇴`],
    ['an address that Slack made a link', `${Q} <mailto:desk@example.org|desk@example.org>`],
    ['an address', `${Q} desk@example.org`],
    ['a link that Slack marked', `${Q} <https://example.org/a?b=c|example.org/a>`],
    ['a link', `${Q} https://example.org/a?b=c`],
    ['a bare domain', `${Q} example.org`],
    ['a sign-off and a name', `${Q}\n\nThanks,\nMarie`],
    ['another sign-off', `${Q}\n\nBest regards\nAnna Lin\nNight desk`],
    ['a signature', `${Q}\n-- \nAda Lin, Harbour Gazette`],
    ['a line that a phone adds', `${Q}\n\nSent from my iPhone`],
    ['a mark of a question', `Q: ${Q}`],
    ['a number', `1. ${Q}`],
    ['a letter', `b) ${Q}`],
    ['a bullet', `• ${Q}`],
    ['a quote mark as Slack sends it', `&gt; ${Q}`],
    ['a copy to a colleague', `${Q} cc <@U0BOB>`],
    ['a copy to a named colleague', `${Q} cc <@U0BOB|bob> <@U0ANN>`],
    ['a mention of the bot', `<@U0BOT> ${Q}`],
    ['a call to everybody', `<!here> ${Q}`],
    ['a user group', `<!subteam^S0NEWS|@night-desk> ${Q}`],
    ['courtesy after it', `${Q}, anyone?`],
    ['courtesy before it', `hey, real quick: ${Q}`],
    ['a greeting without a comma', `hi there ${Q}`],
    ['a greeting of the bot', `Good morning Harbour Desk, ${Q}`],
    ['thanks', `${Q}? Thanks so much!`],
    ['a request to be told', `Can someone please tell me ${Q}`],
    ['a doubt whether anyone knows', `does anyone know ${Q}?`],
    ['an apology', `sorry to bother you all, but ${Q}`],
    ['a word that leads over', `so ${Q}`],
    ['the command typed as text', `/harbour ${Q}`],
    ['a mention typed as text', `@Harbour Desk ${Q}`],
    ['bold', `*${Q}*`],
    ['code', `\`${Q}\``],
    ['control and invisible characters', `who\u0000 lit\u200b the\u00ad lamp\u202e`],
    ['white space', `  who \t lit\n the   lamp `],
    ['marks that never close', `<${Q} <@ <http`.replace('<@ <http', '')],
  ])('%s', (_what, typed) => {
    const question = questionOf(typed);
    expect(typeof question === 'string' ? question.replace(/[?<]+$|^</g, '').trim() : question).toBe(Q);
  });
});

describe('what tells something is kept:', () => {
  it.each([
    [
      'the name that a mention stands for',
      'what did <@U2|harbour.master> say',
      'what did harbour master say',
    ],
    ['the words that a link stands for', 'is <https://x.example/a|the lamp> lit', 'is the lamp lit'],
    ['a time of day', 'what happened at 10:30:15', 'what happened at 10:30:15'],
    ['an ampersand', 'boats &amp; lamps', 'boats & lamps'],
    ['initials with points', 'did the U.S. send boats', 'did the U.S. send boats'],
    [
      'a date that Slack formats',
      'what was lost on <!date^1772496000^{date}|3 March>',
      'what was lost on 3 March',
    ],
    ['a name of the bot that is a subject', 'Harbour Desk funding', 'Harbour Desk funding'],
    ['a quotation', '"two boats were lost" who said that', '"two boats were lost" who said that'],
    ['right-to-left text', 'من who lit the lamp', 'من who lit the lamp'],
  ])('%s', (_what, typed, question) => {
    expect(questionOf(typed)).toBe(question);
  });
});

describe('several questions', () => {
  it.each([
    ['numbered', '1. who lit the lamp?\n2. how many boats were lost?'],
    ['numbered on request', 'Two things:\n1) who lit the lamp\n2) how many boats were lost'],
    ['bulleted', '- who lit the lamp\n- how many boats were lost'],
    ['one after the other', 'who lit the lamp? how many boats were lost?'],
    ['joined by "and"', 'who lit the lamp and how many boats were lost'],
    ['joined by "&"', 'who lit the lamp &amp; how many boats were lost'],
    ['joined by "and also"', 'who lit the lamp? And also how many boats were lost?'],
    ['joined by a comma', 'who lit the lamp, how many boats were lost'],
    ['joined by a stop', 'who lit the lamp. how many boats were lost'],
    ['joined by a slash', 'who lit the lamp / how many boats were lost'],
    ['lettered in one line', 'a) who lit the lamp b) how many boats were lost'],
    ['numbered in one line', '(1) who lit the lamp (2) how many boats were lost'],
    ['in lines', 'who lit the lamp?\nhow many boats were lost?\n\nThanks\nAda'],
  ])('%s, are read apart', (_how, typed) => {
    const typed_ = read(typed);
    const parts = typed_.kind === 'question' ? typed_.parts.map((part) => part.replace(/\?$/, '')) : [];
    expect(parts.slice(-2)).toEqual(['who lit the lamp', 'how many boats were lost']);
  });

  it('in other languages are read apart, too', () => {
    expect(read('qui a allumé la lampe et quand le bateau est-il parti ?')).toMatchObject({
      parts: ['qui a allumé la lampe', 'quand le bateau est-il parti ?'],
    });
  });

  it('at most five are answered, and the others are counted', () => {
    const seven = Array.from({ length: 7 }, (_, at) => `who lit lamp ${at}?`);
    expect(read(seven.join('\n'))).toMatchObject({ parts: seven.slice(0, 5), left: 2 });
  });

  it.each(['if the keeper leaves, who lights the lamp', 'after the storm, who lit the lamp'])(
    '%j is one: what stands before the comma asks nothing',
    (typed) => {
      expect(read(typed)).toMatchObject({ parts: [] });
    },
  );

  it('"what about" names another subject', () => {
    expect(read('who lit the lamp? and what about the boats?')).toMatchObject({
      parts: ['who lit the lamp?', 'what about the boats?'],
    });
  });

  it.each(['who leads and pays the mission', 'boats & lamps', 'a question that\ngoes on in the next line'])(
    '%j is one',
    (typed) => {
      expect(read(typed)).toMatchObject({ kind: 'question', parts: [] });
    },
  );
});

describe('a message that points at another', () => {
  it.each([
    '?',
    '??',
    '^^',
    '^',
    'this?',
    'any idea?',
    'Anyone know?',
    'can you answer this one please',
    '👆',
    ':point_up:',
    '<@U0BOT> thoughts?',
  ])('%j', (typed) => {
    expect(read(typed)).toEqual({ kind: 'pointer' });
  });
});

describe('chatter', () => {
  it.each([
    'thanks',
    'Thank you so much!',
    'merci',
    'mèsi anpil',
    'gracias',
    'asante sana',
    'hello',
    'Hi there!',
    'thx :pray:',
    'hi team',
  ])('%j gets a friendly line', (typed) => {
    expect(read(typed)).toEqual({ kind: 'chat', chat: 'thanks' });
  });

  it.each([
    'never mind',
    'nvm',
    'sorry, wrong channel',
    'you are wrong',
    ':pray:',
    '🙏🙏',
    'stop',
    'This message was deleted.',
    'ok',
    'test',
  ])('%j wants no answer', (typed) => {
    expect(read(typed)).toEqual({ kind: 'chat', chat: 'aside' });
  });

  it.each([
    'who is wrong',
    'what was deleted',
    'never mind the boats, who lit the lamp',
    'thanks to whom was the lamp lit',
    'stop the boats',
  ])('%j is none', (typed) => {
    expect(read(typed)).toMatchObject({ kind: 'question' });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['only a link', '<https://example.org>', 'only a link or an address'],
    ['only a domain', 'example.org', 'only a link or an address'],
    ['only punctuation', '!...', 'no word in that'],
    ['10,000 characters', 'x'.repeat(10_000), `at most ${MAX_QUESTION} characters`],
    ['more than Slack sends', 'x '.repeat(50_000), `at most ${MAX_QUESTION} characters`],
  ])('%s: one line says so, and repeats none of it', (_what, typed, line) => {
    const why = (read(typed) as { why: string }).why;
    expect(why).toContain(line);
    expect(why).not.toMatch(/\n|xxx|example/);
  });

  it.each([
    ['nothing', ''],
    ['only white space', ' \n\t '],
    ['only control characters', '\u0000\u0007\u200b'],
    ['only a mention', '<@U0BOT>'],
    ['only the name of the bot', '@Harbour Desk'],
  ])('%s is empty', (_what, typed) => {
    expect(read(typed)).toEqual({ kind: 'empty' });
  });

  it('five hundred emoji codes are chatter, and no other fact', () => {
    expect(read(':eyes: '.repeat(500))).toEqual({ kind: 'chat', chat: 'aside' });
  });

  it('a mention inside a mention is read without it', () => {
    expect(questionOf('<@U1|<@U2|bob>> who lit the lamp')).toMatch(/who lit the lamp$/);
  });

  it(`a question of ${MAX_QUESTION} characters is read`, () => {
    expect(questionOf('w'.repeat(MAX_QUESTION))).toBe('w'.repeat(MAX_QUESTION));
  });
});
