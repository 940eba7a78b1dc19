import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from '../../src/facts/json-schemas.ts';

/** Writes data/.schema/ anew from the zod schemas. */
const folder = new URL('../../data/.schema', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(jsonSchemas())) writeFileSync(`${folder}/${name}`, text);
