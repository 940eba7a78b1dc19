import type { Fact, FactBase } from '../facts/schema.ts';
import { decide } from './abstain.ts';
import { createInitials } from './acronyms.ts';
import { createEngine, type Engine, type Reading, type Shown } from './analysis.ts';
import { type Answer, answerFrom, type Citation, type Hit } from './answer.ts';
import { createMarker, type Marker, mark, type Prepared } from './highlight.ts';
import { questionsIn } from './question.ts';
import type { Scored } from './rank.ts';
import { type Span, spanOf } from './relative-date.ts';

/** Answers questions from one fact base. */
export interface Search {
  /**
   * @param question cleaned by `readQuestion`
   * @param today YYYY-MM-DD; what "last week" is counted from. Without it, such words are read like any others
   */
  ask(question: string, today?: string): Answer;
  /** The same for a message that may hold several questions: an answer to each, or one to the whole. */
  askEach(message: string, today?: string): { question: string; answer: Answer }[];
}

/** Builds the index of a base once; asking is then pure, and takes about a millisecond on a desk's base. */
export function createSearch(base: FactBase): Search {
  const engine = createEngine(base);
  const gapNames = base.gaps.map((gap) => gap.about);
  const initialsAsked = createInitials(engine.facts, base.lexicon);
  const dates = [...base.sources.values()].flatMap((source) => source.published ?? []).sort();

  const ask = (question: string, today?: string): Answer => {
    const named = factNamed(question, base);
    const pasted = named ? answerFrom([named]) : null;
    if (pasted) return pasted;
    const reading = engine.read(question);
    const marker = createMarker(reading, engine.index);
    const hit = (scored: Pick<Scored, 'doc' | 'score'>): Hit => new MarkedHit(scored, marker, engine);
    const told = { language: reading.language, missing: [], nearest: [], listing: false };
    const none = (missing: string[], near = reading): Answer => ({
      ...told,
      kind: 'none',
      hits: [],
      missing,
      nearest: near.facts
        .filter(({ met }) => met > 0)
        .slice(0, NEAREST)
        .map(hit),
    });
    const span = today === undefined ? null : spanOf(question, today);
    if (span && !dates.some((date) => date >= span.from.slice(0, date.length) && date <= span.to)) {
      return none([outsideLine(span, dates.at(-1))]);
    }
    if (reading.kind === 'list') {
      const [first, ...rest] = listed(reading.facts);
      if (first) return { ...told, kind: 'found', listing: true, hits: [hit(first), ...rest.map(hit)] };
    }
    const initials = initialsAsked(question);
    if (initials) {
      const docs = initials.flatMap(({ facts }) => bestOf(facts, reading) ?? []);
      const [first, ...rest] = [...new Set(docs)].map((doc) => hit({ doc, score: 1 }));
      if (first) return { ...told, kind: 'found', hits: [first, ...rest] };
      // Near to the letters: "stand" is no word to be near to.
      const letters = initials.map((one) => one.letters);
      const missing = letters.map((one) => `what ${one} stands for`);
      return none(missing, engine.read(letters.join(' ')));
    }
    const decision = decide(reading, engine, gapNames);
    if (decision.kind === 'none') return none(decision.missing);
    const hits = [...decision.sides, ...behind(decision.sides, reading.facts, engine)].map(hit);
    if (decision.kind === 'found') return { ...told, kind: 'found', hits: hits as [Hit, ...Hit[]] };
    return { ...told, kind: 'disputed', sides: decision.sides.length, hits: hits as [Hit, Hit, ...Hit[]] };
  };
  return {
    ask,
    askEach(message, today) {
      const answers = questionsIn(message)
        .filter((part) => asksForItself(engine.read(part)))
        .map((question) => ({ question, answer: ask(question, today) }));
      const firsts = new Set(answers.map(({ answer }) => answer.hits[0]?.fact.id));
      if (
        answers.length > 1 &&
        firsts.size === answers.length &&
        firsts.size - Number(firsts.has(undefined)) > 0
      ) {
        return answers;
      }
      return [{ question: message, answer: ask(message, today) }];
    },
  };
}

// --- internal ---

/** Facts offered beside a miss. */
const NEAREST = 3;
/** Further hits behind an answer, and how near to it they must come. */
const MORE = 7;
const WORTH_SHOWING = 0.5;
/** Share of a list's subject that a fact's own words must account for. */
const LISTED = 0.6;

/** The fact whose id this is, as answers print it: "funding-voluntary", or with "· base 1a2b3c4d" behind it. */
function factNamed(question: string, { facts }: FactBase): Fact | undefined {
  const [, id = ''] = /^([a-z0-9]+(?:-[a-z0-9]+)+)(?:\s*·\s*base [0-9a-f]{8})?$/.exec(question) ?? [];
  return facts.get(id);
}

/** Of some facts the one that meets the question best. */
function bestOf(docs: readonly number[], reading: Reading): number | undefined {
  return reading.facts.find(({ doc }) => docs.includes(doc))?.doc ?? docs[0];
}

/** Talk such as "any idea?" is no question of its own: one that is has two telling words, or one and an asking word. */
function asksForItself({ units, kind }: Reading): boolean {
  const telling = units.filter((unit) => unit.telling).length;
  return telling >= 2 || (telling === 1 && kind !== 'open');
}

/** Facts that account for all that a list is asked about, by their own words before anything else. */
function listed(facts: readonly Scored[]): Scored[] {
  return facts
    .filter((scored) => scored.metOwn > 0 && scored.own >= LISTED)
    .sort((a, b) => b.own - a.own || b.score - a.score)
    .slice(0, MORE + 1);
}

/** What stands behind an answer: what a source says otherwise, then what is merely near. */
function behind(sides: readonly Scored[], facts: readonly Scored[], engine: Engine): Scored[] {
  const [top] = sides;
  const differing = engine.facts[top?.doc ?? 0]?.disagrees_with ?? [];
  const differs = (scored: Scored) => differing.includes(engine.facts[scored.doc]?.id ?? '');
  return facts
    .filter((scored) => !sides.includes(scored))
    .filter((scored) => differs(scored) || scored.score >= WORTH_SHOWING * (top?.score ?? 0))
    .sort((a, b) => Number(differs(b)) - Number(differs(a)))
    .slice(0, MORE);
}

/** "last week (9 to 15 November 2026); the newest dated source here is of 24 August 2025" */
function outsideLine(span: Span, newest: string | undefined): string {
  const days = span.from === span.to ? span.from : `${span.from} to ${span.to}`;
  return `${span.words} (${days}); ${newest ? `the newest dated source here is of ${newest}` : 'no source here is dated'}`;
}

/** A hit whose words are marked when they are first looked at: most hits stand behind a button and are never shown. */
class MarkedHit implements Hit {
  readonly fact: Fact;
  readonly score: number;
  readonly #marker: Marker;
  readonly #shown: Shown;
  #marked: Pick<Hit, 'marks' | 'citations' | 'matched'> | null = null;

  constructor(scored: Pick<Scored, 'doc' | 'score'>, marker: Marker, engine: Engine) {
    this.fact = engine.facts[scored.doc] as Fact;
    this.score = scored.score;
    this.#marker = marker;
    this.#shown = engine.shown[scored.doc] as Shown;
  }

  get disagrees_with() {
    return this.fact.disagrees_with;
  }

  get marks() {
    return this.#read().marks;
  }

  get citations() {
    return this.#read().citations;
  }

  get matched() {
    return this.#read().matched;
  }

  #read(): Pick<Hit, 'marks' | 'citations' | 'matched'> {
    if (this.#marked) return this.#marked;
    const claim = mark(this.#marker, this.#shown.claim);
    const matched = [...claim.matches];
    const citations = this.fact.evidence.map((span, at): Citation => {
      const { spans, matches } = mark(this.#marker, this.#shown.quotes[at] as Prepared);
      for (const match of matches)
        if (!matched.some(({ asked }) => asked === match.asked)) matched.push(match);
      return { ...span, marks: spans };
    });
    this.#marked = { marks: claim.spans, citations, matched };
    return this.#marked;
  }
}
