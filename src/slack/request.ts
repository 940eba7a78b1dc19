import type { FactBase } from '../facts/schema.ts';
import { readQuestion } from '../search/question.ts';
import { unescapeText } from './escape.ts';

/** What a reader wants, the same at every door. */
export type Request =
  | { form: 'question'; question: string }
  | { form: 'help' }
  | { form: 'topics'; unknown: string | null }
  | { form: 'sources'; unknown: string | null }
  | { form: 'timeline' }
  | { form: 'topic'; topic: string }
  | { form: 'source'; source: string }
  | { form: 'refused'; why: string };

/**
 * Reads the text of a command, mention or direct message, as Slack hands it over.
 * A form is that word alone, or with one known id or one unknown word; anything else is a question.
 */
export function readRequest(text: string, base: FactBase): Request {
  const typed = unescapeText(text);
  const words = typed
    .toLowerCase()
    .replace(/[\s.,;:!?¡¿…]+$/u, '')
    .trim()
    .split(/\s+/);
  const [first = '', second, ...others] = words;
  if (first === '' || (first === 'help' && second === undefined)) return { form: 'help' };
  if (second === undefined && (first === 'topics' || first === 'sources'))
    return { form: first, unknown: null };
  if (second === undefined && first === 'timeline') return { form: 'timeline' };
  if (second !== undefined && others.length === 0) {
    if (first === 'topic') {
      const known = [...base.facts.values()].some((fact) => fact.topic === second);
      return known ? { form: 'topic', topic: second } : { form: 'topics', unknown: second };
    }
    if (first === 'source') {
      return base.sources.has(second)
        ? { form: 'source', source: second }
        : { form: 'sources', unknown: second };
    }
  }
  const read = readQuestion(typed);
  return 'refused' in read
    ? { form: 'refused', why: read.refused }
    : { form: 'question', question: read.question };
}
