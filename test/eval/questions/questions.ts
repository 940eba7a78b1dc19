import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Words of a source, verbatim. */
const SpanSchema = z.object({ source: z.string(), words: z.string().min(1) });
const TypedSchema = z.object({ q: z.string().min(1), kind: z.string(), lang: z.string() });

/** One line of a set, as `README.md` describes it. */
const AskedSchema = z.discriminatedUnion('expect', [
  TypedSchema.extend({ expect: z.literal('found'), answers: z.array(SpanSchema).min(1) }),
  TypedSchema.extend({
    expect: z.literal('disputed'),
    sides: z.array(z.array(SpanSchema).min(1)).min(2),
  }),
  TypedSchema.extend({ expect: z.literal('none') }),
]);

export type Span = z.infer<typeof SpanSchema>;
export type Asked = z.infer<typeof AskedSchema>;

/** The sets about the shipped base on which a floor is kept, and where they lie. */
export const SETS = {
  first: 'first-half.jsonl',
  second: 'second-half.jsonl',
  third: 'third-set.jsonl',
  fourth: 'fourth-set.jsonl',
  fifth: 'fifth-set.jsonl',
  sixth: 'sixth-set.jsonl',
} as const;

/** Further sets: run by `npm run eval`, and by `npm run eval -- --unseen` alone. */
export const REPORTERS = { reporters: 'reporters.jsonl' } as const;
export const UNSEEN_SETS = {
  'reporters-unseen': 'reporters-unseen.jsonl',
  seventh: 'seventh-set.jsonl',
} as const;

/** @throws Error that names the line and repeats none of it, since not every set may be read */
export function readQuestions(path: string | URL): Asked[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line === '') return [];
      const read = AskedSchema.safeParse(parsed(line));
      if (read.success) return [read.data];
      throw new Error(`${path}:${at + 1}: ${z.prettifyError(read.error)}`);
    });
}

// --- internal ---

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
