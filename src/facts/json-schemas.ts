import { z } from 'zod';
import {
  DeskSchema,
  DisputesSchema,
  FactFileSchema,
  GapsSchema,
  LexiconSchema,
  SourceHeadSchema,
} from './schema.ts';

/** JSON Schemas of the data folder's files, by file name, so that an editor completes and checks while one types. */
export function jsonSchemas(): Record<string, string> {
  const schemas = {
    desk: DeskSchema,
    disputes: DisputesSchema,
    facts: FactFileSchema,
    gaps: GapsSchema,
    lexicon: LexiconSchema,
    source: SourceHeadSchema,
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`,
    ]),
  );
}
