/** Escapes Slack's three control characters, and nothing else. For every mrkdwn text and top-level `text`. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
