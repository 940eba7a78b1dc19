import { Refusal } from '../refusal.ts';

/** One paragraph of a document; `why` says why it carries no fact, where that is plain from its form. */
export interface Block {
  text: string;
  why: string | null;
}

/** A document as text, whatever kind of file it came in. What it does not say of itself is null. */
export interface DocumentText {
  title: string | null;
  author: string | null;
  publisher: string | null;
  /** YYYY-MM-DD */
  published: string | null;
  /** Without those that carry nothing but spaces. */
  blocks: Block[];
  /** The text to the byte, where it was plain text already, with the same paragraphs. */
  exact: string | null;
  /** What is not in the text on purpose, and why: one line each. */
  leftOut: string[];
  /** What could not be read, or was read on a guess: one line each. */
  unread: string[];
}

/** A file as it was handed in or fetched. */
export interface RawDocument {
  bytes: Uint8Array;
  /** A file's name or a page's address: it tells Markdown from plain text, and what to call the source. */
  name: string;
  /** The `content-type` of a page. */
  contentType: string | null;
}

/** A document that cannot be read, with the reason and what to do instead. */
export class DocumentRefusal extends Refusal {
  override readonly name = 'DocumentRefusal';
}
