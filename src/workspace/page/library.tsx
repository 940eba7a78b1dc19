import { renderToStaticMarkup } from 'react-dom/server';
import { type Block, Message } from 'slack-blocks-to-jsx';
import type { Cast } from '../old-platform/cast.ts';
import { isObj, type Obj, str } from '../old-platform/json.ts';
import { formatSlackDate } from './slack-date.ts';

/**
 * The two kinds of block that `slack-blocks-to-jsx` shows just as Slack does, rich_text and markdown, as HTML.
 * Everything else is translated into these: the library unescapes before it parses, so mrkdwn and plain text
 * in its hands would turn `&lt;!channel&gt;` into a call to everyone, and drop headings and tables.
 */
export function richTextHtml(elements: Obj[], cast: Cast): string {
  // One at a time: given several lists, the library numbers an ordered one on from those before it.
  const each = elements.map((one) => ({ type: 'rich_text', elements: [withDates(one, cast)] }));
  return each.map((block) => libraryHtml(block, cast)).join('');
}

export function markdownHtml(text: string, cast: Cast): string {
  // Slack's markdown is not meant to call anyone, but nobody should have to rely on that unseen.
  const marked = text
    .replaceAll(CALL, '')
    .replace(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, `${CALL}$1${CALL}`);
  const html = libraryHtml({ type: 'markdown', text: marked }, cast);
  return html.replace(new RegExp(`${CALL}(\\w+)${CALL}`, 'g'), (_, range: string) => pingHtml(`@${range}`));
}

/** The badge that shows that a message calls people, wherever it stands. */
export function Ping({ call }: { call: string }) {
  return (
    <strong className="ping">
      <span className="ping-label">Ping</span> {call}
    </strong>
  );
}

/** An emoji by its name; null when there is none of that name. */
export function emojiFor(name: string): string | null {
  const known = emojis.get(name);
  if (known !== undefined) return known;
  let found: string | null = null;
  const blocks = [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'emoji', name }] }] },
  ];
  const emoji: Hook<'emoji'> = (data, parse) => {
    const char = parse(data);
    if (char !== name) found = char;
    return char;
  };
  renderToStaticMarkup(
    <Message blocks={blocks as Block[]} name="" logo="" withoutWrapper hooks={{ emoji }} />,
  );
  emojis.set(name, found);
  return found;
}

// --- internal ---

type Hooks = NonNullable<Parameters<typeof Message>[0]['hooks']>;
type Hook<K extends keyof Hooks> = NonNullable<Hooks[K]>;

const emojis = new Map<string, string | null>();

/** A character of the private use area: in no text that anyone writes. */
const CALL = '\u{E0CA}';

const HOOKS: Hooks = {
  atChannel: () => <Ping call="@channel" />,
  atHere: () => <Ping call="@here" />,
  atEveryone: () => <Ping call="@everyone" />,
  usergroup: ({ id }) => <Ping call={`@group ${id}`} />,
  emoji: (data, parse) => {
    const char = parse(data);
    return char === data.name ? `:${data.name}:` : char;
  },
};

/** The same words are drawn again and again, on every page and for everyone: what was drawn is kept. */
const drawn = new WeakMap<Cast, Map<string, string>>();
const KEPT = 2000;

function libraryHtml(block: Obj, cast: Cast): string {
  const kept = drawn.get(cast) ?? new Map<string, string>();
  drawn.set(cast, kept);
  const key = JSON.stringify(block);
  const html = kept.get(key) ?? draw(block, cast);
  kept.set(key, html);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return html;
}

function draw(block: Obj, cast: Cast): string {
  const data = {
    users: [cast.bot, ...cast.people].map((one) => ({ id: one.id, name: one.real_name })),
    channels: cast.channels.map((one) => ({ id: one.id, name: one.name })),
    user_groups: [],
  };
  return cleaned(
    renderToStaticMarkup(
      <Message
        blocks={[block] as unknown as Block[]}
        name=""
        logo=""
        theme="light"
        unstyled
        withoutWrapper
        data={data}
        hooks={HOOKS}
      />,
    ),
  );
}

function pingHtml(call: string): string {
  return renderToStaticMarkup(<Ping call={call} />);
}

/**
 * React escapes quotes and angle brackets in all text, so a tag's own attributes can be found in its HTML.
 * Out go the ids it repeats in every message, inline styles (the page's policy forbids them), images from
 * elsewhere and links that lead to anything but the web or mail.
 */
function cleaned(html: string): string {
  return html
    .replace(/<link [^>]*>/g, '')
    .replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, '<span class="picture">Picture: $1</span>')
    .replace(/<img [^>]*>/g, '<span class="picture">Picture</span>')
    .replace(/ style="margin-left:(\d+)(?:px)?"/g, ' data-indent="$1"')
    .replace(/ (?:id|style|aria-describedby|data-theme)="[^"]*"/g, '')
    .replace(/ href="(?!https?:\/\/|mailto:)[^"]*"/g, '');
}

/** A date in rich_text is written out here, in the workspace's own time zone, as mrkdwn's dates are. */
function withDates(value: Obj, cast: Cast): Obj {
  if (value.type === 'date') {
    const text = formatSlackDate(Number(value.timestamp), str(value.format), str(value.fallback), cast.tz);
    const { url, style } = value;
    const styled = style === undefined ? {} : { style };
    return str(url) ? { type: 'link', url, text, ...styled } : { type: 'text', text, ...styled };
  }
  if (!Array.isArray(value.elements)) return value;
  return { ...value, elements: value.elements.filter(isObj).map((one) => withDates(one, cast)) };
}
