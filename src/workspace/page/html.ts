/** Markup that may be sent as it stands. Only `html` and `attributes` make it, and they escape what is put in. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Part = Html | string | number | false | null | undefined | Part[];

/** A template whose parts are escaped unless they are markup themselves; what is false or absent is left out. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  if (strings.some((text) => text.endsWith('=')))
    throw new Error('an attribute needs quotes around its value');
  return new Html(String.raw({ raw: strings }, ...parts.map(markup)));
}

/** ` name="value"` for each that has a value; `true` stands for an attribute without one. */
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
