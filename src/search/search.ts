import type { Fact, FactBase } from '../facts/schema.ts';
import { answerOrAbstain } from './abstain.ts';
import { createAcronymLookup } from './acronyms.ts';
import { type Analysis, type Analyzer, createAnalyzer } from './analysis.ts';
import { type Answer, answerFrom, type Citation, type Hit } from './answer.ts';
import { MISSING_DETAIL } from './answer-type.ts';
import { askedOfTold, excludedIn, hasSubject, namesIn, refersBack, suitsSince } from './follow-up.ts';
import { createHighlighter, type Highlighter, highlight, type PreparedText } from './highlight.ts';
import type { OwnWords } from './own-words.ts';
import { readTyped, type Typed } from './question.ts';
import type { ScoredDoc } from './rank.ts';
import { type DateRange, relativeDateIn } from './relative-date.ts';
import { tokenize } from './tokens.ts';
import { type Why, whyOf } from './why.ts';

/** Answers questions from one fact base. */
export interface Search {
  /**
   * @param question read by `read`
   * @param today YYYY-MM-DD, the day that "last week" counts from; without it, such words are ordinary words
   * @param after ids of the facts told last where it is asked: a question without a subject of its own is asked of these
   */
  ask(question: string, today?: string, after?: readonly string[]): Answer;
  /** Why the nearest fact answers a question or does not, as `ask` decides it; what is settled before any ranking has no reasons. */
  why(question: string): Why;
  /** What somebody typed, understood. */
  read(typed: string): Typed;
  /** The same for a message that may hold several questions: one answer each, or one for the whole message. */
  askEach(message: Asked, today?: string, after?: readonly string[]): { question: string; answer: Answer }[];
}

/** A message that asks something. */
export type Asked = Pick<Extract<Typed, { kind: 'question' }>, 'question' | 'parts' | 'left'>;

/** Indexes a base once; asking is then pure, and takes about a millisecond on a base of ordinary size. */
export function createSearch(base: FactBase): Search {
  const analyzer = createAnalyzer(base);
  const gapNames = base.gaps.map((gap) => gap.about);
  const acronymsAsked = createAcronymLookup(analyzer.facts, base.lexicon);
  const reader = {
    names: [base.desk.command, base.desk.name],
    subject: {
      isInOwnText: analyzer.isInOwnText,
      isSubject: (word: string) => analyzer.isTelling(word) && analyzer.isInOwnText(word),
      names: new Set(
        [...base.desk.subject, base.desk.name].flatMap((name) => tokenize(name).map(({ text }) => text)),
      ),
    },
    knows: (word: string) => tokenize(word).some(({ text }) => analyzer.isTelling(text)),
  };
  const dates = [...base.sources.values()].flatMap((source) => source.published ?? []).sort();

  const ask = (question: string, today?: string, after: readonly string[] = []): Answer => {
    const pasted = factWithId(question, base);
    const answer = pasted ? answerFrom([pasted]) : null;
    if (answer) return answer;
    const analysis = analyzer.analyze(question);
    const highlighter = createHighlighter(analysis, analyzer.index);
    const hit = (scored: Pick<ScoredDoc, 'doc' | 'score'>): Hit =>
      new HighlightedHit(scored, highlighter, analyzer);
    const fields = { language: analysis.language, missing: [], nearest: [], listing: false };
    const none = (missing: string[], near = analysis): Answer => ({
      ...fields,
      kind: 'none',
      hits: [],
      missing,
      nearest: near.facts
        .filter(({ matches }) => matches > 0)
        .slice(0, MAX_NEAREST)
        .map(hit),
    });
    const told = after.length > 0 ? docsOf(after, base, analyzer) : [];
    const toldAgain = (missing: string[]): Answer => ({
      ...fields,
      kind: 'none',
      hits: [],
      missing,
      nearest: told.slice(0, MAX_NEAREST).map((doc) => hit({ doc, score: 1 })),
    });
    if (told.length > 0 && !hasSubject(analysis.units)) {
      const asked = askedOfTold(question, analysis.answerType);
      const answering = told.filter((doc) => {
        const fact = analyzer.facts[doc] as Fact;
        if (asked === null || !suitsSince(question, fact)) return false;
        return asked === 'speaker' || analyzer.index.docs[doc]?.answerTypes.has(asked);
      });
      const [first, ...rest] = answering.map((doc) => hit({ doc, score: 1 }));
      if (first) return { ...fields, kind: 'found', hits: [first, ...rest] };
      const lack = MISSING_DETAIL[asked === null || asked === 'speaker' ? analysis.answerType : asked];
      return toldAgain(lack ? [lack] : []);
    }
    const range = today === undefined ? null : relativeDateIn(question, today);
    if (range && !dates.some((date) => date >= range.from.slice(0, date.length) && date <= range.to)) {
      return none([outsideDatesLine(range, dates.at(-1))]);
    }
    if (analysis.answerType === 'list') {
      const [first, ...rest] = listHits(analysis.facts);
      if (first) return { ...fields, kind: 'found', listing: true, hits: [hit(first), ...rest.map(hit)] };
    }
    const acronyms = acronymsAsked(question);
    if (acronyms) {
      const docs = acronyms.flatMap(({ facts }) => bestOf(facts, analysis) ?? []);
      const [first, ...rest] = [...new Set(docs)].map((doc) => hit({ doc, score: 1 }));
      if (first) return { ...fields, kind: 'found', hits: [first, ...rest] };
      // Rank by the acronym alone, so that "stand" matches nothing.
      const letters = acronyms.map((one) => one.letters);
      const missing = letters.map((one) => `what ${one} stands for`);
      return none(missing, analyzer.analyze(letters.join(' ')));
    }
    const decision = answerOrAbstain(analysis, analyzer, gapNames);
    if (decision.kind === 'none') return none(decision.missing);
    const sides = decision.sides.map(({ doc }) => doc);
    // "Who pays for it", after a fact about one mission, is not answered by a fact about another.
    if (told.length > 0 && refersBack(question) && !sides.some((doc) => sharesName(doc, told, analyzer)))
      return toldAgain([]);
    const excluded = excludedIn(question);
    if (excluded !== '' && sides.some((doc) => isNamedIn(excluded, doc, analyzer))) return none([]);
    const hits = [...decision.sides, ...furtherHits(decision.sides, analysis.facts, analyzer)].map(hit);
    if (decision.kind === 'found') {
      const premise = (decision.premise ?? []).flatMap(({ asked, on_file, isSpeaker }) =>
        on_file === null ? [] : { asked, on_file, isSpeaker },
      );
      const found = { ...fields, kind: 'found' as const, hits: hits as [Hit, ...Hit[]] };
      return premise.length > 0 ? { ...found, premise } : found;
    }
    return { ...fields, kind: 'disputed', sides: decision.sides.length, hits: hits as [Hit, Hit, ...Hit[]] };
  };
  return {
    ask,
    why(question) {
      const analysis = analyzer.analyze(question);
      return whyOf(analysis, answerOrAbstain(analysis, analyzer, gapNames), analyzer);
    },
    read: (typed) => readTyped(typed, reader),
    askEach({ question: message, parts }, today, after = []) {
      const answers: { question: string; answer: Answer }[] = [];
      let told = after;
      for (const question of parts) {
        const analysis = analyzer.analyze(question);
        // "… and why?" hangs on the part before it; "any idea?" is small talk.
        const goesOn = answers.length > 0 && askedOfTold(question, analysis.answerType) !== null;
        if (!standsAlone(question, analysis) && !goesOn) continue;
        const answer = ask(question, today, told);
        answers.push({ question, answer });
        if (answer.kind !== 'none') told = answer.hits.slice(0, 1).map(({ fact }) => fact.id);
      }
      const firsts = new Set(answers.map(({ answer }) => answer.hits[0]?.fact.id));
      // Parts that all have one answer, or none, are one question.
      if (firsts.size > 1) return answers;
      return [{ question: message, answer: ask(message, today, after) }];
    },
  };
}

// --- internal ---

/** Nearest facts shown with a miss. */
const MAX_NEAREST = 3;
/** Further hits after the answer, and the minimum of their score as a share of its score. */
const MAX_FURTHER_HITS = 7;
const MIN_RELATIVE_SCORE = 0.5;
/** Share of what a question leaves out that a fact's own text must cover to be left out. */
const MIN_EXCLUDED = 0.5;
/** Share of a list question that a fact's own text must cover. */
const MIN_LIST_COVERAGE = 0.6;

/** The fact with this id, written as answers print it: "funding-voluntary", optionally with "· base 1a2b3c4d". */
function factWithId(question: string, { facts }: FactBase): Fact | undefined {
  const [, id = ''] = /^([a-z0-9]+(?:-[a-z0-9]+)+)(?:\s*·\s*base [0-9a-f]{8})?$/.exec(question) ?? [];
  return facts.get(id);
}

/** The best match for the question among some facts. */
function bestOf(docs: readonly number[], analysis: Analysis): number | undefined {
  return analysis.facts.find(({ doc }) => docs.includes(doc))?.doc ?? docs[0];
}

/** Whether a fact names somebody or something that one of the facts told before names. */
function sharesName(doc: number, told: readonly number[], { facts }: Analyzer): boolean {
  const namesOf = (at: number) => {
    const { claim, evidence } = facts[at] as Fact;
    return namesIn([claim, ...evidence.map(({ quote }) => quote)].join(' \n'));
  };
  if (told.includes(doc)) return true;
  const before = told.map((at) => namesIn((facts[at] as Fact).claim));
  const names = namesOf(doc);
  return before.some((one) => one.size === 0 || [...one].some((name) => names.has(name)));
}

/** Whether a fact's own text has these words, or words that the lexicon makes equal to them. */
function isNamedIn(words: string, doc: number, analyzer: Analyzer): boolean {
  const { facts } = analyzer.analyze(words);
  return facts.some((scored) => scored.doc === doc && scored.ownCoverage >= MIN_EXCLUDED);
}

/** Numbers of the facts with these ids, or of those that stand in their place now. */
function docsOf(ids: readonly string[], { facts }: FactBase, analyzer: Analyzer): number[] {
  const living = ids.map((id) => {
    let fact = facts.get(id);
    while (fact?.superseded_by) fact = facts.get(fact.superseded_by);
    return fact;
  });
  return [...new Set(living)].flatMap((fact) => {
    const doc = fact ? analyzer.facts.indexOf(fact) : -1;
    return doc < 0 ? [] : [doc];
  });
}

/** "Is it UN funded?" asks whether; "mandate?" at the end of a list does not stand alone. */
const WHETHER = /^(?:is|are|was|were|did|does|do|has|have|can|will|should)\b.*[?？]$/i;

/** A question of its own has two content words, or one and a question word; small talk such as "any idea?" has not. */
function standsAlone(part: string, { units, answerType }: Analysis): boolean {
  const contentWords = units.filter((unit) => unit.isContent).length;
  const names = /^(?:and )?(?:what|how) about\b/i.test(part);
  return contentWords >= 2 || (contentWords === 1 && (answerType !== 'open' || names || WHETHER.test(part)));
}

/** Facts whose own text covers a list question, best coverage first. */
function listHits(facts: readonly ScoredDoc[]): ScoredDoc[] {
  return facts
    .filter((scored) => scored.ownMatches > 0 && scored.ownCoverage >= MIN_LIST_COVERAGE)
    .sort((a, b) => b.ownCoverage - a.ownCoverage || b.score - a.score)
    .slice(0, MAX_FURTHER_HITS + 1);
}

/** Hits after the answer: facts that disagree with it, then the next best. */
function furtherHits(
  sides: readonly ScoredDoc[],
  facts: readonly ScoredDoc[],
  analyzer: Analyzer,
): ScoredDoc[] {
  const [top] = sides;
  const disagreeing = analyzer.facts[top?.doc ?? 0]?.disagrees_with ?? [];
  const disagrees = (scored: ScoredDoc) => disagreeing.includes(analyzer.facts[scored.doc]?.id ?? '');
  return facts
    .filter((scored) => !sides.includes(scored))
    .filter((scored) => disagrees(scored) || scored.score >= MIN_RELATIVE_SCORE * (top?.score ?? 0))
    .sort((a, b) => Number(disagrees(b)) - Number(disagrees(a)))
    .slice(0, MAX_FURTHER_HITS);
}

/** "last week (9 to 15 November 2026); the newest dated source here is of 24 August 2025" */
function outsideDatesLine(range: DateRange, newest: string | undefined): string {
  const days = range.from === range.to ? range.from : `${range.from} to ${range.to}`;
  return `${range.words} (${days}); ${newest ? `the newest dated source here is of ${newest}` : 'no source here is dated'}`;
}

/** A hit that computes its highlights on first access: most hits are behind a button and never shown. */
class HighlightedHit implements Hit {
  readonly fact: Fact;
  readonly score: number;
  readonly #highlighter: Highlighter;
  readonly #texts: OwnWords;
  #highlighted: Pick<Hit, 'highlights' | 'citations' | 'matched'> | null = null;

  constructor(scored: Pick<ScoredDoc, 'doc' | 'score'>, highlighter: Highlighter, analyzer: Analyzer) {
    this.fact = analyzer.facts[scored.doc] as Fact;
    this.score = scored.score;
    this.#highlighter = highlighter;
    this.#texts = analyzer.ownWords[scored.doc] as OwnWords;
  }

  get disagrees_with() {
    return this.fact.disagrees_with;
  }

  get highlights() {
    return this.#highlight().highlights;
  }

  get citations() {
    return this.#highlight().citations;
  }

  get matched() {
    return this.#highlight().matched;
  }

  #highlight(): Pick<Hit, 'highlights' | 'citations' | 'matched'> {
    if (this.#highlighted) return this.#highlighted;
    const claim = highlight(this.#highlighter, this.#texts.claim);
    const matched = [...claim.matches];
    const citations = this.fact.evidence.map((span, at): Citation => {
      const { spans, matches } = highlight(this.#highlighter, this.#texts.quotes[at] as PreparedText);
      for (const match of matches)
        if (!matched.some(({ asked }) => asked === match.asked)) matched.push(match);
      return { ...span, highlights: spans };
    });
    this.#highlighted = { highlights: claim.spans, citations, matched };
    return this.#highlighted;
  }
}
