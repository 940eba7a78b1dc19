/** A stretch of text; offsets are UTF-16 units. */
export interface Sentence {
  start: number;
  end: number;
  text: string;
}

/** The sentences of a paragraph. An abbreviation or an initial ends none. */
export function sentencesOf(paragraph: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const { segment, index } of SEGMENTER.segment(paragraph)) {
    const end = index + segment.length;
    const rest = paragraph.slice(end);
    const goesOn = rest !== '' && (OPEN_END.test(paragraph.slice(start, end)) || /^\p{Ll}/u.test(rest));
    if (goesOn) continue;
    const text = paragraph.slice(start, end);
    const from = start + text.length - text.trimStart().length;
    if (text.trim() !== '')
      sentences.push({ start: from, end: from + text.trim().length, text: text.trim() });
    start = end;
  }
  return sentences;
}

// --- internal ---

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What looks like an end and is none: "U.S.", "J.", "Dr.", "No.". */
const OPEN_END =
  /(?:^|[\s(“"‘'])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|Mr|Mrs|Ms|Mx|Dr|Prof|St|Ste|Gen|Col|Maj|Capt|Cpt|Lt|Sgt|Cmdr|Adm|Rep|Sen|Gov|Pres|Hon|Rev|Fr|Sr|Sra|Mme|Mlle|MM|Jr|No|Nos|Nr|Art|Arts|Sec|Ch|Fig|Figs|Vol|pp?|vs|cf|ca|al|Inc|Ltd|Co|Corp|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|dept|e\.g|i\.e)\.\s*$/u;
