import type { ReactNode } from 'react';
import type { Cast } from '../old-platform/cast.ts';
import { isObj, list, type Obj, obj, objs, str } from '../old-platform/json.ts';
import type { ControlContext } from './control.ts';
import { Element, InputBlock } from './controls.tsx';
import { markdownHtml } from './library.tsx';
import { Html, Mrkdwn, plain, RichText, TextObject } from './text.tsx';

/** The blocks of a message or view, in order. */
export function Blocks({ blocks, context }: { blocks: Obj[]; context: ControlContext }) {
  return blocks.map((block) => {
    const Kind = KINDS[str(block.type)] ?? Unknown;
    return (
      <div
        key={str(block.block_id)}
        className={`block block-${str(block.type)}`}
        data-block={str(block.block_id)}
      >
        <Kind block={block} context={context} cast={context.cast} />
      </div>
    );
  });
}

// --- internal ---

interface BlockProps {
  block: Obj;
  context: ControlContext;
  cast: Cast;
}

const KINDS: { [type: string]: (props: BlockProps) => ReactNode } = {
  section: Section,
  header: ({ block }) => <h3 className="block-heading">{plain(obj(block.text))}</h3>,
  divider: () => <hr />,
  context: Context,
  actions: Actions,
  context_actions: Actions,
  input: ({ block, context }) => <InputBlock block={block} context={context} />,
  rich_text: ({ block, cast }) => <RichText block={block} cast={cast} />,
  markdown: ({ block, cast }) => (
    <Html className="rich markdown" html={markdownHtml(str(block.text), cast)} />
  ),
  table: Table,
  image: ({ block }) => <Picture block={block} />,
};

function Section({ block, context, cast }: BlockProps) {
  const fields = objs(block.fields);
  return (
    <>
      <div className="section-text">
        {isObj(block.text) && <TextObject text={block.text} cast={cast} />}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have nothing else to be told apart by
              <TextObject key={i} text={field} cast={cast} />
            ))}
          </div>
        )}
      </div>
      {isObj(block.accessory) && (
        <div className="accessory">
          {block.accessory.type === 'image' ? (
            <Picture block={block.accessory} />
          ) : (
            <Element element={block.accessory} block={block} context={context} live />
          )}
        </div>
      )}
    </>
  );
}

function Context({ block, cast }: BlockProps) {
  return objs(block.elements).map((element, i) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: context elements have nothing else to be told apart by
    if (element.type === 'image') return <Picture key={i} block={element} small />;
    return <TextObject key={i} text={element} cast={cast} />;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: context elements have nothing else to be told apart by
  });
}

function Actions({ block, context }: BlockProps) {
  return objs(block.elements).map((element) => (
    <Element key={str(element.action_id)} element={element} block={block} context={context} live />
  ));
}

/** The first row is the heading. Cells are taken literally, as Slack takes them. */
function Table({ block, cast }: BlockProps) {
  const [head = [], ...rows] = list(block.rows).map(objs);
  const settings = list(block.column_settings).map(obj);
  const align = (column: number) => `align-${str(settings[column]?.align) || 'left'}`;
  const cell = (content: Obj) =>
    content.type === 'rich_text' ? <RichText block={content} cast={cast} /> : plainCell(content);
  // biome-ignore-start lint/suspicious/noArrayIndexKey: cells and rows are told apart by where they stand
  return (
    <table>
      <thead>
        <tr>
          {head.map((content, i) => (
            <th key={i} scope="col" className={align(i)}>
              {cell(content)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((content, j) => (
              <td key={j} className={align(j)}>
                {cell(content)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  // biome-ignore-end lint/suspicious/noArrayIndexKey: cells and rows are told apart by where they stand
}

function plainCell(content: Obj): string {
  return str(content.text) || str(content.value);
}

/** Pictures come from elsewhere, and nothing here is fetched from elsewhere: their description stands in. */
function Picture({ block, small }: { block: Obj; small?: boolean }) {
  const title = isObj(block.title) ? plain(block.title) : '';
  return (
    <span className={small ? 'picture picture-small' : 'picture'}>
      {title && <strong>{title}</strong>} Picture: {str(block.alt_text)}
    </span>
  );
}

function Unknown({ block, cast }: BlockProps) {
  const words = ['title', 'text', 'body', 'description', 'alt_text'].map((key) => block[key]);
  const said = words.map((word) => (isObj(word) ? str(word.text) : str(word))).filter(Boolean);
  return (
    <div className="undrawn">
      <span>A “{str(block.type)}” block: Slack draws it, the local workspace does not.</span>
      {said.length > 0 && <Mrkdwn text={said.join('\n')} cast={cast} />}
    </div>
  );
}
