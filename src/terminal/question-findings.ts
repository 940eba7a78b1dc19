import type { Fault } from '../facts/fault.ts';
import type { Asked, LocatedBase, Progress } from '../facts/load.ts';
import type { Fact, Gap } from '../facts/schema.ts';
import { livingFacts } from '../facts/views.ts';
import type { Answer, Hit } from '../search/answer.ts';
import { createSearch, type Search } from '../search/search.ts';
import { ALL_STOPWORDS, LOW_INFORMATION_WORDS } from '../search/stopwords.ts';
import { stemOf, tokenize } from '../search/tokens.ts';

/** What an editor must mend, and what an editor may want to look at. */
export interface Findings {
  faults: Fault[];
  notes: Fault[];
}

/** Asks every question of a base where it stands, and says of those that lead elsewhere why, and what to do. */
export function questionFindings(located: LocatedBase, progress: Progress): Findings {
  const { facts, disputes, gaps } = located.base;
  const search = createSearch(located.base);
  const parts = [...facts.values(), ...disputes, ...gaps];
  const total = parts.reduce((sum, part) => sum + located.questionsOf(part).length, 0);
  let done = 0;
  const ask = (question: string): Shown => {
    done++;
    progress('asking every question', done, total);
    return shownBy(search.ask(question));
  };
  let withoutGaps: Search | undefined;
  const askWithoutGaps = (question: string): Shown => {
    withoutGaps ??= createSearch({ ...located.base, gaps: [] });
    return shownBy(withoutGaps.ask(question));
  };
  const asked = factFindings(located, ask, askWithoutGaps);
  return {
    ...asked,
    notes: [...asked.notes, ...disputeNotes(located, ask), ...gapNotes(located, ask, askWithoutGaps)],
  };
}

// --- internal ---

type Ask = (question: string) => Shown;

interface Shown {
  /** The facts that answer a question; none when it gets no answer. */
  ids: string[];
  missing: readonly string[];
  hits: readonly Hit[];
}

function shownBy(answer: Answer): Shown {
  const hits = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : answer.hits.slice(0, 1);
  return { ids: hits.map(({ fact }) => fact.id), missing: answer.missing, hits };
}

/** A question that its fact does not answer is a note; a fact that answers none of its `asks` is a fault. */
function factFindings(located: LocatedBase, ask: Ask, askWithoutGaps: Ask): Findings {
  const findings: Findings = { faults: [], notes: [] };
  const bearers = bearersOf(located);
  const gapBefore = createGapFinder(located, askWithoutGaps);
  for (const fact of livingFacts(located.base)) {
    if (located.isBroken(fact)) continue;
    const questions = located.questionsOf(fact);
    const words = wordsOf(fact, questions);
    const gaps = new Set<string>();
    let isFound = false;
    for (const asked of questions) {
      const shown = ask(asked.question);
      const own = shown.hits.find((hit) => hit.fact.id === fact.id);
      if (own && asked.isTypical) isFound = true;
      if (own && !sharesNothing(asked, own, words)) continue;
      if (own) {
        findings.notes.push(
          note(
            asked,
            fact.id,
            'shares no word with its fact or with the other questions of it; reword it, or move it to the fact that it asks for',
          ),
        );
        continue;
      }
      if (shown.ids.some((id) => bearers.get(asked.question)?.has(id))) continue;
      const gap = shown.ids.length === 0 ? gapBefore(asked.question, fact) : null;
      if (gap) gaps.add(gap);
      findings.notes.push(
        note(
          asked,
          fact.id,
          gap
            ? heldBack(gap)
            : shown.ids.length > 0
              ? elsewhere(shown, 'this fact')
              : unanswered(asked, shown, words),
        ),
      );
    }
    if (isFound) continue;
    const why =
      gaps.size > 0
        ? `, since ${[...gaps].join(' and ')} holds them back; if this fact fills it, delete the gap, else take their words out of it`
        : '; word them as the claim does, or add to the lexicon';
    findings.faults.push({
      ...located.placeOf(fact, 'asks'),
      message: `${fact.id}: answers none of its asks${why}`,
    });
  }
  return findings;
}

function disputeNotes(located: LocatedBase, ask: Ask): Fault[] {
  return located.base.disputes.flatMap((dispute) =>
    located.questionsOf(dispute).flatMap((asked) => {
      const shown = ask(asked.question);
      if (dispute.sides.flat().some((id) => shown.ids.includes(id))) return [];
      const what =
        shown.ids.length > 0
          ? elsewhere(shown, 'a side of this dispute')
          : `gets no answer${missed(shown)}; use words that both sides have, or add its words to the lexicon`;
      return [note(asked, dispute.id ?? '', what)];
    }),
  );
}

/** A gap's question that a fact answers; and a gap that one fact would fill, were it not for the gap. */
function gapNotes(located: LocatedBase, ask: Ask, askWithoutGaps: Ask): Fault[] {
  const factsWith = createOwnWordLookup(livingFacts(located.base));
  return located.base.gaps.flatMap((gap) => {
    const questions = located.questionsOf(gap);
    const silenced = new Map<string, number>();
    const answered = questions.flatMap((asked) => {
      const { question } = asked;
      const { ids } = ask(question);
      if (ids.length > 0) {
        const message = `"${question}" is answered by ${quoted(ids)}; take it out of the gaps if that is right, or reword it`;
        return [{ ...asked, message }];
      }
      const inTheirWords = factsWith(question);
      if (inTheirWords.size === 0) return [];
      const [id = ''] = askWithoutGaps(question).ids;
      if (inTheirWords.has(id)) silenced.set(id, (silenced.get(id) ?? 0) + 1);
      return [];
    });
    const [fact, count] = [...silenced].sort(([, one], [, other]) => other - one)[0] ?? ['', 0];
    if (count < FILLED * questions.length) return answered;
    const message = `the gap "${gap.about}" keeps "${fact}" from answering ${count} of its ${questions.length} questions, which are all in the words of that fact; delete the gap if the fact fills it, or take them out of it`;
    return [...answered, { ...(questions[0] as Asked), message }];
  });
}

/** Content words of a gap's question from which on it is held against facts: with one word it may mean anything. */
const MIN_WORDS = 2;
/** Share of a gap's questions in the words of one fact that makes the gap look filled: near-misses share fewer. */
const FILLED = 0.6;

/** Finds the facts that have every content word of a question in their own words. */
function createOwnWordLookup(facts: readonly Fact[]): (question: string) => ReadonlySet<string> {
  const having = new Map<string, Set<string>>();
  for (const fact of facts) {
    for (const stem of wordsOf(fact, []).own) having.set(stem, (having.get(stem) ?? new Set()).add(fact.id));
  }
  return (question) => {
    const words = contentWords(question);
    if (words.length < MIN_WORDS) return new Set();
    const [first = new Set<string>(), ...others] = words.map(
      ({ stem }) => having.get(stem) ?? new Set<string>(),
    );
    return new Set([...first].filter((id) => others.every((ids) => ids.has(id))));
  };
}

function note({ question, file, line }: Asked, id: string, what: string): Fault {
  return { file, line, message: `${id}: "${question}" ${what}` };
}

function elsewhere({ ids }: Shown, here: string): string {
  return `is answered by ${quoted(ids)}, not by ${here}; reword it, or move it there`;
}

function heldBack(gap: string): string {
  return `is held back by ${gap}; if this fact fills it, delete the gap, else take the question's words out of it`;
}

/** Which words stand in the way, where any do. */
function unanswered({ question }: Asked, shown: Shown, words: FactWords): string {
  const unknown = contentWords(question).filter(({ stem }) => !words.own.has(stem));
  const [first] = unknown;
  if (!first)
    return `gets no answer${missed(shown)}: too little of it is about this fact; use more words of its claim and quotes`;
  const names = [...new Set(unknown.map(({ text }) => text))].map((text) => `"${text}"`).join(', ');
  return `gets no answer: its claim and quotes have no ${names}; use their words, or add to the lexicon what means the same: - { means: [a word of theirs, ${first.text}] }`;
}

function missed({ missing }: Shown): string {
  return missing.length > 0 ? ` (missing: ${missing.join(', ')})` : '';
}

/** Words of one fact, as stems. */
interface FactWords {
  /** Of its claim, quotes, context and speaker. */
  own: ReadonlySet<string>;
  /** How many of its questions have a word. */
  asked: ReadonlyMap<string, number>;
}

function wordsOf(fact: Fact, questions: readonly Asked[]): FactWords {
  const texts = [
    fact.claim,
    fact.says ?? '',
    ...[...fact.evidence, ...fact.context].map(({ quote }) => quote),
  ];
  const asked = new Map<string, number>();
  for (const { question } of questions) {
    for (const stem of new Set(contentWords(question).map((word) => word.stem)))
      asked.set(stem, (asked.get(stem) ?? 0) + 1);
  }
  return { own: new Set(texts.flatMap((text) => contentWords(text).map(({ stem }) => stem))), asked };
}

/** Neither the fact nor another of its questions has a word of this one, itself or by the lexicon. */
function sharesNothing({ question }: Asked, hit: Hit, { own, asked }: FactWords): boolean {
  const words = contentWords(question);
  if (words.length === 0 || words.some(({ stem }) => own.has(stem) || (asked.get(stem) ?? 0) > 1))
    return false;
  return [hit, ...hit.citations].every(({ highlights }) => highlights.length === 0);
}

function contentWords(text: string): { text: string; stem: string }[] {
  return tokenize(text).flatMap(({ text: word }) =>
    ALL_STOPWORDS.has(word) || LOW_INFORMATION_WORDS.has(word) ? [] : [{ text: word, stem: stemOf(word) }],
  );
}

/** Finds the gap that keeps a fact from answering, where without the gaps it would. */
function createGapFinder(
  located: LocatedBase,
  askWithoutGaps: Ask,
): (question: string, fact: Fact) => string | null {
  const { base } = located;
  const stems = new Map<Gap, Set<string>>();
  const stemsOf = (gap: Gap) => {
    const known =
      stems.get(gap) ??
      new Set(
        located.questionsOf(gap).flatMap(({ question }) => contentWords(question).map(({ stem }) => stem)),
      );
    stems.set(gap, known);
    return known;
  };
  return (question, fact) => {
    if (base.gaps.length === 0) return null;
    if (!askWithoutGaps(question).ids.includes(fact.id)) return null;
    const words = contentWords(question);
    const shared = (gap: Gap) => words.filter(({ stem }) => stemsOf(gap).has(stem)).length;
    const [nearest] = [...base.gaps].sort((a, b) => shared(b) - shared(a));
    if (!nearest) return null;
    const [{ file, line } = { file: 'gaps.yml', line: 1 }] = located.questionsOf(nearest);
    return `the gap "${nearest.about}" (${file}:${line})`;
  };
}

/** The facts on which a question stands, itself or as a side of a dispute. */
function bearersOf({ base, questionsOf }: LocatedBase): Map<string, Set<string>> {
  const bearers = new Map<string, Set<string>>();
  for (const fact of livingFacts(base)) {
    for (const { question } of questionsOf(fact))
      bearers.set(question, (bearers.get(question) ?? new Set()).add(fact.id));
  }
  return bearers;
}

function quoted(ids: readonly string[]): string {
  return ids.map((id) => `"${id}"`).join(' and ');
}
