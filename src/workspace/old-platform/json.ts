/** Reads values that came from outside, of which only the outermost shape can be trusted. */
export type Obj = { [key: string]: unknown };

export function isObj(value: unknown): value is Obj {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function obj(value: unknown): Obj {
  return isObj(value) ? value : {};
}

export function objs(value: unknown): Obj[] {
  return list(value).filter(isObj);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A form-encoded call sends numbers as text and a JSON one as numbers: both count. */
export function str(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** The same for booleans: `true`, `"true"` and `1` are true. */
export function bool(value: unknown): boolean {
  return value === true || value === 'true' || value === 1 || value === '1';
}

export function maybe<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
