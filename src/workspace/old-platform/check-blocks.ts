import { checkElement } from './check-elements.ts';
import { checkId, checkString, checkText, type Fault } from './check-texts.ts';
import { isObj, list, type Obj, objs, str } from './json.ts';
import { LIMITS, type Surface } from './limits.ts';

/** What Slack would refuse about these blocks: nothing, or its error code and every reason. */
export interface BlockFaults {
  error: 'invalid_blocks' | 'invalid_blocks_format' | 'msg_blocks_too_long';
  messages: string[];
}

export function checkBlocks(blocks: unknown, surface: Surface): BlockFaults | null {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const messages: string[] = [];
  const fault: Fault = (what, pointer) => messages.push(`[ERROR] ${what} [json-pointer:${pointer}]`);

  if (blocks.length > LIMITS.blocks[surface]) {
    fault(`no more than ${LIMITS.blocks[surface]} items allowed`, '/blocks');
  }
  const seen = new Set<string>();
  for (const [i, block] of blocks.entries()) {
    const pointer = `/blocks/${i}`;
    if (!isObj(block)) {
      fault('must provide an object', pointer);
      continue;
    }
    checkId(block.block_id, `${pointer}/block_id`, seen, fault);
    const check = CHECKS[str(block.type)];
    if (!check) fault(`unsupported type: ${str(block.type)}`, `${pointer}/type`);
    else if (surface !== 'message' && MESSAGES_ONLY.has(str(block.type))) {
      fault(`unsupported type: ${str(block.type)}`, `${pointer}/type`);
    } else check(block, pointer, fault);
  }
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  if (surface === 'message' && textLength(blocks) > LIMITS.blocksText) {
    return { error: 'msg_blocks_too_long', messages: [] };
  }
  return null;
}

// --- internal ---

type Check = (block: Obj, pointer: string, fault: Fault) => void;

const MESSAGES_ONLY = new Set(['markdown', 'table', 'context_actions']);
const nothingMore: Check = () => {};

const CHECKS: Record<string, Check> = {
  section: checkSection,
  header: (block, pointer, fault) =>
    checkText(block.text, `${pointer}/text`, LIMITS.headerText, fault, 'plain_text'),
  divider: nothingMore,
  context: checkContext,
  actions: (block, pointer, fault) => checkElements(block, pointer, LIMITS.actionElements, fault),
  context_actions: (block, pointer, fault) => checkElements(block, pointer, 5, fault),
  image: (block, pointer, fault) => {
    if (!block.image_url && !block.slack_file) fault('missing required field: image_url', pointer);
    checkString(block.alt_text, `${pointer}/alt_text`, LIMITS.altText, fault);
  },
  input: (block, pointer, fault) => {
    checkText(block.label, `${pointer}/label`, LIMITS.labelText, fault, 'plain_text');
    checkElement(block.element, `${pointer}/element`, new Set(), fault);
    if (block.hint !== undefined)
      checkText(block.hint, `${pointer}/hint`, LIMITS.labelText, fault, 'plain_text');
  },
  markdown: (block, pointer, fault) => checkString(block.text, `${pointer}/text`, LIMITS.markdownText, fault),
  rich_text: checkRichText,
  table: checkTable,
  video: nothingMore,
  file: nothingMore,
  alert: nothingMore,
  card: nothingMore,
  carousel: nothingMore,
  container: nothingMore,
  plan: nothingMore,
  task_card: nothingMore,
  data_visualization: nothingMore,
};

function checkSection(block: Obj, pointer: string, fault: Fault): void {
  const fields = list(block.fields);
  if (block.text === undefined && fields.length === 0)
    fault('missing required field: text or fields', pointer);
  if (block.text !== undefined) checkText(block.text, `${pointer}/text`, LIMITS.sectionText, fault);
  if (fields.length > LIMITS.fields)
    fault(`no more than ${LIMITS.fields} items allowed`, `${pointer}/fields`);
  for (const [i, field] of fields.entries()) {
    checkText(field, `${pointer}/fields/${i}`, LIMITS.fieldText, fault);
  }
  if (block.accessory !== undefined) checkElement(block.accessory, `${pointer}/accessory`, new Set(), fault);
}

function checkContext(block: Obj, pointer: string, fault: Fault): void {
  const elements = list(block.elements);
  if (elements.length < 1) fault('must provide at least 1 element', `${pointer}/elements`);
  if (elements.length > LIMITS.contextElements) {
    fault(`no more than ${LIMITS.contextElements} items allowed`, `${pointer}/elements`);
  }
  for (const [i, element] of elements.entries()) {
    const at = `${pointer}/elements/${i}`;
    if (isObj(element) && element.type === 'image') checkElement(element, at, new Set(), fault);
    else checkText(element, at, LIMITS.sectionText, fault);
  }
}

function checkElements(block: Obj, pointer: string, limit: number, fault: Fault): void {
  const elements = list(block.elements);
  if (elements.length < 1) fault('must provide at least 1 element', `${pointer}/elements`);
  if (elements.length > limit) fault(`no more than ${limit} items allowed`, `${pointer}/elements`);
  const seen = new Set<string>();
  for (const [i, element] of elements.entries())
    checkElement(element, `${pointer}/elements/${i}`, seen, fault);
}

const RICH_PARTS = new Set([
  'rich_text_section',
  'rich_text_list',
  'rich_text_quote',
  'rich_text_preformatted',
]);

function checkRichText(block: Obj, pointer: string, fault: Fault): void {
  for (const [i, part] of objs(block.elements).entries()) {
    const at = `${pointer}/elements/${i}`;
    if (!RICH_PARTS.has(str(part.type))) fault(`unsupported type: ${str(part.type)}`, `${at}/type`);
    for (const [j, element] of objs(part.elements).entries()) {
      if (element.type === 'text' && !str(element.text)) {
        fault('must be more than 0 characters', `${at}/elements/${j}/text`);
      }
    }
  }
  if (list(block.elements).length === 0) fault('must provide at least 1 element', `${pointer}/elements`);
}

function checkTable(block: Obj, pointer: string, fault: Fault): void {
  const rows = list(block.rows);
  if (rows.length < 1) fault('must provide at least 1 row', `${pointer}/rows`);
  if (rows.length > LIMITS.tableRows)
    fault(`no more than ${LIMITS.tableRows} items allowed`, `${pointer}/rows`);
  for (const [i, row] of rows.entries()) {
    if (list(row).length > LIMITS.tableColumns) {
      fault(`no more than ${LIMITS.tableColumns} items allowed`, `${pointer}/rows/${i}`);
    }
  }
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0);
  if (!isObj(value)) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) {
    sum += key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner);
  }
  return sum;
}
