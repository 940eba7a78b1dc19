import { createHash } from 'node:crypto';
import type { DigestSetting, Held, Post, State } from '../../src/state/state.ts';
import { SETTING as DIGEST } from '../setting.ts';

/** Samples; a test spreads what it cares about over them. */
export const POST: Post = {
  ...{ key: 'digest T1 C1 2026-11-21', kind: 'digest', team: 'T1', channel: 'C1', date: '2026-11-21' },
};

export const SETTING: DigestSetting = {
  ...DIGEST,
  ...{ days: 'weekdays', zone: 'America/Port-au-Prince', topics: ['funding', 'mandate'] },
  since: 1_795_000_000_000,
};

export const TOLD = {
  ...{ id: 'told 1', team: 'T1', channel: 'C1', ts: '1795.0001', thread: null, base: 'v1', at: 1000 },
  facts: ['funding-voluntary'],
};

export const MISS = {
  ...{ id: 'miss 1', channel: 'C1', question: 'Who won?', key: 'who won', at: 1000 },
};

export const EVENT = {
  id: 'Ev1',
  message: 'T1 C1 1795.0001',
  body: { type: 'event_callback', event: { text: 'hello' } },
};

/** Milliseconds. */
export const LEASE = 10_000;

/** The right to send, which nobody else has. */
export async function claimed(state: State, post = POST): Promise<Held> {
  const claim = await state.ledger.claim(post, LEASE);
  if (claim.kind !== 'fresh') throw new Error(`expected the right, got ${claim.kind}`);
  return claim.held;
}

/** Incompressible: compressed text would fit where it should not. */
const long = Array.from(
  { length: 450 },
  (_, n) => `é😀${createHash('sha512').update(`${n}`).digest('base64')}`,
).join('');

/** Texts that break stores, and what is read back: NUL and lone surrogates become U+FFFD. */
export const HOSTILE: [what: string, text: string, stored: string][] = [
  ['nothing', '', ''],
  ['spaces at the ends', '  a \n', '  a \n'],
  ['emoji', '🇭🇹 👩🏽‍🚒 🫡', '🇭🇹 👩🏽‍🚒 🫡'],
  ['right to left', 'مرحبا \u202Eabc\u202C שלום', 'مرحبا \u202Eabc\u202C שלום'],
  ['zero width', 'a\u200Bb\u200D\uFEFFc', 'a\u200Bb\u200D\uFEFFc'],
  ['accents not composed', 'Pre\u0301val', 'Pre\u0301val'],
  ['NUL', 'before\0after', 'before\uFFFDafter'],
  ['only NUL', '\0', '\uFFFD'],
  ['other control characters', 'a\u0001\u0008\u001B[31m\u007F\r\nb', 'a\u0001\u0008\u001B[31m\u007F\r\nb'],
  ['a lone high surrogate', 'a\uD800b', 'a\uFFFDb'],
  ['a lone low surrogate', 'a\uDC00', 'a\uFFFD'],
  ['surrogates the wrong way round', '\uDE00\uD83D', '\uFFFD\uFFFD'],
  ['noncharacters', '\uFFFF\uFFFE\u{10FFFF}', '\uFFFF\uFFFE\u{10FFFF}'],
  ['SQL', `'; drop table inbox; --`, `'; drop table inbox; --`],
  ['more SQL', `" or 1=1 /* $1 ? :a @b \\`, `" or 1=1 /* $1 ? :a @b \\`],
  ['JSON', '{"a":[1,"\\u0000"],"__proto__":{}}', '{"a":[1,"\\u0000"],"__proto__":{}}'],
  ['markup', '<!channel> &lt;b&gt; <script>', '<!channel> &lt;b&gt; <script>'],
  ['40 kB', long, long],
  ['40 kB with NUL', `${long}\0`, `${long}\uFFFD`],
];

/** Values that no column takes, but that a bug might pass. */
export const UNSTORABLE: [what: string, value: unknown][] = [
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['a fraction', 0.5],
  ['a number past what is exact', 2 ** 53],
  ['a bigint', 1n],
  ['a Date', new Date(0)],
  ['an object', {}],
  ['a list', [1]],
  ['bytes', new Uint8Array([1])],
  ['a symbol', Symbol('a')],
  ['a function', () => 1],
];
