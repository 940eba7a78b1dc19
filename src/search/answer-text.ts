import { dateInWords, daysOld } from '../facts/calendar.ts';
import type { Fact, Source } from '../facts/schema.ts';
import { sourceInWords } from '../facts/source-text.ts';
import type { Answer, Citation, Hit } from './answer.ts';
import { MAX_PARTS } from './question.ts';
import type { Language } from './stopwords.ts';

/** The sentences of an answer, without layout; Slack and the terminal lay out the same ones. */

/** What the sentences depend on besides the answer. */
export interface DisplayContext {
  sources: ReadonlyMap<string, Source>;
  /** YYYY-MM-DD */
  today: string;
  /** A source older than this says its age. */
  staleAfterDays: number;
  /** Version of the base, shown so that an editor can tell what was on file. */
  version: string;
}

/** After the answers to a message with more questions than fit; null when it had no more. */
export function leftLine(left: number): string | null {
  if (left === 0) return null;
  return `${left === 1 ? 'One more question is' : `${left} more questions are`} not answered here: ask at most ${MAX_PARTS} in one message.`;
}

/** In answer to thanks or a greeting. */
export function thanksLine([example]: readonly string[]): string {
  return `Glad to help. Ask me anything, for example: ${example}`;
}

/** Where something must be shown in answer to an aside. */
export function asideLine([example]: readonly string[]): string {
  return `There is no question in that. Ask one, for example: ${example}`;
}

/** Where a quote is from: the source, the paragraph and the source's id. */
export function placeInWords(citation: Citation, context: DisplayContext): string {
  const source = context.sources.get(citation.source);
  return `${source ? sourceInWords(source) : citation.source}, paragraph ${citation.paragraph} (${citation.source})`;
}

/** Groups consecutive quotes of one paragraph, to be shown with one place: "It went aground … said the keeper". */
export function byPlace(citations: readonly Citation[]): [Citation, ...Citation[]][] {
  const places: [Citation, ...Citation[]][] = [];
  for (const citation of citations) {
    const last = places.at(-1);
    const isSame = last?.[0].source === citation.source && last[0].paragraph === citation.paragraph;
    if (last && isSame) last.push(citation);
    else places.push([citation]);
  }
  return places;
}

/** Between two quotes of one paragraph. */
export const OMISSION = ' … ';

/** "As of 24 August 2025, 457 days ago", for what could be mistaken for news; "Undated"; or empty for a recent source. */
export function ageLabel(source: Source, context: DisplayContext): string {
  const days = daysOld(source, context.today);
  if (days === null || source.published === null) return 'Undated';
  return days > context.staleAfterDays ? `As of ${dateInWords(source.published)}, ${days} days ago` : '';
}

/** A warning that a source is undated or old; null for a recent one. */
export function ageInWords(source: Source, context: DisplayContext): string | null {
  const days = daysOld(source, context.today);
  if (days === null) return 'Undated: nothing here says how old this is.';
  return days > context.staleAfterDays
    ? `${days} days old on ${dateInWords(context.today)}: check for newer reporting.`
    : null;
}

/** The sentence a reporter would paste: the claim, and for each source its attribution and the exact words. */
export function copyLine(fact: Fact, sources: ReadonlyMap<string, Source>): string {
  const quotes = new Map<string, string[]>();
  for (const { source, quote } of fact.evidence) {
    const attribution = sources.get(source)?.attribution ?? source;
    quotes.set(attribution, [...(quotes.get(attribution) ?? []), quoted(quote)]);
  }
  const sourced = [...quotes].map(([attribution, words]) => `${attribution}: ${words.join(OMISSION)}`);
  return `${fact.claim.replace(/[.\s]+$/, '')}, according to ${sourced.join('; and to ')}`;
}

/** Adds typographic quotation marks; those inside become single ones. */
export function quoted(words: string): string {
  const bare = words.replace(/^["“”]|["“”]$/g, '');
  return `“${bare.replace(/["“”]/g, (_mark, at: number) => (/^$|[\s([\u2013\u2014]/.test(bare.slice(0, at).slice(-1)) ? '‘' : '’'))}”`;
}

/** The headline of an answer; fixed lines are in the asker's language. */
export function leadOf(answer: Answer): string {
  const lines = FIXED_LINES[answer.language];
  if (answer.kind === 'disputed') return lines.disputed;
  if (answer.kind === 'found') return answer.hits[0].fact.claim;
  return answer.missing.length > 0
    ? lines.nothingOn(listed(answer.missing.slice(0, 4), lines.or))
    : lines.nothing;
}

/** What differs from what the question takes for so, told before the answer: "On file: 1965, not 1956."; null when nothing does. */
export function premiseLine(answer: Answer): string | null {
  if (answer.kind !== 'found' || !answer.premise) return null;
  const { differs, saidBy } = FIXED_LINES[answer.language];
  return answer.premise
    .map(({ asked, on_file, isSpeaker }) => (isSpeaker ? saidBy : differs)(on_file, asked))
    .join(' ');
}

/** Hits to show with an answer: facts that disagree with it, and those that match nearly as well. */
export function besides(answer: Answer): { differing: Hit[]; also: Hit[] } {
  if (answer.kind !== 'found') return { differing: [], also: [] };
  const [first, ...rest] = answer.hits;
  const differing = rest.filter((hit) => hit.disagrees_with.includes(first.fact.id)).slice(0, MAX_BESIDES);
  const others = rest.filter((hit) => !differing.includes(hit));
  if (answer.listing) return { differing, also: others };
  return {
    differing,
    also: others.filter((hit) => hit.score >= MIN_RELATIVE_SCORE * first.score).slice(0, MAX_BESIDES),
  };
}

/** The lines above these two. */
export const DIFFERING_LINE = 'The other side, also on file:';
export const ALSO_LINE = 'Also on file:';

/** The line above the nearest facts of a miss. */
export function nearestLine(answer: Answer): string {
  return FIXED_LINES[answer.language].nearest;
}

/** "matched: bankrolls ≈ foots the bill"; null when every word matched itself. */
export function matchedLine(hit: Hit): string | null {
  const pairs = hit.matched.filter(
    ({ asked, met }) => !met.toLowerCase().includes(asked) && !asked.includes(met.toLowerCase()),
  );
  return pairs.length > 0
    ? `matched: ${pairs.map(({ asked, met }) => `${met} ≈ ${asked}`).join(', ')}`
    : null;
}

/** The fact's id and the base's version, for reporting it back. */
export function idLine(fact: Fact, version: string): string {
  return `${fact.id} · base ${version}`;
}

/** The answer as plain text, for notifications and screen readers. */
export function answerText(answer: Answer, context: DisplayContext): string {
  const one = (hit: Hit) => {
    const [place] = byPlace(hit.citations);
    if (!place) return hit.fact.claim;
    const words = place.map(({ quote }) => quoted(quote)).join(OMISSION);
    return `${hit.fact.claim} ${words} (${placeInWords(place[0], context)})`;
  };
  if (answer.kind === 'found') {
    const otherwise = besides(answer).differing.map((hit) => hit.fact.claim);
    return [
      ...[premiseLine(answer)].flatMap((line) => line ?? []),
      one(answer.hits[0]),
      ...(otherwise.length > 0 ? [`${DIFFERING_LINE} ${otherwise.join(' ')}`] : []),
    ].join(' ');
  }
  if (answer.kind === 'disputed')
    return [leadOf(answer), ...answer.hits.slice(0, answer.sides).map(one)].join(' — ');
  const near = answer.nearest.map((hit) => hit.fact.claim).join(' ');
  return near === '' ? leadOf(answer) : `${leadOf(answer)} ${nearestLine(answer)} ${near}`;
}

// --- internal ---

/** Hits listed with an answer: their minimum share of its score, and their maximum number. */
const MIN_RELATIVE_SCORE = 0.75;
const MAX_BESIDES = 3;

function listed(names: string[], or: string): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1)}`;
}

interface FixedLines {
  nothing: string;
  nothingOn(what: string): string;
  nearest: string;
  disputed: string;
  differs(onFile: string, asked: string): string;
  saidBy(onFile: string, asked: string): string;
  or: string;
}

/** The fixed lines, in each language a question may come in. Facts stay in the words of their sources. */
const FIXED_LINES: Record<Language, FixedLines> = {
  en: {
    nothing: 'Nothing on file that answers this.',
    nothingOn: (what) => `Nothing on file about ${what}.`,
    nearest: 'Nearest on file, but not an answer:',
    disputed: 'The sources differ. Each side, as it stands:',
    differs: (onFile, asked) => `On file: ${onFile}, not ${asked}.`,
    saidBy: (onFile, asked) => `On file: ${onFile} said this, not ${asked}.`,
    or: 'or',
  },
  fr: {
    nothing: 'Rien au dossier ne répond à cette question.',
    nothingOn: (what) => `Rien au dossier sur : ${what}.`,
    nearest: 'Le plus proche au dossier, mais ce n’est pas une réponse :',
    disputed: 'Les sources divergent. Chaque version, telle quelle :',
    differs: (onFile, asked) => `Au dossier : ${onFile}, et non ${asked}.`,
    saidBy: (onFile, asked) => `Au dossier : c’est ${onFile} qui l’a dit, et non ${asked}.`,
    or: 'ou',
  },
  ht: {
    nothing: 'Pa gen anyen nan dosye a ki reponn kesyon sa a.',
    nothingOn: (what) => `Pa gen anyen nan dosye a sou: ${what}.`,
    nearest: 'Sa ki pi pre nan dosye a, men se pa yon repons:',
    disputed: 'Sous yo pa dakò. Men chak bò, jan li ye:',
    differs: (onFile, asked) => `Nan dosye a: ${onFile}, pa ${asked}.`,
    saidBy: (onFile, asked) => `Nan dosye a: se ${onFile} ki di sa, se pa ${asked}.`,
    or: 'oswa',
  },
  es: {
    nothing: 'No hay nada en el archivo que responda a esto.',
    nothingOn: (what) => `No hay nada en el archivo sobre: ${what}.`,
    nearest: 'Lo más cercano en el archivo, pero no es una respuesta:',
    disputed: 'Las fuentes difieren. Cada versión, tal como está:',
    differs: (onFile, asked) => `En el archivo: ${onFile}, no ${asked}.`,
    saidBy: (onFile, asked) => `En el archivo: lo dijo ${onFile}, no ${asked}.`,
    or: 'o',
  },
  sw: {
    nothing: 'Hakuna kilichohifadhiwa kinachojibu swali hili.',
    nothingOn: (what) => `Hakuna kilichohifadhiwa kuhusu: ${what}.`,
    nearest: 'Kilicho karibu zaidi, lakini si jibu:',
    disputed: 'Vyanzo vinatofautiana. Kila upande, kama ulivyo:',
    differs: (onFile, asked) => `Kwenye kumbukumbu: ${onFile}, si ${asked}.`,
    saidBy: (onFile, asked) => `Kwenye kumbukumbu: ${onFile} alisema hivi, si ${asked}.`,
    or: 'au',
  },
};
