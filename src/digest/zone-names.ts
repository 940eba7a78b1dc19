/** What people call a time zone that has another name. */

/** Capitals and large cities that have no zone of their own, in lower case without accents, by their zone. */
export const CITIES: Record<string, string> = {
  'Africa/Johannesburg': 'cape town, durban, pretoria',
  'Africa/Lagos': 'abuja, kano',
  'Africa/Nairobi': 'kisumu, mombasa',
  'Africa/Cairo': 'alexandria',
  'Africa/Dar_es_Salaam': 'dodoma',
  'America/Chicago':
    'austin, dallas, houston, memphis, milwaukee, minneapolis, nashville, new orleans, san antonio, st louis',
  'America/Denver': 'albuquerque, salt lake city',
  'America/Edmonton': 'calgary',
  'America/Guayaquil': 'quito',
  'America/Los_Angeles':
    'las vegas, oakland, portland, sacramento, san diego, san francisco, san jose, seattle',
  'America/New_York':
    'atlanta, baltimore, boston, brooklyn, cleveland, miami, nyc, orlando, philadelphia, pittsburgh, washington, washington dc, washington d.c',
  'America/Sao_Paulo': 'belo horizonte, brasilia, rio, rio de janeiro',
  'America/Toronto': 'montreal, ottawa, quebec',
  'Asia/Dubai': 'abu dhabi',
  'Asia/Ho_Chi_Minh': 'hanoi',
  'Asia/Jerusalem': 'tel aviv',
  'Asia/Karachi': 'islamabad, lahore',
  'Asia/Kolkata': 'bangalore, bengaluru, bombay, chennai, delhi, hyderabad, madras, mumbai, new delhi, pune',
  'Asia/Shanghai': 'beijing, guangzhou, peking, shenzhen',
  'Asia/Tokyo': 'kyoto, osaka',
  'Australia/Sydney': 'canberra',
  'Europe/Amsterdam': 'rotterdam, the hague, utrecht',
  'Europe/Berlin': 'bonn, cologne, frankfurt, hamburg, munich',
  'Europe/Brussels': 'antwerp, ghent',
  'Europe/Istanbul': 'ankara',
  'Europe/London': 'birmingham, cardiff, edinburgh, glasgow, leeds, liverpool, manchester',
  'Europe/Madrid': 'barcelona, seville, valencia',
  'Europe/Moscow': 'saint petersburg, st petersburg',
  'Europe/Paris': 'bordeaux, lille, lyon, marseille, nice, strasbourg, toulouse',
  'Europe/Rome': 'florence, milan, naples, turin, venice',
  'Europe/Warsaw': 'krakow',
  'Europe/Zurich': 'basel, bern, geneva',
  'Pacific/Auckland': 'wellington',
};

/** Abbreviations, by the zone where most people who use them are. */
export const ABBREVIATIONS: Record<string, string> = {
  'Africa/Harare': 'CAT',
  'Africa/Johannesburg': 'SAST',
  'Africa/Lagos': 'WAT',
  'Africa/Nairobi': 'EAT',
  'America/Chicago': 'CT CST CDT',
  'America/Denver': 'MT MST MDT',
  'America/Halifax': 'AT AST ADT',
  'America/Los_Angeles': 'PT PST PDT',
  'America/New_York': 'ET EST EDT',
  'America/Sao_Paulo': 'BRT',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Karachi': 'PKT',
  'Asia/Kolkata': 'IST',
  'Asia/Seoul': 'KST',
  'Asia/Singapore': 'SGT',
  'Asia/Tokyo': 'JST',
  'Australia/Perth': 'AWST',
  'Australia/Sydney': 'AET AEST AEDT',
  'Europe/Athens': 'EET EEST',
  'Europe/Lisbon': 'WET WEST',
  'Europe/London': 'BST',
  'Europe/Moscow': 'MSK',
  'Europe/Paris': 'CET CEST',
  'Pacific/Auckland': 'NZT NZST NZDT',
  'Pacific/Honolulu': 'HST',
};

/** @param city in lower case, without accents */
export function zoneOfCity(city: string): string | null {
  return BY_CITY.get(city) ?? null;
}

/**
 * The zone that somebody means by an abbreviation, which does not say when clocks change: their own where its clocks
 * show the same, summer and winter.
 * @param own the zone of whoever asks
 * @returns null when it is not an abbreviation; of two letters only capitals are one
 */
export function zoneOfAbbreviation(word: string, own: string): string | null {
  const zone = BY_ABBREVIATION.get(word.length < 3 ? word : word.toUpperCase());
  if (!zone) return null;
  return offsets(own) === offsets(zone) ? own : zone;
}

// --- internal ---

const BY_CITY = new Map(
  Object.entries(CITIES).flatMap(([zone, cities]) => cities.split(', ').map((city) => [city, zone])),
);
const BY_ABBREVIATION = new Map(
  Object.entries(ABBREVIATIONS).flatMap(([zone, words]) => words.split(' ').map((word) => [word, zone])),
);

/** What a zone's clocks show in winter and summer. */
function offsets(timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return [0, 6]
    .map((month) => clock.format(new Date(Date.UTC(2026, month, 15))).replace(/.* /, ''))
    .join(' ');
}
