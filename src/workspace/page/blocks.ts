import type { DataTableBlock, KnownBlock, SectionBlock, TextObject } from '@slack/types';
import { type Element, element, inputBlock, type Surface } from './elements.ts';
import { type Html, html } from './html.ts';
import { plain, richText, textObject } from './rich-text.ts';

/** The blocks of a message or view. They are valid: the platform refuses what Slack refuses. */
export function blocks(all: KnownBlock[], surface: Surface): Html {
  return html`<div class="blocks">${all.map(
    (block) => html`<div class="block block-${block.type}">${draw(block, surface)}</div>`,
  )}</div>`;
}

// --- internal ---

function draw(block: KnownBlock, surface: Surface): Html | Html[] {
  const { names, heading } = surface;
  switch (block.type) {
    case 'section':
      return section(block, surface);
    case 'header':
      return heading === 2 ? html`<h2>${plain(block.text)}</h2>` : html`<h3>${plain(block.text)}</h3>`;
    case 'divider':
      return html`<hr>`;
    case 'context':
      return block.elements.map((one) => textObject(one as TextObject, names));
    case 'actions':
    case 'context_actions':
      return block.elements.map((one) => element(one as Element, block.block_id, surface, true));
    case 'input':
      return inputBlock(block, surface);
    case 'rich_text':
      return richText(block.elements, names);
    case 'table':
    case 'data_table':
      return table(block, surface);
    default:
      return html`<small>A “${block.type}” block: Slack draws it, the local workspace does not.</small>`;
  }
}

function section({ text, fields = [], accessory, block_id }: SectionBlock, surface: Surface): Html {
  return html`
    <div class="section-text">${[...(text ? [text] : []), ...fields].map((one) => textObject(one, surface.names))}</div>
    ${accessory && element(accessory as Element, block_id, surface, true)}`;
}

/** The first row is the header. Cells are literal text, as in Slack. */
function table({ rows }: Pick<DataTableBlock, 'rows'>, { names }: Surface): Html {
  const [head = [], ...body] = rows.map((row) =>
    row.map((cell) => {
      if (cell.type === 'rich_text') return richText(cell.elements, names);
      return cell.type === 'raw_number' ? (cell.text ?? cell.value) : cell.text;
    }),
  );
  return html`<table>
    <thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
    <tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table>`;
}
