import type { KnownBlock } from '@slack/types';

/** Blocks as a page of plain text that a person can read and approve: the order and nesting of Slack, not its looks. */
export function pageOf(blocks: readonly KnownBlock[]): string {
  return blocks
    .flatMap((block): string[] => {
      switch (block.type) {
        case 'header':
          return [`# ${block.text.text}`];
        case 'rich_text':
          return block.elements.flatMap((element) => {
            switch (element.type) {
              case 'rich_text_list':
                return element.elements.map((item) => `${'  '.repeat(element.indent ?? 0)}• ${textOf(item)}`);
              case 'rich_text_quote':
                return [`> ${textOf(element)}`];
              default:
                return [textOf(element)];
            }
          });
        case 'context':
          return block.elements.map((element) => `~ ${'text' in element ? element.text : ''}`);
        case 'actions':
          return [
            block.elements.map((element) => ('text' in element ? `[${element.text.text}]` : '')).join(' '),
          ];
        default:
          throw new Error(`a ${block.type} is not expected here`);
      }
    })
    .join('\n');
}

/** Bold words between stars. */
function textOf({ elements }: { elements: readonly object[] }): string {
  return elements
    .map((element) => {
      const { text = '', style } = element as { text?: string; style?: { bold?: boolean } };
      return style?.bold ? `*${text}*` : text;
    })
    .join('');
}
