/** Markup that is safe to send. Only `html` and `attributes` create it, and both escape what is inserted. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Part = Html | string | number | false | null | undefined | Part[];

/** Escapes every inserted part that is not markup already; false, null and undefined insert nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  if (strings.some((text) => text.endsWith('=')))
    throw new Error('an attribute needs quotes around its value');
  return new Html(String.raw({ raw: strings }, ...parts.map(markup)));
}

/** ` name="value"` for each attribute; false and undefined are omitted, true has an empty value. */
export function attributes(values: Record<string, string | number | boolean | undefined>): Html {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  return new Html(
    present.map(([name, value]) => ` ${name}="${value === true ? '' : escapeText(value)}"`).join(''),
  );
}

// --- internal ---

function markup(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(markup).join('');
  return part === false || part === null || part === undefined ? '' : escapeText(part);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

function escapeText(value: unknown): string {
  return String(value).replace(/[&<>"']/g, (char) => ENTITIES[char] as string);
}
