import { z } from 'zod';
import { isRealDay, isTimeZone } from './calendar.ts';

/**
 * The files of a fact base: one schema per thing, and types inferred from them.
 * Keys are those an editor writes in `data/`. What is not known is null, never invented.
 */

/** A date as far as it is known: year, year and month, or a full day. */
const PartialDate = z
  .string({
    error: ({ input }) =>
      typeof input === 'number' ? `${input} is read as a number; put it in quotes: '${input}'` : undefined,
  })
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'expected YYYY, YYYY-MM or YYYY-MM-DD')
  .refine(isRealDay, 'expected a day that exists in the calendar');

export const FullDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected YYYY-MM-DD')
  .refine(isRealDay, 'expected a day that exists in the calendar');

const Id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'expected lower-case letters, digits and single hyphens, like "funding-voluntary"',
  )
  .max(80, 'expected at most 80 characters');

const Line = z
  .string()
  .trim()
  .min(1, 'expected some text')
  .regex(/^[^\n\r]*$/, 'expected one line');
/** Characters of a phrasing, in any file. */
export const MAX_ASK = 200;

const Paragraph = z.int('expected a whole number').min(1, 'expected a paragraph number, counted from 1');

/** Words to be found verbatim in one paragraph of a source. */
const QuoteSchema = z.strictObject({
  source: Id,
  quote: z.string().min(1, 'expected the exact words of the source'),
  paragraph: Paragraph.optional(),
});

const FactSchema = z.strictObject({
  id: Id,
  claim: Line.max(400, 'expected at most 400 characters: a claim is one sentence'),
  says: Line.nullable().default(null),
  as_of: PartialDate.nullable().default(null),
  happened: z.strictObject({ date: PartialDate.nullable(), words: Line }).nullable().default(null),
  asks: z.array(Line.max(MAX_ASK)).min(3, 'expected at least three questions that this fact answers'),
  evidence: z.array(QuoteSchema).min(1, 'expected at least one quote'),
  context: z.array(QuoteSchema).default([]),
  disagrees_with: z.array(Id).default([]),
  superseded_by: Id.nullable().default(null),
  follows: Id.nullable().default(null),
  withheld: z.boolean().default(false),
  checked: FullDate,
});

export const FactFileSchema = z.array(FactSchema).min(1, 'expected a list with at least one fact');

export const SourceHeadSchema = z.strictObject({
  title: Line.nullable(),
  publisher: Line.nullable(),
  author: Line.nullable(),
  published: PartialDate.nullable(),
  url: z.url('expected a web address').nullable(),
  /** The day a page was fetched. */
  accessed: FullDate.optional(),
  attribution: Line,
  left_out: z.array(z.strictObject({ paragraph: Paragraph, why: Line })).default([]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected the 64 hex digits of the SHA-256 of the text'),
});

const Words = z.array(Line.max(120)).default([]);

const LexiconGroupSchema = z.strictObject({
  means: z.array(Line.max(120)).min(1, 'expected at least one word; the first is the one shown'),
  narrower: Words,
  misheard: Words,
  fr: Words,
  ht: Words,
  es: Words,
  sw: Words,
});

export const LexiconSchema = z.array(LexiconGroupSchema);

/**
 * Facts of which a reporter could print only one (`differ`), or courses of which only one can be taken (`options`).
 * A side is a fact, or a list of facts that hold the same side.
 */
const DisputeSchema = z.strictObject({
  id: Id,
  sides: z
    .array(z.union([Id.transform((fact) => [fact]), z.array(Id).min(1)]))
    .min(2, 'expected at least two sides'),
  kind: z.enum(['differ', 'options'], 'expected "differ" or "options"'),
  about: Line.max(120),
  asks: z.array(Line.max(MAX_ASK)).min(1, 'expected at least one question that asks for all sides'),
});

export const DisputesSchema = z.array(DisputeSchema);

/** A subject the desk knows it has nothing on: a miss names it, and no nearby fact is given for an answer. */
const GapSchema = z.strictObject({
  id: Id.optional(),
  about: Line.max(80, 'expected at most 80 characters: it completes "Nothing on file about …"'),
  asks: z.array(Line.max(MAX_ASK)).min(1, 'expected at least one question'),
});

export const GapsSchema = z.array(GapSchema);

const TopicName = Line.max(40, 'expected at most 40 characters').refine(
  (name) => name.split(/\s+/).length <= 4,
  'expected at most four words, so that it can be typed',
);

export const DeskSchema = z.strictObject({
  name: Line.max(35, 'expected at most 35 characters, as Slack allows'),
  command: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'expected a slash and lower-case letters, digits, - or _, like "/haiti"'),
  timezone: z.string().refine(isTimeZone, 'expected an IANA time zone, like "America/Port-au-Prince"'),
  examples: z.array(Line.max(MAX_ASK)).min(1, 'expected at least one example question'),
  subject: z.array(Line.max(60)).default([]),
  topics: z.record(Id, z.strictObject({ name: TopicName })).default({}),
});

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
