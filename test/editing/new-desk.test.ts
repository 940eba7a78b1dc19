import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestFor } from '../../src/editing/manifest.ts';
import { newDesk } from '../../src/editing/new-desk.ts';
import { loadFactBase, loadLocatedBase } from '../../src/facts/load.ts';
import { DisputesSchema } from '../../src/facts/schema.ts';
import { createSearch } from '../../src/search/search.ts';
import { checkBase } from '../../src/terminal/check.ts';
import { DATA } from '../facts/folder.ts';
import { tempFolder } from '../temp-folder.ts';

const parent = tempFolder();
const ROOT = new URL('../..', import.meta.url).pathname;
const MANIFEST = readFileSync(join(ROOT, 'manifest.yml'), 'utf8');
const PAGE = readFileSync(join(ROOT, 'docs/your-own-desk.md'), 'utf8');

describe('a new desk', () => {
  const folder = join(parent, 'harbour');
  newDesk(folder, {});

  it('passes check without a fault or a note', () => {
    const located = loadLocatedBase(folder);
    expect(checkBase(located, '2026-06-01')).toEqual({ faults: [], notes: [] });
    expect([located.base.sources.size, located.base.facts.size]).toEqual([1, 2]);
  });

  it('answers its own examples, and knows what it has nothing on', () => {
    const base = loadFactBase(folder);
    const search = createSearch(base);
    expect(base.desk.examples.map((question) => search.ask(question).hits[0]?.fact.id)).toEqual([
      'light-repair-date',
      'light-repair-cost',
    ]);
    expect(search.ask('which company repairs the light').missing).toEqual(['who will repair the light']);
  });

  it('names schemas that are there, so that an editor completes its files', () => {
    for (const file of ['desk.yml', 'gaps.yml', 'lexicon.yml', 'facts/harbour-light.yml']) {
      const schema = /\$schema=(\S+)/.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? 'none';
      expect(JSON.parse(readFileSync(join(folder, file, '..', schema), 'utf8'))).toHaveProperty('type');
    }
  });

  it('takes its names, quoted where YAML would misread them', () => {
    newDesk(join(parent, 'named'), { name: 'Desk: #1', command: '/one', timezone: 'Africa/Nairobi' });
    expect(loadFactBase(join(parent, 'named')).desk).toMatchObject({
      ...{ name: 'Desk: #1', command: '/one', timezone: 'Africa/Nairobi' },
    });
  });

  it.each([
    [
      { command: 'harbour' },
      /desk.yml: command: expected a slash and lower-case letters, .*; correct it there$/,
    ],
    [{ timezone: 'Oslo' }, /desk.yml: timezone: expected an IANA time zone, .*; correct it there$/],
  ])('says what is wrong with %o', (names, line) => {
    expect(() => newDesk(join(parent, JSON.stringify(names).replace(/\W/g, '')), names)).toThrow(line);
  });

  it('touches no folder that holds something', () => {
    const full = join(parent, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'notes.txt'), 'mine');
    expect(() => newDesk(full, {})).toThrow(/full is not empty; name a folder that is not there yet$/);
    expect(() => newDesk(folder, {})).toThrow('is not empty');
  });
});

describe('"Your own desk in an hour"', () => {
  it('explains every field of a fact, and every one of a source', () => {
    const schema = JSON.parse(readFileSync(join(DATA, '.schema/facts.schema.json'), 'utf8'));
    const source = JSON.parse(readFileSync(join(DATA, '.schema/source.schema.json'), 'utf8'));
    // The earlier format's way to write a dispute.
    const fields = Object.keys({ ...schema.items.properties, ...source.properties }).filter(
      (name) => name !== 'disagrees_with',
    );
    expect(fields.length).toBeGreaterThan(15);
    expect(fields.filter((name) => !PAGE.includes(`\`${name}\``))).toEqual([]);
  });

  it('shows a dispute that would be read', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(PAGE) ?? [];
    expect(DisputesSchema.safeParse(parse(yaml)).error).toBeUndefined();
    expect(parse(yaml)).toHaveLength(1);
  });
});

describe('the manifest', () => {
  it('of this desk is the one in the repository', () => {
    expect(manifestFor(loadFactBase(DATA).desk, MANIFEST)).toBe(MANIFEST);
  });

  it('of another desk differs in its name and command alone', () => {
    const other = manifestFor({ name: 'Desk: #1', command: '/one' }, MANIFEST);
    const names = (yaml: string) => {
      const { display_information, features, ...rest } = parse(yaml);
      const { slash_commands, bot_user, ...tabs } = features;
      return {
        names: [display_information.name, bot_user.display_name, slash_commands[0].command],
        rest,
        tabs,
      };
    };
    expect(names(other)).toEqual({ ...names(MANIFEST), names: ['Desk: #1', 'Desk: #1', '/one'] });
    expect(other).toContain('- chat:write # to answer');
  });
});
