/**
 * What the desk knows of the five languages its readers ask in, apart from any subject:
 * the words that only hold a sentence together, and the words that say what kind of thing is asked for.
 * All words are folded: lower case, no accents.
 */

/** What a question asks for; `open` is everything else (what, how, whether). */
const KINDS = [
  'who',
  'when',
  'duration',
  'where',
  'why',
  'count',
  'amount',
  'words',
  'list',
  'open',
] as const;
export type Kind = (typeof KINDS)[number];

/** What a fact lacks when it does not answer a question of this kind, as the reader is told. */
export const LACK: Record<Kind, string | null> = {
  who: 'a name',
  when: 'a date',
  duration: 'a length of time',
  where: 'a place',
  why: 'a reason',
  count: 'a number',
  amount: 'an amount',
  words: 'the exact words',
  list: null,
  open: null,
};

const list = (words: string) => words.trim().split(/\s+/);

const FUNCTION_WORDS: Record<'en' | 'fr' | 'ht' | 'es' | 'sw', string[]> = {
  en: list(`a an the this that these those it its itself he him his she her hers they them their theirs we our ours
    i me my mine you your yours be is are was were am been being isnt arent wasnt werent do does did doing done dont doesnt didnt
    have has had having havent hasnt hadnt will would wont wouldnt shall should shouldnt can could cannot cant couldnt may might must
    of in on at to from by with about into onto over under for as than then so and or but nor if whether while during
    before after since until till again further once here there all any both each few more most other some such
    no not only own same too very just also still yet ever even now up down out off through between against because what which who whom whose
    when where why how s t ll ve re d m upon within without per via amid among across around toward towards
    im ive id ill hes shes theyre were youre thats whats whos wheres hows lets theres isn aren wasn weren don doesn didn haven hasn hadn won wouldn
    shouldn couldn cause like get gets got getting go goes going gone went come comes came coming much many`),
  fr: list(`le la les un une des du de d l au aux ce cet cette ces son sa ses leur leurs mon ma mes ton ta tes notre nos votre vos
    il elle ils elles on nous vous je tu se me te lui y en est sont etait etaient sera serait etre ete a ont avait avaient aura aurait avoir eu fait font
    et ou mais donc ni car que qui quoi dont quel quelle quels quelles comment quand combien pourquoi depuis pour par avec sans sous sur dans entre vers chez
    ne pas plus moins tres bien aussi encore deja si tout toute tous toutes meme t c s j m n qu lesquels laquelle lequel lesquelles
    cela ca ceci celui celle ceux dit dire disent declare affirme selon`),
  ht: list(`a an la lan nan yo yon youn ki kisa kiyes sa se te ap pral va ta ka gen genyen pou ak avek epi oswa men pa poko nou mwen ou li l m n w
    konbyen kile kote poukisa kijan kouman depi sou anba anvan apre pandan le jan moun bagay tou anpil plis mwens anko deja di ye eske`),
  es: list(`el la los las un una unos unas lo al del de en y o u e pero ni que quien quienes cual cuales como cuando cuanto cuantos cuanta cuantas donde
    por para con sin sobre bajo entre hacia hasta desde es son era eran fue fueron sera seria ser sido esta estan estaba estar ha han habia haber hay
    se le les me te nos su sus mi mis tu tus este esta estos estas ese esa esos esas aquel no si mas menos muy tambien ya aun todavia a dijo dice dicen decir declaro segun`),
  sw: list(`ya wa la za cha vya kwa na ni si je nani nini gani lini wapi ngapi kiasi vipi mbona katika kutoka hadi mpaka kuhusu juu chini ndani nje
    huyu hiyo hii hizi hizo huo hilo hili hawa wale yule ile ule zile kile huko hapa pale yake wake zake lake vyake yao wao zao
    kwamba kama lakini au pia bado sana tu tena kila yote wote zote alikuwa ilikuwa walikuwa kuwa ana wana ina zina ambayo ambao ambaye alisema amesema anasema wanasema inasema kusema`),
};

/** Words that carry a question but tell nothing about its subject; in English only, where questions run long. */
const SCAFFOLD = list(`please pls plz thanks thank thx ok okay yes yeah hey hi hello dear folks guys
  tell say says said saying ask asks asked asking know knows known think thinks thought give gives given show explain describe define find check verify confirm
  clarify remind summarise summarize list mention mentioned mentions state stated states want wants wanted wondering wonder wonders need needs needed
  question questions answer answers info information detail details anything something nothing everything everybody everyone anybody anyone someone somebody thing things stuff bit lot
  currently current presently moment today tonight right actually really exactly precisely basically essentially simply quite rather pretty
  happen happens happened happening situation matter case point way kind sort type part
  story article piece report document documents source sources file desk copy line text paragraph write writes wrote written read reads
  doc docs passage wording quote quotes quoted word words verbatim according
  new latest update updates recent recently background brief context
  one two first second next last etc eg ie re vs versus
  day date dates year years month months week weeks time times
  people person man men woman women guy name names called call
  make makes made making take takes took taken taking put puts use uses used using
  see sees seen look looks looking sound sounds seem seems seemed mean means meant meaning
  big bigger small smaller good better bad worse many
  supposed allowed able likely possible possibly perhaps maybe probably
  try trying tries tried keep keeps kept start started begin began
  else instead besides apart despite alone along together
  quickly quick soon fast urgent asap deadline
  sir madam presenter producer editor colleague listener caller reader readers viewer intern boss aunt sub wire script bulletin headline
  number numbers figure figures radio tv television intro caption captions print printed broadcast programme program listener listeners viewers audience
  anchor host studio bulletin noon tired morning evening tonight line lines lede lead-in sentence phrase safe correct true false fact facts
  exact exactly specific specifically particular particularly`);

export const FUNCTION_WORD: ReadonlySet<string> = new Set(FUNCTION_WORDS.en);
export const SCAFFOLD_WORD: ReadonlySet<string> = new Set(SCAFFOLD);

/** The languages other than English, each with its function words. */
const FOREIGN = (['fr', 'ht', 'es', 'sw'] as const).map((code) => ({
  code,
  words: new Set(FUNCTION_WORDS[code]),
}));

/**
 * The function words that count in a question: English ones, and those of another language when the
 * question is rather in that one. "un" is the United Nations in English and an article in French.
 */
export function functionWordsFor(words: readonly string[]): {
  language: Language;
  functionWords: ReadonlySet<string>;
} {
  const hits = (set: ReadonlySet<string>) => words.reduce((sum, word) => sum + (set.has(word) ? 1 : 0), 0);
  const english = hits(FUNCTION_WORD);
  let best: { code: Language; words: ReadonlySet<string>; hits: number } | null = null;
  for (const { code, words: set } of FOREIGN) {
    const count = hits(set);
    if (count > english && count > (best?.hits ?? 0)) best = { code, words: set, hits: count };
  }
  return best
    ? { language: best.code, functionWords: best.words }
    : { language: 'en', functionWords: FUNCTION_WORD };
}

/** What people type for short, in chats and on wires, and what it stands for. */
export const SHORTHAND: ReadonlyMap<string, string> = new Map(
  list(`wat:what wot:what wen:when wht:what whr:where hw:how hwo:who y:why yr:year yrs:years wd:would shd:should cd:could abt:about w:with wo:without b4:before
    bc:because cuz:because coz:because cos:because bcos:because thru:through tho:though u:you ur:your r:are n:and da:the dat:that dis:this dem:them teh:the hte:the taht:that
    adn:and nad:and fo:of ot:to si:is sicne:since wehn:when waht:what whta:what hwo:how ppl:people govt:government gov:government gvt:government intl:international int'l:international
    natl:national nat'l:national org:organisation dept:department rec:recommendation recs:recommendations msn:mission mins:minutes hrs:hours wk:week mo:month pres:president
    sec:secretary gen:general amb:ambassador dep:deputy fm:from frm:from abv:above bw:between btw:between wrt:about asst:assistant cttee:committee cmte:committee comm:committee
    sen:senate mtg:meeting tmrw:tomorrow yday:yesterday tdy:today 2day:today fone:phone foto:photo pic:picture pics:pictures pix:pictures doc:document docs:documents`).map(
    (pair) => pair.split(':') as [string, string],
  ),
);

export type Language = 'en' | 'fr' | 'ht' | 'es' | 'sw';

/** Ways to ask for a kind of thing, most telling first: a phrase is matched as whole words, in any language. */
const KIND_PHRASES: [Kind, string[]][] = [
  [
    'list',
    list(`what-do-you-have-on what-do-you-have-about what-have-you-got-on what-have-you-got-about what-have-we-got-on what-do-we-have-on what-do-we-have-about
      what-do-we-know-about what-do-you-know-about what-do-we-know-on anything-on anything-about everything-on everything-about all-you-have-on all-you-have-about
      all-facts-on list-everything list-all tell-me-about tell-me-everything what-is-on-file-on what-is-on-file-about whats-on-file-on whats-on-file-about
      que-sait-on-de que-sait-on-sur tout-sur kisa-nou-gen-sou que-hay-sobre que-tienes-sobre que-sabemos-de mna-nini-kuhusu`),
  ],
  [
    'words',
    list(`what-were-her-exact what-were-his-exact what-were-their-exact what-are-the-exact what-is-the-exact what-exact what-exactly-did exact-words exact-wording verbatim word-for-word which-words what-words in-which-words her-words his-words whose-words
      quote-from wording-of exact-quote direct-quote mots-exacts mo-egzak palabras-exactas maneno-halisi`),
  ],
  [
    'amount',
    list(`how-much-money how-much-cash how-many-dollars how-many-millions how-much-does how-much-did how-much-has how-much-have how-much-is how-much-will how-much-would
      how-much-are how-much-was how-much-were what-sum what-amount price-tag total-cost cost-of what-cost what-percentage what-share-of salary
      how-much-per dollars combien-d-argent combien-coute combien-a-coute konbyen-lajan konbyen-kob cuanto-dinero cuanto-cuesta cuanto-paga
      pesa-ngapi kiasi-gani us-dollars`),
  ],
  [
    'count',
    list(`how-many what-number number-of numbers-of size-of strength-of tally death-toll headcount head-count how-often
      combien-de combien-d combien konbyen cuantos cuantas wangapi ngapi mangapi vingapi idadi`),
  ],
  [
    'when',
    list(`when what-date which-date on-what-date what-day which-day what-year which-year in-what-year in-which-year what-month which-month since-when
      date-of date-for dated year-of how-soon how-recently what-time how-long-ago for-how-long-has since-how-long how-old
      quand quelle-date quelle-annee en-quelle-annee depuis-quand quel-jour quel-mois kile ki-le ki-dat ki-ane ki-jou nan-ki-ane depi-ki-ane
      cuando que-fecha en-que-ano que-ano desde-cuando que-dia que-mes lini mwaka-gani tarehe-gani siku-gani mwezi-gani tangu-lini`),
  ],
  [
    'duration',
    list(`how-long how-many-hours how-many-minutes how-many-days how-many-months how-many-weeks how-many-years length-of duration-of
      combien-de-temps konbyen-tan cuanto-tiempo muda-gani`),
  ],
  [
    'where',
    list(`where whereabouts which-city in-which-city what-city which-place in-what-place which-town which-country-was where-is
      ou-est ou-se ou-sont dans-quelle-ville quelle-ville ki-kote ki-bo nan-ki-vil donde en-que-ciudad que-ciudad wapi mji-gani`),
  ],
  [
    'why',
    list(`why how-come what-reason what-for for-what-reason reason-for reasons-for what-caused cause-of pourquoi poukisa pou-ki-sa pouki por-que kwa-nini mbona
      what-s-the-reason what-is-the-reason`),
  ],
  ['open', list('which what how quel quelle quels quelles comment que cual cuales como kisa ki kijan')],
  [
    'who',
    list(`who whom whose who-s whos which-country which-nation which-official which-officials which-body which-agency which-person which-leader which-council which-diplomat
      which-government which-members which-states name-of by-whom what-name
      qui quel-pays quels-pays quels-membres kiyes ki-moun ki-peyi quien quienes a-quien que-pais nani nchi-gani rais-gani`),
  ],
];

/** The same, by first word. */
const KINDS_BY_FIRST = new Map<string, { kind: Kind; words: string[] }[]>();
for (const [kind, phrases] of KIND_PHRASES) {
  for (const phrase of phrases) {
    const words = phrase.split('-');
    const first = words[0] as string;
    KINDS_BY_FIRST.set(first, [...(KINDS_BY_FIRST.get(first) ?? []), { kind, words }]);
  }
}

/**
 * What a question asks for, by its earliest asking words; the longer of two that begin at one place wins.
 * @param words folded words of the question
 */
export function kindOf(words: readonly string[]): Kind {
  if (words[0] === 'year' || words[0] === 'date') return 'when';
  for (let at = 0; at < words.length; at++) {
    let best: { kind: Kind; length: number } | null = null;
    for (const { kind, words: phrase } of KINDS_BY_FIRST.get(words[at] as string) ?? []) {
      if (phrase.length <= (best?.length ?? 0)) continue;
      if (phrase.every((word, offset) => words[at + offset] === word)) best = { kind, length: phrase.length };
    }
    if (best) return best.kind;
  }
  return 'open';
}
