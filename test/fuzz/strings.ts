import fc from 'fast-check';

/** Pieces that Slack, YAML, regular expressions, terminals or JavaScript might trip over. */
const TOKENS = [
  ...'< > & <@ <@U1| <# <#C1| <! <!channel> <!date^1^{date}| <https://a| <mailto:a'.split(' '),
  ...'&lt; &gt; &amp; &amp;lt;'.split(' '),
  ..."| * _ ~ ` ``` [ ] ]( { } ( ) :tada: ? ! . , - — ' ’ 0 1. 1,000 2025-08-24 $& \\".split(' '),
  ...'\u0000 \u0007 \u001b[31m \u0085 \u200b \u200d \u202e \u2028 \ufeff \ud83d \udc00'.split(' '),
  ...'🎉 👩‍👩‍👧 e\u0301 \u0301 İ ß ﬁ １ ٣'.split(' '),
  ...['\n', '\r\n', '\t', '\u00a0', ' ', '  '],
  ...'a the who when not help xoxb-1-a __proto__ constructor toString null'.split(' '),
  ...'what | and who |how many |mission |3 March|last week|topic |source |digest on '.split('|'),
];

/** Arbitrary text: graphemes, code points, code units, the pieces above, or some of them repeated. */
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
      .map(([parts, length]) => repeated(parts.join(''), length)),
  );
}

// --- internal ---

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}
