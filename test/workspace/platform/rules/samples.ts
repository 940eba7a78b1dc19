import type { Fields } from '../../../../src/workspace/platform/rules/check.ts';

/** Small right things to make wrong ones from. */
export const x = (length: number): string => 'x'.repeat(length);
export const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

export const plain = (text: string) => ({ type: 'plain_text', text });

export const button = (more: Fields = {}): Fields => ({ type: 'button', text: plain('a'), ...more });
export const icon: Fields = { type: 'icon_button', icon: 'trash', text: plain('a') };
export const option = (value: string, more: Fields = {}) => ({ text: plain('a'), value, ...more });
export const options = (count: number) => many(count, (i) => option(String(i)));

export const section = (fields: Fields): Fields => ({ type: 'section', ...fields });
export const actions = (elements: unknown[]): Fields => ({ type: 'actions', elements });
export const cell = (text: string) => ({ type: 'raw_text', text });
export const table = (rows: unknown, more: Fields = {}): Fields => ({ type: 'table', rows, ...more });
