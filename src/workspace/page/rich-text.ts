import type { RichTextBlockElement, RichTextElement, RichTextSection, TextObject } from '@slack/types';
import { slackDate } from './dates.ts';
import { attributes, type Html, html } from './html.ts';
import { decode, mrkdwnToRichText } from './mrkdwn.ts';

/** Names for ids, and the reader's time zone. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
  timeZone: string;
}

export function textObject(text: TextObject, names: Names): Html {
  if (text.type === 'plain_text') return html`<div class="rich">${plain(text)}</div>`;
  return mrkdwn(text.text, names);
}

/** Plain text contains no markup, but the three entities are decoded. */
export function plain(text: { text: string }): string {
  return decode(text.text);
}

export function mrkdwn(text: string, names: Names): Html {
  return richText(mrkdwnToRichText(text), names);
}

export function richText(parts: RichTextBlockElement[], names: Names): Html {
  return html`<div class="rich">${parts.map((part) => block(part, names))}</div>`;
}

/** The words of mrkdwn alone, for screen readers. */
export function spoken(text: string, names: Names): string {
  const said = mrkdwnToRichText(text).map((part) =>
    elementsOf(part)
      .map((element) => words(element, names))
      .join(''),
  );
  return said.join('\n').trim();
}

/** Whether a text notifies a whole channel or group. */
export function calls(text: string): boolean {
  return mrkdwnToRichText(text).flatMap(elementsOf).some(isCall);
}

/** The badge that replaces anything that would notify a whole channel or group. */
export function ping(call: string): Html {
  return html`<strong class="ping"><span>Ping</span> ${call}</strong>`;
}

// --- internal ---

function block(part: RichTextBlockElement, names: Names): Html {
  switch (part.type) {
    case 'rich_text_quote':
      return html`<blockquote>${inline(part.elements, names)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${inline(part.elements, names)}</pre>`;
    case 'rich_text_list': {
      const items = part.elements.map(
        (item) => html`<li>${inline((item as RichTextSection).elements, names)}</li>`,
      );
      return part.style === 'ordered' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    default:
      return html`<p>${inline(part.elements, names)}</p>`;
  }
}

function elementsOf(part: RichTextBlockElement): RichTextElement[] {
  return part.type === 'rich_text_list'
    ? part.elements.flatMap((item) => (item as RichTextSection).elements)
    : part.elements;
}

function isCall(element: RichTextElement): boolean {
  return element.type === 'broadcast' || element.type === 'usergroup';
}

function inline(elements: RichTextElement[], names: Names): Html[] {
  return elements.map((element) => {
    const text = words(element, names);
    if (isCall(element)) return ping(text);
    const styled = style(html`${text}`, 'style' in element ? element.style : undefined);
    if (element.type === 'user' || element.type === 'channel')
      return html`<span class="mention">${styled}</span>`;
    const url = 'url' in element && /^(?:https?:|mailto:)/.test(element.url ?? '') ? element.url : undefined;
    return url
      ? html`<a${attributes({ href: url, target: '_blank', rel: 'noopener noreferrer' })}>${styled}</a>`
      : styled;
  });
}

function style(text: Html, given: RichTextElement['style']): Html {
  if (given?.bold) return html`<strong>${style(text, { ...given, bold: false })}</strong>`;
  if (given?.italic) return html`<em>${style(text, { ...given, italic: false })}</em>`;
  if (given?.strike) return html`<s>${style(text, { ...given, strike: false })}</s>`;
  return given?.code ? html`<code>${text}</code>` : text;
}

function words(element: RichTextElement, names: Names): string {
  switch (element.type) {
    case 'user':
      return `@${names.user(element.user_id)}`;
    case 'channel':
      return `#${names.channel(element.channel_id)}`;
    case 'broadcast':
      return `@${element.range}`;
    case 'usergroup':
      return `@group ${element.usergroup_id}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'date':
      return slackDate(element.timestamp, element.format, element.fallback ?? '', names.timeZone);
    case 'link':
      return element.text ?? element.url;
    default:
      return 'text' in element ? element.text : '';
  }
}
