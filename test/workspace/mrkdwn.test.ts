import type { RichTextElement, RichTextSection } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { mrkdwnToRichText } from '../../src/workspace/page/mrkdwn.ts';
import { mrkdwn, richText } from '../../src/workspace/page/rich-text.ts';
import { words } from './visitor.ts';

const names = {
  user: (id: string) => (id === 'U0ADA00000' ? 'Ada' : id),
  channel: (id: string) => (id === 'C0NEWSROOM' ? 'newsroom' : id),
  timeZone: 'America/New_York',
};
const html = (text: string) => mrkdwn(text, names).markup;

/** Pieces of the first section, shortly: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, `[link]`. */
function pieces(text: string): string[] {
  const [section] = mrkdwnToRichText(text) as RichTextSection[];
  return (section?.elements ?? []).map((one) => {
    const { bold, italic, strike, code } = one.style ?? {};
    const marks = `${bold ? '*' : ''}${italic ? '_' : ''}${strike ? '~' : ''}${code ? '`' : ''}`;
    return one.type === 'text' ? marks + one.text : `${marks}[${one.type} ${said(one)}]`;
  });
}

function said(one: RichTextElement): string {
  const { text, user_id, channel_id, range } = one as unknown as { [key: string]: unknown };
  return String(text ?? user_id ?? channel_id ?? range);
}

describe('mrkdwn reads as in Slack', () => {
  it.each([
    ['*bold* and _it_ and ~gone~', ['*bold', ' and ', '_it', ' and ', '~gone']],
    ['*_both_*', ['*_both']],
    ['(*in brackets*), "*quoted*"', ['(', '*in brackets', '), "', '*quoted', '"']],
    ['2*3*4 a*b*c snake_case_word', ['2*3*4 a*b*c snake_case_word']],
    ['* not bold * and *open', ['* not bold * and *open']],
    ['*not\nbold*', ['*not\nbold*']],
    ['**double** __under__', ['**double** __under__']],
    ['`code *x*` after', ['`code *x*', ' after']],
    ['# no heading, - no list, [no](link)', ['# no heading, - no list, [no](link)']],
    ['| no | table |', ['| no | table |']],
    ['&lt;!channel&gt; &amp;lt;', ['<!channel> &lt;']],
    ['&copy; &quot; &#60;', ['&copy; &quot; &#60;']],
    ['<https://a.org/?x=1&amp;y=2|a &lt;b&gt;>', ['[link a <b>]']],
    [
      'see https://a.org/b_c_d, or (https://e.org).',
      ['see ', '[link https://a.org/b_c_d]', ', or (', '[link https://e.org]', ').'],
    ],
    ['<mailto:a@b.org|mail>', ['[link mail]']],
    ['<javascript:alert(1)|x> <data:x|y>', ['<javascript:alert(1)|x> <data:x|y>']],
    [
      '<@U0ADA00000> <@U0ADA00000|ada> <#C0NEWSROOM|news>',
      ['[user U0ADA00000]', ' ', '[user U0ADA00000]', ' ', '[channel C0NEWSROOM]'],
    ],
    ['<!here> <!everyone|x> <!unknown>', ['[broadcast here]', ' ', '[broadcast everyone]', ' <!unknown>']],
    [':wave: at 10:30:45', [':wave: at 10:30:45']],
    ['*<https://a.org|b>*', ['*[link b]']],
    ['*a <@U0ADA00000> `b*` c*', ['*a ', '*[user U0ADA00000]', '* ', '*`b*', '* c']],
  ])('%j', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it.each([
    ['> one\n> two\nafter', ['rich_text_quote', 'rich_text_section']],
    ['before\n&gt; quoted too, as Slack does it', ['rich_text_section', 'rich_text_quote']],
    ['&gt;&gt;&gt; all\n\nof it', ['rich_text_quote']],
    ['```a *b*\n  c``` d', ['rich_text_preformatted', 'rich_text_section']],
    ['an unclosed ``` fence', ['rich_text_section']],
  ])('%j is made of %j', (text, expected) => {
    expect(mrkdwnToRichText(text).map((one) => one.type)).toEqual(expected);
  });

  it('keeps every word: nothing vanishes', () => {
    const text = '# A\n---\n| a |\n|---|\n![x](y) $z$ <b>c</b> 1) d\n    e';
    expect(words(html(text))).toBe('# A --- | a | |---| ![x](y) $z$ <b>c</b> 1) d e');
  });

  it('draws lists as lists', () => {
    const text = { type: 'text' as const, text: 'a & b' };
    const elements = [{ type: 'rich_text_section' as const, elements: [text] }];
    const list = { type: 'rich_text_list' as const, elements };
    const lists = [
      { ...list, style: 'bullet' as const },
      { ...list, style: 'ordered' as const },
    ];
    expect(richText(lists, names).markup).toBe(
      '<div class="rich"><ul><li>a &amp; b</li></ul><ol><li>a &amp; b</li></ol></div>',
    );
  });

  it('reads a line full of marks quickly', () => {
    const started = performance.now();
    html(`${'*a <https://a.org|b> '.repeat(500)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('shows names, and dates in the reader’s time zone', () => {
    expect(words(html('<@U0ADA00000> in <#C0NEWSROOM>'))).toBe('@Ada in #newsroom');
    const date = (format: string, timeZone: string) =>
      words(mrkdwn(`<!date^1755993600^${format}|24 August>`, { ...names, timeZone }).markup);
    expect(date('on {date_num}^https://a.org', 'America/New_York')).toBe('on 2025-08-23');
    expect(date('{date_long}, {time}', 'Africa/Nairobi')).toBe('Sunday, August 24, 2025, 3:00 AM');
    expect(date('{nonsense}', 'UTC')).toBe('24 August');
  });
});
