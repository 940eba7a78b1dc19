import { parseHTML } from 'linkedom';
import mammoth from 'mammoth';
import { withReasons } from './blocks.ts';
import { DocumentRefusal, type DocumentText } from './document.ts';
import { blocksOf, type HtmlNode } from './html-blocks.ts';
import { authorOf, headlineOf } from './read-text.ts';

/** Reads a DOCX: paragraphs, headings, lists, tables and notes. Pictures are not kept, and nothing outside the file is opened. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentText> {
  let pictures = 0;
  const convertImage = mammoth.images.imgElement(async () => {
    pictures++;
    return { src: '' };
  });
  const { value, messages } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage, externalFileAccess: false, styleMap: STYLES },
  );
  const { document } = parseHTML(`<!doctype html><html><body>${value}</body></html>`);
  // The arrow that leads back from a note is no word of it.
  const found = blocksOf(document.body as unknown as HtmlNode).map(({ text, why }) => ({
    text: text.replace(/\s*↑$/, ''),
    why,
  }));
  if (found.length === 0)
    throw new DocumentRefusal(
      pictures > 0 ? 'it holds pictures only, and no text is recognised in them' : 'it has no text',
    );
  const title = found.find(({ why }) => why === 'a heading')?.text ?? headlineOf(found);
  const author = authorOf(found);
  // Unknown styles change the look alone.
  const trouble = new Set(
    messages.flatMap(({ message }) => (/^Unrecognised \w+ style/.test(message) ? [] : [message])),
  );
  return {
    ...{ title, author, publisher: null, published: null },
    blocks: withReasons(found, { title, author }),
    exact: null,
    leftOut: pictures > 0 ? [pictures === 1 ? 'a picture' : `${pictures} pictures`] : [],
    unread: [...trouble].slice(0, MAX_MESSAGES),
  };
}

// --- internal ---

const MAX_MESSAGES = 8;
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Caption'] => figcaption:fresh"];
