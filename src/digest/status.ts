import { dateInWords } from '../facts/calendar.ts';
import { topicNames } from '../facts/names.ts';
import type { FactBase } from '../facts/schema.ts';
import type { DigestSetting, PostedDigest } from '../state/state.ts';
import { daysInWords } from './days.ts';
import { removedTopics, removedTopicsInWords } from './removed-topics.ts';
import { isPaused, nextDue } from './schedule.ts';

/** A channel's digest in words: its options, when it comes next, when it came last. */
export function statusInWords(
  setting: DigestSetting,
  last: PostedDigest | null,
  base: FactBase,
  now: Date,
): string {
  const { at, days, zone, topics, isQuiet, isOn } = setting;
  const coming = nextDue(setting, now);
  // A digest posted early, by `digest now`, is not posted again.
  const next = coming && coming.date === last?.date ? nextDue(setting, coming.at) : coming;
  const when = `${at} ${daysInWords(days)}, ${zone}`;
  const about = `about ${topics.length > 0 ? topicNames(base.desk, topics) : 'all topics'}`;
  const sentences = [
    `The digest in this channel is ${stateOf(setting, now)}: ${when}, ${about}${isQuiet ? ', skipped when nothing is new' : ''}.`,
    removedTopicsInWords(removedTopics(topics, base), base.desk),
    next && isOn ? `Next on ${dateInWords(next.date)}.` : '',
    last ? `Last posted for ${dateInWords(last.date)}.` : 'None posted yet.',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What a command changed, for the log: `at=09:00 topics=boats`. */
export function changesInWords(before: DigestSetting | null, after: DigestSetting): string {
  const parts = (setting: DigestSetting) => ({
    on: setting.isOn,
    at: setting.at,
    days: setting.days,
    zone: setting.zone,
    topics: setting.topics.join(',') || 'all',
    quiet: setting.isQuiet,
    until: setting.pausedUntil,
  });
  const [then, now] = [before && parts(before), parts(after)];
  return Object.entries(now)
    .filter(([part, value]) => (then ? then[part as keyof typeof then] !== value : value !== null))
    .map(([part, value]) => `${part}=${value ?? 'none'}`)
    .join(' ');
}

// --- internal ---

function stateOf(setting: DigestSetting, now: Date): string {
  const { isOn, fault, pausedUntil } = setting;
  if (!isOn) return fault === null ? 'off' : `off because Slack refused it (${fault})`;
  return isPaused(setting, now.getTime()) ? `paused until ${dateInWords(pausedUntil ?? '')}` : 'on';
}
