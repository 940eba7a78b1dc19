/** Escapes Slack's three control characters, and nothing else. For every mrkdwn text and top-level `text`. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * What a person typed, from what Slack sends: entities decoded, mentions and links reduced to their words.
 * No pattern crosses the next bracket, or a long run of opening brackets would take seconds.
 */
export function unescapeText(text: string): string {
  return text
    .replace(/<@[A-Z0-9]+(?:\|[^<>]*)?>/g, ' ')
    .replace(/<[#!][^<>|]*\|([^<>]*)>/g, ' $1 ')
    .replace(/<[#!][^<>]*>/g, ' ')
    .replace(/<(?:https?|mailto|tel):[^<>|]*\|([^<>]*)>/g, ' $1 ')
    .replace(/<((?:https?|mailto|tel):[^<>]*)>/g, ' $1 ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
