import { z } from 'zod';
import { isRealDay, isTimeZone } from './calendar.ts';

/**
 * The files of a fact base: one schema per thing, and types inferred from them.
 * Keys are those an editor writes in `data/`. What is not known is null, never invented.
 */

/** The words in which a fault says what was expected; JSON Schemas show them while one types. */
const expected = (words: string) => `expected ${words}`;

const DATE = "YYYY, YYYY-MM or YYYY-MM-DD, a year alone in quotes: '2025'";
const DAY = 'a day like 2026-11-21';
const ID = 'lower-case letters, digits and single hyphens, like "funding-voluntary"';
const QUESTION = 'a question in one line, as somebody would type it, of at most 200 characters';

/** A date as far as it is known: year, year and month, or a full day. */
const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, expected('YYYY, YYYY-MM or YYYY-MM-DD'))
  .refine(isRealDay, 'expected a day that exists in the calendar');

export const FullDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected YYYY-MM-DD')
  .refine(isRealDay, 'expected a day that exists in the calendar');

const Id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected(ID))
  .max(80, 'expected at most 80 characters');

const Line = z
  .string()
  .trim()
  .min(1, 'expected some text')
  .regex(/^[^\n\r]*$/, 'expected one line');
/** Characters of a phrasing, in any file. */
export const MAX_ASK = 200;
const Ask = Line.max(MAX_ASK, 'expected at most 200 characters').describe(QUESTION);

const Paragraph = z
  .int('expected a whole number')
  .min(1, 'expected a paragraph number, counted from 1')
  .describe('a paragraph number, counted from 1 over the lines with something on them');

/** Words to be found verbatim in one paragraph of a source. */
const QuoteSchema = z
  .strictObject({
    source: Id.describe('the id of a source: the name of its file in sources/ without .md'),
    quote: z
      .string()
      .min(1, 'expected the exact words of the source')
      .describe('the exact words of the source, from one paragraph'),
    paragraph: Paragraph.optional().describe(
      'the paragraph number of the source, needed only when the same words stand in more than one',
    ),
  })
  .describe('the keys source and quote');

const FactSchema = z
  .strictObject({
    id: Id.describe(`an id that no other fact, gap or dispute has: ${ID}; never reused, never renamed`),
    claim: Line.max(400, 'expected at most 400 characters: a claim is one sentence').describe(
      'one sentence of at most 400 characters, whose numbers, dates and names stand in its quotes',
    ),
    says: Line.nullable()
      .default(null)
      .describe("the named speaker or body, when it is not the source's own voice; null when it is"),
    as_of: PartialDate.nullable()
      .default(null)
      .describe(`the date the statement holds for, when the source gives one: ${DATE}`),
    happened: z
      .strictObject({
        date: PartialDate.nullable().describe(`when it happened: ${DATE}; null when it is not known`),
        words: Line.describe('when it happened in the words of the source, like "a year ago"'),
      })
      .nullable()
      .default(null)
      .describe('when it happened, for the timeline: the keys date and words'),
    asks: z
      .array(Ask)
      .min(3, 'expected at least three questions that this fact answers')
      .describe('a list of three to eight questions that this fact answers'),
    evidence: z
      .array(QuoteSchema)
      .min(1, 'expected at least one quote')
      .describe('a list of quotes that carry the claim, each with source and quote'),
    context: z
      .array(QuoteSchema)
      .default([])
      .describe('a list of further quotes that back a name, date or number in the claim'),
    disagrees_with: z
      .array(Id)
      .default([])
      .describe('a list of ids of facts that say otherwise; better written once, in disputes.yml'),
    superseded_by: Id.nullable().default(null).describe('the id of the fact that now stands in its place'),
    follows: Id.nullable()
      .default(null)
      .describe('the id of the fact that this one came after, where sources tell the order but no date'),
    withheld: z.boolean().default(false).describe('true to keep the fact from readers, else false'),
    checked: FullDate.describe(`the day when a person last checked it, ${DAY}`),
  })
  .describe('the keys of a fact: id, claim, asks, evidence and checked at least');

export const FactFileSchema = z
  .array(FactSchema)
  .min(1, 'expected a list with at least one fact')
  .describe('a list of facts, each beginning with "- id:"');

export const SourceHeadSchema = z
  .strictObject({
    title: Line.nullable().describe('the headline, or null'),
    publisher: Line.nullable().describe('the outlet, or null'),
    author: Line.nullable().describe('the byline, or null'),
    published: PartialDate.nullable().describe(`when it was published: ${DATE}; null when it is not known`),
    url: z.url('expected a web address').nullable().describe('a web address, or null'),
    accessed: FullDate.optional().describe(`the day a page was fetched, ${DAY}`),
    attribution: Line.describe(
      'how a reporter would attribute it, like "an undated, unsigned article"; it builds the copy line',
    ),
    left_out: z
      .array(
        z
          .strictObject({
            paragraph: Paragraph,
            why: Line.describe('the reason in a few words, like "the site\'s own closing line"'),
          })
          .describe('the keys paragraph and why'),
      )
      .default([])
      .describe('a list of paragraphs that carry no fact, on purpose, each with paragraph and why'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'expected the 64 hex digits of the SHA-256 of the text')
      .describe('the 64 hex digits of the SHA-256 of the text; check prints the right one'),
  })
  .describe('the keys of a source between two lines ---, as README, "The data folder", names them');

const words = (of: string) =>
  z
    .array(Line.max(120).describe('a word or a few, of at most 120 characters'))
    .default([])
    .describe(`a list of ${of}`);

const LexiconGroupSchema = z
  .strictObject({
    means: z
      .array(Line.max(120).describe('a word or a few, of at most 120 characters'))
      .min(1, 'expected at least one word; the first is the one shown')
      .describe('a list of words that mean the same, the first of which is shown'),
    narrower: words('words that find these, and are not found by them'),
    misheard: words('words as they are misheard or mistyped'),
    fr: words('the same in French'),
    ht: words('the same in Haitian Creole'),
    es: words('the same in Spanish'),
    sw: words('the same in Swahili'),
  })
  .describe('the key means, and others as README, "The data folder", names them');

export const LexiconSchema = z
  .array(LexiconGroupSchema)
  .describe('a list of groups of words, each beginning with "- means:"');

/**
 * Facts of which a reporter could print only one (`differ`), or courses of which only one can be taken (`options`).
 * A side is a fact, or a list of facts that hold the same side.
 */
const DisputeSchema = z
  .strictObject({
    id: Id.describe(`an id that no other dispute, fact or gap has: ${ID}`),
    sides: z
      .array(
        z
          .union([Id.transform((fact) => [fact]), z.array(Id).min(1)])
          .describe('the id of a fact, or a list of ids of facts that hold the same side'),
      )
      .min(2, 'expected at least two sides')
      .describe('a list of two or more sides: ids of facts, or lists of ids'),
    kind: z
      .enum(['differ', 'options'], 'expected "differ" or "options"')
      .describe('"differ" when a reporter could print only one, or "options" when two courses are proposed'),
    about: Line.max(120, 'expected at most 120 characters').describe(
      'what it is about, in at most 120 characters',
    ),
    asks: z
      .array(Ask)
      .min(1, 'expected at least one question that asks for all sides')
      .describe('a list of questions that ask for all sides'),
  })
  .describe('the keys id, sides, kind, about and asks');

export const DisputesSchema = z
  .array(DisputeSchema)
  .describe('a list of disputes, each beginning with "- id:"');

/** A subject the desk knows it has nothing on: a miss names it, and no nearby fact is given for an answer. */
const GapSchema = z
  .strictObject({
    id: Id.optional().describe(`an id, where phrasings/ has more questions: ${ID}`),
    about: Line.max(80, 'expected at most 80 characters: it completes "Nothing on file about …"').describe(
      'what the desk has nothing on, in at most 80 characters that complete "Nothing on file about …"',
    ),
    asks: z
      .array(Ask)
      .min(1, 'expected at least one question')
      .describe('a list of three to five questions that no fact answers'),
  })
  .describe('the keys about and asks, and id where phrasings/ has more');

export const GapsSchema = z.array(GapSchema).describe('a list of gaps, each beginning with "- about:"');

const TopicName = Line.max(40, 'expected at most 40 characters')
  .refine((name) => name.split(/\s+/).length <= 4, 'expected at most four words, so that it can be typed')
  .describe('a name of at most four words and 40 characters');

export const DeskSchema = z
  .strictObject({
    name: Line.max(35, 'expected at most 35 characters, as Slack allows').describe(
      'the name of the desk, of at most 35 characters, like Haiti Desk',
    ),
    command: z
      .string()
      .regex(/^\/[a-z0-9_-]{1,31}$/, 'expected a slash and lower-case letters, digits, - or _, like "/haiti"')
      .describe('a slash and lower-case letters, digits, - or _, like "/haiti"'),
    timezone: z
      .string()
      .refine(isTimeZone, 'expected an IANA time zone, like "America/Port-au-Prince"')
      .describe('an IANA time zone, like "America/Port-au-Prince"'),
    examples: z
      .array(Ask)
      .min(1, 'expected at least one example question')
      .describe('a list of example questions, which help shows'),
    subject: z
      .array(Line.max(60).describe('a word or a few, of at most 60 characters'))
      .default([])
      .describe('a list of words for what the whole desk is about, like [Haiti, Haitian]'),
    topics: z
      .record(Id, z.strictObject({ name: TopicName }).describe('the key name'))
      .default({})
      .describe('names that people read, by topic: un-path: { name: UN path }'),
  })
  .describe('the keys name, command, timezone and examples');

export type FactEntry = z.infer<typeof FactSchema>;
type SourceHead = z.infer<typeof SourceHeadSchema>;
export type LexiconGroup = z.infer<typeof LexiconGroupSchema>;
export type Gap = z.infer<typeof GapSchema>;
export type DisputeEntry = z.infer<typeof DisputeSchema>;
export type DeskSettings = z.infer<typeof DeskSchema>;
export type Quote = z.infer<typeof QuoteSchema>;

/** A quote found in its source: `quote` is cut from the source, offsets are in UTF-16 units of its text. */
export interface Evidence {
  source: string;
  quote: string;
  paragraph: number;
  start: number;
  end: number;
}

/** One checked statement, proven: the quotes are cut from their sources. */
export interface Fact extends Omit<FactEntry, 'evidence' | 'context'> {
  /** The name of its file or folder in `facts/`. */
  topic: string;
  evidence: Evidence[];
  context: Evidence[];
  /** Facts on the other sides of its disputes, in whichever format these were written. */
  disagrees_with: string[];
}

/** From `disputes.yml`, or from `disagrees_with` on a fact, which gives it no id, subject or questions. */
export interface Dispute extends Omit<DisputeEntry, 'id' | 'about'> {
  id: string | null;
  about: string | null;
}

/** A document that is quoted. */
export interface Source extends SourceHead {
  id: string;
  text: string;
  /** The line of its file on which the text begins, counted from 1. */
  firstLine: number;
}

/** Everything the desk knows, loaded and proven. */
export interface FactBase {
  desk: DeskSettings;
  sources: ReadonlyMap<string, Source>;
  facts: ReadonlyMap<string, Fact>;
  lexicon: readonly LexiconGroup[];
  gaps: readonly Gap[];
  disputes: readonly Dispute[];
  /** Further ways to ask, beside `asks`, by the id of a fact, gap or dispute. */
  phrasings: ReadonlyMap<string, readonly string[]>;
  /** The first eight hex digits of a hash over all of the above. */
  version: string;
}
