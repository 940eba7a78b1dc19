import type { Fact, FactBase } from '../../../src/facts/schema.ts';
import type { Patch } from '../breakages/work-copy.ts';

/** One part taken out, of the code or of the loaded data. */
export interface Ablation {
  part: string;
  /** What happens without it. */
  what: string;
  patches?: Patch[];
  base?: (base: FactBase) => FactBase;
}

const ABSTAIN = 'src/search/abstain.ts';
const ANALYSIS = 'src/search/analysis.ts';
const RANK = 'src/search/rank.ts';
const COVERAGE = 'src/search/coverage.ts';
const SPELLING = 'src/search/spelling.ts';

const NO_SOUND: Patch = {
  file: SPELLING,
  from: '[...new Set(doubleMetaphone(word))]',
  to: '([] as string[])',
};

/** In the order in which a question passes through them. */
export const ABLATIONS: Ablation[] = [
  {
    part: 'shorthand',
    what: 'shorthand ("govt", "abt") is a word like any other',
    patches: [{ file: 'src/search/query.ts', from: 'SHORTHAND.get(word.text)', to: 'undefined' }],
  },
  {
    part: 'stopword typos',
    what: '"thw" and "teh" are words like any other',
    patches: [{ file: 'src/search/query.ts', from: 'STOPWORD_TYPOS.get(word.text)', to: 'undefined' }],
  },
  {
    part: 'talk',
    what: 'talk around a question ("for the 6pm bulletin:") is part of it',
    patches: [{ file: 'src/search/question.ts', from: 'withoutTalk(said, subject)', to: 'said' }],
  },
  {
    part: 'acronyms',
    what: 'what an acronym stands for is searched like anything else',
    patches: [
      {
        file: 'src/search/search.ts',
        from: 'const acronyms = acronymsAsked(question);',
        to: 'const acronyms = null as ReturnType<typeof acronymsAsked>;',
      },
    ],
  },
  {
    part: 'stemming',
    what: 'words, those of the lexicon too, are compared as written',
    patches: [
      {
        file: 'src/search/tokens.ts',
        from: 'const result = OVERSTEMMED.get(word) ?? (/^[a-z]{4,}$/.test(word) ? stemmer(word) : word);',
        to: 'const result = word;',
      },
    ],
  },
  {
    part: 'spelling',
    what: 'an unknown word stays as typed',
    patches: [
      { file: ANALYSIS, from: 'synonyms, knownWords, correctorFor);', to: 'synonyms, knownWords, null);' },
    ],
  },
  {
    part: 'single slips',
    what: 'a word one typing slip away weighs no more than other similar ones',
    patches: [{ file: SPELLING, from: 'if (isOneTypo(word, candidate)) return ONE_TYPO;', to: '' }],
  },
  {
    part: 'fuse.js',
    what: 'shared letter pairs measure how similar two words are; swapped letters and sound still count',
    patches: byPairs(1, 0.72),
  },
  {
    part: 'fuse.js, swaps and sound',
    what: 'shared letter pairs alone measure how similar two words are',
    patches: [
      ...byPairs(0.5, 0.78),
      NO_SOUND,
      { file: SPELLING, from: 'if (isTransposition(word, candidate))', to: 'if (word === candidate)' },
    ],
  },
  {
    part: 'sound',
    what: 'no double-metaphone: words are similar by their letters only',
    patches: [NO_SOUND],
  },
  {
    part: 'lexicon',
    what: 'no word has synonyms',
    base: (base) => ({ ...base, lexicon: [] }),
  },
  {
    part: "lexicon's other languages",
    what: 'the lexicon is in English only; phrasings in other languages stay',
    base: (base) => ({
      ...base,
      lexicon: base.lexicon.map((group) => ({ ...group, fr: [], ht: [], es: [], sw: [] })),
    }),
  },
  {
    part: 'answer types',
    what: 'who, when, how many: every question is an open one, and none asks for a list',
    patches: [
      {
        file: 'src/search/answer-type.ts',
        from: "if (words[0] === 'year' || words[0] === 'date') return 'when';",
        to: "if (words) return 'open';",
      },
    ],
  },
  {
    part: 'details in facts',
    what: 'numbers, dates and reasons in a fact are not recognised as answers',
    patches: [
      {
        file: 'src/search/answer-type.ts',
        from: 'const plain = text.replace',
        to: 'if (text) return types;\n  const plain = text.replace',
      },
    ],
  },
  {
    part: 'clause choice',
    what: 'a question is read whole, with all its clauses',
    patches: [
      {
        file: ANALYSIS,
        from: 'clauses.length > MAX_CLAUSES',
        to: 'clauses.length > 0',
      },
    ],
  },
  {
    part: 'phrasings',
    what: 'each fact keeps three, and those of disputes are gone',
    base: (base) => ({
      ...eachFact((fact) => ({ asks: fact.asks.slice(0, 3) }))(base),
      disputes: base.disputes.map((dispute) => ({ ...dispute, asks: [] })),
      phrasings: new Map([...base.phrasings].filter(([id]) => base.gaps.some((gap) => gap.id === id))),
    }),
  },
  {
    part: 'phrase similarity',
    what: 'phrasings only supply words; where the closest one counted, the covered share of the question counts',
    patches: [
      {
        file: RANK,
        from: 'const { similarity, isSameType } =',
        to: 'const similarity = share;\n    const { isSameType } =',
      },
    ],
  },
  {
    part: 'context quotes',
    what: 'context quotes are not indexed',
    base: eachFact(() => ({ context: [] })),
  },
  {
    part: 'unknown words',
    what: 'a word unknown to the base weighs nothing',
    patches: [
      {
        file: RANK,
        from: 'if (!Number.isFinite(idf))',
        to: 'if (!Number.isFinite(idf)) return 0;\n    if (!Number.isFinite(idf))',
      },
    ],
  },
  {
    part: 'uncovered words',
    what: 'nor does one the fact does not cover: shares are of the covered words',
    patches: [
      {
        file: RANK,
        from: 'return sum / totalWeight;',
        to: 'return sum / (weights.reduce((all, weight, at) => all + (credits[row + at] ? weight : 0), 0) || 1);',
      },
      {
        file: COVERAGE,
        from: 'const ofQuestion = (questionCoverage[phrasing] as number) / totalWeight;',
        to: 'const ofQuestion = 1;',
      },
      { file: ANALYSIS, from: 'return credit - UNMATCHED_PENALTY * (1 - credit);', to: 'return credit;' },
    ],
  },
  {
    part: 'known gaps',
    what: 'the base has no list of known gaps',
    base: (base) => ({ ...base, gaps: [] }),
  },
  {
    part: "gaps' own words",
    what: 'a word found almost only in gaps does not hold an answer back, nor does a country the fact does not name',
    patches: [
      { file: ABSTAIN, from: 'if (isAboutGapWord(analysis, top, analyzer))', to: 'if (!analyzer)' },
      { file: ABSTAIN, from: 'if (asksAboutOtherCountry(analysis, top))', to: 'if (!top)' },
    ],
  },
  {
    part: 'phrasing-only words',
    what: 'a rare word weighs as much where only phrasings have it',
    patches: [{ file: RANK, from: 'PHRASING_ONLY_IDF * rarest', to: 'rarest' }],
  },
  {
    part: 'thin evidence',
    what: 'one content word, or a few that only phrasings share, are as good as many',
    patches: [
      { file: ABSTAIN, from: '(top.ownMatches === 0 ? SINGLE_MATCH_NOT_OWN : SINGLE_MATCH)', to: '0' },
      { file: ABSTAIN, from: 'top.similarity < requiredSimilarity(top)', to: 'top.similarity < 0' },
    ],
  },
  {
    part: 'disputes',
    what: 'no fact has another side',
    base: eachFact(() => ({ disagrees_with: [] })),
  },
];

// --- internal ---

function eachFact(change: (fact: Fact) => Partial<Fact>): (base: FactBase) => FactBase {
  return (base) => ({
    ...base,
    facts: new Map([...base.facts].map(([id, fact]) => [id, { ...fact, ...change(fact) }])),
  });
}

/**
 * Letter pairs in the place of fuse.js: what `similarityOf` calls a score, 0 for equal, from the Dice of the pairs.
 * Scale and threshold of each of the two ways were chosen on the first half, so that the comparison is fair:
 * with swaps and sound any threshold from .3 to .78 does as well; alone, one wrong letter must count half as much.
 */
function byPairs(scale: number, threshold: number): Patch[] {
  const dice = `2 * bigramsOf(word).filter((pair) => bigramsOf(candidate).includes(pair)).length /
    (bigramsOf(word).length + bigramsOf(candidate).length)`;
  const score = `{ isMatch: true, score: ${scale} * (1 - ${dice}) }`;
  return [
    { file: SPELLING, from: 'Fuse.match(word, candidate, FUSE)', to: score },
    { file: SPELLING, from: 'Fuse.match(candidate, word, FUSE)', to: score },
    { file: SPELLING, from: 'let least = MIN_SIMILARITY;', to: `let least = ${threshold};` },
    { file: SPELLING, from: 'const LONGEST_PATTERN = 32;', to: 'const LONGEST_PATTERN = 0;' },
  ];
}
