import { describe, expect, it } from 'vitest';
import { languageOf, languagesOf } from '../../src/facts/claim/language.ts';
import { createEqualNames } from '../../src/facts/claim/names.ts';
import { supportOf } from '../../src/facts/claim/support.ts';
import { LexiconSchema } from '../../src/facts/schema.ts';

const LEXICON = LexiconSchema.parse([
  {
    means: ['International Criminal Court', 'ICC'],
    fr: ['Cour pénale internationale', 'CPI'],
    ht: ['Tribinal Kriminèl'],
  },
  { means: ['May Day', 'Labour Day'], narrower: ['Whit Monday'], misheard: ['Mayday'] },
]);
const names = createEqualNames(LEXICON);

/** The words of a claim that a quote does not hold. */
function unbacked(quote: string, claim: string): string[] {
  const quotes = [{ text: quote, languages: [languageOf(quote)] }];
  return supportOf({ text: claim, languages: [languageOf(claim)] }, quotes, names).unbacked.map(
    ({ words }) => words,
  );
}

type Row = [quote: string, claim: string];

/** Every pair of a list, both ways. */
const alike = (...ways: string[]): Row[] =>
  ways.flatMap((quote) => ways.filter((way) => way !== quote).map((claim): Row => [quote, claim]));

describe('a number in a claim is backed by the same value', () => {
  it.each<Row>([
    ...'$20bn, US$5m, 10k, 1990s, 5pm, 3rd, 9mm, 1 200, 4½, 2024/25, 50%, −3, 10–12, £4.8bn'
      .split(', ')
      .map((way): Row => [`It was ${way} in all.`, `They said ${way}.`]),
    ...alike(
      '1 200 gourdes',
      '1\u00a0200 gourdes',
      '1\u202f200 gourdes',
      '1,200 gourdes',
      '1200 gourdes',
      '1.2k gourdes',
    ),
    ...alike('20bn people', '20 billion people', '20,000 million people', '20,000,000,000 people'),
    ...alike(
      'US$5m',
      '5 million US dollars',
      'USD 5 million',
      'US$5,000,000',
      'five million US dollars',
      'a US$5-million plan',
    ),
    ...alike('£4.8bn', '4.8 billion pounds', '£4,800 million', '4.8bn pounds sterling'),
    ...alike('10k people', '10,000 people', 'ten thousand people'),
    ...alike('4½ miles', '4.5 miles', '4 1/2 miles', 'four and a half miles'),
    ...alike('2024/25', '2024-25', '2024–25', '2024/2025'),
    ...alike('50%', '50 percent', '50 per cent', 'half', '50 pct', 'fifty percent'),
    ...alike('the 1990s', 'the nineties', "the '90s", 'the 90s'),
    ...alike('at 5pm', 'at 5 p.m.', 'at 5 pm', 'at 17:00', 'at 5:00 PM', 'at 17h00'),
    ...alike('the 3rd vote', 'the third vote'),
    ...alike('9mm', '9 mm', '9 millimetres', '0.9 cm'),
    ...alike(
      'won Olympic 200m gold',
      'won Olympic 200 m gold',
      'won the Olympic 200-metre gold',
      'won Olympic gold over 200 metres',
    ),
    ...alike('a fund of 200m gourdes', 'a fund of 200 million gourdes', 'two hundred million gourdes'),
    ...alike('−3°C', 'minus 3 degrees Celsius', '-3 °C'),
    ...alike('10–12 metres', '10-12 metres', '10 to 12 metres', 'between 10 and 12 metres', '10 – 12 m'),
    ...alike('won 7-4', 'won 7–4', 'won 7 to 4', 'won by 7 votes to 4'),
    ...alike('two-thirds of voters', 'two thirds of voters', '2/3 of voters'),
    ...alike('twice as much', 'two times as much'),
    ...alike('an 18-year-old', 'she is 18 years old', 'aged 18'),
    ...alike('three years', '3 years', 'a three-year term'),
    ...alike('twenty-one dead', '21 dead'),
    ...alike('two hundred and five', '205'),
    ...alike('half a million', '500,000', '0.5 million'),
    ...alike('half a million dollars', '$500,000'),
    ...alike('a quarter of a million dollars', '$250,000'),
    ...alike('£96 a year', '£96 per year'),
    ...alike('in World War II', 'in World War Two', 'in World War 2'),
    ...alike('under Article 7', 'under Article VII'),
    ['the winner got 250,000 dollars, the next 120,000 dollars', '250,000 dollars, and the next 120,000'],
    ...alike(
      'a magnitude 6.1 quake',
      'a 6.1-magnitude quake',
      'a quake of magnitude 6.1',
      'a magnitude-6.1 quake',
    ),
    ...alike('3 in 4 buyers', 'three in four buyers', 'three out of four buyers'),
    ['he won 3 in 10 days', 'he won 3'],
    ['Ana Smith, 34, was fined', 'Ana Smith, aged 34'],
    ...alike('Smith, 34', 'Smith is 34', 'Smith (34)'),
    ['Smith, a 34-year-old', 'Smith, 34'],
    ...alike('more than 300 people', 'over 300 people', 'upwards of 300 people'),
    ...alike('fewer than 50 people', 'less than 50 people', 'under 50 people'),
    ...alike('at least 80 people', 'no fewer than 80 people', '80 or more people'),
    ...alike('up to 80 people', 'no more than 80 people', 'at most 80 people', 'as many as 80 people'),
    ...alike('nearly half', 'almost half', 'nearly 50%'),
    ...alike('more than a million people', 'over 1m people', 'more than 1,000,000 people'),
    ...alike('more than two years', 'over two years'),
    ...alike('players under 18', 'under-18 players'),
    ['zaidi ya watu 300 katika mji wa', 'more than 300 people'],
    ['more than 300', 'at least 300'],
    ['fewer than 300', 'up to 300'],
    ['about 300', '300'],
    ['plus de 300 personnes dans la ville et le port', 'more than 300 people'],
    ['al menos 300 personas en la ciudad y el puerto', 'at least 300 people'],
    ['a row that went on over ten days', 'ten days'],
    ...alike('between 20 and 30 people', 'from 20 to 30 people', '20–30 people', '20 to 30 people'),
    ['128 million to 134 million pounds', '£128 million to £134 million'],
    ['rose from 30 to 40', 'stood at 30 before'],
    ['the vote was 7 votes to 4', '7 votes'],
    ['from 2017 to 2020', 'in 2017'],
    ...alike('2 cubic kilometres', '2 km³', '2 cubic kilometers', '2 km3'),
    ...alike('300 square feet', '300 sq ft'),
    ...alike('A$4m', '4 million Australian dollars', 'AUD 4 million'),
    ...alike('S$3m', '3 million Singapore dollars'),
    ...alike('HK$5m', '5 million Hong Kong dollars'),
    ...alike('J$5m', '5 million Jamaican dollars'),
    ['X$5m', 'X$5m'],
    ['deux kilomètres cubes de terre dans la ville et le port', '2 cubic kilometres'],
    ['between 180m and 200m euros', '€180m to €200m'],
    ['closed at 212.6p', 'closed at £2.126'],
    ['1 in 8 jobs', 'One in eight jobs'],
    ['Lin, 18, won', 'The winner is 18 years old'],
    ['US$5m', '$5m'],
    ['between 10 and 12 metres', 'at least 10 metres'],
    ['10–12 metres', 'up to 12 metres'],
    ['rose from 10 to 12', 'rose to 12'],
    ['both men', 'two men'],
    ['a man was shot', 'one man was shot'],
    ['a year ago', 'one year ago'],
    ['The court sat under Resolution 2699 and Article 5.', 'It cites Article 5 and Resolution 2699.'],
    ['an F-16 and flight MH370', 'Flight MH370 met an F-16'],
    ['decree number 2699', 'Decree No. 2699'],
    ['un budget de 1,5 million de gourdes est prévu pour la ville', 'A budget of 1.5 million gourdes'],
    ['un fonds de 5 milliards de dollars américains', 'a fund of US$5bn'],
    ['quatre-vingt-dix-sept personnes sont mortes dans le port', '97 people died'],
    ['el fondo es de 1.500 millones de dólares', 'a $1.5bn fund'],
    ['la ayuda de dos mil quinientos euros para los niños', '€2,500 in aid'],
    ['yo te bay 5 milyon goud ak 50 pousan nan lajan an', '5 million gourdes and 50%'],
    ['watu mia tatu na hamsini walifika kwa miaka mitatu', '350 people over three years'],
    ['asilimia 20 ya watu na dola milioni 5', '20% and $5 million'],
  ])('"%s" backs "%s"', (quote, claim) => {
    expect(unbacked(quote, claim)).toEqual([]);
  });

  it.each<[...Row, string]>([
    ['1 200 gourdes', '200 gourdes', '200 gourdes'],
    ['2024/25', 'in 25 years', '25 years'],
    ['the 2024/25 season', 'the 25 clubs', '25'],
    ['the 2024/25 season', 'the 2025/26 season', '2025/26'],
    ['4½ miles', '4 miles', '4 miles'],
    ['4.5 miles', '5 miles', '5 miles'],
    ['$20bn', '€20bn', '€20bn'],
    ['$20bn', '$20m', '$20m'],
    ['$5m', 'US$5m', 'US$5m'],
    ['£5', '5 people', '5'],
    ['in World War II', 'in World War One', 'War One'],
    ['under Article VII', 'under Article 8', 'Article 8'],
    ['250,000 dollars and 120,000 euros', '250,000 dollars, and the next 120,000', '120,000'],
    ['250,000 dollars and 120,000 dollars', '250,000 dollars and 120,000 people', '120,000'],
    ['250,000 dollars and 120,000 dollars', '250,000 dollars! next 120,000', '120,000'],
    ['Smith, 34, was fined', '34 were fined', '34'],
    ['at age 47', 'won by 47 votes', '47'],
    ['a 47-year-old', 'won by 47 votes', '47'],
    ['a magnitude 6.1 quake', '6.1 were hit', '6.1'],
    ['3 in 4', '3 buyers', '3'],
    ['3 out of 14', '14 buyers', '14'],
    ['3 in 4', '3 in 5', '3 in 5'],
    ['Between 10 and 15 were hurt', '10 were hurt', '10'],
    ['Between 10 and 15 were hurt', 'up to 10 were hurt', 'up to 10'],
    ['Between 10 and 15 were hurt', 'more than 10 were hurt', 'more than 10'],
    ['Between 10 and 15 were hurt', '15 were hurt', '15'],
    ['Between 10 and 15 were hurt', 'at least 15', 'at least 15'],
    ['from 30 to 40 people', '30 people', '30'],
    ['entre 10 et 15 personnes dans la ville et le port', '10 people', '10'],
    ['kati ya 10 na 15 katika mji wa watu', '10 people', '10'],
    ['from 30 to 40 people', '40 people', '40'],
    ['between 20 and 30 people', '20 people', '20'],
    ['between 20 and 30 people', 'over 20 people', 'over 20'],
    ['20 to 30 people', '30 people', '30'],
    ['fewer than 50', 'more than 50', 'more than 50'],
    ['more than 300', '300', '300'],
    ['more than 300', 'fewer than 300', 'fewer than 300'],
    ['more than 300', 'up to 300', 'up to 300'],
    ['at least 80', 'up to 80', 'up to 80'],
    ['at least 80', '80', '80'],
    ['at least 80', 'more than 80', 'more than 80'],
    ['up to 80', '80 people', '80'],
    ['up to 80', 'at least 80', 'at least 80'],
    ['300', 'more than 300', 'more than 300'],
    ['300', 'fewer than 300', 'fewer than 300'],
    ['80 or more', '80 or fewer', '80 or fewer'],
    ['80+ people', '80 people', '80'],
    ['nearly half', 'half', 'half'],
    ['more than a million people', 'a million people', 'million'],
    ['more than half', 'half', 'half'],
    ['more than half', 'less than half', 'less than half'],
    ['half', 'nearly half', 'nearly half'],
    ['over 300 people', 'under 300 people', 'under 300'],
    ['over $5m', '$5m', '$5m'],
    ['no more than 5 people', 'more than 5 people', 'more than 5'],
    ['more than 2000 people', '2000 people', '2000'],
    ['no less than 5 people', 'less than 5 people', 'less than 5'],
    ...['A$5m', 'S$5m', 'HK$5m', 'C$5m', 'X$5m', '5 million Canadian dollars'].map(
      (quote): [...Row, string] => [quote, 'a fund of $5m', '$5m'],
    ),
    ['A$5m', 'US$5m', 'US$5m'],
    ...['2 cubic metres', '2 cubic feet', '2 cubic centimetres', '2 square kilometres', '2 kilometres'].map(
      (claim): [...Row, string] => ['2 cubic kilometres', claim, claim],
    ),
    ['3 square feet', '3 square metres', '3 square metres'],
    ['3 square yards', '3 people', '3'],
    ['20 people', '20%', '20%'],
    ['20%', '20 people', '20'],
    ['20%', '20 percentage points', '20 percentage points'],
    ['10k people', '10 people', '10'],
    ['the 1990s', 'in 1990', '1990'],
    ['the 1990s', 'the 1980s', '1980s'],
    ['at 5pm', 'at 5am', '5am'],
    ['at 5pm', '5 people', '5'],
    ['the 3rd vote', '3 votes', '3'],
    ['the third vote', 'the second vote', 'second'],
    ['9mm', '9 cm', '9 cm'],
    ['won Olympic 200m gold', 'won Olympic 100m gold', '100m'],
    ['won Olympic 200m gold', '200 million', '200 million'],
    ['a fund of 200m gourdes', '200 metres', '200 metres'],
    ['−3°C', '3°C', '3°C'],
    ['10–12 metres', '11 metres', '11 metres'],
    ['10–12 metres', '12 metres', '12 metres'],
    ['won 7-4', 'won 4-7', '4-7'],
    ['won 7-4', 'won 7-3', '7-3'],
    ['2,017 people', 'since 2017', '2017'],
    ['in 2017', '2,017 people', '2,017'],
    ['two-thirds of voters', 'three-quarters of voters', 'three-quarters'],
    ['twice', 'three times', 'three times'],
    ['70mph', '70 km/h', '70 km/h'],
    ['£96 a year', '£96 a month', 'a month'],
    ['half a million dollars', 'half a million euros', 'half a million euros'],
    ['three months', 'three years', 'three years'],
    ['hundreds of homes', 'thousands of homes', 'thousands'],
    ['two men died', 'one man died', 'one'],
    ['Resolution 2699', 'Resolution 2700', 'Resolution 2700'],
    ['Resolution 2699', '2,699 people', '2,699'],
    ['5 judges', 'Article 5', 'Article 5'],
    ['an F-16', '16 planes', '16'],
    ['an F-16', 'an F-15', 'F-15'],
    [
      'un budget de 1,5 million de gourdes est prévu pour la ville',
      '15 million gourdes',
      '15 million gourdes',
    ],
    ['un fonds de 5 milliards de dollars', '$5m', '$5m'],
    ['el fondo es de 1.500 millones de dólares', '$1.5m', '$1.5m'],
    ['the first half', '50%', '50%'],
    ['a forty-man mission', 'a fourteen-man mission', 'fourteen'],
  ])('"%s" does not back "%s"', (quote, claim, words) => {
    expect(unbacked(quote, claim)).toEqual([words]);
  });
});

describe('a quote of a source in two languages is read in its own', () => {
  const PAGE: Record<string, string> = {
    French: 'Le procureur a dit que les faits sont dans la plainte et que le juge est saisi.',
    Spanish: 'El fiscal dijo que los hechos son parte de la denuncia y que el juez lo sabe.',
    Swahili: 'Mwendesha mashtaka alisema kuwa ni kesi ya watu katika mji wa bandari na kisiwa.',
    Creole: 'Komisè a di yo te jwenn anpil moun nan vil la, epi yo te pale ak jij la pou yo.',
  };
  const ENGLISH =
    'The prosecutor said that the facts are in the complaint and that it was the judge who has the case, which is not in the courts of the state.';

  /** The quote alone in its paragraph, beside English and another language. */
  function unbackedBeside(language: string, quote: string, claim: string): string[] {
    const tell = languagesOf([ENGLISH, PAGE[language] ?? '', quote]);
    const quotes = [{ text: quote, languages: tell(quote, quote) }];
    return supportOf({ text: claim, languages: ['en'] }, quotes, names).unbacked.map(({ words }) => words);
  }

  it.each<[string, ...Row]>([
    ['French', '14 juillet 2023', 'on 14 July 2023'],
    ['French', 'deux ans', '2 years'],
    ['French', 'quatre-vingt-dix', '90 people'],
    ['French', 'mort le 14 juillet 2023 dans la ville et le port', 'on 14 July 2023'],
    ['Spanish', '1 de mayo', 'on 1 May'],
    ['Spanish', '2.500 millones', '2.5 billion'],
    ['Swahili', 'bilioni tatu', '3 billion'],
    ['Creole', '24 jiyè 2023', 'on 24 July 2023'],
    ['French', '5 billion dollars', '5 billion dollars'],
    ['French', 'on 14 July 2023', 'on 14 July 2023'],
    ['French', 'it said 1,500 people were in the town of the north', '1,500 people'],
    ['Spanish', 'autoridades haitianas', 'Haitian authorities'],
  ])('beside %s, "%s" backs "%s"', (language, quote, claim) => {
    expect(unbackedBeside(language, quote, claim)).toEqual([]);
  });

  it.each<[string, ...Row, string]>([
    ['French', '14 juillet 2023', 'on 14 June 2023', '14 June 2023'],
    ['French', '14 juillet 2023', '14 people', '14'],
    ['Spanish', '2.500 millones', '2.5 people', '2.5'],
    ['French', '5 billion dollars', '$5bn', '$5bn'],
    ['French', '1,500 km', '1.5 km', '1.5 km'],
    ['French', 'un budget de 1,500 million dans la ville et le port', '1,500 people', '1,500'],
  ])('beside %s, "%s" does not back "%s"', (language, quote, claim, words) => {
    expect(unbackedBeside(language, quote, claim)).toEqual([words]);
  });
});

describe('a date in a claim is backed by the same date', () => {
  it.each<Row>([
    ...alike(
      'on 24 August 2025',
      'on August 24, 2025',
      'on 24/08/2025',
      'on 2025-08-24',
      'on 24th August 2025',
      'on Aug. 24, 2025',
      'on the 24th of August 2025',
    ),
    ['on 24 August 2025', 'in August 2025'],
    ['on 24 August 2025', 'in 2025'],
    ['on 24 August 2025', 'on 24 August'],
    ['on 24 August 2025', 'on the 24th'],
    ['le 24 août 2025 dans la ville', 'on August 24, 2025'],
    ['el 24 de agosto de 2025 en la ciudad', 'on August 24, 2025'],
    ['nan dat 24 out 2025 yo te rive', 'on August 24, 2025'],
    ['tarehe 24 Agosti 2025 katika mji wa', 'on August 24, 2025'],
    ['le 1er mai et le mardi dans la ville', 'on Tuesday and 1 May'],
    ['on a Monday in May', 'On Monday in May'],
    ...alike('at 17:00', 'at 17.00', 'at 5pm'),
    ...alike('in the 1800s', 'in the 19th century', 'in the nineteenth century'),
    ['it traded at 12.50', 'traded at 12.50'],
    ['only 07.30–09.30', 'from 07.30 to 09.30'],
    ['in the May vote and in April', 'in April and May'],
    ['May lent $5m', 'May lent $5m'],
    ['Theresa May lent $5m', 'May lent $5m'],
    ['on 3/4/2025', 'on 3/4/2025'],
  ])('"%s" backs "%s"', (quote, claim) => {
    expect(unbacked(quote, claim)).toEqual([]);
  });

  it.each<[...Row, string]>([
    ['on 24 August 2025', 'on 25 August 2025', '25 August 2025'],
    ['on 24 August 2025', 'on 24 July 2025', '24 July 2025'],
    ['on 24 August 2025', 'on 24 August 2024', '24 August 2024'],
    ['on 24 August', '24 people', '24'],
    ['on 24 August', 'the 24th round', '24th'],
    ['on 24 August', 'on 24 August 2025', '24 August 2025'],
    ['in August, and on 24 July', 'on 24 August', '24 August'],
    ['on 3/4/2025', 'on 3 April 2025', '3 April 2025'],
    ['on Tuesday', 'on Monday', 'Monday'],
    ['she may march', 'in May', 'May'],
    ['in March', 'in May', 'May'],
    ['at 17.00', 'at 17:30', '17:30'],
    ['at 17.00 dollars', 'at 17:00', '17:00'],
    ['in the 1800s', 'in the 18th century', '18th century'],
    ['in the 1800s', 'the 19th round', '19th'],
    ['it lent $5m in May', 'May lent $5m', 'May'],
    ['in May 2019', 'May resigned', 'May'],
  ])('"%s" does not back "%s"', (quote, claim, words) => {
    expect(unbacked(quote, claim)).toEqual([words]);
  });
});

describe('a name in a claim is backed by the same name', () => {
  it.each<Row>([
    ...alike('by the U.S. and the M.S.S.', 'by the US and the MSS'),
    ...alike('in Haiti', 'the Haitian people'),
    ...alike('Kenyan officers', 'officers from Kenya', 'the Kenyans'),
    ['in Haiti', 'the people of Haïti'],
    ['les autorités haïtiennes et la France dans le pays', 'Haitian and French authorities'],
    ['lapolis ayisyen ak Etazini nan peyi a', 'Haitian police and the United States'],
    ['la policía haitiana y los Estados Unidos en el país', 'Haitian police and the US'],
    ['polisi wa Marekani na Ufaransa katika mji', 'the United States and France'],
    ['selon la Cour pénale internationale à La Haye', 'The International Criminal Court'],
    ['the ICC ruled', 'the International Criminal Court'],
    ['the president, William Ruto', 'President William Ruto'],
    ['President Jovenel Moïse', 'Jovenel Moise'],
    ['Guterres’ plan and Rubio’s', 'Rubio and Guterres'],
    ['an MP', 'the MPs'],
    ['a Democrat', 'the Democrats'],
    ['HAITI IN CRISIS', 'Haiti'],
    ['the Nato chief', 'the NATO chief'],
    ['Port-au-Prince', 'Port au Prince'],
    ['reports say so', 'Reports say so'],
    ['a detective said so', 'Detectives said so'],
    ['an ex-minister', 'Former ministers'],
    ['a Lib Dem', 'the Lib Dems'],
    ['it was 200', 'Exactly 200'],
    ["il dit que l'aide est dans le port et la ville", "L'aide est dans le port et la ville"],
    ['in North Dakota', 'North Dakota voted'],
    ['New President Ana Diaz', 'Ana Diaz'],
    ['New Fiat cars', 'Fiat cars'],
    ['voters in New York', 'New York voters'],
    ['Ada Bello resigned', 'Ms Bello resigned'],
    ['Mrs Bello resigned', 'Ms Bello resigned'],
    ['Mr. Ben Smith and Mrs. Jones', 'Mr Smith met Ms Jones'],
    ['two Democrats', 'The Democrat'],
    ['Ana Diaz, a Labour MP', 'Labour MP Ana Diaz'],
    ['Marco Antonio Rubio', 'Marco Rubio'],
    ['Secretary of State Marco Rubio', 'Secretary Rubio'],
  ])('"%s" backs "%s"', (quote, claim) => {
    expect(unbacked(quote, claim)).toEqual([]);
  });

  it.each<[...Row, string]>([
    ['the Williams sisters', 'William', 'William'],
    ['Roberts resigned', 'the judge Robert', 'Robert'],
    ['in Austria', 'in Australia', 'Australia'],
    ['the officer said so', 'Penland said so', 'Penland'],
    ['US$5m', 'the US', 'US'],
    ['in Niger', 'in Nigeria', 'Nigeria'],
    ['les autorités nigérianes dans le pays', 'authorities of Niger', 'Niger'],
    ['in Equatorial Guinea', 'in Guinea', 'Guinea'],
    ['in South Korea', 'in North Korea', 'North Korea'],
    ['the Organisation of American States', 'the United States', 'United States'],
    ['it gave us the money', 'it gave the US the money', 'US'],
    ['he ate turkey', 'he went to Turkey', 'Turkey'],
    ['Marc Dupont', 'Marie Dupont', 'Marie'],
    ['Mary Brown met John Smith', 'Mary Smith', 'Mary Smith'],
    ['Ana Diaz of Labour', 'Ana Labour', 'Ana Labour'],
    ['on Whit Monday', 'on May Day', 'May Day'],
    ['Mr Brown said', 'Mr Browne said', 'Browne'],
    ['in North Dakota', 'in Dakota', 'Dakota'],
    ['in North Dakota', 'in South Dakota', 'South Dakota'],
    ['voters in New York', 'voters in York', 'York'],
    ['Mr Smith met Mrs Jones', 'he met Mr Jones', 'Mr'],
    ['Mr Smith met Mrs Jones', 'he met Ms Smith', 'Ms'],
    ['the brown car', 'a Brown car', 'Brown'],
  ])('"%s" does not back "%s"', (quote, claim, words) => {
    expect(unbacked(quote, claim).join(' ')).toBe(words);
  });
});
