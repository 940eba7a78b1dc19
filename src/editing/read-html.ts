import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { oneLine, withReasons } from './blocks.ts';
import { type Block, DocumentRefusal, type DocumentText } from './document.ts';
import { blocksOf, type HtmlNode } from './html-blocks.ts';
import { headlineOf } from './read-text.ts';

/** Reads a page: its article, without what the site puts around it. No script of it is run, and nothing it names is loaded. */
export function readHtml(html: string): DocumentText {
  const { document } = parsed(html);
  const everything = blocksOf(document.body as unknown as HtmlNode);
  const article = new Readability<HtmlNode>(parsed(html).document as unknown as Page, {
    serializer: (node) => node as unknown as HtmlNode,
    maxElemsToParse: MAX_ELEMENTS,
  }).parse();
  const found = article?.content ? blocksOf(article.content) : [];
  const isArticle = lengthOf(found) > MIN_ARTICLE * lengthOf(everything);
  const author = named(article?.byline)?.replace(/^(?:by|par|por)\s+/i, '') ?? null;
  const body = isArticle ? found : everything;
  const title = named(article?.title) ?? headlineOf(body);
  const hasAtTop = (words: string) =>
    body
      .slice(0, TOP)
      .some(({ text, why }) => why !== 'a caption' && text.length < MAX_BYLINE && text.includes(words));
  // Readability takes both out of the text; whoever reads the source shall find them.
  const top: Block[] = [
    ...(title !== null && !body.some(({ text }) => text.includes(title))
      ? [{ text: title, why: 'the headline' }]
      : []),
    ...(author !== null && !hasAtTop(author) ? [{ text: author, why: 'the byline' }] : []),
  ];
  const blocks = withReasons([...top, ...body], { title, author });
  if (body.length === 0) throw new DocumentRefusal(noText(html));
  return {
    ...{ title, author, publisher: named(article?.siteName) },
    published: /^\d{4}-\d{2}-\d{2}/.exec(article?.publishedTime ?? '')?.[0] ?? null,
    blocks,
    exact: null,
    leftOut: isArticle ? outside(everything, blocks) : [],
    unread: [
      ...(isArticle ? [] : ['no article was found in the page; all of its text was taken']),
      ...unreadParts(html, lengthOf(body)),
    ],
  };
}

// --- internal ---

/** The type of the DOM, which this program is built without. */
type Page = ConstructorParameters<typeof Readability>[0];

const MAX_ELEMENTS = 100_000;
/** Share of the page's text that an article has at least; with less, most of the text would be lost. */
const MIN_ARTICLE = 0.25;
/** Characters below which a page with scripts is probably put together by them. */
const MIN_TEXT = 300;
/** Paragraphs at the beginning among which a byline stands, and its characters at most. */
const TOP = 6;
const MAX_BYLINE = 120;
/** Paragraphs outside the article that are shown. */
const MAX_SHOWN = 4;

/** Pages leave out what a browser puts there: `<html>`, `<head>`, `<body>`. */
function parsed(html: string) {
  const at = html.search(/<body[\s>]/i);
  const head = at < 0 ? (/<head[\s>][\s\S]*?<\/head>/i.exec(html)?.[0] ?? '') : html.slice(0, at);
  const rest = at < 0 ? `<body>${html.replace(head, '')}</body>` : html.slice(at);
  const without = (part: string) => part.replace(/<!doctype[^>]*>|<\/?(?:html|head)(?:\s[^>]*)?>/gi, '');
  return parseHTML(`<html><head>${without(head)}</head>${without(rest)}</html>`);
}

function named(text: string | null | undefined): string | null {
  const line = oneLine(text ?? '');
  return line === '' ? null : line;
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}

/** What was left out around the article, the longest first: an editor sees whether something was lost. */
function outside(everything: readonly Block[], blocks: readonly Block[]): string[] {
  const taken = new Set(blocks.map(({ text }) => text));
  const rest = everything.filter(({ text }) => !taken.has(text));
  if (rest.length === 0) return [];
  const longest = rest.toSorted((a, b) => b.text.length - a.text.length).slice(0, MAX_SHOWN);
  const shown = longest.map(({ text }) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`);
  const count = rest.length === 1 ? '1 paragraph' : `${rest.length} paragraphs`;
  return [`${count} around the article (menus, teasers, footer), the longest: ${shown.join(', ')}`];
}

function unreadParts(html: string, length: number): string[] {
  const count = (tag: RegExp) => html.match(tag)?.length ?? 0;
  const frames = count(/<(?:iframe|object|embed|video|audio)[\s>]/gi);
  const scripts = count(/<script[\s>]/gi);
  return [
    ...(frames > 0
      ? [`${frames === 1 ? 'an embedded part' : `${frames} embedded parts`} (video, frame) cannot be read`]
      : []),
    ...(scripts > 0 && length < MIN_TEXT
      ? [
          'the page has scripts and little text: if they write it, save the page from a browser as PDF and add that',
        ]
      : []),
  ];
}

function noText(html: string): string {
  return /<script[\s>]/i.test(html)
    ? 'it has no text of its own: scripts write it, and they are not run here; save the page from a browser as PDF and add that'
    : 'it has no text';
}
