import type { DigestSetting } from '../src/state/state.ts';

/** A channel's digest; a test spreads what it cares about over it. */
export const SETTING: DigestSetting = {
  ...{ team: 'T1', channel: 'C1', isOn: true, at: '08:30', days: 'daily', zone: 'Europe/London' },
  ...{ topics: [], isQuiet: false, pausedUntil: null, setBy: 'U1', since: 0, fault: null },
};
