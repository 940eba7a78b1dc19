import { oneLine, withReasons } from './blocks.ts';
import type { Block, DocumentText } from './document.ts';
import { authorOf } from './read-text.ts';

/** Reads Markdown as a reader sees it: marks for emphasis, links and headings go, the words stay. */
export function readMarkdown(markdown: string): DocumentText {
  const { head, body } = frontMatter(markdown.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const blocks: Block[] = [];
  let open: string[] = [];
  let isCode = false;
  const put = (text: string, why: string | null = null) => {
    const plain = oneLine(inlineText(text));
    if (plain !== '') blocks.push({ text: plain, why });
  };
  const close = () => {
    if (open.length > 0) put(open.join(' '));
    open = [];
  };
  for (const line of body.replace(/<!--[\s\S]*?-->/g, '').split('\n')) {
    const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    const image = /^\s*!\[([^\]]*)\]\([^)]*\)\s*$/.exec(line)?.[1];
    const underline = /^ {0,3}(?:=+|-{2,})\s*$/.test(line);
    if (/^\s*(?:```|~~~)/.test(line)) {
      close();
      isCode = !isCode;
    } else if (isCode) {
      if (line.trim() !== '') blocks.push({ text: line.trim(), why: 'code' });
    } else if (underline && open.length === 1) {
      put(open[0] ?? '', 'a heading');
      open = [];
    } else if (heading !== undefined) {
      close();
      put(heading, 'a heading');
    } else if (image !== undefined) {
      close();
      put(image, 'a caption');
    } else if (
      line.trim() === '' ||
      /^ {0,3}(?:[-*_]\s*){3,}$/.test(line) ||
      /^\|?[\s:|-]+\|[\s:|-]*$/.test(line)
    ) {
      close();
    } else if (/^\s*\|.*\|\s*$/.test(line)) {
      close();
      put(
        line
          .trim()
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim())
          .join(' | '),
      );
    } else {
      const item = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(line)?.[1];
      if (item !== undefined) close();
      open.push(item ?? line.replace(/^\s*(?:>\s?)+/, ''));
      // Two spaces at a line's end, or a backslash, break the line for the reader as well.
      if (/(?: {2}|\\)$/.test(line)) close();
    }
  }
  close();
  const title = head.title ?? blocks.find(({ why }) => why === 'a heading')?.text ?? null;
  const author = head.author ?? authorOf(blocks);
  return {
    ...{ title, author, publisher: null, published: head.date },
    blocks: withReasons(blocks, { title, author }),
    exact: null,
    leftOut: [],
    unread: isCode ? ['a code block is not closed; what follows it was read as code'] : [],
  };
}

// --- internal ---

interface Head {
  title: string | null;
  author: string | null;
  date: string | null;
}

/** Plain `key: value` lines between two `---`; other keys are no part of the text either. */
function frontMatter(markdown: string): { head: Head; body: string } {
  const found = /^---\n([\s\S]*?)\n---\n/.exec(markdown);
  const value = (key: string) =>
    new RegExp(`^${key}:\\s*["']?(.+?)["']?\\s*$`, 'im').exec(found?.[1] ?? '')?.[1] ?? null;
  const date = /^\d{4}-\d{2}-\d{2}/.exec(value('date') ?? '')?.[0] ?? null;
  return {
    head: { title: value('title'), author: value('author'), date },
    body: found ? markdown.slice(found[0].length) : markdown,
  };
}

function inlineText(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, '$1');
}
