/**
 * Text as it is compared when a quote is looked for: what looks the same is the same, in whatever characters it was typed.
 * Case and accents are kept. Offsets lead back to the original, always to whole characters.
 */
export interface Folded {
  text: string;
  /** For each UTF-16 unit of `text`, the original character (grapheme) it stands for. */
  starts: number[];
  ends: number[];
}

export function fold(original: string): Folded {
  const folded: Folded = { text: '', starts: [], ends: [] };
  const put = (text: string, start: number, end: number) => {
    folded.text += text;
    for (let unit = 0; unit < text.length; unit++) {
      folded.starts.push(start);
      folded.ends.push(end);
    }
  };
  // A space is put only before the next visible character, and only where it separates words.
  let space: { start: number; end: number } | null = null;
  for (const { start, end } of graphemes(original)) {
    const seen = visible(original.slice(start, end));
    if (seen === '') continue;
    if (seen === ' ') {
      space ??= { start, end };
      continue;
    }
    const last = folded.text.at(-1) ?? '';
    if (space && last !== '' && !TIGHT_AFTER.test(last) && !TIGHT_BEFORE.test(seen))
      put(' ', space.start, space.end);
    space = null;
    put(seen, start, end);
  }
  return folded;
}

/** A quotation mark in folded text. */
export const MARK = "'";

// --- internal ---

/** Spaces here are a matter of style: « so » and "so", "why ?" and "why?", "a – b" and "a—b". */
const TIGHT_AFTER = /['-]/;
const TIGHT_BEFORE = /^['\-?!;:]/;

/** Soft hyphens, zero-width characters, marks of direction, variation selectors and controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu;

const FOLDED = new Map<string, string>([
  ...signs('‘’‚‛ʹʻʼ′‵´`＇❛❜‹›"“”„‟″‶‴〝〞〟＂❝❞«»', MARK),
  ...signs('‐‑‒–—―−⁃﹘﹣－', '-'),
  ['…', '...'],
  ...signs('ﬀ', 'ff'),
  ...signs('ﬁ', 'fi'),
  ...signs('ﬂ', 'fl'),
  ...signs('ﬃ', 'ffi'),
  ...signs('ﬄ', 'ffl'),
  ...signs('ﬅﬆ', 'st'),
  ...signs('œ', 'oe'),
  ...signs('Œ', 'Oe'),
  ...signs('æ', 'ae'),
  ...signs('Æ', 'Ae'),
]);

function signs(all: string, as: string): [string, string][] {
  return Array.from(all, (sign) => [sign, as]);
}

function visible(grapheme: string): string {
  if (grapheme.length === 1 && grapheme > ' ' && grapheme <= '~') return FOLDED.get(grapheme) ?? grapheme;
  if (/^\s+$/.test(grapheme) && grapheme !== '\ufeff') return ' ';
  const seen = grapheme.replace(UNSEEN, '');
  return Array.from(seen.normalize('NFD'), (sign) => FOLDED.get(sign) ?? sign).join('');
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters as a reader counts them. A plain character before another needs no segmenter. */
function* graphemes(text: string): Generator<{ start: number; end: number }> {
  const isAlone = (at: number) => text.charCodeAt(at) < 0x80 && !(text.charCodeAt(at + 1) >= 0x80);
  for (let at = 0; at < text.length; ) {
    let stop = at;
    while (stop < text.length && !isAlone(stop)) stop++;
    if (stop > at) {
      for (const { segment, index } of SEGMENTER.segment(text.slice(at, stop)))
        yield { start: at + index, end: at + index + segment.length };
    }
    if (stop < text.length) yield { start: stop, end: stop + 1 };
    at = stop + 1;
  }
}
