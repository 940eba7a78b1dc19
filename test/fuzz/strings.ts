import fc from 'fast-check';

/** What Slack, YAML, regular expressions, terminals and JavaScript each might trip over. */
const TOKENS = [
  ...[
    '<',
    '>',
    '&',
    '<@',
    '<@U1|',
    '<#',
    '<#C1|',
    '<!',
    '<!channel>',
    '<!date^1^{date}|',
    '<https://a|',
    '<mailto:a',
  ],
  ...[
    '&lt;',
    '&gt;',
    '&amp;',
    '&amp;lt;',
    '|',
    '*',
    '_',
    '~',
    '`',
    '```',
    '[',
    ']',
    '](',
    '{',
    '}',
    '(',
    ')',
    ':tada:',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\ud83d',
    '\udc00',
  ],
  ...['\n', '\r\n', '\t', '\u00a0', ' ', '  ', '🎉', '👩‍👩‍👧', 'e\u0301', '\u0301', 'İ', 'ß', 'ﬁ', '１', '٣'],
  ...[
    'a',
    'the',
    'who',
    'what ',
    'when',
    ' and who ',
    'not',
    'how many ',
    'mission ',
    '?',
    '!',
    '.',
    ',',
    '-',
    '—',
    "'",
    '’',
  ],
  ...[
    '0',
    '1.',
    '1,000',
    '3 March',
    '2025-08-24',
    'last week',
    '__proto__',
    'constructor',
    'toString',
    'null',
    '$&',
    '\\',
  ],
  ...['topic ', 'source ', 'help', 'digest on ', 'xoxb-1-a'],
] as const;

/** Any text at all: by the letter, by the code unit, of dangerous pieces, or one of these again and again. */
export function hostile(maxLength: number): fc.Arbitrary<string> {
  const token = fc.constantFrom(...TOKENS);
  const longest = (text: string) => text.slice(0, maxLength);
  return fc.oneof(
    fc.string({ maxLength: Math.min(maxLength, 200), unit: 'grapheme' }),
    fc.string({ maxLength: Math.min(maxLength, 200), unit: 'binary' }),
    fc
      .array(fc.nat(0xffff), { maxLength: Math.min(maxLength, 200) })
      .map((units) => String.fromCharCode(...units)),
    fc.array(token, { maxLength: 40 }).map((parts) => longest(parts.join(''))),
    fc
      .tuple(fc.array(token, { minLength: 1, maxLength: 3 }), fc.nat(maxLength))
      .map(([parts, length]) => again(parts.join(''), length)),
  );
}

// --- internal ---

function again(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}
