/** Slack's limits, from the Block Kit reference unless a comment says otherwise. */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  buttonValue: 2000,
  modalTitle: 24,
  plainTextHeader: 150,
  contextElements: 10,
  /** Characters of all text in one message; Slack was seen to reject from about 13,200, whatever the number of blocks. */
  messageText: 10_000,
  /** Characters of one line to paste, so that two sides fit into one modal. */
  copyLine: 3000,
  /** Characters of the top-level text, for notifications and screen readers. */
  notification: 3000,
} as const;

/** Characters of a quote that is shown in full. */
export const LONGEST_QUOTE = 900;

/** Shortens a text at a word, and marks the cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = text.slice(0, max - CUT.length);
  const whole = room.slice(0, Math.max(room.lastIndexOf(' '), max - CUT.length - 40));
  return `${whole.replace(/[\ud800-\udbff]$/, '')}${CUT}`;
}

const CUT = ' … [cut]';
