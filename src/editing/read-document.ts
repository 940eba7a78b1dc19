import { decodeText } from './decode-text.ts';
import { DocumentRefusal, type DocumentText, type RawDocument } from './document.ts';
import { readPlainText } from './read-text.ts';
import { zipEntries } from './zip-size.ts';

/** What a DOCX may unpack to, in bytes. */
const MAX_UNPACKED = 200_000_000;

/**
 * Reads a document by what its bytes are, whatever it is called. The libraries are loaded here, only for the kind at hand.
 * @throws DocumentRefusal
 */
export async function readDocument(raw: RawDocument): Promise<DocumentText> {
  const { bytes, name, contentType } = raw;
  if (bytes.length === 0) throw new DocumentRefusal('it is empty; expected a document with text');
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (head.includes('%PDF-')) {
    const { readPdf } = await import('./read-pdf.ts');
    return readPdf(bytes);
  }
  if (head.startsWith('PK\x03\x04')) {
    if (!zipEntries(bytes, MAX_UNPACKED).includes('word/document.xml'))
      throw new DocumentRefusal(`it is an archive and no DOCX; ${EXPECTED}`);
    const { readDocx } = await import('./read-docx.ts');
    return readDocx(bytes);
  }
  const unreadable = UNREADABLE.find(([magic]) => head.startsWith(magic));
  if (unreadable) throw new DocumentRefusal(unreadable[1]);

  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? null;
  const decoded = decodeText(bytes, charset);
  if (!decoded) throw new DocumentRefusal(`it is no text; ${EXPECTED}`);
  const document = await readDecoded(decoded.text, name, contentType);
  return decoded.isGuess
    ? { ...document, unread: [...document.unread, guessLine(decoded.text, decoded.encoding)] }
    : document;
}

// --- internal ---

const EXPECTED = 'expected plain text, Markdown, HTML, PDF or DOCX';

/** First bytes, as Latin-1, of kinds that people do hand in. */
const UNREADABLE: [string, string][] = [
  [
    '\xd0\xcf\x11\xe0',
    'it is a Word file of the old kind, or one with a password; save it as DOCX without a password and add that',
  ],
  ['{\\rtf', 'it is RTF; save it as DOCX and add that'],
  ['\x1f\x8b', 'it is compressed (gzip); unpack it and add what is in it'],
  ['\x89PNG', 'it is a picture, and no text is recognised in pictures here; add a text of it'],
  ['\xff\xd8\xff', 'it is a picture, and no text is recognised in pictures here; add a text of it'],
];

async function readDecoded(text: string, name: string, contentType: string | null): Promise<DocumentText> {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isMarkdown = /\.(?:md|markdown)$/i.test(name) || type === 'text/markdown';
  const isHtml = /html/.test(type) || (!isMarkdown && type === '' && HTML.test(text.slice(0, 2000)));
  if (isHtml) {
    const { readHtml } = await import('./read-html.ts');
    return readHtml(text);
  }
  if (!isMarkdown) return readPlainText(text);
  const { readMarkdown } = await import('./read-markdown.ts');
  return readMarkdown(text);
}

const HTML = /<(?:!doctype html|html|head|body|article|main|div|p)[\s>]/i;

function guessLine(text: string, encoding: string): string {
  const at = Math.max(0, text.search(/\P{ASCII}/u));
  const sample = text.slice(Math.max(0, at - 12), at + 12).replace(/\s+/g, ' ');
  return `nothing says how its characters are encoded; they were read as ${encoding} ("${sample}"): look whether accents and quotation marks are right`;
}
