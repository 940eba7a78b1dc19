import type { Cast } from '../old-platform/cast.ts';
import { type Obj, objs, str } from '../old-platform/json.ts';
import { mrkdwnToRichText } from '../old-platform/mrkdwn.ts';
import { decodeText } from '../old-platform/store-blocks.ts';
import { emojiFor, richTextHtml } from './library.tsx';

/** HTML that the library made, and that nobody else may make. */
export function Html({ html, className }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: written by React itself, every text in it escaped
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A text object, of either kind. */
export function TextObject({ text, cast }: { text: Obj; cast: Cast }) {
  if (text.type === 'plain_text') return <div className="plain">{plain(text)}</div>;
  return <Mrkdwn text={str(text.text)} cast={cast} />;
}

export function Mrkdwn({ text, cast }: { text: string; cast: Cast }) {
  return <Html className="rich" html={richTextHtml(mrkdwnToRichText(text).elements, cast)} />;
}

export function RichText({ block, cast }: { block: Obj; cast: Cast }) {
  return <Html className="rich" html={richTextHtml(objs(block.elements), cast)} />;
}

/** Plain text as one reads it: nothing in it is markup, but the three entities are characters, and emoji are shown. */
export function plain(text: Obj): string {
  const decoded = decodeText(str(text.text));
  if (text.emoji === false) return decoded;
  return decoded.replace(/:([a-z0-9_'+-]+):/g, (typed, name: string) => emojiFor(name) ?? typed);
}

/** What a screen reader or a notification reads of mrkdwn: its words alone. */
export function spoken(text: string, cast: Cast): string {
  return mrkdwnToRichText(text)
    .elements.map((section) =>
      objs(section.elements)
        .map((element) => word(element, cast))
        .join(''),
    )
    .join('\n')
    .trim();
}

/** A text in which something calls people. */
export function calls(text: string): boolean {
  const all = mrkdwnToRichText(text).elements.flatMap((section) => objs(section.elements));
  return all.some((element) => element.type === 'broadcast' || element.type === 'usergroup');
}

// --- internal ---

function word(element: Obj, cast: Cast): string {
  switch (element.type) {
    case 'user':
      return `@${[cast.bot, ...cast.people].find((one) => one.id === element.user_id)?.real_name ?? 'someone'}`;
    case 'channel':
      return `#${cast.channels.find((one) => one.id === element.channel_id)?.name ?? 'channel'}`;
    case 'broadcast':
      return `@${str(element.range)}`;
    case 'emoji':
      return emojiFor(str(element.name)) ?? `:${str(element.name)}:`;
    case 'date':
      return str(element.fallback);
    default:
      return str(element.text);
  }
}
