import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { addSource, type Given } from '../../src/editing/add-source.ts';
import { leaveOut } from '../../src/editing/leave-out.ts';
import { pinSource } from '../../src/editing/pin-source.ts';
import { readDocument } from '../../src/editing/read-document.ts';
import { loadFactBase } from '../../src/facts/load.ts';
import { type DataFolder, harbourFolder } from '../facts/folder.ts';
import { tempFolder } from '../temp-folder.ts';
import { docxOf, docxParagraph, pdfOf } from './documents.ts';

const inbox = tempFolder();
let desk: DataFolder;
beforeEach(() => {
  desk = harbourFolder();
  return () => desk.dispose();
});

const STORY =
  'The light is mended\n\nBy Ada Lin\n\nThe keeper mended the light on Monday.\n\nIt cost 40 crowns, he said.\n';

/** Puts a file among the documents that came in. */
function received(name: string, content: string | Uint8Array): string {
  const path = join(inbox, name);
  writeFileSync(path, content);
  return path;
}

async function add(what: string, { given = {}, replace = false }: { given?: Given; replace?: boolean } = {}) {
  const lines: string[] = [];
  await addSource(what, {
    ...{ dataDir: desk.path, given, replace, today: '2026-05-02', read: readDocument },
    fetchRules: { mayReach: () => true, milliseconds: 5000, size: 100_000 },
    write: (line) => lines.push(line),
  });
  return lines;
}

const pin = (id: string) => {
  const lines: string[] = [];
  pinSource(desk.path, id, (line) => lines.push(line));
  return lines;
};
const sourceOf = (id: string) => loadFactBase(desk.path).sources.get(id);

/** A fact that quotes this source. */
const cite = (quote: string, source = 'story') =>
  desk.write(
    'facts/light.yml',
    `- { id: light-mended, claim: "${quote}", asks: [who mended it, when was the light mended, what did the keeper do], evidence: [{ source: ${source}, quote: "${quote}" }], checked: 2026-05-02 }\n`,
  );

describe('source add', () => {
  it('writes a source that loads as it is, and keeps the original beside it', async () => {
    const lines = await add(received('story.txt', STORY), {
      given: { publisher: 'Harbour Gazette', published: '2026-05-01' },
    });
    expect(sourceOf('story')).toMatchObject({
      ...{
        title: 'The light is mended',
        author: 'Ada Lin',
        publisher: 'Harbour Gazette',
        published: '2026-05-01',
      },
      ...{ url: null, attribution: 'Harbour Gazette, 1 May 2026', text: STORY },
      left_out: [
        { paragraph: 1, why: 'the headline' },
        { paragraph: 2, why: 'the byline' },
      ],
    });
    expect(desk.read('originals/story.txt')).toBe(STORY);
    expect(lines).toEqual([
      'sources/story.md: 4 paragraphs, 2 of them to be cited; the text is pinned, the original is kept in originals/',
      '  title: The light is mended',
      '  publisher: Harbour Gazette',
      '  author: Ada Lin',
      '  published: 2026-05-01',
      '  attribution: Harbour Gazette, 1 May 2026',
      '  left out, the headline: paragraph 1 “The light is mended”',
      '  left out, the byline: paragraph 2 “By Ada Lin”',
      'Read the text once against the original. Then: npm run -s facts -- draft story',
    ]);
  });

  it.each<[string, Given, string]>([
    ['a publisher and a date', { publisher: 'Gazette', published: '2026-05' }, 'Gazette, May 2026'],
    ['a publisher', { publisher: 'Gazette' }, 'Gazette, undated'],
    ['an author', { author: 'Ada Lin' }, 'Ada Lin, undated'],
    ['a date', { published: '2026' }, 'an unsigned document of 2026'],
    ['nothing', {}, 'an undated, unsigned document'],
    [
      'the editor’s own words',
      { publisher: 'Gazette', attribution: 'the Gazette’s blog' },
      'the Gazette’s blog',
    ],
  ])('invents nothing: by %s it is attributed so', async (_, given, attribution) => {
    await add(received('bare.txt', 'The keeper mended the light on Monday.\n'), { given });
    expect(sourceOf('bare')?.attribution).toBe(attribution);
  });

  it.each([
    ['Q2 Report (final, très “neu”).txt', 'q2-report-final-tres-neu'],
    ['2026_05_01.txt', '2026-05-01'],
  ])('calls %s %s', async (name, id) => {
    await add(received(name, `The keeper mended the light on ${id}.`));
    expect(existsSync(join(desk.path, `sources/${id}.md`))).toBe(true);
  });

  it('quotes front matter that YAML would misread', async () => {
    const title = 'Light #2: "mended" - {at last}, [soon]';
    await add(received('story.txt', STORY), { given: { title, publisher: '2026', attribution: 'yes' } });
    expect(sourceOf('story')).toMatchObject({ title, publisher: '2026', attribution: 'yes' });
  });

  it('keeps the address of a page and the day it was fetched', async () => {
    const server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end(STORY),
    );
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/news/light.php?id=7`;
    await add(url);
    expect(sourceOf('light')).toMatchObject({ url, accessed: '2026-05-02' });
    expect(await add(url)).toEqual(['sources/light.md is this document already; nothing was changed.']);
    server.close();
  });

  it.each<[string, () => string, string]>([
    [
      'a file that is not there',
      () => join(inbox, 'none.txt'),
      'there is no such file; expected a file, or an address that begins with https://',
    ],
    ['a folder', () => inbox, 'it is a folder; name the files in it'],
    [
      'a file of 200 MB',
      () => {
        const path = received('large.txt', '');
        truncateSync(path, 200_000_000);
        return path;
      },
      'it has 200 MB; expected at most 30 MB: save the part that you need as a file of its own',
    ],
    [
      'a name without a letter',
      () => received('報告.txt', 'Two boats.'),
      'its name gives no id; choose one with --id, in lower-case letters, digits and hyphens',
    ],
  ])('refuses %s, and writes nothing', async (_, make, line) => {
    await expect(add(make())).rejects.toThrow(line);
    expect(readdirSync(join(desk.path, 'sources'))).toEqual(['log.md']);
    expect(existsSync(join(desk.path, 'originals'))).toBe(false);
  });

  it.each<[Given, string]>([
    [{ published: '1 May' }, 'published: expected YYYY, YYYY-MM or YYYY-MM-DD'],
    [
      { id: 'The Story' },
      'the name "The Story" cannot be the id of a source; expected lower-case letters, digits and single hyphens',
    ],
  ])('refuses %o, and writes nothing', async (given, line) => {
    await expect(add(received('story.txt', STORY), { given })).rejects.toThrow(line);
    expect(readdirSync(join(desk.path, 'sources'))).toEqual(['log.md']);
  });

  it('works in a folder that is empty, or that has faults elsewhere', async () => {
    desk.remove('facts');
    desk.write('desk.yml', 'name: [');
    await add(received('story.txt', STORY));
    expect(desk.faults().filter((line) => line.startsWith('sources/'))).toEqual([]);
  });
});

describe('the same document again', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['a text', 'story.txt', STORY],
    ['a PDF', 'story.pdf', pdfOf([[{ text: 'The keeper mended the light on Monday.', y: 700 }]])],
    ['a DOCX', 'story.docx', docxOf(docxParagraph('The keeper mended the light on Monday.'))],
  ])('changes nothing: %s', async (_, name, content) => {
    await add(received(name, content));
    const before = desk.read('sources/story.md');
    expect(await add(received(name, content), { given: { publisher: 'Gazette' } })).toEqual([
      'sources/story.md is this document already; nothing was changed (--publisher: edit its front matter).',
    ]);
    expect(desk.read('sources/story.md')).toBe(before);
  });

  it('changes nothing under another name', async () => {
    await add(received('story.txt', STORY));
    expect(await add(received('copy.txt', STORY))).toEqual([
      'sources/story.md is this document already; nothing was changed.',
    ]);
  });

  it('changes nothing after an editor mended the text by hand', async () => {
    await add(received('story.txt', STORY));
    desk.change('sources/story.md', '40 crowns', '400 crowns');
    pin('story');
    expect(await add(received('story.txt', STORY))).toEqual([
      'sources/story.md is this document already; nothing was changed.',
    ]);
    expect(sourceOf('story')?.text).toContain('400 crowns');
  });
});

describe('a document that has changed', () => {
  const NEWER = STORY.replace('on Monday', 'on Tuesday').replace('It cost', 'A storm came.\n\nIt cost');

  beforeEach(async () => {
    await add(received('story.txt', STORY));
    cite('The keeper mended the light on Monday.');
  });

  it('is shown with the facts it touches, and not taken', async () => {
    expect(await add(received('story.txt', NEWER))).toEqual([
      'sources/story.md has changed:',
      '- 3: The keeper mended the light on Monday.',
      '+ 3: The keeper mended the light on Tuesday.',
      '+ 4: A storm came.',
      'It touches:',
      '  facts/light.yml:1: light-mended: “The keeper mended the light on Monday.” is not in it any more',
      'Nothing was written. To take the new text, run it again with --replace; for another source, with --id NAME.',
    ]);
    expect(sourceOf('story')?.text).toBe(STORY);
  });

  it('is taken with --replace, with what an editor wrote of the old one', async () => {
    desk.change('sources/story.md', 'publisher: null', 'publisher: Harbour Gazette');
    desk.change('sources/story.md', 'left_out:', 'left_out:\n  - { paragraph: 4, why: told elsewhere }');
    await add(received('story.txt', NEWER), { replace: true });
    expect(desk.read('originals/story.txt')).toBe(NEWER);
    cite('The keeper mended the light on Tuesday.');
    expect(sourceOf('story')).toMatchObject({
      publisher: 'Harbour Gazette',
      text: NEWER,
      left_out: [
        { paragraph: 1, why: 'the headline' },
        { paragraph: 2, why: 'the byline' },
        { paragraph: 5, why: 'told elsewhere' },
      ],
    });
  });

  it('touches no fact whose quotes all stand', async () => {
    expect(await add(received('story.txt', STORY.replace('40', '50')))).toContain(
      'It touches no fact: every quote still stands.',
    );
  });
});

describe('source pin', () => {
  it('takes the text as it stands, and says what that touches', async () => {
    desk.change('sources/log.md', 'Two boats', 'Three boats');
    expect(desk.faults().length).toBeGreaterThan(0);
    expect(pin('log')).toEqual([
      'sources/log.md: pinned, 4 paragraphs.',
      '  It touches:',
      '    facts/boats.yml:1: boats-lost: “Two boats were lost.” is not in it any more',
    ]);
    expect(desk.faults()).toEqual([
      expect.stringMatching(/^facts\/boats.yml:1: boats-lost: the quote is not in log/),
    ]);
  });

  it.each([
    ['missing', 'sha256: [0-9a-f]+\n', ''],
    ['TODO', 'sha256: [0-9a-f]+', 'sha256: TODO'],
    ['empty', 'sha256: [0-9a-f]+', 'sha256:'],
    ['of zeros', 'sha256: [0-9a-f]+', `sha256: ${'0'.repeat(64)}`],
  ])('writes a hash that is %s', async (_, from, to) => {
    await add(received('story.txt', STORY));
    const whole = desk.read('sources/story.md');
    desk.change('sources/story.md', new RegExp(from), to);
    pin('story');
    expect(desk.read('sources/story.md')).toBe(whole);
  });

  it('leaves every byte of the text, whatever its line ends', () => {
    const text = 'Two boats.\r\n\r\nNo one was hurt. ';
    desk.write(
      'sources/hand.md',
      `---\r\ntitle: null\r\npublisher: null\r\nauthor: null\r\npublished: null\r\nurl: null\r\nattribution: a note\r\nsha256: TODO\r\n---\r\n${text}`,
    );
    pin('hand');
    expect(sourceOf('hand')?.text).toBe(text);
  });

  it('changes nothing when the text is the pinned one', () => {
    const before = desk.read('sources/log.md');
    expect(pin('log')[0]).toBe('sources/log.md: this text is the pinned one; nothing was changed.');
    expect(desk.read('sources/log.md')).toBe(before);
  });

  it.each([
    ['none', 'pin: there is no sources/none.md; expected one of: log'],
    ['bare', 'sources/bare.md has no front matter; expected a line ---, the keys, a line ---, then the text'],
  ])('refuses %s', (id, line) => {
    desk.write('sources/bare.md', 'Two boats.\n');
    expect(() => pin(id)).toThrow(line);
  });
});

describe('source leave-out', () => {
  const leave = (...ranges: string[]) => {
    const lines: string[] = [];
    leaveOut(desk.path, 'story', ranges, 'tables, of the annex', (line) => lines.push(line));
    return lines;
  };

  beforeEach(async () => {
    await add(received('story.txt', `${STORY}\nOne.\n\nTwo.\n\nThree.\n`));
  });

  it('adds paragraphs and ranges in order, and leaves all else as it stands', () => {
    desk.change('sources/story.md', 'publisher: null', 'publisher: null # ask Jo');
    expect(leave('6-7', '4')).toEqual(['sources/story.md: 3 paragraphs left out, 2 of 7 to be cited.']);
    const why = 'tables, of the annex';
    expect(sourceOf('story')?.left_out).toEqual([
      { paragraph: 1, why: 'the headline' },
      { paragraph: 2, why: 'the byline' },
      ...[4, 6, 7].map((paragraph) => ({ paragraph, why })),
    ]);
    expect(desk.read('sources/story.md')).toContain('publisher: null # ask Jo');
    expect(desk.read('sources/story.md')).toContain('  - { paragraph: 6, why: "tables, of the annex" }');
  });

  it('begins the list where there is none', () => {
    desk.change('sources/story.md', /left_out:[\s\S]*?(?=sha256)/, 'left_out: []\n');
    leave('1');
    expect(sourceOf('story')?.left_out).toHaveLength(1);
  });

  it('keeps what a fact cites, and takes nothing twice', () => {
    cite('The keeper mended the light on Monday.');
    expect(leave('1-3')).toEqual([
      'paragraph 3 is cited by light-mended; it stays',
      'sources/story.md: 0 paragraphs left out, 5 of 7 to be cited.',
    ]);
  });

  it.each(['0', '3-2', '8', 'all'])('refuses %s', (range) => {
    expect(() => leave(range)).toThrow(
      `leave-out: "${range}"; expected paragraphs from 1 to 7, like 12 or 40-212`,
    );
  });
});
