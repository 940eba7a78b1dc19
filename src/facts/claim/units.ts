import { withoutAccents } from './tokens.ts';

/**
 * A unit or currency: what it is counted in, and how many of that it is. A bare "$" is the US dollar or one that the text
 * leaves open, so that a source's "US$" backs a claim's "$", and not the other way round. No other dollar is a bare one.
 */
export interface Unit {
  base: string;
  factor: number;
  /** The wider kind that it also is. */
  wider?: string;
}

export type Units = ReadonlyMap<string, readonly Unit[]>;

// --- internal ---

/** `words = base` or `words = factor base`; a base in capitals with a second word has that for its wider kind. */
function table(text: string): Units {
  const units = new Map<string, Unit[]>();
  for (const line of text.trim().split('\n')) {
    const [words = '', meaning = ''] = line.trim().split(' = ');
    const [first = '', ...rest] = meaning.split(' ');
    const factor = Number(first);
    const unit: Unit = Number.isNaN(factor)
      ? { base: first, factor: 1, ...(rest[0] ? { wider: rest[0] } : {}) }
      : { base: rest[0] ?? '', factor };
    for (const word of words.split(',')) {
      const key = withoutAccents(word.trim().toLowerCase());
      units.set(key, [...(units.get(key) ?? []), unit]);
    }
  }
  return units;
}

/** Currencies by sign, code and word, in five languages. */
export const CURRENCIES: Units = table(`
  $, dollar, dollars, dólar, dólares, dola, dolè = dollar
  us$, usd, us dollar, us dollars, american dollar, american dollars, u.s. dollars, dollars américains, dollar américain, dólares estadounidenses, dola za marekani, dola ameriken = USD dollar
  c$, ca$, cad, canadian dollar, canadian dollars, dollars canadiens, dólares canadienses = CAD
  a$, au$, aud, australian dollar, australian dollars, dollars australiens, dólares australianos = AUD
  nz$, nzd, new zealand dollar, new zealand dollars = NZD
  hk$, hkd, hong kong dollar, hong kong dollars, dollars de hong kong = HKD
  s$, sg$, sgd, singapore dollar, singapore dollars, dollars de singapour = SGD
  nt$, ntd, twd, taiwan dollar, taiwan dollars, new taiwan dollars = TWD
  j$, ja$, jmd, jamaican dollar, jamaican dollars, dollars jamaïcains = JMD
  tt$, ttd, trinidad and tobago dollars = TTD
  bds$, bbd, barbadian dollars, barbados dollars = BBD
  b$, bsd, bahamian dollar, bahamian dollars = BSD
  ec$, xcd, east caribbean dollars = XCD
  g$, gy$, gyd, guyanese dollars = GYD
  z$, zwl, zimbabwean dollars, zimbabwe dollars = ZWL
  n$, nad, namibian dollars = NAD
  l$, lrd, liberian dollars = LRD
  €, eur, euro, euros, yuro, ewo = EUR
  £, gbp, pounds sterling, sterling, livres sterling, libras esterlinas, pauni = GBP
  egyptian pounds = EGP
  lebanese pounds = LBP
  sudanese pounds = SDG
  syrian pounds = SYP
  pound, pounds, livres, libras = GBP
  ¥, jpy, yen, yens = JPY
  cny, rmb, yuan, yuans, renminbi = CNY
  ₹, inr, indian rupees = INR rupee
  rs, rupee, rupees, roupies, rupias = rupee
  htg, gourde, gourdes, goud, gourds = HTG
  kes, ksh, kshs, kenyan shillings = KES shilling
  sh, shs, shilling, shillings, shilingi = shilling
  ugx, ush, ugandan shillings = UGX shilling
  tzs, tsh, tanzanian shillings = TZS shilling
  chf, swiss francs, francs suisses = CHF franc
  xof, xaf, cfa francs, francs cfa = CFA franc
  franc, francs = franc
  mxn, mexican pesos = MXN peso
  dop, dominican pesos, pesos dominicanos = DOP peso
  peso, pesos = peso
  r$, brl, reais = BRL
  ₦, ngn, naira, nairas = NGN
  zar, rand, rands = ZAR
  ₽, rub, rouble, roubles, ruble, rubles = RUB
  ₩, krw = KRW
  krona, kronor, krone, kroner, sek, nok, dkk, kr = krone
  bitcoin, bitcoins, btc = BTC
  cent, cents, centavos, centimes = cent
  p, pence, penny = .01 GBP
`);

/** What sums are counted in. */
export const CURRENCY_BASES: ReadonlySet<string> = new Set(
  [...CURRENCIES.values()].flatMap((units) => units.map(({ base }) => base)),
);

/** Units of measure, by word and abbreviation. */
export const UNITS: Units = table(`
  %, percent, per cent, pct, pour cent, pourcent, por ciento, pousan, asilimia = .01 share
  percentage point, percentage points, points de pourcentage, point de pourcentage, puntos porcentuales, pp, ppt = point
  basis point, basis points = basis-point
  mm, millimetre, millimetres, millimeter, millimeters, millimètres, milímetros, milimita = .001 m
  cm, centimetre, centimetres, centimeter, centimeters, centimètres, centímetros, sentimita = .01 m
  metre, metres, meter, meters, mètre, mètres, metro, metros, mita, mèt = m
  km, kms, kilometre, kilometres, kilometer, kilometers, kilomètre, kilomètres, kilómetro, kilómetros, kilomita, kilomèt = 1000 m
  mile, miles, millas, maili = mile
  ft, foot, feet, pieds, pies, futi = foot
  inch, inches = inch
  yd, yard, yards = yard
  mg, milligram, milligrams, milligrammes = .001 g
  g, gram, grams, gramme, grammes, gramos = g
  kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes, kilogramo, kilogramos = 1000 g
  tonne, tonnes, metric ton, metric tons, toneladas, tonelada, tani, tòn = 1000000 g
  ton, tons = ton
  lb, lbs, pound, pounds, libras = lb
  oz, ounce, ounces = ounce
  ml, millilitre, millilitres, milliliters = .001 litre
  l, litre, litres, liter, liters, litro, litros, lita, lit = litre
  gallon, gallons, galon = gallon
  barrel, barrels, baril, barils, barriles = barrel
  ha, hectare, hectares, hectárea, hectáreas, hekta = hectare
  acre, acres, ekari = acre
  mm², mm2, sq mm, square millimetre, square millimetres, square millimeters = square-mm
  cm², cm2, sq cm, square centimetre, square centimetres, square centimeters, centimètres carrés, centímetros cuadrados = square-cm
  m², m2, sq m, square metre, square metres, square meter, square meters, mètres carrés, mèt kare, metros cuadrados, mita za mraba = square-m
  km², km2, sq km, square kilometre, square kilometres, square kilometer, square kilometers, kilomètres carrés, kilomèt kare, kilómetros cuadrados, kilomita za mraba = square-km
  square mile, square miles, sq mile, sq miles, milles carrés, millas cuadradas = square-mile
  sq ft, ft², square foot, square feet, pieds carrés, pies cuadrados = square-foot
  square yard, square yards = square-yard
  square inch, square inches = square-inch
  mm³, mm3, cubic millimetre, cubic millimetres, cubic millimeters = cubic-mm
  cm³, cm3, cc, cubic centimetre, cubic centimetres, cubic centimeter, cubic centimeters, centimètres cubes, centímetros cúbicos = cubic-cm
  m³, m3, cubic metre, cubic metres, cubic meter, cubic meters, mètres cubes, mètre cube, mèt kib, metros cúbicos, mita za ujazo = cubic-m
  km³, km3, cubic kilometre, cubic kilometres, cubic kilometer, cubic kilometers, kilomètres cubes, kilómetros cúbicos = cubic-km
  cubic mile, cubic miles = cubic-mile
  ft³, cu ft, cubic foot, cubic feet, pieds cubes, pies cúbicos = cubic-foot
  cubic yard, cubic yards = cubic-yard
  cubic inch, cubic inches = cubic-inch
  km/h, kmh, kph, kilometres per hour, kilometres an hour, kilometers per hour = km/h
  mph, miles per hour, miles an hour = mph
  knot, knots = knot
  kw, kilowatts = 1000 watt
  mw, megawatt, megawatts, mégawatts, megavatios = 1000000 watt
  gw, gigawatt, gigawatts = 1000000000 watt
  kwh = 1000 Wh
  mwh = 1000000 Wh
  gwh = 1000000000 Wh
  mb, megabytes = 1000000 byte
  gb, gigabytes = 1000000000 byte
  tb, terabytes = 1000000000000 byte
  hp, horsepower = horsepower
  °c, degrees celsius, degrés celsius, celsius, c = celsius
  °f, degrees fahrenheit, fahrenheit, f = fahrenheit
  °, degree, degrees, degrés, grados = degree
  second, seconds, sec, secs, s, seconde, secondes, segundos, segonn, sekunde = second
  minute, minutes, min, mins, minuto, minutos, minit, dakika = minute
  hour, hours, hr, hrs, h, heure, heures, hora, horas, èdtan, saa = hour
  day, days, jour, jours, día, días, jou, siku = day
  week, weeks, semaine, semaines, semana, semanas, semèn, wiki = week
  month, months, mois, mes, meses, mwa, mwezi, miezi = month
  year, years, yr, yrs, an, ans, année, années, año, años, ane, mwaka, miaka = year
  decade, decades, décennie, décennies, década, décadas, muongo, miongo = decade
  century, centuries, siècle, siècles, siglo, siglos, syèk, karne = century
  magnitude, magnitud, mayitid = magnitude
  times, fold, fois, veces, fwa, mara = times
`);
