import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedBase } from '../facts/load.ts';
import { ownPhrasingsOf } from '../facts/phrasings.ts';
import { type FactBase, MAX_ASK } from '../facts/schema.ts';
import { counted } from '../facts/source-text.ts';
import { createSearch, type Search } from '../search/search.ts';
import type { Asked } from './phrasing-brief.ts';
import { shownIds } from './shown.ts';

/** What becomes of lines that somebody wrote. */
export interface Sorted {
  added: string[];
  /** Each with the reason. */
  dropped: { line: string; why: string }[];
}

/** Sorts out what is there already, and what another fact answers. */
export function sortPhrasings(lines: readonly string[], part: Asked, base: FactBase): Sorted {
  const search = createSearch(base);
  const owners = new Map<string, string>();
  for (const other of [...base.facts.values(), ...base.disputes, ...base.gaps])
    for (const phrasing of ownPhrasingsOf(base, other))
      owners.set(keyOf(phrasing), other.id ?? ('about' in other ? `the gap "${other.about}"` : ''));
  const sorted: Sorted = { added: [], dropped: [] };
  for (const written of lines) {
    const line = withoutMark(written);
    if (line === '' || /^(?:---|```)/.test(line)) continue;
    const why = reasonAgainst(line, part, owners, search);
    if (why === null) {
      sorted.added.push(line);
      owners.set(keyOf(line), part.id);
    } else sorted.dropped.push({ line, why });
  }
  return sorted;
}

/** Questions on file that are answered otherwise once these phrasings are there. @param progress told of every hundredth question */
export function changedAnswers(
  added: readonly string[],
  part: Asked,
  { base, questionsOf }: LocatedBase,
  progress: (done: number, all: number) => void = () => {},
): { question: string; before: string; after: string; isWrong: boolean }[] {
  const phrasings = new Map(base.phrasings).set(part.id, [...(base.phrasings.get(part.id) ?? []), ...added]);
  const [before, after] = [createSearch(base), createSearch({ ...base, phrasings })];
  const questions = [...base.facts.values(), ...base.disputes, ...base.gaps].flatMap((owner) =>
    questionsOf(owner).map(({ question }) => ({ question, owner })),
  );
  return questions.flatMap(({ question, owner }, index) => {
    if (index % 100 === 0) progress(index, questions.length);
    const [was, is] = [before, after].map((search) => shownIds(search.ask(question))) as [string[], string[]];
    if (was.join() === is.join()) return [];
    const right = 'sides' in owner ? owner.sides.flat() : 'claim' in owner ? [owner.id] : [];
    const isRight = (ids: string[]) =>
      right.length === 0 ? ids.length === 0 : ids.some((id) => right.includes(id));
    const told = (ids: string[]) => ids.join(' and ') || 'nothing';
    return [{ question, before: told(was), after: told(is), isWrong: isRight(was) && !isRight(is) }];
  });
}

/** Writes them into `phrasings/<id>.txt`, sorted by code point, with where they come from in the first line. */
export function writePhrasings(dataDir: string, id: string, added: readonly string[], from: string): string {
  const file = `phrasings/${id}.txt`;
  const path = join(dataDir, file);
  const [head = '# from:', ...old] = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const origin = head.replace(/^# from:\s*/, '').trim();
  const origins = origin.split(/;\s*/).includes(from) ? origin : [origin, from].filter(Boolean).join('; ');
  const lines = [...new Set([...old.map((line) => line.trim()), ...added])].filter((line) => line !== '');
  lines.sort((a, b) => Buffer.from(a).compare(Buffer.from(b)));
  mkdirSync(join(dataDir, 'phrasings'), { recursive: true });
  writeFileSync(path, `# from: ${origins}\n${lines.join('\n')}\n`);
  return `${file}: ${counted(lines.length, 'phrasing')}, ${added.length} of them new`;
}

// --- internal ---

/** Two that differ by case, marks or spaces are one. */
function keyOf(phrasing: string): string {
  return phrasing
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** List marks and quotation marks around a line, as people and programs write lists. */
function withoutMark(line: string): string {
  const bare = line.trim().replace(/^(?:[-*•]|\d{1,3}[.)])\s+/, '');
  return (/^["“](.*)["”]$/.exec(bare)?.[1] ?? bare).trim();
}

function reasonAgainst(
  line: string,
  part: Asked,
  owners: ReadonlyMap<string, string>,
  search: Search,
): string | null {
  if (line.startsWith('#')) return 'a comment';
  if (line.length > MAX_ASK) return `${line.length} characters; expected at most ${MAX_ASK}`;
  if (keyOf(line) === '') return 'no words';
  const owner = owners.get(keyOf(line));
  if (owner !== undefined) return owner === part.id ? 'there already' : `asks for ${owner} already`;
  const typed = search.read(line);
  if (typed.kind !== 'question') return 'no question: the bot would not search for it';
  const shown = shownIds(search.ask(line));
  const own = 'sides' in part ? part.sides.flat() : [part.id];
  if (shown.length > 0 && !shown.some((id) => own.includes(id))) return `answered by ${shown.join(' and ')}`;
  return null;
}
