import type { FactBase } from '../facts/schema.ts';
import { topicsOf } from '../facts/views.ts';

/** Topics that a digest is limited to and no fact on file belongs to any more: renamed, or removed. */
export function topicsGone(topics: readonly string[], base: FactBase): string[] {
  const onFile = new Set(topicsOf(base).map(({ topic }) => topic));
  return topics.filter((topic) => !onFile.has(topic));
}

/** "No longer on file as a topic: boats.", and what can be done; empty when none is gone. */
export function goneInWords(gone: readonly string[], command: string): string {
  if (gone.length === 0) return '';
  const which = `No longer on file as ${gone.length === 1 ? 'a topic' : 'topics'}: ${gone.join(', ')}.`;
  return `${which} Name others, or take all: ${command} digest on all.`;
}
