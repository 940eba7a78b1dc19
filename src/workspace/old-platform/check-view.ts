import { checkBlocks } from './check-blocks.ts';
import { checkOptionalString, checkText, type Fault } from './check-texts.ts';
import { isObj, type Obj, objs } from './json.ts';
import { LIMITS } from './limits.ts';

/** What Slack would refuse about a view, each reason with its place; empty when it is fine. */
export function checkView(view: Obj): string[] {
  const messages: string[] = [];
  const fault: Fault = (what, pointer) => messages.push(`[ERROR] ${what} [json-pointer:${pointer}]`);

  if (view.type !== 'modal' && view.type !== 'home') {
    fault('must be one of: modal, home', '/view/type');
    return messages;
  }
  if (view.type === 'modal') {
    checkText(view.title, '/view/title', LIMITS.viewTitle, fault, 'plain_text');
    for (const button of ['submit', 'close']) {
      if (isObj(view[button]))
        checkText(view[button], `/view/${button}`, LIMITS.viewTitle, fault, 'plain_text');
    }
    if (!view.submit && objs(view.blocks).some((block) => block.type === 'input')) {
      fault('missing required field: submit', '/view');
    }
  }
  checkOptionalString(view.callback_id, '/view/callback_id', LIMITS.id, fault);
  checkOptionalString(view.external_id, '/view/external_id', LIMITS.id, fault);
  checkOptionalString(view.private_metadata, '/view/private_metadata', LIMITS.privateMetadata, fault);
  const faults = checkBlocks(view.blocks, view.type);
  if (faults)
    messages.push(...(faults.messages.length > 0 ? inView(faults.messages) : [`[ERROR] ${faults.error}`]));
  return messages;
}

// --- internal ---

function inView(messages: string[]): string[] {
  return messages.map((message) => message.replace('json-pointer:/blocks', 'json-pointer:/view/blocks'));
}
