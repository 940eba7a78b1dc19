import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Fact } from '../../facts/schema.ts';
import { LIMITS } from './limits.ts';

/** What a button carries: the facts, and the version of the base. Never the question or the person who asked. */
const ButtonValueSchema = z.object({
  v: z.string().max(16),
  facts: z.array(z.string().max(80)).min(1).max(12),
  /** What was shown of the facts; absent in buttons of earlier releases. */
  seen: z.string().max(16).optional(),
});

export type ButtonValue = z.infer<typeof ButtonValueSchema>;

export const ACTIONS = {
  share: 'share',
  copy: 'copy',
  more: 'more',
} as const;

/** Short, and another one as soon as anything that a reader sees of the facts changes. */
export function seenOf(facts: readonly Fact[]): string {
  const shown = facts.map(({ claim, says, as_of, evidence }) => [
    ...[claim, says, as_of],
    evidence.map(({ source, quote }) => [source, quote]),
  ]);
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 12);
}

export function writeButtonValue(value: ButtonValue): string {
  const text = JSON.stringify(value);
  return text.length <= LIMITS.buttonValue
    ? text
    : JSON.stringify({ ...value, facts: value.facts.slice(0, 6) });
}

/** Null for anything this bot did not write. */
export function readButtonValue(text: string | undefined): ButtonValue | null {
  try {
    return ButtonValueSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
