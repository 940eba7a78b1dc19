import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, remedyFor } from '../../../src/slack/delivery/error-codes.ts';
import { errorCodesPage, PAGE } from './error-codes-page.ts';

describe('Slack’s error codes', () => {
  it('are documented as the code has them (npm run errors writes the page)', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(errorCodesPage());
  });

  it('stand in the list once', () => {
    const codes = Object.values(ERROR_CODES).flatMap((part) => Object.keys(part));
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });

  it.each([
    ['rate_limited', 'wait'],
    ['internal_error', 'look'],
    ['ekm_access_denied', 'tell'],
    ['token_revoked', 'end'],
    ['is_archived', 'give up'],
    ['a_code_of_tomorrow', 'tell'],
    ['constructor', 'tell'],
  ])('%s: %s', (code, remedy) => {
    expect(remedyFor(code)).toBe(remedy);
  });
});
