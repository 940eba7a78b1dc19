/** What a message holds besides its text: other bots say much in attachments, and what is forwarded stands in one. */
export interface SaidMessage {
  text?: string | undefined;
  attachments?: { text?: string; title?: string; fallback?: string; pretext?: string }[] | undefined;
}

/** The words of a message: its text, or what it forwards or attaches. */
export function messageText({ text = '', attachments = [] }: SaidMessage): string {
  const attached = attachments.map(({ text, title, pretext, fallback }) => {
    const own = [pretext, title, text].filter((part) => part !== undefined && part !== '');
    return own.length > 0 ? own.join('\n') : (fallback ?? '');
  });
  return [text, ...attached].filter((part) => part.trim() !== '').join('\n');
}
