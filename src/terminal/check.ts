import { coverageOf } from '../facts/coverage.ts';
import { type Fault, inFileOrder } from '../facts/fault.ts';
import type { Asked, LocatedBase, Progress } from '../facts/load.ts';
import { ownPhrasingsOf } from '../facts/phrasings.ts';
import type { Proven } from '../facts/prove.ts';
import type { Dispute, Fact, FactBase, Gap } from '../facts/schema.ts';
import { counted } from '../facts/source-text.ts';
import { livingFacts, topicsOf } from '../facts/views.ts';
import { type Findings, questionFindings } from './question-findings.ts';

/**
 * What loading does not prove: that the base answers its own questions, accounts for all of its sources, and holds no date to come.
 * @param today YYYY-MM-DD
 * @param options.isDraft what is not cited yet is no fault
 */
export function checkBase(
  located: LocatedBase,
  today: string,
  { isDraft = false, progress = () => {} }: { isDraft?: boolean; progress?: Progress } = {},
): Findings {
  const { base } = located;
  const asked = questionFindings(located, progress);
  return {
    faults: inFileOrder([
      ...(isDraft || located.hasUnread ? [] : uncoveredFaults(base)),
      ...futureFaults(located, today),
      ...asked.faults,
    ]),
    notes: inFileOrder([...asked.notes, ...doubleNotes(located), ...orderNotes(located)]),
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
    `${base.desk.name}, base ${base.version}: ${counted(facts.length, 'fact')}${hiddenFacts(base)} over ${counted(topicsOf(base).length, 'topic')}, ${counted(quotes, 'quote')} from ${counted(base.sources.size, 'source')}, every quote proven`,
    `${counted(phrasings, 'phrasing')}, ${base.lexicon.length > 0 ? `${counted(base.lexicon.length, 'group')} of words` : 'no lexicon'}, ${counted(base.disputes.length, 'dispute')}, ${base.gaps.length > 0 ? counted(base.gaps.length, 'known gap') : 'no gaps'}`,
    ...proofLines(proven),
    ...coverageOf(base).map(
      ({ source, cited, leftOut }) =>
        `${source}: ${percent(cited)} cited, ${percent(leftOut)} left out on purpose, ${percent(1 - cited - leftOut)} neither`,
    ),
  ];
}

// --- internal ---

/** Facts that are on file and not shown, which the count leaves out. */
function hiddenFacts({ facts }: FactBase): string {
  const all = [...facts.values()];
  const superseded = all.filter((fact) => !fact.withheld && fact.superseded_by !== null).length;
  const withheld = all.filter((fact) => fact.withheld).length;
  const parts = [
    ...(superseded > 0 ? [`${superseded} superseded`] : []),
    ...(withheld > 0 ? [`${withheld} withheld`] : []),
  ];
  return parts.length > 0 ? ` (and ${parts.join(' and ')}, not shown)` : '';
}

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
      message: `paragraph ${paragraph} is neither cited nor left out; quote it in a fact (--draft lists its sentences as stubs), or add it to left_out with the reason why`,
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

function percent(share: number): string {
  return `${(Math.max(0, share) * 100).toFixed(1)}%`;
}
