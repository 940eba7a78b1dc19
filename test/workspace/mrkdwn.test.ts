import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createCast } from '../../src/workspace/old-platform/cast.ts';
import { mrkdwnToRichText } from '../../src/workspace/old-platform/mrkdwn.ts';
import { Mrkdwn, RichText } from '../../src/workspace/page/text.tsx';
import { words } from './visitor.ts';

const cast = createCast('Echo Desk', '/echo');
const html = (text: string) => renderToStaticMarkup(Mrkdwn({ text, cast }));

/** Pieces of the first section, shortly: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, `[link]`. */
function pieces(text: string): string[] {
  const [section] = mrkdwnToRichText(text).elements as [{ elements: { [key: string]: never }[] }];
  return section.elements.map((one) => {
    const style = (one.style ?? {}) as { [name: string]: boolean };
    const marks =
      (style.bold ? '*' : '') +
      (style.italic ? '_' : '') +
      (style.strike ? '~' : '') +
      (style.code ? '`' : '');
    const said = String(one.text ?? one.name ?? one.user_id ?? one.channel_id ?? one.range ?? one.fallback);
    return one.type === 'text' ? marks + said : `${marks}[${one.type} ${said}]`;
  });
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
      '<@U0LOCALADA> <@U0LOCALADA|ada> <#C0NEWSROOM|news>',
      ['[user U0LOCALADA]', ' ', '[user U0LOCALADA]', ' ', '[channel C0NEWSROOM]'],
    ],
    ['<!here> <!everyone|x> <!unknown>', ['[broadcast here]', ' ', '[broadcast everyone]', ' <!unknown>']],
    [':wave: at 10:30:45', ['[emoji wave]', ' at 10:30:45']],
    ['*<https://a.org|b>*', ['*[link b]']],
    ['*a <@U0LOCALADA> `b*` c*', ['*a ', '*[user U0LOCALADA]', '* ', '*`b*', '* c']],
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
    expect(mrkdwnToRichText(text).elements.map((one) => one.type)).toEqual(expected);
  });

  it('keeps every word: nothing vanishes', () => {
    const text = '# A\n---\n| a |\n|---|\n![x](y) $z$ <b>c</b> 1) d\n    e';
    expect(words(html(text))).toBe('# A --- | a | |---| ![x](y) $z$ <b>c</b> 1) d e');
  });

  it('numbers each list by its own', () => {
    const item = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
    const list = (style: string, more = {}) => ({
      type: 'rich_text_list',
      style,
      elements: [item('a'), item('b')],
      ...more,
    });
    const block = { elements: [list('bullet'), list('ordered'), list('ordered', { offset: 4 })] };
    const html = renderToStaticMarkup(RichText({ block, cast }));
    expect(words(html)).toBe('a b 1. a 2. b 5. a 6. b');
  });

  it('shows names, emoji and dates', () => {
    expect(words(html('<@U0LOCALADA> in <#C0NEWSROOM> :white_check_mark: :nonesuch:'))).toBe(
      '@Ada in #newsroom ✅ :nonesuch:',
    );
    expect(words(html('<!date^1755993600^on {date_num}^https://a.org|then>'))).toMatch(/^on 2025-08-2[34]$/);
    expect(words(html('<!date^1755993600^{nonsense}|24 August>'))).toBe('24 August');
  });
});
