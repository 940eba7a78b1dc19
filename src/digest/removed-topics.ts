import { topicNames } from '../facts/names.ts';
import type { DeskSettings, FactBase } from '../facts/schema.ts';
import { topicsOf } from '../facts/views.ts';

/** Topics that a digest is limited to but that are no longer on file: renamed or removed. */
export function removedTopics(topics: readonly string[], base: FactBase): string[] {
  const onFile = new Set(topicsOf(base).map(({ topic }) => topic));
  return topics.filter((topic) => !onFile.has(topic));
}

/** "No longer on file as a topic: boats.", and what to do about it; empty when there are none. */
export function removedTopicsInWords(removed: readonly string[], desk: DeskSettings): string {
  if (removed.length === 0) return '';
  const which = `No longer on file as ${removed.length === 1 ? 'a topic' : 'topics'}: ${topicNames(desk, removed)}.`;
  return `${which} Choose others, or all: ${desk.command} digest on all.`;
}
