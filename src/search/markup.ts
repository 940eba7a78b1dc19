/**
 * The words of a message, from what a chat sends or a terminal reads: Slack's markup, entities, addresses, emoji and formatting go,
 * line breaks stay. Every pattern is linear, and none crosses the next bracket, or a long run of brackets would take seconds.
 */
export interface PlainText {
  text: string;
  /** What was dropped, so that a message of nothing else can be answered rightly. */
  dropped: { emoji: boolean; address: boolean; mention: boolean; pointing: boolean };
}

/** @param knows whether the base has a word: the label of a mention or link is kept only when it tells something */
export function plainTextOf(typed: string, knows: (word: string) => boolean): PlainText {
  const dropped = { emoji: false, address: false, mention: false, pointing: false };
  const drop = (what: keyof typeof dropped) => () => {
    dropped[what] = true;
    return ' ';
  };
  // People put emoji where others put a full stop.
  const mark = () => {
    dropped.emoji = true;
    return ' … ';
  };
  const labelOf = (what: keyof typeof dropped, label: string) => {
    const isTelling = !ADDRESS.test(label) && wordsOf(label).some(knows);
    return isTelling ? ` ${wordsOf(label).join(' ')} ` : drop(what)();
  };
  const text = typed
    .replace(ANSI_COLOURS, '')
    .replace(INVISIBLE, (run) => (run.includes('\n') ? '\n' : /\s/.test(run) ? ' ' : ''))
    // A copy to somebody is not what is asked about, even if the name is on file.
    .replace(/(?:^|\s)(?:cc|fyi|ping|via):?(?:\s+(?:<@[^<>]*>|@[\p{L}\d._-]+))+/giu, drop('mention'))
    .replace(/<!date\^[^<>|]*\|([^<>]*)>/g, ' $1 ')
    .replace(/<![^<>]*>/g, drop('mention'))
    .replace(/<[@#][A-Z0-9]+(?:\|([^<>]*))?>/g, (_, label = '') => labelOf('mention', label))
    .replace(/<(?:https?|mailto|tel|slack):[^<>|]*(?:\|([^<>]*))?>/gi, (_, label = '') =>
      labelOf('address', label),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(ADDRESSES, drop('address'))
    .replace(POINTING, drop('pointing'))
    .replace(EMOJI_CODES, mark)
    .replace(EMOJI, mark)
    .replace(STRUCK_OUT, ' ')
    .replace(FORMATTING, '')
    // Only now: joiners and tags belong to emoji.
    .replace(/\p{Cf}+/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^(?: ?…)+ ?|(?: ?…)+ ?$/gmu, '')
    .replace(/ (?:… ?)+/gu, ' … ');
  return { text, dropped };
}

// --- internal ---

/** Control, private and unassigned characters, and Unicode's line separators; all but line breaks. */
const INVISIBLE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]+/gu;

/** Endings by which a bare name is known for a web address. */
const DOMAIN = '(?:com|org|net|int|edu|gov|info|io|news|media|press|tv)';
const ADDRESS_FORMS = [
  '(?:https?:\\/\\/|www\\.)[^\\s<>]+',
  "(?<![\\p{L}\\d._%+'-])[\\p{L}\\d._%+'-]+@[\\p{L}\\d-]+(?:\\.[\\p{L}\\d-]+)+",
  `(?<![\\p{L}\\d@.-])(?:[\\p{L}\\d-]+\\.)+${DOMAIN}(?:\\/[^\\s<>]*|(?![\\p{L}\\d.]*[\\p{L}\\d]))`,
].join('|');
const ADDRESSES = new RegExp(ADDRESS_FORMS, 'giu');
const ADDRESS = new RegExp(ADDRESS_FORMS, 'iu');

/** Emoji that point at a message above, or ask. */
const POINTING =
  /:(?:point_up(?:_2)?|arrow_up|arrow_double_up|question|grey_question|thinking_face)(?::skin-tone-\d)?:|[👆☝⬆⏫❓❔🤔]\uFE0F?/gu;

/** `:flag-ht:`, `:+1:`, `:wave::skin-tone-3:`; a time of day such as 10:30:15 is none, nor a colon after a word. */
const EMOJI_CODES = /(?<![\p{L}\d]):(?:[a-z][a-z0-9_'+-]*|[+-]1|100|1234)(?::skin-tone-\d)?:(?![\p{L}\d])/giu;
/** With the selectors, joiners, tags and key caps that belong to them; plain digits and © are no emoji here. */
const EMOJI =
  /(?:[\u{1F1E6}-\u{1F1FF}]{2}|[\p{Emoji_Presentation}\u2190-\u21FF\u2300-\u27BF\u2900-\u297F\u2B00-\u2BFF\u{1F000}-\u{1FAFF}])(?:\uFE0E|\uFE0F|\u200D|\u20E3|[\u{E0020}-\u{E007F}]|[\u{1F3FB}-\u{1F3FF}])*/gu;
/** What somebody took back. */
const STRUCK_OUT = /(?<![\p{L}\d~])~(?=[^\s~])[^~\n]{1,200}~(?![\p{L}\d~])/gu;
/** Colours that a terminal adds. */
const ANSI_COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]{0,20}m`, 'g');
/** Marks of bold, italic, struck and code, at the edge of a word. */
const FORMATTING = /(?<![\p{L}\d])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\p{L}\d])|`+/gu;

function wordsOf(label: string): string[] {
  return label.match(/[\p{L}\p{M}\d]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [];
}
