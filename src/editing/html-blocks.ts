import { oneLine } from './blocks.ts';
import type { Block } from './document.ts';

/** What walking a page needs of its nodes. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<HtmlNode>;
  getAttribute?(name: string): string | null;
}

/** Paragraphs of a page or a part of it, in order: what a browser puts on lines of their own. A row of a table is one. */
export function blocksOf(root: HtmlNode): Block[] {
  const blocks: Block[] = [];
  let open = '';
  let openWhy: string | null = null;
  const close = () => {
    const text = oneLine(open);
    if (text !== '') blocks.push({ text, why: openWhy });
    open = '';
  };
  // Not recursive: pages nest as deep as they like.
  const steps: (Visit | { end: 'block' | 'cell' })[] = [{ node: root, why: null, inCell: false }];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('end' in step) {
      if (step.end === 'cell') open = open.trim() === '' ? open : `${open} | `;
      else {
        open = open.replace(/ \| $/, '');
        close();
      }
      continue;
    }
    const { node, why, inCell } = step;
    if (node.nodeType === TEXT) {
      if (open.trim() === '') openWhy = why;
      open += node.nodeValue ?? '';
      continue;
    }
    if (node.nodeType !== ELEMENT && node !== root) continue;
    const name = node.nodeName.toLowerCase();
    if (UNSEEN.has(name) || isHidden(node)) continue;
    if (name === 'br') {
      // Two line breaks are a paragraph's end, one is only the layout's.
      if (/\n\s*$/.test(open)) close();
      else open += ' \n';
      continue;
    }
    const isCell = (name === 'td' || name === 'th') && isOneBlock(node);
    if (inCell && BREAKING.has(name)) open += ' ';
    else if (isCell) steps.push({ end: 'cell' });
    else if (BREAKING.has(name) || name === 'td') {
      close();
      steps.push({ end: 'block' });
    }
    const reason = why ?? REASONS.get(name) ?? null;
    const children = [...node.childNodes].map((child) => ({
      node: child,
      why: reason,
      inCell: inCell || isCell,
    }));
    steps.push(...children.reverse());
  }
  close();
  return blocks;
}

// --- internal ---

interface Visit {
  node: HtmlNode;
  why: string | null;
  /** Within a cell a paragraph is no line of its own. */
  inCell: boolean;
}

/** Whether a cell holds data, of at most one paragraph; old pages lay out whole articles in cells. */
function isOneBlock(cell: HtmlNode): boolean {
  let blocks = 0;
  const waiting = [...cell.childNodes];
  for (let node = waiting.pop(); node && blocks <= 1; node = waiting.pop()) {
    if (BREAKING.has(node.nodeName.toLowerCase())) blocks++;
    waiting.push(...node.childNodes);
  }
  return blocks <= 1;
}

const ELEMENT = 1;
const TEXT = 3;

/** Elements that show no text, or text that is not the page's own. */
const UNSEEN = words(
  'script style noscript template iframe object embed svg math canvas select button input textarea nav',
);
const BREAKING = words(
  `address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3
  h4 h5 h6 header hr li main ol p pre section summary table tbody tfoot thead tr ul`,
);

const REASONS = new Map([
  ...['figcaption', 'caption'].map((name) => [name, 'a caption'] as const),
  ['dt', 'a term, explained below it'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'a heading'] as const),
]);

function isHidden(node: HtmlNode): boolean {
  const style = node.getAttribute?.('style') ?? '';
  return (
    (node.getAttribute?.('hidden') ?? null) !== null ||
    node.getAttribute?.('aria-hidden') === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  );
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
