import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { dateInWords } from '../facts/calendar.ts';
import type { Fault } from '../facts/fault.ts';
import { readSource } from '../facts/pinned-source.ts';
import { paragraphsOf } from '../facts/quote.ts';
import { DocumentRefusal, type DocumentText, type RawDocument } from './document.ts';
import { type FetchRules, fetchPage } from './fetch-page.ts';
import { type OpenDesk, openDesk } from './open-desk.ts';
import { READING_LIMITS, tooLarge } from './read-apart.ts';
import { type SourceHead, sourceFile } from './source-file.ts';
import { reportLines } from './source-report.ts';
import { textDiff } from './text-diff.ts';
import { touchedFacts } from './touched-facts.ts';

/** What an editor says of a document; it wins over what the document says of itself. */
export interface Given {
  id?: string | undefined;
  title?: string | undefined;
  publisher?: string | undefined;
  author?: string | undefined;
  published?: string | undefined;
  attribution?: string | undefined;
}

export interface AddOptions {
  dataDir: string;
  given: Given;
  /** Take the new text of a source that has changed. */
  replace: boolean;
  /** YYYY-MM-DD: the day a page is fetched. */
  today: string;
  fetchRules: FetchRules;
  /** `readApart`, or another way to read. */
  read(raw: RawDocument): Promise<DocumentText>;
  write(line: string): void;
}

/**
 * Adds a document as a source, or says what would change where it is one already.
 * @param what a path, or an address that begins with http
 * @throws DocumentRefusal
 */
export async function addSource(what: string, options: AddOptions): Promise<void> {
  const { dataDir, given, write } = options;
  const url = /^https?:\/\//i.test(what) ? what : null;
  const raw = url === null ? readFile(what) : await fetchPage(url, options.fetchRules);
  const desk = openDesk(dataDir);
  const kept = keptAs(dataDir, raw.bytes);
  if (kept && desk.sources.has(kept)) return sameAgain(kept, given, write);

  const document = await options.read(raw);
  const id = given.id ?? existingOf(desk, url) ?? idFrom(raw.name, url !== null);
  const text = textOf(document);
  const same = [...desk.sources.values()].find((source) => source.text === text);
  if (same) return sameAgain(same.id, given, write);

  const file = `sources/${id}.md`;
  const before = desk.sources.get(id);
  if (!before && existsSync(join(dataDir, file)))
    throw new DocumentRefusal(
      `there is a faulty ${file} already: mend it (npm run -s check), or choose another name with --id`,
    );
  const own = headFrom(document, given, url);
  const head: SourceHead = before ? { ...before, left_out: carriedOver(before, own.left_out, text) } : own;
  if (url !== null) head.accessed = options.today;
  const whole = sourceFile(head, text);
  const faults: Fault[] = [];
  readSource(file, whole, faults);
  if (faults.length > 0) throw new DocumentRefusal(faults.map(({ message }) => message).join('; '));

  if (before) {
    write(`${file} has changed:`);
    for (const { sign, paragraph, text: words } of textDiff(before.text, text))
      write(`${sign} ${paragraph}: ${words}`);
    const touched = touchedFacts(desk, id, text);
    write(touched.length === 0 ? 'It touches no fact: every quote still stands.' : 'It touches:');
    for (const line of touched) write(`  ${line}`);
    if (!options.replace) {
      write(
        'Nothing was written. To take the new text, run it again with --replace; for another source, with --id NAME.',
      );
      return;
    }
  }
  keepOriginal(dataDir, id, raw);
  mkdirSync(join(dataDir, 'sources'), { recursive: true });
  writeFileSync(join(dataDir, file), whole);
  for (const line of reportLines(id, head, document, text, ORIGINALS)) write(line);
}

// --- internal ---

/** Where originals are kept, beside `sources/`, which holds texts alone. */
const ORIGINALS = 'originals';

function readFile(path: string): RawDocument {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new DocumentRefusal(
      'there is no such file; expected a file, or an address that begins with https://',
    );
  if (!stat.isFile()) throw new DocumentRefusal('it is a folder; name the files in it');
  if (stat.size > READING_LIMITS.size) throw tooLarge(stat.size, READING_LIMITS.size);
  return { bytes: readFileSync(path), name: basename(path), contentType: null };
}

/** The id of the source whose original has the same bytes. */
function keptAs(dataDir: string, bytes: Uint8Array): string | null {
  const folder = join(dataDir, ORIGINALS);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name);
    if (statSync(path).size === bytes.length && readFileSync(path).equals(bytes))
      return basename(name, extname(name));
  }
  return null;
}

function existingOf({ sources }: OpenDesk, url: string | null): string | null {
  return [...sources.values()].find((source) => url !== null && source.url === url)?.id ?? null;
}

/** "Report (final).pdf" is `report-final`; a page goes by the end of its path, or by its host. */
function idFrom(name: string, isAddress: boolean): string {
  const url = isAddress ? new URL(name) : null;
  const last = url
    ? decodeURIComponent(url.pathname.split('/').findLast((part) => part !== '') ?? url.hostname)
    : name;
  const id = last
    .replace(/\.\w{1,8}$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_ID)
    .replace(/^-+|-+$/g, '');
  if (id === '')
    throw new DocumentRefusal(
      'its name gives no id; choose one with --id, in lower-case letters, digits and hyphens',
    );
  return id;
}

const MAX_ID = 60;

function textOf({ exact, blocks }: DocumentText): string {
  if (exact !== null && paragraphsOf(exact).length === blocks.length) return exact;
  return `${blocks.map(({ text }) => text).join('\n\n')}\n`;
}

function headFrom(document: DocumentText, given: Given, url: string | null): SourceHead {
  const title = given.title ?? document.title;
  const publisher = given.publisher ?? document.publisher;
  const author = given.author ?? document.author;
  const published = given.published ?? document.published;
  const date = published && /^\d{4}/.test(published) ? dateInWords(published) : null;
  const who = publisher ?? author;
  const attribution =
    given.attribution ??
    (who
      ? `${who}, ${date ?? 'undated'}`
      : date
        ? `an unsigned document of ${date}`
        : 'an undated, unsigned document');
  const left_out = document.blocks.flatMap(({ why }, index) =>
    why === null ? [] : [{ paragraph: index + 1, why }],
  );
  return { title, publisher, author, published, url, attribution, left_out };
}

/** What is left out of a new text: what its form shows, and what an editor left out of the old one, where the same words stand. */
function carriedOver(
  before: { text: string; left_out: SourceHead['left_out'] },
  own: SourceHead['left_out'],
  text: string,
) {
  const lines = (whole: string) =>
    paragraphsOf(whole).map(({ start, end }) => whole.slice(start, end).trim());
  const old = lines(before.text);
  const reasons = new Map(before.left_out.map(({ paragraph, why }) => [old[paragraph - 1], why]));
  return lines(text).flatMap((words, index) => {
    const why =
      reasons.get(words) ??
      (old.includes(words) ? undefined : own.find(({ paragraph }) => paragraph === index + 1)?.why);
    return why === undefined ? [] : [{ paragraph: index + 1, why }];
  });
}

function keepOriginal(dataDir: string, id: string, { bytes, name, contentType }: RawDocument): void {
  const folder = join(dataDir, ORIGINALS);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${id}${endingOf(name, contentType)}`), bytes);
}

/** A page's ending is often that of a program (.php), or none. */
function endingOf(name: string, contentType: string | null): string {
  if (contentType === null) return extname(name).toLowerCase();
  if (/html/.test(contentType)) return '.html';
  if (/pdf/.test(contentType)) return '.pdf';
  if (/wordprocessingml/.test(contentType)) return '.docx';
  return /markdown/.test(contentType) ? '.markdown' : '.txt';
}

function sameAgain(id: string, given: Given, write: (line: string) => void): void {
  const said = Object.entries(given).flatMap(([key, value]) =>
    value === undefined || key === 'id' ? [] : [`--${key}`],
  );
  write(
    `sources/${id}.md is this document already; nothing was changed${said.length > 0 ? ` (${said.join(', ')}: edit its front matter)` : ''}.`,
  );
}
