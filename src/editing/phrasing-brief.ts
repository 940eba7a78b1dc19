import { ownPhrasingsOf } from '../facts/phrasings.ts';
import type { Dispute, Fact, FactBase, Gap } from '../facts/schema.ts';
import { counted } from '../facts/source-text.ts';
import { type AnswerType, answerTypeOf, answerTypesIn } from '../search/answer-type.ts';
import { createSearch, type Search } from '../search/search.ts';
import { ENGLISH_STOPWORDS, LOW_INFORMATION_WORDS } from '../search/stopwords.ts';
import { stemOf, tokenize } from '../search/tokens.ts';

/** A fact, gap or dispute with an id: whatever `phrasings/` may hold a file for. */
export type Asked = Fact | (Gap & { id: string }) | (Dispute & { id: string });

/** A kind of phrasing: how many there are, and how many there should be. */
export interface Kind {
  name: string;
  have: number;
  want: number;
}

export function findAsked(base: FactBase, id: string): Asked | null {
  const named = [...base.gaps, ...base.disputes].find((part) => part.id === id);
  return base.facts.get(id) ?? (named ? ({ ...named, id } as Asked) : null);
}

/** What the base has of each kind; a kind that the fact has no answer to (a date, a number) is not wanted. */
export function kindsOf(base: FactBase, part: Asked, search: Search): Kind[] {
  const phrasings = ownPhrasingsOf(base, part);
  const own = ownTextOf(base, part);
  const stems = new Set(tokenize(own).map(({ text }) => stemOf(text)));
  const answered = answerTypesIn(own);
  const read = phrasings.map((phrasing) => {
    const words = tokenize(phrasing).map(({ text }) => text);
    const content = words.filter((word) => !ENGLISH_STOPWORDS.has(word) && !LOW_INFORMATION_WORDS.has(word));
    const others = content.filter((word) => !stems.has(stemOf(word)));
    return {
      type: answerTypeOf(words),
      language: search.ask(phrasing).language,
      isOther: content.length > 0 && others.length * 2 >= content.length,
      isStub: words.length <= STUB,
    };
  });
  const count = (is: (one: (typeof read)[number]) => boolean) => read.filter(is).length;
  const types = ASKED_TYPES.filter(([type]) => 'claim' in part && answered.has(type)).map(
    ([type, name]): Kind => ({ name, have: count((one) => one.type === type), want: 3 }),
  );
  return [
    ...types,
    { name: 'in other words than its own', have: count(({ isOther }) => isOther), want: 8 },
    { name: `stubs of one to ${STUB} words`, have: count(({ isStub }) => isStub), want: 4 },
    ...LANGUAGES.map(
      ([code, name]): Kind => ({
        name: `in ${name}`,
        have: count(({ language }) => language === code),
        want: isSpoken(base, code) ? 3 : 0,
      }),
    ),
  ];
}

/** What the base has for one id, what is missing, and a brief that anybody, or any language model, can fill. */
export function briefLines(base: FactBase, part: Asked): string[] {
  const phrasings = ownPhrasingsOf(base, part);
  const search = createSearch(base);
  const kinds = kindsOf(base, part, search);
  const missing = kinds.filter(({ have, want }) => have < want);
  const about = 'claim' in part ? part.claim : `${part.about ?? part.id}`;
  const quotes = 'claim' in part ? part.evidence.map(({ quote }) => quote) : [];
  return [
    `${part.id}: ${about}`,
    `On file: ${counted(part.asks.length, 'ask')}, ${counted(phrasings.length - part.asks.length, 'further phrasing')}.`,
    ...kinds
      .filter(({ have, want }) => have > 0 || want > 0)
      .map(
        ({ name, have, want }) =>
          `  ${name}: ${have}${have < want ? `, ${want - have} more would help` : ''}`,
      ),
    '',
    `Send what follows to a colleague, or to any language model, and read what comes back. Then: npm run -s phrasings -- ${part.id} --add answers.txt --from "…"`,
    '---8<---',
    `A newsroom's desk has this on file${'sides' in part ? ' as a dispute' : 'claim' in part ? '' : ' as something it does NOT know'}: ${about}`,
    ...quotes.map((quote) => `Its source says: ${quote}`),
    `Write ${missing.length === 0 ? 12 : missing.reduce((sum, { have, want }) => sum + want - have, 0)} ways in which a reporter on deadline may ask for exactly this, as people type: short, casual, sometimes misspelled or without a verb.`,
    ...missing.map(({ name, have, want }) => `- ${want - have} ${name}`),
    'Each must be answered by the sentence above, and by nothing that it does not say. Do not ask for the same in words that differ by one.',
    'One on a line, nothing else. These are there already:',
    ...phrasings.slice(0, SHOWN).map((phrasing) => `  ${phrasing}`),
    ...neighbourLines(base, part, search),
    ...('claim' in part
      ? [
          '',
          'Then, after an empty line and the line GAPS, write what a reporter would ask NEXT and the sentence above does not answer: one on a',
          'line, as "what it is about: a question; another question". They go into gaps.yml once an editor has seen that no source answers them.',
        ]
      : []),
    '--->8---',
  ];
}

// --- internal ---

const STUB = 3;
/** Phrasings and neighbours that a brief shows. */
const SHOWN = 12;
const NEIGHBOURS = 3;

const ASKED_TYPES: readonly [AnswerType, string][] = [
  ['who', 'that ask who'],
  ['when', 'that ask when'],
  ['count', 'that ask how many'],
  ['amount', 'that ask how much'],
  ['duration', 'that ask how long'],
  ['where', 'that ask where'],
  ['why', 'that ask why'],
];

const LANGUAGES = [
  ['fr', 'French'],
  ['ht', 'Haitian Creole'],
  ['es', 'Spanish'],
  ['sw', 'Swahili'],
] as const;

/** Whether the desk's own lexicon has words of the language: then its readers ask in it. */
function isSpoken({ lexicon }: FactBase, code: (typeof LANGUAGES)[number][0]): boolean {
  return lexicon.some((group) => group[code].length > 0);
}

function ownTextOf(base: FactBase, part: Asked): string {
  if ('claim' in part) return [part.claim, ...part.evidence.map(({ quote }) => quote)].join('\n');
  const sides = 'sides' in part ? part.sides.flat().map((id) => base.facts.get(id)?.claim ?? '') : [];
  return [part.about ?? '', ...sides].join('\n');
}

/** Facts that its own questions come near to: a phrasing that asks for one of these is of no use. */
function neighbourLines(base: FactBase, part: Asked, search: Search): string[] {
  const counts = new Map<string, number>();
  for (const question of part.asks) {
    const { hits, nearest } = search.ask(question);
    for (const { fact } of [...hits, ...nearest])
      if (fact.id !== part.id) counts.set(fact.id, (counts.get(fact.id) ?? 0) + 1);
  }
  const near = [...counts].sort((a, b) => b[1] - a[1]).slice(0, NEIGHBOURS);
  if (near.length === 0) return [];
  return [
    'Do not ask for these, which are on file beside it:',
    ...near.map(([id]) => `  ${base.facts.get(id)?.claim}`),
  ];
}
