export const WHO_PAYS = 'who pays for the mission';

/** Words that change nothing, around a question. One of each kind at each door: all of them are in test/search/question.test.ts. */
export const WRAPPED = [
  `${WHO_PAYS} :eyes:`,
  `:rotating_light: ${WHO_PAYS} :flag-ht:`,
  `${WHO_PAYS} <mailto:desk@example.org|desk@example.org>`,
  `${WHO_PAYS} <https://example.org/a|example.org>`,
  `${WHO_PAYS}\n\nThanks,\nMarie`,
  `${WHO_PAYS}\n\nSent from my iPhone`,
  `Q: ${WHO_PAYS}`,
  `1. ${WHO_PAYS}`,
  `&gt; ${WHO_PAYS}`,
  `${WHO_PAYS} cc <@U0BOB>`,
  `${WHO_PAYS} in Haiti`,
  `${WHO_PAYS}, anyone?`,
  `hey, real quick: ${WHO_PAYS}`,
  `/haiti ${WHO_PAYS}`,
  `@Haiti Desk ${WHO_PAYS}`,
];
