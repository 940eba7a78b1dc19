import { getDocumentProxy } from 'unpdf';
import { oneLine, withReasons } from './blocks.ts';
import { DocumentRefusal, type DocumentText } from './document.ts';
import { type Line, linesOf, type Piece } from './pdf-lines.ts';
import { paragraphsOfPages } from './pdf-paragraphs.ts';
import { authorOf, headlineOf } from './read-text.ts';

/** Reads the text of a PDF. No script of it is run; what is only a picture of text is named and left. */
export async function readPdf(bytes: Uint8Array): Promise<DocumentText> {
  const pdf = await opened(bytes);
  if (pdf.numPages > MAX_PAGES)
    throw new DocumentRefusal(
      `it has ${pdf.numPages} pages; expected at most ${MAX_PAGES}: save the pages you need as a PDF of their own`,
    );
  const pages: Line[][] = [];
  const empty: number[] = [];
  const broken: number[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const lines = linesOf(items.filter((item): item is typeof item & Piece => 'str' in item));
      if (lines.length === 0) empty.push(number);
      pages.push(lines);
      page.cleanup();
    } catch {
      broken.push(number);
      pages.push([]);
    }
  }
  const { blocks, heads, rejoined, garbled } = paragraphsOfPages(pages);
  if (blocks.length === 0)
    throw new DocumentRefusal(
      'its pages are pictures (a scan), and no text is recognised in pictures here; add a PDF with text',
    );
  const { info } = (await pdf.getMetadata().catch(() => ({ info: {} }))) as {
    info: { Title?: unknown; Author?: unknown };
  };
  const title =
    titleFrom(info.Title) ?? blocks.find(({ why }) => why === 'a heading')?.text ?? headlineOf(blocks);
  const author = authorOf(blocks) ?? nameFrom(info.Author);
  return {
    ...{ title, author, publisher: null, published: null },
    blocks: withReasons(blocks, { title, author }),
    exact: null,
    leftOut: heads,
    unread: [
      ...pagesLine(empty, 'no text (a picture or a scan?)'),
      ...pagesLine(broken, 'could not be read'),
      ...(rejoined.length > 0
        ? [
            `${rejoined.length === 1 ? 'a word' : `${rejoined.length} words`} divided at a line's end, put together again: ${rejoined.slice(0, 5).join(', ')}`,
          ]
        : []),
      ...(garbled > 0
        ? [
            `${garbled === 1 ? 'a paragraph has' : `${garbled} paragraphs have`} characters that its fonts do not name; compare with the original`,
          ]
        : []),
    ],
  };
}

// --- internal ---

const MAX_PAGES = 500;

async function opened(bytes: Uint8Array) {
  try {
    // The bytes are handed over for good; the caller still needs its own. 0: only errors are printed.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false });
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'PasswordException')
      throw new DocumentRefusal('it is encrypted; save a copy without a password and add that', {
        cause: error,
      });
    throw new DocumentRefusal(`it is a damaged PDF (${oneLine(message)}); save or download it again`, {
      cause: error,
    });
  }
}

/** A title that a program put there ("Microsoft Word - draft3.docx", "untitled") is none. */
function titleFrom(title: unknown): string | null {
  const text = typeof title === 'string' ? oneLine(title) : '';
  const isName = /^(?:untitled|microsoft word|.*\.(?:docx?|pdf|indd|tex|dvi|odt|rtf|xml|html?))\b/i.test(
    text,
  );
  return text === '' || isName || !/\s/.test(text) ? null : text;
}

function nameFrom(author: unknown): string | null {
  const text = typeof author === 'string' ? oneLine(author) : '';
  return /^\p{Lu}\S*(?:\s+\S+){1,5}$/u.test(text) ? text : null;
}

function pagesLine(pages: readonly number[], what: string): string[] {
  if (pages.length === 0) return [];
  const shown = pages.slice(0, 10).join(', ');
  const rest = pages.length > 10 ? ` and ${pages.length - 10} more` : '';
  return [`page${pages.length > 1 ? 's' : ''} ${shown}${rest}: ${what}`];
}
