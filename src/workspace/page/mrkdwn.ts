import type { RichTextBlockElement, RichTextElement, RichTextStyleable } from '@slack/types';

/**
 * Translates Slack's mrkdwn to the equivalent rich_text. Markup is found first and entities are decoded last, so that
 * an escaped `&lt;!channel&gt;` stays text.
 */
export function mrkdwnToRichText(text: string): RichTextBlockElement[] {
  return text.split(FENCED).flatMap((part, i) => {
    if (i % 2 === 0) return lines(i === 0 ? part : part.replace(/^\n/, ''));
    const code = decode(withoutLinks(part.replace(/^\n|\n$/g, '')));
    return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: code }] };
  });
}

/** Decodes the three characters that Slack escapes, in plain text too. */
export function decode(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

// --- internal ---

type Style = NonNullable<RichTextStyleable['style']>;

const FENCED = /```([\s\S]+?)```/;
/** At the start of a line both `>` and `&gt;` quote that line, and three of them quote everything after. */
const QUOTED = /^(?:>|&gt;) ?(?!(?:>|&gt;){2})/;
const QUOTED_TO_END = /^(?:>|&gt;){3} ?([\s\S]*)/m;

function lines(part: string): RichTextBlockElement[] {
  const rest = QUOTED_TO_END.exec(part);
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of (rest ? part.slice(0, rest.index).replace(/\n$/, '') : part).split('\n')) {
    const quoted = QUOTED.test(line);
    if (groups.at(-1)?.quoted !== quoted) groups.push({ quoted, lines: [] });
    groups.at(-1)?.lines.push(quoted ? line.replace(QUOTED, '') : line);
  }
  if (rest) groups.push({ quoted: true, lines: [rest[1] ?? ''] });
  return groups.flatMap(({ quoted, lines }) => {
    const elements = inline(lines.join('\n'), {});
    return elements.length > 0 ? { type: quoted ? 'rich_text_quote' : 'rich_text_section', elements } : [];
  });
}

/** Markup within a line. Emphasis begins and ends at word boundaries, and a doubled mark is text. */
const MARKUP = new RegExp(
  [
    '<(?<angle>[^<>\\n]+)>',
    '(?<![\\p{L}\\p{N}])`(?<code>[^`\\n]+)`(?![\\p{L}\\p{N}])',
    '(?<![\\p{L}\\p{N}])(?<url>https?://[^\\s<>|]*[^\\s<>|.,;:!?)\\]}\'"*_~])',
    '(?<![\\p{L}\\p{N}])(?<mark>[*_~])(?<!\\k<mark>{2})(?!\\s|\\k<mark>)' +
      '(?<inner>(?:<[^<>\\n]+>|`[^`\\n]+`|[^\\n<`]|<(?![^<>\\n]+>)|`(?![^`\\n]+`))+?)' +
      '(?<!\\s)\\k<mark>(?!\\k<mark>)(?![\\p{L}\\p{N}])',
  ].join('|'),
  'gu',
);
const MARKS: Record<string, keyof Style> = { '*': 'bold', _: 'italic', '~': 'strike' };

function inline(source: string, style: Style): RichTextElement[] {
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const found: RichTextElement[] = [];
  let plain = '';
  const flush = () => {
    if (plain) found.push({ type: 'text', text: decode(plain), ...styled });
    plain = '';
  };
  let end = 0;
  for (const match of source.matchAll(MARKUP)) {
    const { angle, code, url, mark, inner } = match.groups ?? {};
    const elements = angle
      ? bracketed(angle, styled)
      : code
        ? [{ type: 'text' as const, text: decode(withoutLinks(code)), style: { ...style, code: true } }]
        : url
          ? [{ type: 'link' as const, url: decode(url), text: decode(url), ...styled }]
          : inline(inner ?? '', { ...style, [MARKS[mark ?? ''] as string]: true });
    plain += source.slice(end, match.index) + (elements.length > 0 ? '' : match[0]);
    end = match.index + match[0].length;
    if (elements.length === 0) continue;
    flush();
    found.push(...elements);
  }
  plain += source.slice(end);
  flush();
  return found;
}

/** What `<…>` stands for: a person, channel, broadcast, date or link; empty when it is only text. */
function bracketed(body: string, styled: RichTextStyleable): RichTextElement[] {
  const [, user] = /^@([UW][A-Z0-9]+)(?:\||$)/.exec(body) ?? [];
  if (user) return [{ type: 'user', user_id: user, ...styled }];
  const [, channel] = /^#([CDG][A-Z0-9]+)(?:\||$)/.exec(body) ?? [];
  if (channel) return [{ type: 'channel', channel_id: channel, ...styled }];
  const [, range] = /^!(channel|here|everyone)(?:\||$)/.exec(body) ?? [];
  if (range) return [{ type: 'broadcast', range: range as 'channel' | 'here' | 'everyone', ...styled }];
  const [, group] = /^!subteam\^([A-Z0-9]+)/.exec(body) ?? [];
  if (group) return [{ type: 'usergroup', usergroup_id: group, ...styled }];
  const date = /^!date\^(\d+)\^([^|^]+)(?:\^([^|]+))?(?:\|(.*))?$/.exec(body);
  if (date) {
    const [, timestamp, format = '', url, fallback = ''] = date;
    const link = url ? { url } : {};
    return [
      { type: 'date', timestamp: Number(timestamp), format, fallback: decode(fallback), ...link, ...styled },
    ];
  }
  const [, url, label] = /^((?:https?:\/\/|mailto:)[^\s|]+)(?:\|(.*))?$/.exec(body) ?? [];
  if (!url) return [];
  return [{ type: 'link', url: decode(url), text: decode(label || url.replace(/^mailto:/, '')), ...styled }];
}

/** Within code nothing is markup, but Slack still replaces links by their text. */
function withoutLinks(code: string): string {
  return code.replace(
    /<((?:https?:|mailto:)[^<>\n|]+)(?:\|([^<>\n]*))?>/g,
    (_, target, label) => label || target,
  );
}
