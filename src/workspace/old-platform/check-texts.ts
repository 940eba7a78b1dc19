import { isObj, type Obj, str } from './json.ts';
import { LIMITS } from './limits.ts';

/** Collects what is wrong, each with the place it is wrong at, as Slack words it. */
export type Fault = (what: string, pointer: string) => void;

export function checkText(
  value: unknown,
  pointer: string,
  limit: number,
  fault: Fault,
  kind: 'any' | 'plain_text' = 'any',
): void {
  if (!isObj(value)) {
    fault('must provide an object', pointer);
    return;
  }
  if (value.type !== 'plain_text' && value.type !== 'mrkdwn') {
    fault('unsupported type', `${pointer}/type`);
    return;
  }
  if (kind === 'plain_text' && value.type !== 'plain_text') fault('must be a plain_text object', pointer);
  checkString(value.text, `${pointer}/text`, limit, fault);
}

export function checkString(value: unknown, pointer: string, limit: number, fault: Fault): void {
  if (typeof value !== 'string') {
    fault('must provide a string', pointer);
    return;
  }
  if (value.length < 1) fault('must be more than 0 characters', pointer);
  if (value.length > limit) fault(`must be less than ${limit + 1} characters`, pointer);
}

export function checkOptionalString(value: unknown, pointer: string, limit: number, fault: Fault): void {
  if (value !== undefined && str(value).length > limit)
    fault(`must be less than ${limit + 1} characters`, pointer);
}

/** An id that was given must fit and must not stand twice among its neighbours. */
export function checkId(value: unknown, pointer: string, seen: Set<string>, fault: Fault): void {
  checkOptionalString(value, pointer, LIMITS.id, fault);
  const id = str(value);
  if (!id) return;
  const name = pointer.split('/').at(-1);
  if (seen.has(id)) fault(`\`${name}\` "${id}" already exists`, pointer);
  seen.add(id);
}

export function checkConfirm(value: unknown, pointer: string, fault: Fault): void {
  if (value === undefined) return;
  if (!isObj(value)) {
    fault('must provide an object', pointer);
    return;
  }
  const confirm: Obj = value;
  checkText(confirm.title, `${pointer}/title`, LIMITS.confirmTitle, fault, 'plain_text');
  checkText(confirm.text, `${pointer}/text`, LIMITS.confirmText, fault);
  for (const side of ['confirm', 'deny']) {
    checkText(confirm[side], `${pointer}/${side}`, LIMITS.confirmButton, fault, 'plain_text');
  }
}
