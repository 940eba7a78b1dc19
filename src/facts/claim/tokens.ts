/** One word, numeral or sign of a text. */
export interface Token {
  kind: 'word' | 'numeral' | 'sign';
  /** As written, but for the points of initials. */
  text: string;
  /** In lower case and without accents. */
  plain: string;
  start: number;
  end: number;
  /** Nothing stands between it and the token before. */
  isGlued: boolean;
}

/** One form for what looks alike: composed letters, one kind of space, apostrophe and hyphen, nothing unseen. */
export function straighten(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s/g, ' ')
    .replace(/[‘’ʼ′]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[–‒]/g, '–');
}

export function withoutAccents(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** @param text straightened */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [written, word, numeral] = match;
    const kind = word !== undefined ? 'word' : numeral !== undefined ? 'numeral' : 'sign';
    // U.S. and US, p.m. and pm.
    const short = kind === 'word' ? written.replaceAll('.', '') : written;
    tokens.push({
      ...{ kind, text: short, plain: withoutAccents(short.toLowerCase()) },
      ...{ start: match.index, end: match.index + written.length },
      isGlued: match.index > 0 && tokens.at(-1)?.end === match.index,
    });
  }
  return tokens;
}

// --- internal ---

/** A currency's letters before digits; initials with points; letters with digits in them (MH370); a word; a numeral with separators; any other sign. */
const TOKEN =
  /((?:KSh|Ksh|KES|UGX|TZS|Sh|Rs|USD|EUR|GBP|CHF|HTG)(?=\d)|(?<![\p{L}\d])(?:\p{Lu}(?:\.\p{Lu})+\.?|[ap]\.m\.?)(?!\p{L})|\p{L}[\p{L}\p{M}]*(?:\d[\p{L}\p{M}\d]*)?)|(\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)|\S/gu;
