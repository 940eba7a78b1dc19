import { isObj, type Obj, obj, objs, str } from './json.ts';

/**
 * Blocks as Slack keeps them: every block and every element has its id, and plain text comes back
 * with `&`, `<` and `>` escaped, whether it was sent so or not.
 */
export function storeBlocks(blocks: unknown, nextId: () => string): Obj[] {
  return objs(structuredClone(blocks)).map((block) => {
    const kept = escapePlain(block) as Obj;
    if (!str(kept.block_id)) kept.block_id = nextId();
    for (const element of elementsOf(kept)) {
      if (str(element.type) !== 'image' && !str(element.action_id)) element.action_id = nextId();
    }
    return kept;
  });
}

/** The elements of a block that a person can act on. */
export function elementsOf(block: Obj): Obj[] {
  if (block.type === 'section') return block.accessory ? [obj(block.accessory)] : [];
  if (block.type === 'input') return block.element ? [obj(block.element)] : [];
  if (block.type === 'actions' || block.type === 'context_actions') return objs(block.elements);
  return [];
}

export function findElement(blocks: Obj[], blockId: string, actionId: string): Obj | undefined {
  const block = blocks.find((one) => one.block_id === blockId);
  return block && elementsOf(block).find((element) => element.action_id === actionId);
}

/** What a person types, or an app sends as plain text, as Slack writes it down. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function decodeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

// --- internal ---

function escapePlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapePlain);
  if (!isObj(value)) return value;
  if (value.type === 'plain_text') {
    return { ...value, text: escapeText(decodeText(str(value.text))), emoji: value.emoji ?? true };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapePlain(inner)]));
}
