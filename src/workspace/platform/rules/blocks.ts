import { allOf, boolean, type Check, list, number, object, oneOf, rule, string, tagged } from './check.ts';
import { accessory, action, contextAction, contextPart, input } from './elements.ts';
import { anyText, httpsUrl, imageSources, oneImageSource, plain, url } from './objects.ts';
import { richText } from './rich-text.ts';

const BLOCK_ID = string({ max: 255 });

function block(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return object({ type: oneOf(type), ...required }, { block_id: BLOCK_ID, ...optional });
}

const section: Check = allOf(
  block(
    'section',
    {},
    { text: anyText(3000), fields: list(anyText(2000), { max: 10 }), accessory, expand: boolean },
  ),
  rule((v) => ('text' in v || 'fields' in v ? undefined : 'must define either `text` or `fields`')),
);

const cell: Check = tagged({
  raw_text: object({ type: oneOf('raw_text'), text: string() }),
  raw_number: object({ type: oneOf('raw_number'), value: number, text: string() }),
  rich_text: richText,
});

const column: Check = (value, at, problems) => {
  // A null leaves a column as it is.
  if (value !== null) {
    object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })(value, at, problems);
  }
};

/** Everywhere: messages, modals and the Home tab. */
export const anywhere: Record<string, Check> = {
  section,
  actions: block('actions', { elements: list(action, { max: 25 }) }),
  context: block('context', { elements: list(contextPart, { max: 10 }) }),
  divider: block('divider', {}),
  header: block('header', { text: plain(150) }),
  image: allOf(
    block('image', { alt_text: string({ max: 2000 }) }, { ...imageSources, title: plain(2000) }),
    oneImageSource,
  ),
  input: block(
    'input',
    { label: plain(2000), element: input },
    { hint: plain(2000), optional: boolean, dispatch_action: boolean },
  ),
  rich_text: richText,
  video: block(
    'video',
    { alt_text: string(), title: plain(199), thumbnail_url: url, video_url: httpsUrl },
    {
      author_name: string({ max: 49 }),
      description: plain(199),
      provider_icon_url: url,
      provider_name: string(),
      title_url: httpsUrl,
    },
  ),
};

/** Only in messages. */
export const inMessages: Record<string, Check> = {
  context_actions: block('context_actions', { elements: list(contextAction, { max: 5 }) }),
  file: block('file', { external_id: string(), source: oneOf('remote') }),
  markdown: block('markdown', { text: string({ max: 12_000 }) }),
  table: block(
    'table',
    { rows: list(list(cell, { max: 20 }), { max: 100 }) },
    { column_settings: list(column, { max: 20 }) },
  ),
};
