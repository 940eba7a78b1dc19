import { describe, expect, it } from 'vitest';
import { keyOf, rowOf, toBound, toJson } from '../../src/state/codec.ts';
import { HOSTILE, UNSTORABLE } from './samples.ts';

describe('a value for the store', () => {
  it.each(HOSTILE)('that is a text of %s is encoded as it will be read back', (_what, text, stored) => {
    expect(toBound(text, 'zone')).toBe(stored);
    expect(toBound(stored, 'zone')).toBe(stored);
  });

  it.each([
    ['yes', true, 1],
    ['no', false, 0],
    ['nothing', null, null],
    ['a number', -1_795_000_000_000, -1_795_000_000_000],
    ['minus zero', -0, 0],
  ])('that is %s is encoded for both engines', (_what, value, bound) => {
    expect(toBound(value, 'zone')).toBe(bound);
  });

  it.each(UNSTORABLE)('may not be %s', (_what, value) => {
    expect(() => toBound(value, 'zone')).toThrow(TypeError);
    expect(() => toBound(value, 'zone')).toThrow(
      /^zone: cannot hold .+; expected text, a whole number or null$/,
    );
    expect(() => rowOf({ team: 'T1', zone: value })).toThrow(/^zone: /);
    expect(() => keyOf(value as never)).toThrow(/^a key: cannot hold .+; expected text$/);
  });

  it('is named in the error when no column can hold it', () => {
    expect(() => toBound(new Date(), 'at')).toThrow('at: cannot hold Date; expected');
    expect(() => toBound(undefined, 'at')).toThrow('at: cannot hold undefined; expected');
    expect(() => toBound(Number.NaN, 'at')).toThrow('at: cannot hold NaN; expected');
    expect(() => toBound(Object.create(null), 'at')).toThrow('at: cannot hold object; expected');
    expect(() => toJson(undefined, 'body')).toThrow('body: cannot hold undefined; expected JSON');
  });
});

describe('a key', () => {
  it('is the text itself when that is short', () => {
    expect(keyOf('digest T1 C1 2026-11-21')).toBe('digest T1 C1 2026-11-21');
    expect(keyOf('x'.repeat(256))).toBe('x'.repeat(256));
  });

  it('is short enough for an index, as unique as the text, and its own key', () => {
    const texts = ['😀', 'x', '\0'].flatMap((sign) =>
      [257, 258, 40_000].map((length) => sign.repeat(length)),
    );
    const keys = texts.map(keyOf);
    expect(new Set(keys).size).toBe(texts.length);
    for (const [index, key] of keys.entries()) {
      expect(key.length).toBeLessThanOrEqual(256);
      expect(keyOf(key)).toBe(key);
      expect(key.slice(0, 100)).toBe(keyOf(texts[index]?.slice(0, 100) ?? '').slice(0, 100));
    }
  });
});
