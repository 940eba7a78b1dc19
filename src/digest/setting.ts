import type { DigestSetting } from '../state/state.ts';
import type { DigestCommand } from './command.ts';
import { countsFrom } from './schedule.ts';

/** A command that changes the setting. */
export type SettingCommand = Extract<DigestCommand, { do: 'on' | 'off' | 'pause' | 'resume' }>;

/** Who changes a channel's setting. */
interface Setter {
  team: string;
  channel: string;
  user: string;
}

/** The setting of a channel where nobody has set a digest up yet. */
export function initialSetting({ team, channel, user }: Setter, zone: string, now: Date): DigestSetting {
  return {
    ...{ team, channel, isOn: false, at: '08:30', days: 'weekdays', zone, topics: [], isQuiet: false },
    ...{ pausedUntil: null, setBy: user, since: now.getTime(), fault: null },
  };
}

/**
 * The setting a command asks for; null when there is none to change.
 * @param before the channel's setting so far
 * @param lastPost instant of the last digest posted in the channel
 */
export function changedSetting(
  command: SettingCommand,
  before: DigestSetting | null,
  setter: Setter,
  lastPost: number | null,
  now: Date,
): DigestSetting | null {
  if (command.do === 'on') {
    const { do: _, ...options } = command;
    const since = countsFrom(options, before, lastPost, now.getTime());
    return { ...initialSetting(setter, options.zone, now), ...options, isOn: true, since };
  }
  if (before === null) return null;
  if (command.do === 'off') return { ...before, isOn: false };
  if (command.do === 'pause') return { ...before, pausedUntil: command.until };
  const since = countsFrom(before, before, lastPost, now.getTime());
  return { ...before, ...{ isOn: true, pausedUntil: null, fault: null, setBy: setter.user, since } };
}
