import { type Obj, objs } from './json.ts';
import { decodeText } from './store-blocks.ts';

/**
 * Slack's mrkdwn, read as Slack reads it, into the rich_text that means the same. Markup is found first and
 * entities are decoded last, each within its own piece of text, so that `&lt;!channel&gt;` stays what it says.
 */
export function mrkdwnToRichText(text: string): Obj & { type: 'rich_text'; elements: Obj[] } {
  const elements: Obj[] = [];
  for (const [i, part] of text.split(FENCED).entries()) {
    if (i % 2 === 1) {
      const code = part.replace(/^\n/, '').replace(/\n$/, '');
      elements.push({ type: 'rich_text_preformatted', elements: withoutMarks(code) });
    } else {
      const first = i === 0;
      elements.push(...lines(first ? part : part.replace(/^\n/, '')));
    }
  }
  return { type: 'rich_text', elements };
}

// --- internal ---

type Style = { bold?: true; italic?: true; strike?: true; code?: true };

const FENCED = /```([\s\S]+?)```/;

/** Both `>` and `&gt;` begin a quotation at the start of a line, and three of them quote all that follows. */
const QUOTED = /^(?:>|&gt;) ?(?!(?:>|&gt;){2})/;
const QUOTED_TO_END = /^(?:>|&gt;){3} ?/;

function lines(part: string): Obj[] {
  const sections: Obj[] = [];
  let open: { type: string; lines: string[] } | undefined;
  const add = (type: string, line: string) => {
    if (open?.type !== type) {
      close();
      open = { type, lines: [] };
    }
    open.lines.push(line);
  };
  const close = () => {
    const content = open ? inline(open.lines.join('\n'), {}) : [];
    if (open && content.length > 0) sections.push({ type: open.type, elements: content });
    open = undefined;
  };

  const all = part.split('\n');
  for (const [i, line] of all.entries()) {
    if (QUOTED_TO_END.test(line)) {
      add('rich_text_quote', [line.replace(QUOTED_TO_END, ''), ...all.slice(i + 1)].join('\n'));
      break;
    }
    if (QUOTED.test(line)) add('rich_text_quote', line.replace(QUOTED, ''));
    else add('rich_text_section', line);
  }
  close();
  return sections;
}

const MARKS: { [mark: string]: keyof Style } = { '*': 'bold', _: 'italic', '~': 'strike' };
const WORD = /[\p{L}\p{N}]/u;
const EMOJI = /^:([a-z0-9_'+-]*[a-z+-][a-z0-9_'+-]*):(?::skin-tone-\d:)?/;
const BARE_URL = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]}'"*_~]/;

function inline(source: string, style: Style): Obj[] {
  const found: Obj[] = [];
  let plain = '';
  const push = (element: Obj | undefined, length: number): boolean => {
    if (!element) return false;
    found.push(...asText(plain, style), element);
    plain = '';
    i += length;
    return true;
  };

  let i = 0;
  while (i < source.length) {
    const rest = source.slice(i);
    const char = rest[0] ?? '';
    const before = source[i - 1] ?? ' ';
    const angle = char === '<' ? /^<([^<>\n]+)>/.exec(rest) : null;
    if (angle && push(fromAngle(angle[1] ?? '', style), angle[0].length)) continue;
    const code = char === '`' && !WORD.test(before) ? /^`([^`\n]+)`(?![\p{L}\p{N}])/u.exec(rest) : null;
    if (code && push(withoutMarks(code[1] ?? '', { ...style, code: true })[0], code[0].length)) continue;
    const emoji = char === ':' ? EMOJI.exec(rest) : null;
    if (emoji && push({ type: 'emoji', name: emoji[1] }, emoji[0].length)) continue;
    const url = char === 'h' && !WORD.test(before) ? BARE_URL.exec(rest) : null;
    if (url && push(link(url[0], undefined, style), url[0].length)) continue;

    const mark = MARKS[char];
    const end = mark && !style[mark] ? closing(source, i) : -1;
    if (mark && end > 0) {
      found.push(...asText(plain, style), ...inline(source.slice(i + 1, end), { ...style, [mark]: true }));
      plain = '';
      i = end + 1;
      continue;
    }
    plain += char;
    i += 1;
  }
  return [...found, ...asText(plain, style)];
}

/** Where the emphasis that seems to begin at `start` ends; -1 when it is only a character. */
function closing(source: string, start: number): number {
  const mark = source[start] ?? '';
  const before = source[start - 1] ?? ' ';
  const after = source[start + 1] ?? ' ';
  if (WORD.test(before) || before === mark || /\s/.test(after) || after === mark) return -1;
  for (let i = start + 1; i < source.length; i++) {
    const char = source[i] ?? '';
    if (char === '\n') return -1;
    const span = /^(?:<[^<>\n]+>|`[^`\n]+`)/.exec(source.slice(i));
    if (span) i += span[0].length - 1;
    else if (char === mark && i > start + 1) {
      const next = source[i + 1] ?? ' ';
      if (!/\s/.test(source[i - 1] ?? ' ') && !WORD.test(next) && next !== mark) return i;
    }
  }
  return -1;
}

/** `<…>`: a person, a channel, a call to everyone, a date or a link; anything else is what it says. */
function fromAngle(body: string, style: Style): Obj | undefined {
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const call = /^!(channel|here|everyone)(?:\|.*)?$/.exec(body);
  if (call) return { type: 'broadcast', range: call[1], ...styled };
  const group = /^!subteam\^([A-Z0-9]+)/.exec(body);
  if (group) return { type: 'usergroup', usergroup_id: group[1], ...styled };
  const user = /^@([UW][A-Z0-9]+)(?:\|.*)?$/.exec(body);
  if (user) return { type: 'user', user_id: user[1], ...styled };
  const channel = /^#([CDG][A-Z0-9]+)(?:\|.*)?$/.exec(body);
  if (channel) return { type: 'channel', channel_id: channel[1], ...styled };
  const date = /^!date\^(\d+)\^([^|^]+)(?:\^([^|]+))?(?:\|(.*))?$/.exec(body);
  if (date) {
    const [, timestamp, format, url, fallback = ''] = date;
    return {
      type: 'date',
      timestamp: Number(timestamp),
      format,
      ...(url ? { url } : {}),
      fallback: decodeText(fallback),
      ...styled,
    };
  }
  const bar = body.indexOf('|');
  const url = bar < 0 ? body : body.slice(0, bar);
  if (!/^(?:https?:\/\/|mailto:)\S+$/.test(url)) return undefined;
  return link(url, bar < 0 ? undefined : body.slice(bar + 1), style);
}

function link(url: string, label: string | undefined, style: Style): Obj {
  const text = label || url.replace(/^mailto:/, '');
  return {
    type: 'link',
    url: decodeText(url),
    text: decodeText(text),
    ...(Object.keys(style).length > 0 ? { style } : {}),
  };
}

function asText(plain: string, style: Style): Obj[] {
  if (!plain) return [];
  return [{ type: 'text', text: decodeText(plain), ...(Object.keys(style).length > 0 ? { style } : {}) }];
}

/** Within code nothing is markup, except that Slack still takes links and mentions for their text. */
function withoutMarks(code: string, style: Style = {}): Obj[] {
  const flat = code.replace(/<([^<>\n|]+)(?:\|([^<>\n]*))?>/g, (whole, target: string, label?: string) =>
    /^(?:https?:|mailto:)/.test(target) ? label || target : whole,
  );
  return objs(asText(flat, style));
}
