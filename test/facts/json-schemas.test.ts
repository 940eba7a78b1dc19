import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemas } from '../../src/facts/json-schemas.ts';
import { DATA } from './folder.ts';

describe('the JSON Schemas that editors use', () => {
  const schemas = jsonSchemas();

  it('are those of the code (npm run schemas makes them anew)', () => {
    const kept = readdirSync(`${DATA}/.schema`);
    expect(kept.sort()).toEqual(Object.keys(schemas).sort());
    for (const name of kept) expect(readFileSync(`${DATA}/.schema/${name}`, 'utf8')).toBe(schemas[name]);
  });

  it.each([
    ['desk.yml', 'desk'],
    ['disputes.yml', 'disputes'],
    ['facts/funding.yml', 'facts'],
    ['lexicon/money.yml', 'lexicon'],
    ['gaps/money.yml', 'gaps'],
  ])('accept %s, and refuse a key nobody knows', (file, name) => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(schemas[`${name}.schema.json`] ?? ''),
    );
    const value = parse(readFileSync(`${DATA}/${file}`, 'utf8'));
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(
      validate(Array.isArray(value) ? [{ ...value[0], colour: 'red' }] : { ...value, colour: 'red' }),
    ).toBe(false);
  });
});
