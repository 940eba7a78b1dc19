import { boolean, type Check, integer, kind, list, object, oneOf, string, tagged } from './check.ts';

/** Maximum characters of a text object and of a url. */
const TEXT = 3000;
const URL = 3000;

export const url: Check = string({ max: URL, like: /^(https?|mailto|slack|tel):\S+$/ });

export function plain(max = TEXT): Check {
  return object({ type: oneOf('plain_text'), text: string({ max }) }, { emoji: boolean });
}

function mrkdwn(max: number): Check {
  return object({ type: oneOf('mrkdwn'), text: string({ max }) }, { verbatim: boolean });
}

export function anyText(max = TEXT): Check {
  return tagged({ plain_text: plain(max), mrkdwn: mrkdwn(max) });
}

const flags = ['bold', 'code', 'italic', 'strike', 'underline', 'highlight', 'client_highlight', 'unlink'];
const style: Check = object({}, Object.fromEntries(flags.map((flag) => [flag, boolean])));

/** Slack refuses an empty text element. */
const text = kind('text', { text: string() }, { style });
const link = kind('link', { url }, { text: string(), unsafe: boolean, style });

const part: Check = tagged({
  ...text,
  ...link,
  ...kind('broadcast', { range: oneOf('here', 'channel', 'everyone') }, { style }),
  ...kind('channel', { channel_id: string() }, { style }),
  ...kind('date', { timestamp: integer(), format: string() }, { url, fallback: string(), style }),
  ...kind('emoji', { name: string() }, { unicode: string(), style }),
  ...kind('user', { user_id: string() }, { style }),
  ...kind('usergroup', { usergroup_id: string() }, { style }),
});

const border = oneOf(0, 1);
const parts = list(part, { min: 0 });
const section = kind('rich_text_section', { elements: parts });

export const richText = kind(
  'rich_text',
  {
    elements: list(
      tagged({
        ...section,
        ...kind(
          'rich_text_list',
          { style: oneOf('bullet', 'ordered'), elements: list(tagged(section)) },
          { indent: integer({ min: 0, max: 8 }), offset: integer({ min: 0 }), border },
        ),
        ...kind('rich_text_quote', { elements: parts }, { border }),
        ...kind(
          'rich_text_preformatted',
          { elements: list(tagged({ ...text, ...link }), { min: 0 }) },
          { border, language: string() },
        ),
      }),
    ),
  },
  { block_id: string({ max: 255 }) },
);
