import { shown } from './invalid-command.ts';

export interface Time {
  /** HH:MM */
  at: string;
  /** How many words it consists of. */
  words: number;
}

/** `8:30`, `08.30`, `8h30`, `0830`, `8am`, `8:30 pm`, `noon`, `midnight`; null for a word that is not a time. */
export function readTime(word: string, next = ''): Time | { fault: string; like: string } | null {
  if (word === 'noon') return { at: '12:00', words: 1 };
  if (word === 'midnight') return { at: '00:00', words: 1 };
  if (!/^\d/.test(word)) return null;
  const isApart = HALF.test(next.toLowerCase());
  const whole = isApart ? `${word}${next.toLowerCase()}` : word;
  const parts = /^(\d{1,2})(?:[:.h]?(\d{2})|(h))?([ap]\.?m)?\.?$/.exec(whole);
  if (!parts) return { fault: `${shown(whole)} is not a time`, like: '08:30' };
  const [, hours = '', minutes = '', h, half] = parts;
  const hour = Number(hours);
  const isRight = half ? hour >= 1 && hour <= 12 : hour <= 23;
  if (!isRight || Number(minutes) > 59)
    return { fault: `${shown(whole)} is not a time of day`, like: '08:30' };
  const hour24 = half ? (hour % 12) + (half.startsWith('p') ? 12 : 0) : hour;
  const at = `${String(hour24).padStart(2, '0')}:${minutes || '00'}`;
  if (minutes === '' && !h && !half) return { fault: `${shown(word)} could be morning or evening`, like: at };
  return { at, words: isApart ? 2 : 1 };
}

/** Whether a word is clearly a time without any context: 2025 may be a year, and 8 a number of anything. */
export function isPlainTime(word: string, next = ''): boolean {
  const isMarked = !/^\d+$/.test(word) || HALF.test(next.toLowerCase());
  const time = isMarked ? readTime(word, next) : null;
  return time !== null && 'at' in time;
}

// --- internal ---

/** a.m. or p.m. */
const HALF = /^[ap]\.?m\.?$/;
