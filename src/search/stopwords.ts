/**
 * Word lists of the five languages that readers ask in, free of any subject: stopwords, low-information words,
 * common words and shorthand. All words are folded: lower case, no accents.
 */

const STOPWORDS_BY_LANGUAGE: Record<'en' | 'fr' | 'ht' | 'es' | 'sw', string[]> = {
  en: list(`a an the this that these those it its itself he him his she her hers they them their theirs we our ours
    i me my mine you your yours be is are was were am been being isnt arent wasnt werent do does did doing done dont doesnt didnt
    have has had having havent hasnt hadnt will would wont wouldnt shall should shouldnt can could cannot cant couldnt may might must
    of in on at to from by with about into onto over under for as than then so and or but nor if whether while during
    again further once here there all any both each few more most other some such
    no not only own same too very just also still yet ever even now up down out off through between against because what which who whom whose
    when where why how s t ll ve re d m ought others another upon within without per via amid among across around toward towards
    im ive id ill hes shes theyre were youre thats whats whos wheres hows lets theres isn aren wasn weren don doesn didn haven hasn hadn won wouldn
    shouldn couldn cause like get gets got getting go goes going gone went come comes came coming much many`),
  fr: list(`le la les un une des du de d l au aux ce cet cette ces son sa ses leur leurs mon ma mes ton ta tes notre nos votre vos
    il elle ils elles on nous vous je tu se me te lui y en est sont etait etaient sera serait etre ete a ont avait avaient aura aurait avoir eu fait font
    et ou mais donc ni car que qui quoi dont quel quelle quels quelles comment quand combien pourquoi depuis pour par avec sans sous sur dans entre vers chez
    ne pas plus moins tres bien aussi encore deja si tout toute tous toutes meme t c s j m n qu lesquels laquelle lequel lesquelles
    cela ca ceci celui celle ceux dit dire disent declare affirme selon vient viennent venait va vont allait faut peut peuvent pouvait pouvoir doit doivent
    devait jour jours an ans annee annees fois chose choses gens bonjour svp comme ainsi alors
    apres avant pendant afin lors parce`),
  ht: list(`a an la lan nan yo yon youn ki kisa kiyes sa se te ap pral va ta ka gen genyen pou ak avek epi oswa men pa poko nou mwen ou li l m n w
    konbyen kile kote poukisa kijan kouman depi sou anba anvan apre pandan le jan moun bagay tou anpil plis mwens anko deja di ye eske lane ane jou fwa
    vin dwe kapab kapap toujou kounye jodi tanpri bonjou`),
  es: list(`el la los las un una unos unas lo al del de en y o u e pero ni que quien quienes cual cuales como cuando cuanto cuantos cuanta cuantas donde
    por para con sin sobre bajo entre hacia hasta desde es son era eran fue fueron sera seria ser sido esta estan estaba estar ha han habia haber hay
    se le les me te nos su sus mi mis tu tus este esta estos estas ese esa esos esas aquel no si mas menos muy tambien ya aun todavia a dijo dice dicen decir declaro segun viene vienen va van puede pueden podria debe deben hace hacen
    dia dias ano anos vez veces mucho mucha muchos muchas cosa gente hoy hola tras mientras porque mismo misma`),
  sw: list(`ya wa la za cha vya kwa na ni si je nani nini gani lini wapi ngapi kiasi vipi mbona katika kutoka hadi mpaka kuhusu juu chini ndani nje
    huyu hiyo hii hizi hizo huo hilo hili hawa wale yule ile ule zile kile huko hapa pale yake wake zake lake vyake yao wao zao
    kwamba kama lakini au pia bado sana tu tena kila yote wote zote sasa leo tayari baada kabla mara siku mwaka miaka watu mtu kitu anaweza inaweza wanaweza tafadhali alikuwa ilikuwa walikuwa kuwa ana wana ina zina ambayo ambao ambaye alisema amesema anasema wanasema inasema kusema`),
};

/** Words of asking and talking that say little about a subject. English only, where questions run long. */
const LOW_INFORMATION = list(`please pls plz thanks thank thx ok okay yes yeah hey hi hello dear folks guys
  tell say says said saying ask asks asked asking know knows known think thinks thought give gives given show explain describe define find check verify confirm
  clarify remind summarise summarize list mention mentioned mentions state stated states want wants wanted wondering wonder wonders need needs needed
  question questions answer answers info information detail details anything something nothing everything everybody everyone anybody anyone someone somebody thing things stuff bit lot
  before after since until till
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
  number numbers size figure figures radio tv television intro caption captions print printed broadcast programme program listener listeners viewers audience
  anchor host studio bulletin noon tired morning evening tonight line lines lede lead-in sentence phrase safe correct true false fact facts
  exact exactly specific specifically particular particularly
  mr mrs ms mme dr prof madame monsieur bwana bibi msye
  three four five six seven eight nine ten eleven twelve twenty thirty forty fifty dozen dozens couple several pair half twice thrice third fourth
  second seconds minute minutes hour hours sec secs mins hrs later earlier ago afterwards afterward beforehand meanwhile overnight nowadays eventually
  extra whatever whoever whenever wherever whichever somehow somewhat somewhere elsewhere anywhere nowhere anyway anyhow otherwise therefore thus hence however
  although though unless whereas whereby besides except indeed moreover furthermore regarding concerning
  always never often sometimes usually rarely hardly barely merely certainly surely definitely clearly obviously apparently supposedly reportedly allegedly seemingly
  literally honestly frankly seriously roughly approximately generally easily
  bother bothered bothering checking explaining pronounce pronounced spell spelled spelt spelling remember recall forgot forget realise realize understand understood
  hear heard bring brings brought set sets turned turns turning due whole pile piled
  lovely nice awful terrible silly stupid daft funny odd weird strange interesting fine great cool awesome brilliant decent
  sorry excuse apologies cheers ta bless dear mate buddy pal chap chaps fellow bloke blokes lads lad ladies gents gentlemen mum mom dad granny cousin
  kindly hurry hurried rush rushing
  wise angle stringer stringers freelancer newsreader subeditor subbing subs typing typed matatu
  shorthand hed dek nut graf graph graphs para paras slug embargo presser explainer voicer rundown teleprompter autocue
  curious puzzled confused wondered guess guessing suppose assume assuming believe believes none neither either nor
  sourced sourcing attribute attributed attribution ascribe ascribed verb verbs adjective adjectives noun nouns pinned cite cites cited characterise characterised characterize characterized
  phrased phrases phrase puts putting identify identified identifies refer refers referred reference style styled styles sixty seventy eighty ninety weekday weekdays status latest`);

export const ENGLISH_STOPWORDS: ReadonlySet<string> = new Set(STOPWORDS_BY_LANGUAGE.en);
/** Stopwords of all languages: never reported as missing, even if a question's language was detected wrongly. */
export const ALL_STOPWORDS: ReadonlySet<string> = new Set(Object.values(STOPWORDS_BY_LANGUAGE).flat());
export const LOW_INFORMATION_WORDS: ReadonlySet<string> = new Set(LOW_INFORMATION);

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const COUNTRIES: ReadonlySet<string> = new Set(
  LETTERS.flatMap((first) => LETTERS.map((second) => REGIONS.of(first + second)?.toLowerCase() ?? '')),
);

/** Everyday words of other subjects: never spell-corrected to words of the base, and more confidence is required beside them. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  list(`able above abroad absent absentee accident account ache act action actions actor actress add address adult afford afraid afternoon age agree ahead airline album alcohol
  alive allow alone anger angry animal animals apple application argue arm army arrange art artist asia asleep athlete attach attempt attempted attention auction aunt
  author autumn avenue average avoid awake award awards away baby bag bags bake ball banana band bank banks bar barrel bars basket bath bathroom battery beach bean bear
  beard beat beautiful beauty bed bedroom bee beef beer belief beliefs bell belt bend bicycle bike bill biology bird birds birth birthday biscuit bite bitter blind blonde
  blood blue boat bomb bombs bone bonus book books boots born borrow bottle bottom bowl box boxer boy boys brain brake branch brand brave bread breakfast breath breathe
  breathing bride bridge bright broken brother brothers brown brush bucket bug bugs bull bullet burger burn burned bus buses business busy butter button buyer cab cable
  cafe cage cake calculator calf camera cameras campus cancel cancer candle candy canteen car card cards care careful carpet cars cartoon casey castle cat cats cattle
  cave ceiling celebrate cell cent cents chain chair champion championship chance change chapter character charger charming cheap cheat cheese chef chemical chess chicken
  chin chocolate choir christmas cigarette cinema circle class classic claw clay clean clear clever climate clip clock closet clothes cloud clouds clown coach coal coast
  coat code coffee cold collar college collision colonel color colour comedy comic comma company computer concept concert connection connections construction consumer
  consumers cook cookie cooking cool copper corn corner corporate corporation corpse couch cough counter cousin cow cows crash crazy cream creature cricket cross crowd
  cry culture cup cups curry curse curtain customer cute cycle cyclist dad dairy dance dancer dancing dark darling data daughter daughters dawn deaf dear death debit debt
  debut decade decimal deer delicious dentist derives description desert design desk dessert detective diabetes diamond diary dictionary diet digital dinner dinosaur
  directly dirt dirty disability disc discount dish disk dive diver division divorce doctor dog dogs doll dollar dolphin donkey door double dough downstairs dragon drawer
  drawing dreamer dress drink drinking drinks driver driving drum drunk dry duck ducks dumb dust duty ear earlier early earth earthquake east easter easy eat eating edge
  egg eggs eighteen elbow elephant eleven engine engineer england english enjoy enough entertainment entrance envelope environmental equal escape essay europe european
  evening evidence evil exam example excellent excited exercise expensive explode exploded eye eyes fabulous factory fail fair fairy fame famous fan fans fantastic farm
  farmer farmers farming fashion fast faster fat father fault favorite favourite fear feather fee feel feeling feelings feet fence ferry festival fever fiction fifteen
  fifth film films final finger fire fires firm fish fishing fit flag flame flat flight floor flour flower flowers flu fly fog folder font foot football forecast forest
  forget forgive fork formula forward fountain fox fraud freed freedom fresh fridge friend friends friendship frog front fruit fry full fun funeral furniture gallery
  gallon game games garage garden gardens garlic gas gate gates gear gender genius german germany ghost giant gift ginger giraffe girl girlfriend girls glad glass glasses
  glove glue goal goals goat god gold golden golf gossip grade grammar grandfather grandmother grape grapes grass gray green grey grill grocery groom grow guest guests
  guide guilty guitar gun gym habit hair haircut half ham hammer hand handbag handle happiness happy harder hardware hat hate hay hazard headache health healthy heart
  heat heater heaven heel helmet hen heritage hero hide highway hiking hobby hockey holiday holidays holy home homework honey horror horse horses hospital host hot hotel
  hotels household humor humour hundred hundreds hunt hunter hurricane husband hydrogen hyphen ice ill illness inch increased infected infection injured ink insect
  insects inside instructions instrument insulted insurance interests internet interview invitation invite iraq iron italy jacket jam jazz jeans jewel jewellery joke
  jokes journey joy judge judgement judgment juice jump jungle junior jury kangaroo key keyboard keys kick kid kilo kilometre king kiss kit kitchen kite kitten knee knees
  knew knife knock knot lab label lake lamb lamp landlord laptop laser laugh laundry law lawn lawyer lawyers lazy leaf league lemon lens lesson letter letters lettuce
  liberty library licence license lie lifetime lift light lights lime limerick lion lip lipstick liquid listen litre liver lizard loan loans lock log london lonely lorry
  lottery loud love luck lucky luggage lunch lung lyrics machine mad magazine magic mail mainstream male mall manager mango manoeuvre manual map marathon marble mark
  marriage married marry mask masks match matches mate math maths meal meals meat mechanic medal medicine melody melon melt memory menu mercy metal meteor metre mice
  microphone microwave midnight mild mile miles milk mill million mind mine mineral mirror miss mistake mistakes mixture mobile mode model modem monitor monkey monster
  monument mood moon moral mosque mosquito mother mothers motor motorbike mountain mountains mouse mouth movement movie movies mud mug muscle museum mushroom music
  musician mustard mystery myth nail narrow nasty nature naughty navy neat neck needle nephew nerve nest net neural newborn niece night nightmare nineteen ninety nitrogen
  noise noisy nonsense noodle normal north nose notebook novel nowhere nuclear nun nurse nurses nut nuts oak ocean octopus odd offer oil olive olympic olympics onion
  online opera opponent orange orchestra orphan oscar outdoor oven overdose owl oxygen pack page pages pain paint painter painting pair palace pan pandemic panic pants
  paper papers parade parent parents park parking parody parrot party passenger passport password past pasta paste pastry patience patient patients peace peach peanut
  pear pearl pen pencil penguin penny pension pepper percent perfect perfume pet pets philosophy physics piano picnic pie pig pigs pill pillow pills pilot pilots pin pink
  pipe pirate pizza planet planets plant plants plastic plate play player players playing playlist plug plumber plus pocket podcast poem poems poet poison polar pole
  polite pollution pond pony pool poor pope pork portrait postage postcard poster pot potato pound pounds powder prawn pray prayer prayers pregnant previously price
  prices pride priest prince princess printer prize product production products professor profile profit project promise proof property proud pub pudding pull pump puppy
  purchase pure purple puzzle quarterback queen queue quiet quiz rabbit race racing rack radar rail railway rain rainbow raw reader rebate recipe record red reelection
  referee refund regulations religion religious remote rent repair repeatedly republican reset resort restaurant result results retire revenue reward rhyme rhythm ribbon
  rice rich ride rider ridiculous ring ripe river rivers robbery robot rock rocket rocks roof room rooms rope rose rough round royal rubber rubbish rude rugby ruin run
  runner runners sad saint salad salary sale sales salmon salt sand sandwich satellite satire saturday sauce saudi sausage save saving savings scarf scary scene science
  scientist scissors score scores screen screenshot screw sculpture sea season seat secret selfie sell semicolon senior sensor serial series serve server shampoo shape
  shark sharp sheep sheet shelf shell shelter shine shirt shirts shock shoe shoes shop shopping shops short shorts shower shrimp shy sick side sign silence silk silver
  simple sing singer singing single sink sister sisters size skate ski skills skin skirt sky slave slaves sleep sleeping sleepy sleeve slim slip slow slower smart smell
  smile smoke smoking smooth snack snake snow snowfall soap soccer sock socks soda sofa soft software soil solar son song songs soul soup sour south soy space spaghetti
  spain spanner spare speakers spell spice spicy spider spin spirit spoon sport sports spray spring square squirrel stadium staircase stamp stamps star stars statue stay
  steak steal steel stereo stew sting stock stocks stomach stone stones storage store stores storm story stove straight strange straw strawberry student students studio
  stuff stupid style subject submarine subtitle suburb subway sudden sugar suit suitcase suite summer summit sun sunday sunny sunset supermarket supper surf surgeon
  surgery surname sushi sweater sweep sweet swim swimmer swimming swing switch sword symptom synonym synonyms syrup table tablet tail tailor tale tall tank tap tape taste
  tasty tattoo taxi tea teacher teachers team teams tear teddy teen teenager teens teeth telescope temperature temple tennis tent terrible test texas text theater theatre
  thief thin think third thirsty thirteen thirty thousand thousands throat throne thumb thunder thursday ticket tickets tie tiger tight tile tin tiny tip tire tired
  tissue title toast tobacco toe toilet tomato tomatoes tongue tool toolbar tooth topic torch tortoise touch tour tourist tourists towel tower toxic toy toys track
  tractor trailer trains transfer trash travel treat treats tree trees trend triangle trip trousers truck trucks trumpet trunk truth tune tunnel turkey turtle twin twins
  tyre ugly umbrella unable unhappy uniform university upset upstairs urgent user users vacation vaccine valley valuable van vanilla vase vegan vegetable vegetables
  vegetarian vehicle venue verb verse vest vice victim video videos village vinegar violation violin virus vitamin vocabulary vocal volcano volleyball volume vomit waist
  wait waiter waitress walk walking wall wallet war warm wash washing wasp watermelon wave waves wax weak wealth wear weather wedding weekend weigh weight welcome west
  wet whale wheat wheel whip whisky whistle white wider widow widower wife wifi wild win wind window windows wine wing winner winners winter wire wish wolf wonderful wood
  wooden wool work worker workers workshop worm worn worry worse worst wound wrist wrong yacht yard yellow yoga yoghurt yogurt young youngest youth zebra zero zoo zoom
  suck sucks fuck fucking shit damn crap idiot idiots moron bloody hell lol lmao wtf omg haha boring dull lame shut bollocks bugger useless rubbish
  bull bulls fin grew grow grown grows mayor mayors rate rates`),
);

const OTHER_LANGUAGES = (['fr', 'ht', 'es', 'sw'] as const).map((code) => ({
  code,
  words: new Set(STOPWORDS_BY_LANGUAGE[code]),
}));

/** Stopwords of other languages that are also English words or names: one alone does not make a question foreign. */
const AMBIGUOUS: ReadonlySet<string> = new Set(
  list(
    'a an as de des do dit e en es la la las le me men no on or plus pan para po si son sans sous te th tout tu un y',
  ),
);

/**
 * Detects the language of a question by its stopwords, and returns them: "un" is the United Nations in English but an
 * article in French.
 */
export function stopwordsFor(words: readonly string[]): {
  language: Language;
  stopwords: ReadonlySet<string>;
} {
  const hits = (set: ReadonlySet<string>) => words.reduce((sum, word) => sum + (set.has(word) ? 1 : 0), 0);
  const english = hits(ENGLISH_STOPWORDS);
  let best: { code: Language; words: ReadonlySet<string>; hits: number } | null = null;
  for (const { code, words: set } of OTHER_LANGUAGES) {
    const count = hits(set);
    if (count <= english || count <= (best?.hits ?? 0)) continue;
    if (count > 1 || words.some((word) => set.has(word) && !AMBIGUOUS.has(word)))
      best = { code, words: set, hits: count };
  }
  return best
    ? { language: best.code, stopwords: best.words }
    : { language: 'en', stopwords: ENGLISH_STOPWORDS };
}

/** Abbreviations typed in chats and on wires, and their expansions. */
export const SHORTHAND: ReadonlyMap<string, string> = new Map(
  list(`te:the th:the wo:who wat:what wot:what wen:when wht:what whr:where hw:how hwo:who y:why yr:year yrs:years wd:would shd:should cd:could abt:about w:with wo:without b4:before
    bc:because cuz:because coz:because cos:because bcos:because thru:through tho:though u:you ur:your r:are n:and da:the dat:that dis:this dem:them teh:the hte:the taht:that
    adn:and nad:and fo:of ot:to si:is sicne:since wehn:when waht:what whta:what hwo:how ppl:people govt:government gov:government gvt:government intl:international int'l:international
    natl:national nat'l:national org:organisation dept:department rec:recommendation recs:recommendations msn:mission mins:minutes hrs:hours wk:week mo:month pres:president
    sec:secretary gen:general amb:ambassador dep:deputy fm:from frm:from abv:above bw:between btw:between wrt:about asst:assistant cttee:committee cmte:committee comm:committee
    sen:senate mtg:meeting tmrw:tomorrow yday:yesterday tdy:today 2day:today fone:phone foto:photo pic:picture pics:pictures pix:pictures doc:document docs:documents
    spt:support eqpt:equipment eqp:equipment pers:personnel comd:command comdr:commander cmdr:commander ldr:leader ldrs:leaders ldrshp:leadership elex:elections elxn:elections elxns:elections
    sitn:situation auth:authorization authn:authorization authd:authorized deplt:deployment dply:deployment rvw:review trng:training infra:infrastructure contrib:contribution contribs:contributions
    mbr:member mbrs:members civ:civilian civs:civilians disc:discussions transn:transition resp:responsibility stabn:stabilisation recd:recommended msg:message fin:financial
    mon:monday tues:tuesday weds:wednesday thur:thursday thurs:thursday fri:friday
    2nd:second 3rd:third 4th:fourth 5th:fifth pax:passengers max:maximum cllr:councillor cllrs:councillors yng:young
    agst:against vs:against approx:approximately est:estimated incl:including btwn:between bn:billion mn:million`).map(
    (pair) => pair.split(':') as [string, string],
  ),
);

export type Language = 'en' | 'fr' | 'ht' | 'es' | 'sw';

/** Whether a text is the English name of a country or territory, as `Intl` lists them. */
export function isCountry(text: string): boolean {
  return COUNTRIES.has(text);
}

// --- internal ---

function list(words: string): string[] {
  return words.trim().split(/\s+/);
}
