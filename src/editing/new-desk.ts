import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FactBaseError } from '../facts/fault.ts';
import { jsonSchemas } from '../facts/json-schemas.ts';
import { loadFactBase } from '../facts/load.ts';
import { UsageRefusal } from '../refusal.ts';
import { scalar } from './source-file.ts';

/** What a new desk is called; without it, the names of the example stay. */
export interface DeskNames {
  name?: string | undefined;
  command?: string | undefined;
  timezone?: string | undefined;
}

/**
 * Makes a desk to start from: a worked example that passes `check`, each field explained where it stands, with the settings that
 * keep tools from touching sources.
 * @throws UsageRefusal for a folder that holds something, or a name that `desk.yml` may not have
 */
export function newDesk(folder: string, names: DeskNames): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageRefusal(`new: ${folder} is not empty; name a folder that is not there yet`);
  const settings = Object.entries(names).reduce(
    (yaml, [key, value]) =>
      value === undefined
        ? yaml
        : yaml.replace(new RegExp(`^${key}: .*$`, 'm'), () => `${key}: ${scalar(value)}`),
    readFileSync(join(SKELETON, 'desk.yml'), 'utf8'),
  );
  mkdirSync(folder, { recursive: true });
  cpSync(SKELETON, folder, { recursive: true });
  writeFileSync(join(folder, 'desk.yml'), settings);
  mkdirSync(join(folder, '.schema'));
  for (const [name, schema] of Object.entries(jsonSchemas()))
    writeFileSync(join(folder, '.schema', name), schema);
  writeFileSync(join(folder, '.gitattributes'), 'sources/*.md -text\noriginals/* -text\n');
  writeFileSync(join(folder, '.editorconfig'), EDITOR_CONFIG);
  try {
    loadFactBase(folder);
  } catch (error) {
    if (!(error instanceof FactBaseError)) throw error;
    // Only the names are not the example's own.
    const messages = error.faults.map(({ message }) => message).join('; ');
    throw new UsageRefusal(`${folder}/desk.yml: ${messages}; correct it there`);
  }
}

// --- internal ---

const SKELETON = new URL('skeleton', import.meta.url).pathname;

const EDITOR_CONFIG = `root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true

# A source's text is kept byte for byte: its hash is pinned.
[{sources/*.md,originals/*}]
charset = unset
end_of_line = unset
insert_final_newline = unset
trim_trailing_whitespace = unset
`;
