import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { blocksOf, type HtmlNode } from '../../src/editing/html-blocks.ts';
import { READING_LIMITS, readApart } from '../../src/editing/read-apart.ts';
import { readDocument } from '../../src/editing/read-document.ts';
import { docxOf, docxParagraph, pdfOf, zipOf } from './documents.ts';

const raw = (name: string, bytes: string | Uint8Array, contentType: string | null = null) => ({
  name,
  bytes: Buffer.from(bytes as Uint8Array),
  contentType,
});

/** Paragraphs as an editor sees them: what is left out has its reason before it. */
const read = async (name: string, bytes: string | Uint8Array, contentType: string | null = null) => {
  const { blocks, ...rest } = await readDocument(raw(name, bytes, contentType));
  return { ...rest, paragraphs: blocks.map(({ text, why }) => (why === null ? text : `[${why}] ${text}`)) };
};

const STORY = [
  'Two boats lost off Skerry Point',
  'By Ada Lin',
  'Two boats were lost on Sunday, the harbour master said, and no one was hurt in the storm.',
  'The café at the pier – “closed since May” – was flooded.',
];
const STORY_READ = [`[the headline] ${STORY[0]}`, `[the byline] ${STORY[1]}`, STORY[2], STORY[3]];
const STORY_TEXT = STORY.join('\n\n');

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** The characters of the story that Windows-1252 has where Latin-1 has none. */
const windows1252 = (text: string) =>
  Buffer.from(
    text.replace(/[–“”]/g, (sign) => ({ '–': '\x96', '“': '\x93', '”': '\x94' })[sign] as string),
    'latin1',
  );

const PAGE = `<!doctype html><html><head><title>Two boats lost off Skerry Point - Harbour Gazette</title>
<meta property="og:title" content="Two boats lost off Skerry Point"><meta property="og:site_name" content="Harbour Gazette">
<meta name="author" content="Ada Lin"><meta property="article:published_time" content="2026-05-01T07:30:00+02:00">
<script>document.write('<p>Three boats were lost.</p>')</script></head><body>
<nav><ul><li><a href="/">News</a></li><li><a href="/sport">Sport and everything about it</a></li></ul></nav>
<article><h1>Two boats lost off Skerry Point</h1>
<p>Two boats were lost on Sunday, the harbour master said, and no one was hurt in the storm. The wind
   blew from the west, and the lamp was out for an hour before the keeper could light it again.</p>
<figure><img src="pier.jpg"><figcaption>The pier on Monday. Photo: Ada Lin</figcaption></figure>
<h2>The pier</h2><p>The caf&eacute; at the pier &ndash; &ldquo;closed since&nbsp;May&rdquo; &ndash; was flooded, its owner said, and will not open before the autumn.</p>
<p style="display:none">A hidden paragraph that no reader ever sees on this page.</p>
<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2025</td><td>3</td></tr></table>
<p>Subscribe to our newsletter and never miss a storm.</p></article>
<footer><p>All rights reserved by the owners of this newspaper, its printers and its heirs.</p></footer></body></html>`;

describe('a document is read as paragraphs', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['plain text', 'story.txt', STORY_TEXT],
    ['plain text with the line ends of Windows', 'story.txt', STORY_TEXT.replaceAll('\n', '\r\n')],
    ['UTF-8 with a byte order mark', 'story.txt', `\ufeff${STORY_TEXT}`],
    ['UTF-16 with a byte order mark', 'story.txt', Buffer.from(`\ufeff${STORY_TEXT}`, 'utf16le')],
    ['big-endian UTF-16 without a mark', 'story.txt', utf16be(STORY_TEXT)],
    ['Windows-1252', 'story.txt', windows1252(STORY_TEXT)],
    [
      'a page that names its old encoding',
      'story.html',
      windows1252(
        `<meta charset="windows-1252"><body>${STORY.map((text) => `<p>${text}</p>`).join('')}</body>`,
      ),
    ],
    [
      'a printed manual, its headline typed twice',
      'story.txt',
      STORY_TEXT.replace(/^.*/, (line) => line.replace(/\S/g, '$&\b$&')),
    ],
    [
      'Markdown',
      'story.md',
      `# ${STORY[0]}\n\n${STORY[1]}\n\nTwo **boats** were [lost](https://example.org) on Sunday,\nthe harbour master said, and *no one* was hurt in the storm.\n\n> ${STORY[3]}\n`,
    ],
    ['a fragment of HTML', 'story.html', STORY.map((text) => `<p>${text}</p>`).join('\n')],
    ['DOCX', 'story.docx', docxOf(STORY.map((text) => docxParagraph(text)).join(''))],
    [
      'a PDF',
      'story.pdf',
      pdfOf([
        [
          { text: STORY[0] as string, y: 780, size: 18 },
          { text: STORY[1] as string, y: 750 },
          { text: 'Two boats were lost on Sunday, the harbour mas-', y: 720 },
          { text: 'ter said, and no one was hurt in the storm.', y: 706 },
          { text: 'The caf\xe9 at the pier \x96 \x93closed since May\x94 \x96 was flooded.', y: 678 },
        ],
      ]),
    ],
    [
      'any of these under the wrong name',
      'story.jpeg',
      pdfOf([STORY.map((text, at) => ({ text: windows1252(text).toString('latin1'), y: 780 - at * 40 }))]),
    ],
  ])('%s', async (_, name, bytes) => {
    expect((await read(name, bytes)).paragraphs).toEqual(STORY_READ);
  });

  it('a page: the article with what it says of itself, and what stood around it named', async () => {
    expect(await read('page.html', PAGE, 'text/html; charset=utf-8')).toEqual({
      title: 'Two boats lost off Skerry Point',
      author: 'Ada Lin',
      publisher: 'Harbour Gazette',
      published: '2026-05-01',
      exact: null,
      paragraphs: [
        '[the headline] Two boats lost off Skerry Point',
        '[the byline] Ada Lin',
        'Two boats were lost on Sunday, the harbour master said, and no one was hurt in the storm. The wind blew from the west, and the lamp was out for an hour before the keeper could light it again.',
        '[a caption] The pier on Monday. Photo: Ada Lin',
        '[a heading] The pier',
        'The café at the pier – “closed since\u00a0May” – was flooded, its owner said, and will not open before the autumn.',
        'Year | Boats',
        '2025 | 3',
        '[boilerplate of the site] Subscribe to our newsletter and never miss a storm.',
      ],
      leftOut: [
        '1 paragraph around the article (menus, teasers, footer), the longest: “All rights reserved by the owners of this newspaper, its pri…”',
      ],
      unread: [],
    });
  });

  it('a page as a browser lays it out: cells of a layout, terms, line breaks', () => {
    const { document } =
      parseHTML(`<html><body><table><tr><td><p>The keeper mended the light on Monday.</p><p>It was lit at dusk.</p></td></tr></table>
      <dl><dt>Lamp<dd>It burns oil.</dl>One line<br>of two.<br><br>And another.</body></html>`);
    expect(blocksOf(document.body as unknown as HtmlNode)).toEqual([
      { text: 'The keeper mended the light on Monday.', why: null },
      { text: 'It was lit at dusk.', why: null },
      { text: 'Lamp', why: 'a term, explained below it' },
      { text: 'It burns oil.', why: null },
      { text: 'One line of two.', why: null },
      { text: 'And another.', why: null },
    ]);
  });

  it('a text broken at a margin: its lines joined, its lists kept', async () => {
    const { paragraphs, unread } = await read(
      'wrapped.txt',
      'Two boats were lost on Sunday, the harbour\nmaster said, and no one was hurt in the\nwest-\nerly storm.\n\n- the Ann of Skerry, built in the year 1911\n  at the old yard\n- the Maud\n',
    );
    expect(paragraphs).toEqual([
      'Two boats were lost on Sunday, the harbour master said, and no one was hurt in the west-erly storm.',
      '- the Ann of Skerry, built in the year 1911 at the old yard',
      '- the Maud',
    ]);
    expect(unread).toEqual(['its lines were broken at a margin; they were joined to paragraphs']);
  });

  it('a poem or a list of short lines: each its own', async () => {
    expect((await read('lines.txt', 'Ann, Skerry\nMaud, Skerry\nElse, Oslo\n')).paragraphs).toEqual([
      'Ann, Skerry',
      'Maud, Skerry',
      'Else, Oslo',
    ]);
  });

  it('plain text that needs nothing is kept to the byte', async () => {
    const text = 'Two boats  were lost.\r\n\r\n\tNo one was hurt. \r\n';
    expect((await read('story.txt', text)).exact).toBe(text);
  });

  it('a DOCX with headings, a table, a caption and a list', async () => {
    const cell = (text: string) => `<w:tc>${docxParagraph(text)}</w:tc>`;
    const body = [
      docxParagraph('Storm report', 'Heading1'),
      docxParagraph('Two boats were lost.'),
      `<w:tbl><w:tr>${cell('Year')}${cell('Boats')}</w:tr><w:tr>${cell('2025')}${cell('3')}</w:tr></w:tbl>`,
      docxParagraph('Figure 1: the pier'),
    ];
    expect((await read('report.docx', docxOf(body.join('')))).paragraphs).toEqual([
      '[the headline] Storm report',
      'Two boats were lost.',
      'Year | Boats',
      '2025 | 3',
      '[a caption] Figure 1: the pier',
    ]);
  });

  it('a PDF across pages and columns, without its running heads', async () => {
    const page = (number: number, lines: string[], x = 72) => [
      { text: `Harbour report ${number}`, y: 810 },
      ...lines.map((text, at) => ({ text, x, y: 740 - at * 14 })),
      { text: String(number), x: 300, y: 30 },
    ];
    const { paragraphs, leftOut } = await read(
      'report.pdf',
      pdfOf([
        page(1, [
          'The harbour master counted the boats in the',
          'bay on Sunday evening, and he counted them',
        ]),
        [
          ...page(2, ['again on Monday morning, as every year.', 'He found two fewer than on the day be-']),
          { text: 'fore, he said, and sent for the', x: 330, y: 740 },
          { text: 'lifeboat at once.', x: 330, y: 726 },
        ],
        page(3, ['No one was hurt.']),
      ]),
    );
    expect(paragraphs).toEqual([
      'The harbour master counted the boats in the bay on Sunday evening, and he counted them again on Monday morning, as every year.',
      'He found two fewer than on the day before, he said, and sent for the lifeboat at once.',
      'No one was hurt.',
    ]);
    expect(leftOut).toEqual(['the running head “Harbour report 1”, on 3 pages', 'page numbers, on 3 pages']);
  });
});

describe('what carries no fact by its form is left out with the reason', () => {
  const SENTENCE = 'The keeper mended the light on Monday, and it was lit at dusk, as every day.';

  it.each<[string, string | null]>([
    ['By Ada Lin', 'the byline'],
    ['Par Ada Lin et Jo Holm', 'the byline'],
    ['World · Ada Lin · May 1, 2026', 'the byline'],
    ['The long way home', 'a heading'],
    ['2.1. The long way home', 'a heading'],
    ['The boats that were lost: 3', null],
    ['The light was mended.', null],
    ['Photo: Ada Lin', 'a caption'],
    ['The pier at Skerry. PHOTO/ ADA LIN', 'a caption'],
    ['Photographs of the pier were shown to the court on Monday.', null],
    ['Subscribe to our newsletter', 'boilerplate of the site'],
    ['© 2026 Harbour Gazette', 'a copyright notice'],
    ['Editing by Jo Holm', 'the credits'],
    ['* * *', 'no words'],
    [SENTENCE, 'the same words stand above'],
  ])('%s: %s', async (line, why) => {
    const { blocks } = await readDocument(raw('a.txt', `${SENTENCE}\n\n${line}\n\n${SENTENCE}`));
    expect(blocks[1]).toEqual({ text: line, why });
  });
});

describe('what an editor is told to look at', () => {
  it.each<[string, string, string | Uint8Array, RegExp]>([
    [
      'an encoding that was guessed',
      'a.txt',
      windows1252('The café is closed.'),
      /read as windows-1252 \("The café is closed\."\)/,
    ],
    [
      'a page of which an article is the smallest part',
      'a.html',
      `<body><article><p>${'Two boats were lost. '.repeat(30)}</p></article><div class="sidebar"><p>${'The lamp was out. '.repeat(300)}</p></div></body>`,
      /no article was found in the page; all of its text was taken/,
    ],
    [
      'pages that are pictures',
      'a.pdf',
      pdfOf([[{ text: 'Two boats were lost.', y: 700 }], []]),
      /page 2: no text/,
    ],
    [
      'words that were divided',
      'a.pdf',
      pdfOf([
        [
          { text: 'Two boats were found in the har-', y: 700 },
          { text: 'bour of the town.', y: 686 },
        ],
      ]),
      /a word divided at a line's end, put together again: harbour/,
    ],
    [
      'a page that scripts write',
      'a.html',
      '<body><p>Loading the story</p><script>go()</script></body>',
      /save the page from a browser as PDF/,
    ],
    [
      'a video',
      'a.html',
      `<body><p>${'Two boats were lost. '.repeat(30)}</p><iframe src="x"></iframe></body>`,
      /an embedded part/,
    ],
  ])('%s', async (_, name, bytes, line) => {
    expect((await read(name, bytes)).unread.join('\n')).toMatch(line);
  });

  it('a compound word at a line’s end keeps its hyphen where the document writes it with one', async () => {
    const lines = ['A well-known pier, and a well-', 'known lamp on it.'].map((text, at) => ({
      text,
      y: 700 - at * 14,
    }));
    expect((await read('a.pdf', pdfOf([lines]))).paragraphs).toEqual([
      'A well-known pier, and a well-known lamp on it.',
    ]);
  });
});

describe('a document that cannot be read is refused in one line', () => {
  it.each<[string, string, string | Uint8Array, string]>([
    ['an empty file', 'a.txt', '', 'it is empty; expected a document with text'],
    [
      'an encrypted PDF',
      'a.pdf',
      pdfOf([[{ text: 'Secret.', y: 700 }]], { encrypted: true }),
      'it is encrypted; save a copy without a password and add that',
    ],
    [
      'a PDF of pictures',
      'a.pdf',
      pdfOf([[]]),
      'its pages are pictures (a scan), and no text is recognised in pictures here; add a PDF with text',
    ],
    [
      'an archive that is no DOCX',
      'a.docx',
      zipOf([{ name: 'xl/workbook.xml', content: '' }]),
      'it is an archive and no DOCX; expected plain text, Markdown, HTML, PDF or DOCX',
    ],
    [
      'a zip bomb',
      'a.docx',
      zipOf([{ name: 'word/document.xml', content: Buffer.alloc(250_000_000) }]),
      'it unpacks to far more than a document holds (a zip bomb?); it was not opened',
    ],
    [
      'a zip bomb whose entries share their bytes',
      'a.docx',
      zipOf([{ name: 'word/document.xml', content: Buffer.alloc(10_000_000) }], { repeat: 100 }),
      'it unpacks to far more than a document holds (a zip bomb?); it was not opened',
    ],
    [
      'an encrypted archive',
      'a.docx',
      zipOf([{ name: 'word/document.xml', content: 'x' }], { flags: 1 }),
      'it is encrypted; save a copy without a password and add that',
    ],
    [
      'a damaged archive',
      'a.docx',
      'PK\x03\x04 and no more',
      'its archive is damaged; save it again as DOCX',
    ],
    [
      'an old Word file, or a DOCX with a password',
      'a.docx',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'it is a Word file of the old kind, or one with a password; save it as DOCX without a password and add that',
    ],
    ['RTF', 'a.rtf', '{\\rtf1 Two boats}', 'it is RTF; save it as DOCX and add that'],
    [
      'a picture',
      'a.png',
      Buffer.from('89504e470d0a1a0a', 'hex'),
      'it is a picture, and no text is recognised in pictures here; add a text of it',
    ],
    [
      'something compressed',
      'a.txt.gz',
      Buffer.from('1f8b0800', 'hex'),
      'it is compressed (gzip); unpack it and add what is in it',
    ],
    [
      'bytes that are no text',
      'a.txt',
      Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 37) % 256)),
      'it is no text; expected plain text, Markdown, HTML, PDF or DOCX',
    ],
    [
      'a page that only scripts fill',
      'a.html',
      '<html><body><div id="app"></div><script>go()</script></body></html>',
      'it has no text of its own: scripts write it, and they are not run here; save the page from a browser as PDF and add that',
    ],
  ])('%s', async (_, name, bytes, line) => {
    await expect(readDocument(raw(name, bytes))).rejects.toThrow(line);
  });

  it('a damaged PDF', async () => {
    await expect(readDocument(raw('a.pdf', '%PDF-1.4\nnothing more'))).rejects.toThrow(
      /^it is a damaged PDF \(.+\); save or download it again$/,
    );
  });
});

describe('a document is read in a process of its own', () => {
  const limits = { size: 1000, memory: 256, milliseconds: 20_000 };

  it('with the same result', async () => {
    const document = raw('story.txt', STORY_TEXT);
    expect(await readApart(document)).toEqual(await readDocument(document));
  });

  it('and refused with the same line', async () => {
    await expect(readApart(raw('a.rtf', '{\\rtf1 x}'))).rejects.toThrow(
      /^it is RTF; save it as DOCX and add that$/,
    );
  });

  it.each<[string, Parameters<typeof readApart>[0], Partial<typeof limits>, RegExp]>([
    ['that is too large', raw('a.txt', 'x'.repeat(1001)), {}, /^it has 1 MB; expected at most 1 MB/],
    [
      'that takes too long',
      raw('a.txt', 'x'),
      { milliseconds: 1 },
      /^it takes more than 0.001 seconds to read, and was given up$/,
    ],
    [
      'that fills the memory',
      raw('a.html', '<p>x'.repeat(400_000)),
      { size: 2_000_000, memory: 24 },
      /^it takes more than 24 MB of memory to read, and was given up$/,
    ],
  ])('which gives up one %s', async (_, document, over, line) => {
    await expect(readApart(document, { ...limits, ...over })).rejects.toThrow(line);
  });

  it('a page nested a hundred thousand deep ends neither of the two', async () => {
    const deep = `${'<div>'.repeat(100_000)}Two boats were lost.${'</div>'.repeat(100_000)}`;
    await expect(
      readApart(raw('deep.html', deep), { ...READING_LIMITS, milliseconds: 3000 }),
    ).rejects.toThrow('it takes more than 3 seconds to read, and was given up');
    await expect.poll(() => process.getActiveResourcesInfo().includes('ProcessWrap')).toBe(false);
  });
});
