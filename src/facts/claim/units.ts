import { withoutAccents } from './tokens.ts';

/**
 * A unit or currency: what it is counted in, and how many of that it is. "$" may be any dollar, so that a source's "US$"
 * backs a claim's "$", and not the other way round.
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
  c$, ca$, cad, canadian dollar, canadian dollars = CAD dollar
  a$, au$, aud, australian dollar, australian dollars = AUD dollar
  nz$, nzd, new zealand dollars = NZD dollar
  hk$, hkd, hong kong dollars = HKD dollar
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
  m², m2, sq m, square metre, square metres, square meters, mètres carrés, metros cuadrados = square-m
  km², km2, sq km, square kilometre, square kilometres, square kilometers, kilomètres carrés, kilómetros cuadrados = square-km
  square mile, square miles, sq miles = square-mile
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
  times, fold, fois, veces, fwa, mara = times
`);
