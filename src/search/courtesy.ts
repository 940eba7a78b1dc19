/**
 * What people wrap a question in, by form: list and quote marks, greetings, sign-offs, signatures, the bot's own name; and messages
 * that are no question at all. Words of courtesy inside a question are low-information words, and are left to the search.
 */

/**
 * Drops what stands before and after the question. A text that is all courtesy comes back empty.
 * @param isSubject whether a word is one of the base's own texts: it is no small talk then ("the record", on a sport desk)
 */
export function withoutCourtesy(
  text: string,
  deskNames: readonly string[],
  isSubject: (word: string) => boolean,
): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(QUOTE_MARK, '').trim())
    .filter((line) => line !== '' && !line.startsWith('^'));
  return withoutSignature(withoutMailHeaders(lines))
    .map((line) => withoutMarks(line))
    .map((line, at) => withoutEdges(line, at === 0 ? deskNames : [], isSubject))
    .filter((line) => line !== '')
    .join('\n');
}

/** A mention that only points at a message: "?", "^^", "this?", "any idea?". */
export function isPointer(text: string): boolean {
  if (text.length > LONGEST_CHATTER) return false;
  if (/^[\s?？!.^]+$/u.test(text) && /[?？^]/u.test(text)) return true;
  const words = wordsOf(text);
  return (
    words.length > 0 &&
    words.every((word) => POINTING.has(word) || AROUND_POINTING.has(word)) &&
    words.some((word) => POINTING.has(word))
  );
}

/** Thanks or a greeting, and nothing else. */
export function isCourtesy(text: string): boolean {
  if (text.length > LONGEST_CHATTER) return false;
  const words = wordsOf(text);
  return (
    words.length > 0 &&
    words.every((word) => COURTESY.has(word)) &&
    words.some((word) => KIND_WORDS.has(word))
  );
}

/** Something said that wants no answer: "never mind", "sorry, wrong channel". */
export function isAside(text: string): boolean {
  return text.length <= LONGEST_CHATTER && ASIDE.test(wordsOf(text).join(' '));
}

// --- internal ---

/** Characters; what is longer says something. */
const LONGEST_CHATTER = 160;
/** Wrappings taken off each end of a line: nobody has more, and each costs a look at the whole line. */
const MOST_WRAPPINGS = 8;

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .toLowerCase();
  return folded.match(/[\p{L}\d]+/gu) ?? [];
}

/** Said to greet or to thank, in five languages; one of them makes a courtesy of the words around it. */
const KIND_WORDS = set(
  `hi hiya hello hey heya howdy yo greetings morning afternoon evening welcome welcomes
   thanks thank thx thnx tx ty tysm cheers ta appreciated appreciate grateful
   bonjour bonsoir salut coucou merci bonjou bonswa alo mesi hola buenas buenos gracias saludos
   habari jambo hujambo mambo asante shukrani`,
);
/** Words that stand beside them. */
const COURTESY = new Set([
  ...KIND_WORDS,
  ...set(
    `good day there all everyone everybody team folks guys people friends colleagues colleague friend desk bot newsroom both you u so very much many
     a lot lots bunch again in advance for the your help that this it really super quick reply answer ok okay great perfect lovely brilliant awesome
     beaucoup bien tous toutes tout monde equipe a anpil tout moun muchas mucho dias tardes noches todos equipo sana sasa yako zenu
     to and dear xx x regards please kindly hope well is are doing today`,
  ),
]);
/** Small talk before or after a question, between punctuation. */
const SMALL_TALK = new Set([
  ...COURTESY,
  ...set(
    `real quick question quickie one sorry to bother trouble disturb interrupt anyone anybody someone somebody know knows any idea ideas clue help helps needed urgent urgently asap
     pls plz please thanks if possible when get chance have has a moment minute sec second got time no rush hurry deadline on i im we are am be would could can
     appreciate it really just btw fyi hmm hm um uh well so ok okay right dumb silly stupid newbie here excuse me pardon mate guys need asking ask for merci svp stp sil vous te plait por favor
     tanpri tafadhali my me us with something was wondering wonder curious still stuck super tight lol haha record more next just check checking double
     not clear honest worries problem sanity sure channel place found got`,
  ),
]);
/** One of these makes a line a sign-off. */
const CLOSING = set(
  `thanks thank thx thnx cheers ta regards best rgds sincerely yours wishes merci cordialement mesi gracias saludos atentamente asante bye xx xoxo br tia
   respectfully faithfully`,
);
const SIGN_OFF = set(
  `thanks thank thx thnx cheers ta regards best rgds warmly sincerely yours kind warm warmest wishes many you so much very in advance again all the
   merci cordialement bien vous bonne journee mesi gracias saludos atentamente asante sana cheerio bye xx xoxo br tia respectfully truly faithfully and a lot`,
);
const POINTING = set(
  'this that these those above it idea ideas thoughts thought anyone anybody someone know clue clues true',
);
const AROUND_POINTING = set(
  `the one ones any do does you u can could would please pls plz thanks answer check look at help with on what about question message here see reply
   to for us me a have got your is who knows bot desk hi hey and so pointing arrow thread post how folks guys team all same as fact verify confirm correct right accurate`,
);
const ASIDE = new RegExp(
  `^(?:(?:oh|oops|whoops|ah|hey|hi|no|ok|okay|sorry|all|so|well|guys|please|and|but) )*(?:${[
    'never ?mind(?: (?:that|this|it|me|about (?:that|this|it)|found it|got it))?|nvm|nm',
    '(?:please )?(?:ignore|disregard|forget|scratch) (?:that|this|it|me|my .{0,30}|the last .{0,30})',
    '(?:sorry )?(?:wrong|not this|meant for another|posted in the wrong) (?:channel|chat|window|thread|room|person|tab|one)',
    '(?:this message was deleted|message deleted)',
    '(?:that is|thats|this is|you are|youre|ur|u r|you re|its|it is) (?:not )?(?:wrong|incorrect|right|correct|false|nonsense|rubbish|useless|great|helpful)',
    'my (?:bad|mistake|fault)|oops|whoops|sorry|apologies|pardon',
    'ok|okay|k|kk|cool|got it|gotcha|noted|understood|roger|will do|done|sure|yes|yep|yeah|yup|no|nope|nah|lol|haha|hahaha|hmm+|wow|nice|great|perfect|fine',
    'congrats|congratulations|bravo|well done|good (?:bot|job|work)|how are you(?: doing)?|see you (?:tomorrow|later|soon|then)|you(?: a)?re welcome|that is (?:it|all|what i needed)|thats (?:it|all|what i needed)',
    'stop|cancel|quit|exit|abort|test|testing|testing testing|ping|hush|shut up|go away|bye|goodbye|good night|see you|later',
    'no (?:worries|problem|need)|all good|all set|found it|got the answer|sorted|solved|figured it out|i found it|as you were',
    'laisse tomber|oublie|pas grave|desole|mauvais canal|padon|eskize m|kite sa|olvidalo|perdon|lo siento|canal equivocado|samahani|pole|sawa|acha',
  ].join('|')})(?: (?:sorry|thanks|thank you|all|everyone|folks|guys|then|please|lol|now))*$`,
);

const QUOTE_MARK = /^\s*(?:(?:>|&gt;|»)\s*)+/;
/** Lines that a forwarded e-mail begins with. */
const MAIL_HEADER =
  /^(?:-{2,}.*(?:forwarded|original) message.*|begin forwarded message:?|(?:from|to|cc|bcc|subject|date|sent|reply-to|de|à|objet|asunto|para):\s.*|on .{5,80} wrote:)$/iu;
/** One such line alone may belong to the question ("from: the council"). */
function withoutMailHeaders(lines: readonly string[]): readonly string[] {
  const rest = lines.filter((line) => !MAIL_HEADER.test(line));
  return lines.length - rest.length > 1 ? rest : lines;
}

const LIST_MARK =
  /^\s*(?:[>»]+\s*)*(?:(?:[-–—*•‣▪◦·]+\s+)|(?:\(?\d{1,2}[.)]\s+)|(?:\(?[a-z]\)\s+)|(?:q(?:uestion)?\s*\d{0,2}\s*[:.)-]\s*))?/iu;

function withoutMarks(line: string): string {
  return line.replace(LIST_MARK, '').trim();
}

/** From such a line on, nothing is asked: a separator, what a device adds, a telephone number, a disclaimer. */
const SIGNATURE =
  /^(?:--+|—|–)\s*(?:\S.{0,60})?$|^(?:sent (?:from|via|with) |get outlook |envoyé (?:de|depuis) |enviado desde |posted (?:from|via) )|^(?:(?:tel|phone|mob(?:ile)?|cell)\b[.:]?\s*)?\+[\d\s()./-]{7,}$|^(?:disclaimer|confidentiality notice)\b|^(?:this (?:e-?mail|message)|the (?:information|contents?) (?:in|of) this)\b.*\b(?:confidential|privileged|intended)\b/iu;
/** "-Jo", as the last line; "- Kenya" is an entry of a list. */
const INITIALED = /^[-~]\p{Lu}\p{L}*$/u;
/** The name under a sign-off: a line of one to four words, none of which asks. */
const NAME_LINE = /^[\p{L}.'’, -]{1,50}$/u;

/** Cuts a trailing signature: a sign-off line, what stands under it, and lines that a device adds. */
function withoutSignature(lines: readonly string[]): string[] {
  const signature = lines.findIndex((line, at) => at > 0 && SIGNATURE.test(line));
  const kept = signature > 0 ? lines.slice(0, signature) : [...lines];
  if (kept.length > 1 && INITIALED.test(kept.at(-1) as string)) kept.pop();
  for (let at = 1; at < kept.length; at++) {
    if (!isSignOff(kept[at] as string)) continue;
    const rest = kept.slice(at + 1);
    if (rest.length <= 3 && rest.every((line) => NAME_LINE.test(line) && !/[?？]/.test(line)))
      return kept.slice(0, at);
  }
  return kept;
}

function isSignOff(line: string): boolean {
  if (line.length > 60) return false;
  // "Kind regards, a reader" has the name beside it.
  const [first = '', ...rest] = line.split(',');
  const words = wordsOf(first);
  return (
    words.some((word) => CLOSING.has(word)) &&
    words.every((word) => SIGN_OFF.has(word) || COURTESY.has(word)) &&
    wordsOf(rest.join(' ')).length <= 4 &&
    !/[?？]/.test(line)
  );
}

const EDGE = /[,;:!.…–—](?=\s|$)|\n|\s-\s|[()]/u;

/** Drops the bot's name and clauses of small talk from both ends of a line. */
function withoutEdges(
  line: string,
  deskNames: readonly string[],
  isSubject: (word: string) => boolean,
): string {
  let text = withoutName(line, deskNames);
  for (let taken = 0; taken < MOST_WRAPPINGS; taken++) {
    const before = text;
    const first = text.search(EDGE);
    if (first > 0 && isSmallTalk(text.slice(0, first), isSubject))
      text = text.slice(first).replace(/^[\s,;:!.…–—()-]+/u, '');
    text = withoutGreeting(text);
    const tail = /(?:[,;!.…–—](?=\s|$)|\()\s*[^,;:!.…–—()]*[)?!.…]*\s*$|\?\s*[^?]*$|\s-\s[^-]*$/u.exec(text);
    if (tail && tail.index > 0 && isSmallTalk(tail[0], isSubject))
      text = text.slice(0, tail.index + (tail[0].startsWith('?') ? 1 : 0)).trim();
    text = withoutName(text, deskNames);
    if (text === before) break;
  }
  return text.trim();
}

function isSmallTalk(clause: string, isSubject: (word: string) => boolean): boolean {
  const words = wordsOf(clause);
  // "When you get a chance" is talk, "and when" asks.
  if (words.includes('when') && !words.includes('you')) return false;
  return (
    words.length > 0 &&
    words.every((word) => SMALL_TALK.has(word) && (KIND_WORDS.has(word) || !isSubject(word)))
  );
}

const GREETING =
  /^(?:hi|hiya|hello|hey|heya|howdy|yo|good (?:morning|afternoon|evening|day)|(?:morning|afternoon|evening)(?=[\s]*[,!.:;–—]| (?:all|team|everyone|everybody|folks|guys|there|desk)(?![\p{L}]))|bonjour|bonsoir|salut|bonjou|bonswa|hola|buenos d[ií]as|buenas(?: tardes| noches)?|habari|jambo)(?:\s+(?:there|all|team|everyone|everybody|folks|guys|people|desk|bot|friends|both|again))*[\s,!.:;–—-]+(?=\S)/iu;

function withoutGreeting(text: string): string {
  return text
    .replace(/^(?:(?:pls|plz|please|fyi|btw)[\s,:]+|(?:re|fwd?|ps|psa)\s*:\s*)(?=\S)/iu, '')
    .replace(/([?？])\s+(\S[^?？]{0,60})$/u, (all, mark, tail) => (isSignOff(tail) ? mark : all))
    .replace(/([?？])[\s!.]+$/u, '$1')
    .replace(GREETING, '')
    .replace(OPENING, '')
    .replace(FRAME, '');
}

/** "so", "but", "dumb question but": words that only lead over to a question. */
const OPENING =
  /^(?:(?:(?:sorry|a|an|another|one|quick|dumb|silly|stupid|random|basic|last|more|maybe|probably|possibly|question|but|so|and|ok|okay|well|right|also|hmm|um|uh|er) )+)(?:but|so|and|ok|okay|hmm|um|uh|er)[\s,]+(?=\S)|^(?:(?:but|so|and|ok|okay|hmm|um|uh|er)[\s,]+|well\s*,\s*)(?=\S)/iu;
/** "Can someone tell me who …", "does anyone know when …", "I was wondering why …"; "tell me about" asks for a list. */
const FRAME =
  /^(?:please |pls )?(?:(?:can|could|would|will) (?:you|u|someone|somebody|anyone|anybody|one of you)(?: (?:please|pls|plz|kindly|possibly|quickly|maybe|just|ever))* (?:tell|remind|help|inform|advise)(?: me| us)(?: (?:with|out|understand))?|(?:do|does|did|would) (?:you|u|anyone|anybody|someone|somebody|we)(?: (?:happen to|even|already|guys|all))* (?:know|remember|recall)(?: (?:if|whether))?|(?:i|we)(?: just| really| am just| was just)? (?:need|want|would like|have|am trying|was trying|was wondering|am wondering|were wondering|wonder)(?: to)?(?: (?:know|ask|check|find out|understand|confirm))?(?: (?:if|whether))?|any(?:one|body) (?:knows?|remembers?)|any idea)[\s,:]+(?!about |everything |more |of )(?=(?:who|whose|whom|when|where|why|what|which|how|is|are|was|were|did|does|do|has|have|can|will|should|must|if|qui|que|quels?|quelles?|quand|où|pourquoi|comment|combien|ki|kisa|kiyès|kilè|depi|poukisa|konbyen|kijan|quién|qué|cuál|cuándo|cuánto|dónde|cómo|nani|nini|lini|wapi|ngapi|je)(?![\p{L}]))/iu;

/** "/haiti who pays", "@Haiti Desk who pays" and "Haiti Desk, who pays" typed as plain text. */
function withoutName(text: string, deskNames: readonly string[]): string {
  for (const name of deskNames) {
    const lower = text.toLowerCase();
    for (const form of [`@${name}`, name]) {
      if (!lower.startsWith(form.toLowerCase())) continue;
      const rest = text.slice(form.length);
      // The name alone may open a question about its subject: it needs a mark after it.
      const needsMark = form === name && !name.startsWith('/');
      if (needsMark ? /^\s*[,:;!–—-]/.test(rest) : /^(?:[\s,:;!–—-]|$)/.test(rest))
        return rest.replace(/^[\s,:;!–—-]+/, '');
    }
  }
  return text;
}
