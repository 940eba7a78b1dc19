import { coverageOf } from '../facts/coverage.ts';
import { type Fault, inFileOrder } from '../facts/fault.ts';
import type { Asked, LocatedBase } from '../facts/load.ts';
import { ownPhrasingsOf } from '../facts/phrasings.ts';
import type { Proven } from '../facts/prove.ts';
import type { Dispute, Fact, FactBase, Gap } from '../facts/schema.ts';
import { counted } from '../facts/source-text.ts';
import { livingFacts, topicsOf } from '../facts/views.ts';
import { createSearch, type Search } from '../search/search.ts';

/** What an editor must mend, and what an editor may want to look at. */
export interface Findings {
  faults: Fault[];
  notes: Fault[];
}

/**
 * What loading does not prove: that the base answers its own questions, accounts for all of its sources, and holds no date to come.
 * @param today YYYY-MM-DD
 * @param isDraft what is not cited yet is no fault
 */
export function checkBase(located: LocatedBase, today: string, { isDraft = false } = {}): Findings {
  const { base } = located;
  const search = createSearch(base);
  const asked = factFindings(located, search);
  return {
    faults: inFileOrder([
      ...(isDraft || located.hasUnread ? [] : uncoveredFaults(base)),
      ...futureFaults(located, today),
      ...asked.faults,
    ]),
    notes: inFileOrder([
      ...asked.notes,
      ...disputeNotes(located, search),
      ...gapNotes(located, search),
      ...doubleNotes(located),
      ...orderNotes(located),
    ]),
  };
}

/** A summary in a few lines: what there is, what is proven of it and what is not, and what share of each source it accounts for. */
export function summaryLines({ base, proven }: LocatedBase): string[] {
  const facts = livingFacts(base);
  const phrasings = [...facts, ...base.disputes].reduce(
    (sum, part) => sum + ownPhrasingsOf(base, part).length,
    0,
  );
  const quotes = facts.reduce((sum, fact) => sum + fact.evidence.length, 0);
  return [
    `${base.desk.name}, base ${base.version}: ${counted(facts.length, 'fact')} over ${counted(topicsOf(base).length, 'topic')}, ${counted(quotes, 'quote')} from ${counted(base.sources.size, 'source')}, every quote proven`,
    `${counted(phrasings, 'phrasing')}, ${base.lexicon.length > 0 ? `${counted(base.lexicon.length, 'group')} of words` : 'no lexicon'}, ${counted(base.disputes.length, 'dispute')}, ${base.gaps.length > 0 ? counted(base.gaps.length, 'known gap') : 'no gaps'}`,
    ...proofLines(proven),
    ...coverageOf(base).map(
      ({ source, cited, leftOut }) =>
        `${source}: ${percent(cited)} cited, ${percent(leftOut)} left out on purpose, ${percent(1 - cited - leftOut)} neither`,
    ),
  ];
}

// --- internal ---

function proofLines({ quotes, numbers, dates, names, unheard }: Proven): string[] {
  const speakers =
    unheard.length === 0
      ? 'and who speaks'
      : `and who speaks: no quote names the speaker of ${unheard.slice(0, SPEAKERS).join(', ')}${unheard.length > SPEAKERS ? ` and ${unheard.length - SPEAKERS} more` : ''}`;
  return [
    `proven: ${counted(quotes, 'quote')} word for word; in the claims ${counted(numbers, 'number')}, ${counted(dates, 'date')} and ${counted(names, 'name')}`,
    `for an editor to judge: that no claim says more than its quotes (who did what to whom, how certain it is, whether it is denied), ${speakers}`,
  ];
}

/** Facts that a line names. */
const SPEAKERS = 5;

function uncoveredFaults(base: FactBase): Fault[] {
  return coverageOf(base).flatMap(({ source, open }) =>
    open.map(({ paragraph, line }) => ({
      file: `sources/${source}.md`,
      line,
      message: `paragraph ${paragraph} is neither cited nor left out; quote it in a fact, or add it to left_out with the reason why`,
    })),
  );
}

/** A date in the future would count as fresh until it comes. */
function futureFaults({ base, placeOf }: LocatedBase, today: string): Fault[] {
  const ahead = (what: string, day: string) => `${what} is ${day}, which is in the future; correct the date`;
  return [
    ...[...base.sources.values()].flatMap((source) =>
      source.published !== null && source.published > today
        ? [{ ...placeOf(source, 'published'), message: ahead('published', source.published) }]
        : [],
    ),
    ...[...base.facts.values()].flatMap((fact) =>
      fact.checked > today
        ? [{ ...placeOf(fact, 'checked'), message: `${fact.id}: ${ahead('checked', fact.checked)}` }]
        : [],
    ),
  ];
}

/** A question that its fact does not answer is a note; a fact that answers none of its `asks` is a fault. */
function factFindings(located: LocatedBase, search: Search): Findings {
  const findings: Findings = { faults: [], notes: [] };
  const bearers = bearersOf(located);
  for (const fact of livingFacts(located.base)) {
    if (located.isBroken(fact)) continue;
    let isFound = false;
    for (const asked of located.questionsOf(fact)) {
      const shown = shownFor(asked.question, search);
      const isOwn = shown.ids.includes(fact.id);
      if (isOwn && asked.isTypical) isFound = true;
      if (isOwn || shown.ids.some((id) => bearers.get(asked.question)?.has(id))) continue;
      findings.notes.push(astray(asked, fact.id, shown, 'this fact'));
    }
    if (isFound) continue;
    const message = `${fact.id}: answers none of its asks; word them as the claim does, or add to the lexicon`;
    findings.faults.push({ ...located.placeOf(fact, 'asks'), message });
  }
  return findings;
}

function disputeNotes(located: LocatedBase, search: Search): Fault[] {
  return located.base.disputes.flatMap((dispute) =>
    located.questionsOf(dispute).flatMap((asked) => {
      const shown = shownFor(asked.question, search);
      if (dispute.sides.flat().some((id) => shown.ids.includes(id))) return [];
      return [astray(asked, dispute.id ?? '', shown, 'a side of this dispute')];
    }),
  );
}

function gapNotes(located: LocatedBase, search: Search): Fault[] {
  return located.base.gaps.flatMap((gap) =>
    located.questionsOf(gap).flatMap((asked) => {
      const shown = shownFor(asked.question, search);
      if (shown.ids.length === 0) return [];
      const message = `"${asked.question}" is answered by ${quoted(shown.ids)}; take it out of the gaps if that is right, or reword it`;
      return [{ ...asked, message }];
    }),
  );
}

/** A question that stands in two places. Two facts that disagree may share one: it asks for both. */
function doubleNotes(located: LocatedBase): Fault[] {
  const { facts, gaps, disputes } = located.base;
  const first = new Map<string, Asked & { part: Fact | Gap | Dispute }>();
  return [...facts.values(), ...disputes, ...gaps].flatMap((part) =>
    located.questionsOf(part).flatMap((asked) => {
      const other = first.get(asked.question);
      if (!other) {
        first.set(asked.question, { ...asked, part });
        return [];
      }
      if ('claim' in part && 'claim' in other.part && part.disagrees_with.includes(other.part.id)) return [];
      const message = `"${asked.question}" is already at ${other.file}:${other.line}; keep it in one of the two`;
      return [{ ...asked, message }];
    }),
  );
}

/** Files of phrasings are sorted by code point, so that two editors' additions merge. */
function orderNotes(located: LocatedBase): Fault[] {
  const { facts, gaps, disputes } = located.base;
  return [...facts.values(), ...disputes, ...gaps].flatMap((part) => {
    const further = located.questionsOf(part).filter(({ isTypical }) => !isTypical);
    const late = further.find(
      ({ question }, index) =>
        index > 0 && Buffer.from(question).compare(Buffer.from(further[index - 1]?.question ?? '')) < 0,
    );
    return late
      ? [
          {
            ...late,
            message: `"${late.question}" is out of order; sort the lines by code point (LC_ALL=C sort)`,
          },
        ]
      : [];
  });
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

interface Shown {
  /** The facts that answer a question; none when it gets no answer. */
  ids: string[];
  missing: readonly string[];
}

function shownFor(question: string, search: Search): Shown {
  const answer = search.ask(question);
  const shown = answer.kind === 'disputed' ? answer.hits.slice(0, answer.sides) : answer.hits.slice(0, 1);
  return { ids: shown.map(({ fact }) => fact.id), missing: answer.missing };
}

/** A question that does not lead where it stands. */
function astray({ question, file, line }: Asked, id: string, { ids, missing }: Shown, here: string): Fault {
  const what =
    ids.length > 0
      ? `is answered by ${quoted(ids)}, not by ${here}; reword it, or move it there`
      : `gets no answer${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}; reword it, or add its words to the lexicon`;
  return { file, line, message: `${id}: "${question}" ${what}` };
}

function quoted(ids: readonly string[]): string {
  return ids.map((id) => `"${id}"`).join(' and ');
}

function percent(share: number): string {
  return `${(Math.max(0, share) * 100).toFixed(1)}%`;
}
