import { type Document, isAlias, isNode, isScalar, visit, type YAMLError } from 'yaml';

/**
 * What YAML makes of sentences that were not written for it, in an editor's words. Each fault comes with its mended line
 * where that can be told.
 */

export interface TextFault {
  /** Where in the text, in UTF-16 units. */
  position: number;
  message: string;
}

/** Characters that look like none and break what stands around them: indents that are no spaces, and control characters. */
export function unreadable(text: string): TextFault[] {
  const indents = [
    ...text.matchAll(/^(?:[ -]*)([\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+)(?=[ \t]*\S)/gmu),
  ].filter(({ index }) => index > 0 || text.charCodeAt(0) !== 0xfeff);
  const [first, ...others] = indents;
  if (first) {
    const sign = (first[1] as string).charAt(0);
    const more =
      others.length > 0
        ? ` (so do ${others.length} more lines)`.replace('do 1 more lines', 'does 1 more')
        : '';
    const message = `is indented with ${sign === '\t' ? 'a tab' : sign === '\u00a0' ? 'a no-break space' : 'a special space'}, where YAML takes spaces only${more}; replace it by spaces, two for each step`;
    return [{ position: first.index, message }];
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text);
  if (!control) return [];
  const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return [
    { position: control.index, message: `holds a character that cannot be seen (U+${code}); delete it` },
  ];
}

/** Texts that begin with a sign of YAML's own and lose it, or more, without an error: *name, &name, !name. */
export function markedTexts(document: Document, text: string): TextFault[] {
  if (!/[*&!]/.test(text)) return [];
  const found: TextFault[] = [];
  visit(document, {
    Node(_, node) {
      if (!isNode(node) || !node.range) return;
      const isMarked = isAlias(node) || node.anchor !== undefined || isOwnTag(node.tag);
      if (!isMarked) return;
      // The range of an anchored or tagged node begins after its mark.
      const start = isAlias(node) ? node.range[0] : text.lastIndexOf(node.anchor ? '&' : '!', node.range[0]);
      found.push({ position: start, message: signMessage(restOfLine(text, start)) });
    },
  });
  return found;
}

/** Errors of the YAML parser, one for each line that has any. */
export function syntaxFaults(
  errors: readonly YAMLError[],
  text: string,
  marked: readonly TextFault[],
): TextFault[] {
  const found = [...marked];
  const lines = new Set(marked.map(({ position }) => lineStart(text, position)));
  for (const error of errors) {
    const position = blamed(error, text);
    const start = lineStart(text, position);
    if (lines.has(start)) continue;
    lines.add(start);
    found.push({ position, message: syntaxMessage(error, text, position) });
    // What follows a quotation mark, a bracket or a merge that has no end is read as something else than it is.
    if (/MISSING_CHAR|BAD_INDENT|RESOURCE_EXHAUSTION/.test(error.code) || CONFLICT.test(text)) break;
  }
  return found;
}

/** Unquoted texts that YAML ends early, at a " #". */
export function cutTexts(document: Document, text: string): TextFault[] {
  if (!/[ \t]#/.test(text)) return [];
  const cut: TextFault[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      const name = isScalar(key) ? String(key.value) : '';
      const isText = TEXTS.has(name);
      if (!isText && !SHORT_TEXTS.has(name)) return;
      visit(value as Document, {
        Pair: () => visit.SKIP,
        Scalar(_, { value: read, type, range }) {
          if (typeof read !== 'string' || type !== 'PLAIN' || !range) return;
          const rest = /^[ \t]+(#[^\r\n]*)/.exec(text.slice(range[1], range[1] + LINE))?.[1]?.trimEnd();
          if (rest === undefined || !(isText || /^#\S/.test(rest))) return;
          const message = `${name}: is cut at " #", which begins a comment: it reads "${read}" without "${rest}"; put the whole text in quotes, or the comment on a line of its own`;
          cut.push({ position: range[0], message });
        },
      });
    },
  });
  return cut;
}

// --- internal ---

/** Keys whose text is written in sentences, where a " #" is more likely meant as text than as a comment. */
const TEXTS = new Set(['claim', 'quote', 'asks', 'about', 'examples']);
/** Keys of a few words, which may have a comment after them: "# like this", but not "#1". */
const SHORT_TEXTS = new Set([
  ...['says', 'words', 'why', 'title', 'publisher', 'author', 'attribution', 'name', 'subject'],
  ...['means', 'narrower', 'misheard', 'fr', 'ht', 'es', 'sw'],
]);

/** The longest line that is looked at, in characters. */
const LINE = 2000;
/** What a message shows of a line. */
const SHOWN = 80;

const CONFLICT = /^(<{7} |={7}$|>{7} )/m;

function syntaxMessage(error: YAMLError, text: string, position: number): string {
  const line = restOfLine(text, lineStart(text, position));
  if (CONFLICT.test(line)) return 'is left over from a merge; keep the lines that are right, and delete it';
  const [, key = '', value = ''] = /^[ -]*(?:([\w-]+):[ ]+)?(.*)$/.exec(line) ?? [];
  const named = key === '' ? '' : `${key}: `;
  const isInFlow = /BLOCK_IN_FLOW/.test(error.code);
  const quote = isInFlow
    ? 'put each text that holds one in quotes'
    : `put the whole text in quotes: ${shown(value)}`;
  if (error.code === 'DUPLICATE_KEY') return `${named}stands twice in one entry; keep one of the two`;
  if (error.code === 'MULTIPLE_DOCS')
    return 'begins a second document with "---"; expected one list in a file: delete the line';
  if (error.code === 'BAD_DQ_ESCAPE')
    return `${named}holds a backslash, which means something of its own between double quotation marks; use single ones: ${inQuotes(unwrapped(value))}`;
  if (error.code === 'RESOURCE_EXHAUSTION')
    return 'is nested too deeply to be read; expected lists and keys as in README, "The data folder"';
  if (/^["']/.test(value)) {
    return closes(value)
      ? `${named}begins with a quotation mark, which YAML takes for its own and closes before the end; ${quote}`
      : `${named}begins with a quotation mark that is closed nowhere; close it at the end of the text`;
  }
  if (/^[*&!|>@`%?{}[\],]/.test(value) || /^- /.test(value)) {
    if (!/^[{[]/.test(value) || /^[{[][^\]}]*[\]}][ ]*[^\s#]/.test(value))
      return `${named}${signMessage(value)}`;
  }
  if (
    /:([ ]|$)/.test(value) &&
    /BLOCK_AS_IMPLICIT_KEY|BLOCK_IN_FLOW|MULTILINE_IMPLICIT_KEY|MISSING_CHAR|BAD_SCALAR/.test(error.code)
  ) {
    if (isInFlow || /\S:[ ]/.test(value))
      return `${named}holds ": ", which YAML reads as a key and its value; ${quote}`;
  }
  if (
    /IMPLICIT_KEY|BAD_INDENT|MISSING_CHAR|Sequence item/.test(`${error.code}`) &&
    key !== '' &&
    !/[[{]/.test(value)
  )
    return `${named}is not where YAML expects it; indent the keys of one entry alike, and begin each entry with "- "`;
  return `not valid YAML: ${error.message.split('\n')[0]}; fix the syntax, or put the text in quotes${hint(text, position)}`;
}

/** The line to blame: the parser blames the one after a key that is indented wrongly, and the end for what has no end. */
function blamed({ code, pos: [position] }: YAMLError, text: string): number {
  if (code === 'MISSING_CHAR' && restOfLine(text, position).trim() === '') {
    const open = /^[ -]*(?:[\w-]+:[ ]+)?(["'])(?:(?!\1)[^\n])*$/gm;
    return open.exec(text)?.index ?? position;
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY') {
    const end = text.indexOf('\n', position);
    const next = end < 0 ? '' : restOfLine(text, end + 1);
    const value = /^[^:]*$/.test(restOfLine(text, position));
    if (value && /^\s+[\w-]+:/.test(next)) return end + 1 + next.search(/\S/);
  }
  return position;
}

function signMessage(value: string): string {
  const sign = value.charAt(0);
  const alias = sign === '*' || sign === '&' ? ' (an alias, which is not read here)' : '';
  return `begins with "${sign}", which means something of its own in YAML${alias}; put the whole text in quotes: ${shown(value)}`;
}

/** A text as YAML reads it whole: in quotation marks that it does not hold itself, where there are such. */
function inQuotes(text: string): string {
  const plain = text.trim();
  return /["\\]/.test(plain) ? `'${plain.replaceAll("'", "''")}'` : `"${plain}"`;
}

/** A text with its quotation marks, to be copied; a long one is not repeated. */
function shown(value: string): string {
  const whole = inQuotes(unwrapped(value));
  return whole.length > SHOWN ? `${whole.slice(0, SHOWN / 2)} … ${whole.at(-1)}` : whole;
}

/** Without quotation marks that were put around the whole. */
function unwrapped(value: string): string {
  return /^"[\s\S]*"$|^'[\s\S]*'$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}

function closes(value: string): boolean {
  return value.indexOf(value.charAt(0), 1) > 0;
}

function isOwnTag(tag: string | undefined): boolean {
  return tag !== undefined && !tag.startsWith('tag:yaml.org,2002:');
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

function restOfLine(text: string, start: number): string {
  return /^[^\r\n]*/.exec(text.slice(start, start + LINE))?.[0].trimEnd() ?? '';
}

/** A comment that was not meant as one breaks a list or a text of several lines. */
function hint(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n').slice(-2);
  return lines.some((line) => /[^\s#].*[ \t]#/.test(line)) ? ' (a " #" begins a comment)' : '';
}
