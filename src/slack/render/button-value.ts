import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** What a button carries: the facts, and the version of the base. Never the question or the person who asked. */
const ButtonValueSchema = z.object({
  v: z.string().max(16),
  facts: z.array(z.string().max(80)).min(1).max(12),
});

export type ButtonValue = z.infer<typeof ButtonValueSchema>;

export const ACTIONS = {
  share: 'share',
  copy: 'copy',
  more: 'more',
} as const;

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
