/** Slack's numbers, in one place. Source: the Block Kit reference; the last measured on real rejections. */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  buttonValue: 2000,
  modalTitle: 24,
  plainTextHeader: 150,
  contextElements: 10,
  /** Characters of all text in one message; Slack rejects from about 13,200 whatever the block count. */
  messageText: 10_000,
  /** Characters of one line to paste: two sides fit into one modal. */
  copyLine: 3000,
  /** Characters of the top-level text: notifications and screen readers. */
  notification: 3000,
} as const;

/** Longest quote shown in full. */
export const LONGEST_QUOTE = 900;

/** Cuts visibly: what is left out is never left out silently. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = text.slice(0, max - CUT.length);
  const whole = room.slice(0, Math.max(room.lastIndexOf(' '), max - CUT.length - 40));
  return `${whole.replace(/[\ud800-\udbff]$/, '')}${CUT}`;
}

const CUT = ' … [cut]';
