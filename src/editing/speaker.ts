import type { Sentence } from './sentences.ts';

/** Who says a sentence: a name, or a word that stands for one ("he"), which an editor has to replace. */
export interface Speaker {
  name: string;
  isPronoun: boolean;
}

/**
 * The speaker that an attribution names ("…, said Ada Lin", "according to the harbour board"): in the sentence itself, or, for
 * one within a longer quotation, anywhere in its paragraph. Null when the source speaks in its own voice.
 */
export function speakerOf(paragraph: string, sentence: Sentence): Speaker | null {
  const own = speakerIn(outsideQuotes(sentence.text));
  if (own) return own;
  return isInQuotation(paragraph, sentence) ? speakerIn(outsideQuotes(paragraph)) : null;
}

// --- internal ---

const SAID =
  '(?:said|says|told|tells|stated|states|added|adds|warned|warns|announced|announces|argued|argues|declared|declares|claimed|claims|insisted|insists|explained|explains|wrote|writes|noted|notes|reported|confirmed|denied|acknowledged|recalled|testified|tweeted|a dit|a déclaré|a affirmé|a expliqué|a annoncé|a indiqué|dijo|declaró|afirmó|anunció|explicó|te di|te deklare|alisema|amesema)';
const NAME =
  "\\p{Lu}[\\p{L}\\p{M}.'’-]*(?:\\s+(?:(?:de|del|da|di|du|la|le|van|von|der|den|bin|al|of|the|for|and|et|y)\\s+){0,2}\\p{Lu}[\\p{L}\\p{M}.'’-]*){0,6}";
const PRONOUN =
  '(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ii]l|[Ee]lle|[Ii]ls|[Ee]lles|[Éé]l|[Ee]lla|[Ee]llos|[Ll]i|[Yy]o)';
/** "the harbour master": a body or an office, as the sentence names it. */
const OFFICE =
  "(?:[Tt]he|[Aa]n?|[Ll]e|[Ll]a|[Ll]es|[Uu]ne?|[Ee]l|[Ll]os|[Ll]as)\\s+[\\p{L}'’-]+(?:\\s+(?!(?:who|that|which|on|in|at|is|are|was|were|be|been|being|has|have|had|est|sont|es|son)\\b)[\\p{L}'’-]+){0,5}";

const PATTERNS: readonly RegExp[] = [
  new RegExp(`\\b(?:[Aa]ccording to|[Ss]elon|[Dd]['’]après|[Ss]egún|[Dd]apre)\\s+(${NAME}|${OFFICE})`, 'u'),
  new RegExp(`(${NAME})(?:,[^,]{3,80},)?\\s+(?:has\\s+|had\\s+|also\\s+|later\\s+)?${SAID}\\b`, 'u'),
  new RegExp(`\\b(${PRONOUN}|${OFFICE})\\s+(?:has\\s+|had\\s+|also\\s+|later\\s+)?${SAID}\\b`, 'u'),
  // After the words said; "officers said the boat sank" names no speaker behind the verb.
  new RegExp(`[,“”]\\s*${SAID}\\s+(${PRONOUN}\\b|[^,.;:"“”«»]*?,\\s*${NAME}|${NAME}|${OFFICE})`, 'u'),
];

function speakerIn(text: string): Speaker | null {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(text)?.[1]?.trim();
    if (!found) continue;
    if (new RegExp(`^${PRONOUN}$`, 'u').test(found)) return { name: found, isPronoun: true };
    // "US deputy chief of mission to the OAS, Kimberly Penland": the name stands last.
    const name = found.includes(',') ? found.slice(found.lastIndexOf(',') + 1).trim() : found;
    const bare = name.replace(/^(?:But|And|However|Meanwhile|Yesterday|Today)\s+/, '').replace(/[.,]+$/, '');
    if (!DAYS.test(bare)) return { name: bare, isPronoun: false };
  }
  return null;
}

/** "…, said on Tuesday": no name. */
const DAYS =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** Words within quotation marks name no speaker of their own quotation. A mark that closes nothing, or is never closed, bounds one as well. */
function outsideQuotes(text: string): string {
  return text
    .replace(/["“«][^"”»]*["”»]/g, ' “” ')
    .replace(/^[^"“”«»]*[”»]/, ' ')
    .replace(/["“«][^"“”«»]*$/, (rest, at: number) => (at === 0 || rest.length > 1 ? ' ' : rest));
}

/** Whether a quotation that began before, or in this sentence, is still open. */
function isInQuotation(paragraph: string, { start, text }: Sentence): boolean {
  const marks = (part: string) => {
    const straight = part.split('"').length - 1;
    const open = (part.match(/[“«]/g)?.length ?? 0) - (part.match(/[”»]/g)?.length ?? 0);
    return straight % 2 !== 0 || open > 0;
  };
  return marks(paragraph.slice(0, start)) || /^["“«]/.test(text);
}
