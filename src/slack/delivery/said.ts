/**
 * Whether a message is something a person said, rather than a notice about one (an edit, a deletion, somebody joining).
 * Slack marks some of what people say, too: with a file, from a thread into the channel, or with `/me`.
 */
export function isSaid<Event extends { subtype?: unknown }>(
  event: Event,
): event is Extract<Event, { subtype?: Said | undefined }> {
  return event.subtype === undefined || event.subtype === null || SAID.includes(event.subtype);
}

// --- internal ---

type Said = 'file_share' | 'thread_broadcast' | 'me_message';

const SAID: readonly unknown[] = ['file_share', 'thread_broadcast', 'me_message'] satisfies Said[];
