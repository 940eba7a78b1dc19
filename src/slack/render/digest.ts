import type { KnownBlock, RichTextElement } from '@slack/types';
import type { Digest } from '../../digest/digest.ts';
import type { FactWithDisputes } from '../../digest/disputes.ts';
import {
  changeInWords,
  HEADINGS,
  headlineOf,
  moreFacts,
  moreSources,
  moreUnanswered,
  moreWithdrawn,
  replacedInWords,
  sourceAgesLine,
  sourceSentences,
  sourcesLeftOut,
  titleOf,
  unansweredInWords,
  withdrawnInWords,
} from '../../digest/wording.ts';
import { topicNames } from '../../facts/names.ts';
import type { Fact } from '../../facts/schema.ts';
import { answerFrom, type Hit } from '../../search/answer.ts';
import { ageLabel, answerText, DIFFERING_LINE, type DisplayContext } from '../../search/answer-text.ts';
import { buttons, hitBlocks, hitLine, hitList, NO_SIDE_LINE } from './answer.ts';
import { escapeText } from './escape.ts';
import { cut, LIMITS } from './limits.ts';
import {
  bold,
  bullets,
  fitted,
  header,
  type Message,
  plain,
  richText,
  section,
  smallPrint,
} from './rich-text.ts';

/** Lays out a digest for Slack; facts are cited by the same renderer as in answers. */
export function digestBlocks(digest: Digest, view: DisplayContext): Message {
  const context: DisplayContext = { ...view, today: digest.date };
  return {
    text: escapeText(cut(digestText(digest, context), LIMITS.notification)),
    blocks: fitted([
      header(titleOf(digest)),
      richText(section([plain(headlineOf(digest))])),
      ...newsBlocks(digest, context),
      ...sourceBlocks(digest),
      ...(digest.featured ? featuredBlocks(digest.featured, context) : []),
      ...unansweredBlocks(digest),
      smallPrint(
        sourceAgesLine(digest) ?? '',
        digest.topics.length > 0 ? `Only: ${topicNames(digest.desk, digest.topics)}` : '',
        `${digest.desk.command} help · ${digest.desk.command} digest status · base ${digest.version}`,
      ),
    ]),
  };
}

// --- internal ---

/** What has changed, and the fact of the day with its quote. */
function digestText(digest: Digest, context: DisplayContext): string {
  const { news, featured } = digest;
  const list = (heading: string, claims: string[] = []) =>
    claims.length === 0 ? '' : `${heading}: ${claims.join(' ')}`;
  const claims = (one: FactWithDisputes) =>
    [ageOf(one.fact, context), claimsOf(one)].filter(Boolean).join(': ');
  const answer = featured && answerFrom([featured.fact, ...featured.disputedBy]);
  return [
    `${titleOf(digest)}.`,
    headlineOf(digest),
    list(HEADINGS.added, news?.added.shown.map(claims)),
    list(HEADINGS.changed, news?.changed.shown.map(claims)),
    list(HEADINGS.superseded, news?.superseded.shown.map(claims)),
    list(
      HEADINGS.withdrawn,
      news?.withdrawn.shown.map(({ claim }) => claim),
    ),
    answer ? `${HEADINGS.featured}: ${answerText(answer, context)}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A claim is never shown without what disputes it. */
function claimsOf({ fact, disputedBy }: FactWithDisputes): string {
  if (disputedBy.length === 0) return fact.claim;
  return `${fact.claim} ${DIFFERING_LINE} ${disputedBy.map(({ claim }) => claim).join(' ')}`;
}

function newsBlocks(digest: Digest, context: DisplayContext): KnownBlock[] {
  const { news } = digest;
  if (!news) return [];
  const { added, changed, superseded, withdrawn } = news;
  return [
    ...newsList(
      HEADINGS.added,
      added.shown.map((fact) => factItem(fact, [], context)),
      moreFacts(added.more, digest),
    ),
    ...newsList(
      HEADINGS.changed,
      changed.shown.map((change) => factItem(change, [changeInWords(change)], context)),
      moreFacts(changed.more, digest),
    ),
    ...newsList(
      HEADINGS.superseded,
      superseded.shown.map((one) => factItem(one, [replacedInWords(one.before)], context)),
      moreFacts(superseded.more, digest),
    ),
    ...newsList(
      HEADINGS.withdrawn,
      withdrawn.shown.map((gone) => ({ line: [plain(withdrawnInWords(gone, context.sources))], under: [] })),
      moreWithdrawn(withdrawn.more),
    ),
  ];
}

interface Item {
  line: RichTextElement[];
  /** Indented below it. */
  under: RichTextElement[][];
}

/** A fact cited as in answers; below it its former claim and what disputes it. */
function factItem({ fact, disputedBy }: FactWithDisputes, lines: string[], context: DisplayContext): Item {
  const age = ageOf(fact, context);
  return {
    line: [...(age ? [bold(`${age}: `)] : []), ...hitsOf([fact]).flatMap((hit) => hitLine(hit, context))],
    under: [
      ...lines.map((line) => [plain(line)]),
      ...hitsOf(disputedBy).map((hit) => [plain(`${DIFFERING_LINE} `), ...hitLine(hit, context)]),
    ],
  };
}

/** New on file may be old news, so the source's age comes first. */
function ageOf(fact: Fact, context: DisplayContext): string {
  const source = context.sources.get(fact.evidence[0]?.source ?? '');
  return source ? ageLabel(source, context) : '';
}

function newsList(heading: string, items: Item[], more: string | null): KnownBlock[] {
  if (items.length === 0) return [];
  const lists = items.flatMap(({ line, under }) => [
    bullets([line]),
    ...(under.length > 0 ? [{ ...bullets(under), indent: 1 }] : []),
  ]);
  return [
    richText(section([bold(heading)]), ...lists),
    ...(more ? [smallPrint(cut(more, LONGEST_REST))] : []),
  ];
}

/** In characters; there may be many ids of withdrawn facts. */
const LONGEST_REST = 600;

function sourceBlocks(digest: Digest): KnownBlock[] {
  const items = sourceSentences(digest).map((line) => ({ line: [plain(line)], under: [] }));
  return newsList(HEADINGS.sources, items, moreSources(sourcesLeftOut(digest), digest));
}

/** One fact in full, with what disputes it below, which Copy line copies too. */
function featuredBlocks({ fact, disputedBy }: FactWithDisputes, context: DisplayContext): KnownBlock[] {
  const others = hitsOf(disputedBy);
  const whole = hitsOf([fact]);
  return [
    richText(section([bold([HEADINGS.featured, ageOf(fact, context)].filter(Boolean).join(' · '))])),
    ...whole.flatMap((hit) => hitBlocks(hit, context)),
    ...(others.length > 0
      ? [richText(section([bold(DIFFERING_LINE)])), hitList(others, context), smallPrint(NO_SIDE_LINE)]
      : []),
    buttons({ sides: [...whole, ...others] }, context.version),
  ];
}

function unansweredBlocks({ unanswered }: Digest): KnownBlock[] {
  const items = unanswered.shown.map((one) => ({
    line: [plain(unansweredInWords({ ...one, question: cut(one.question, LONGEST_QUESTION) }))],
    under: [],
  }));
  return newsList(HEADINGS.unanswered, items, moreUnanswered(unanswered.more));
}

/** In characters; a question may have 500, and about a line is enough to recognize it. */
const LONGEST_QUESTION = 160;

/** Facts shown without a question. */
function hitsOf(facts: readonly Fact[]): readonly Hit[] {
  return answerFrom(facts)?.hits ?? [];
}
