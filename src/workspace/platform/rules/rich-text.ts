import { boolean, type Check, integer, list, object, oneOf, string, tagged } from './check.ts';
import { url } from './objects.ts';

const style: Check = object(
  {},
  {
    bold: boolean,
    code: boolean,
    italic: boolean,
    strike: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
);

function inline(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return object({ type: oneOf(type), ...required }, { style, ...optional });
}

/** A piece of text with nothing in it is refused: leave the piece out instead. */
const text = inline('text', { text: string() });
const link = inline('link', { url }, { text: string(), unsafe: boolean });

const part: Check = tagged({
  text,
  link,
  broadcast: inline('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  channel: inline('channel', { channel_id: string() }),
  color: inline('color', { value: string({ like: /^#[0-9a-fA-F]{6}$/ }) }),
  date: inline('date', { timestamp: integer(), format: string() }, { url, fallback: string() }),
  emoji: inline('emoji', { name: string() }, { unicode: string(), url }),
  team: inline('team', { team_id: string() }),
  user: inline('user', { user_id: string() }),
  usergroup: inline('usergroup', { usergroup_id: string() }),
});

const border = oneOf(0, 1);
const parts = list(part, { min: 0 });

const section: Check = object({ type: oneOf('rich_text_section'), elements: parts });

const pieces: Record<string, Check> = {
  rich_text_section: section,
  rich_text_list: object(
    {
      type: oneOf('rich_text_list'),
      style: oneOf('bullet', 'ordered'),
      elements: list(tagged({ rich_text_section: section })),
    },
    { indent: integer({ min: 0, max: 8 }), offset: integer({ min: 0 }), border },
  ),
  rich_text_quote: object({ type: oneOf('rich_text_quote'), elements: parts }, { border }),
  rich_text_preformatted: object(
    { type: oneOf('rich_text_preformatted'), elements: list(tagged({ text, link }), { min: 0 }) },
    { border, language: string() },
  ),
};

export const richText: Check = object(
  { type: oneOf('rich_text'), elements: list(tagged(pieces)) },
  { block_id: string({ max: 255 }) },
);
