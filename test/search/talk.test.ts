import { describe, expect, it } from 'vitest';
import { createSearch } from '../../src/search/search.ts';
import { baseOf, factSaying, HARBOUR } from '../base.ts';

const { read } = createSearch(HARBOUR);
const questionOf = (typed: string) => {
  const typed_ = read(typed);
  return typed_.kind === 'question' ? typed_.question : typed_.kind;
};

describe('talk around a question is dropped:', () => {
  it.each([
    ['who asks', 'my desk chief wants a line on this: who lit the lamp'],
    ['what for', "we're doing a podcast on it, who lit the lamp"],
    ['when it is needed', 'filing in 20 min, who lit the lamp'],
    ['between emoji, which stand for full stops', 'filing in 20 min :sweat_smile: who lit the lamp tysm'],
    ['in sentences of its own', 'First time here. I was told I can just type. who lit the lamp'],
    ['in lines of its own', 'oops hit enter too early\nwho lit the lamp\nNo rush, whenever you have a sec'],
    ['in brackets', 'who lit the lamp (my colleague could not say)'],
    ['up to "but"', 'um so ok this might be a dumb question but who lit the lamp'],
    ['after it, without a mark', 'who lit the lamp I owe you a coffee'],
    ['with a time of day', 'Quick one for the 6pm bulletin: who lit the lamp'],
    ['with what comes next', 'before I go on air, who lit the lamp?'],
    ['in a desk and an hour', 'sub desk, 2am: who lit the lamp'],
    ['in a sentence after it', 'who lit the lamp? I am live in five minutes.'],
    ['in a greeting with good wishes', "Hello! Hope you're well. who lit the lamp? Many thanks, John"],
    ['as an introduction', "Hi, it's Tom from the Bergen bureau. who lit the lamp"],
    ['about the work', 'Working on a story on boats. who lit the lamp'],
    ['in brackets, with the piece it is for', 'who lit the lamp (for a piece on Sunday)'],
    ['that points', 'Anyone? who lit the lamp? Any idea?'],
    ['that takes something back', 'Never mind, found it. who lit the lamp'],
    ['that was struck out', '~how many boats were lost~ who lit the lamp'],
    ['in a signature with an office', 'who lit the lamp\n\nBest,\nMary Smith\nSenior Editor, The Gazette'],
    ['in a disclaimer', 'who lit the lamp\n\nThis message is confidential.'],
    ['in colours of a terminal', '\u001b[31mwho lit the lamp\u001b[0m'],
    ['around a quoted question', 'a reader wrote in: “who lit the lamp”'],
    [
      'around a quoted e-mail',
      'a reader wrote to us:\n&gt; Dear editors,\n&gt; who lit the lamp\n&gt; Kind regards, a subscriber',
    ],
    [
      'around a forwarded e-mail',
      'see below, can you help?\n---------- Forwarded message ---------\nFrom: Ada &lt;<mailto:a@b.example|a@b.example>&gt;\nSubject: Fwd\n\nHello,\n\nwho lit the lamp\n\nBest regards',
    ],
  ])('%s', (_what, typed) => {
    expect(questionOf(typed).replace(/\?$/, '')).toBe('who lit the lamp');
  });
});

describe('what may belong to a question is kept:', () => {
  it.each([
    ['a place', 'In Mexico, who lit the lamp'],
    ['a date', 'on 3 March, who lit the lamp'],
    ['a time before something', 'before this storm began, who lit the lamp'],
    ['a speaker', 'Lin: "who lit the lamp"'],
    ['a word of the base', 'the keeper, when did they light the lamp'],
    ['a subject that has a clause of its own', 'boats: how many were lost'],
    ['a second question', 'who lit the lamp, and when'],
    ['who is left out', 'Who, except the US, lit the lamp'],
    ['a title before a name', 'Mr. Lin and Dr. Berg, what did they see'],
    ['whether something is so', 'is it lit, the lamp'],
    ['a question in another language', 'qui a allumé la lampe, et quand'],
  ])('%s', (_what, typed) => {
    expect(questionOf(typed)).toBe(typed);
  });
});

describe('a word of the base is no small talk, whatever the desk is about:', () => {
  const base = baseOf([
    factSaying('record', 'The team set the record at the final in the morning session.', [
      'who set the record',
      'when was the record set',
      'which team set the record',
    ]),
    factSaying('fine', 'The parent company paid the fine after the test of the well.', [
      'who paid the fine',
      'how much was the fine',
      'was the fine paid',
    ]),
  ]);
  const desk = createSearch({ ...HARBOUR, facts: base.facts });

  it.each([
    'when was it set, the record',
    'who won? the team',
    'morning session who spoke',
    'well water tests when',
    'what about the parent',
    'fine',
    'test',
    're election who stood',
    'filing for bankruptcy, which company was it',
    'working on the bend, who fell',
    'how much did they pay, if you include the bonus',
  ])('%j is kept whole', (typed) => {
    expect(desk.read(typed)).toMatchObject({ kind: 'question', question: typed });
  });

  it.each([
    [
      'a question about what is confidential',
      'two things\nis the report confidential?\nwho paid the fine',
      'confidential',
    ],
    ['entries of a list', 'what about:\n- Tarrowby\n- Ostervane', 'Tarrowby Ostervane'],
    ['years in a line of their own', 'budget for\n2024-2025', '2024-2025'],
    [
      'a line that looks like a header',
      'from: the council\nwhen was the vote on the fine',
      'when was the vote',
    ],
  ])('%s', (_what, typed, kept) => {
    expect((desk.read(typed) as { question: string }).question).toContain(kept);
  });
});
