/** Something Slack would refuse: where (a JSON pointer), and in Slack's wording. */
export interface Problem {
  at: string;
  says: string;
}

/** Checks one value and adds every problem it finds. Never throws. */
export type Check = (value: unknown, at: string, problems: Problem[]) => void;

type Checks = Record<string, Check>;

export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function say(problems: Problem[], at: string, says: string): void {
  problems.push({ at, says });
}

/** Slack counts characters. Length in UTF-16 units is never smaller, so nothing too long gets through. */
export function string({ min = 1, max = Infinity, like = /^/ } = {}): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string') return say(problems, at, 'must provide a string');
    if (value.length < min) say(problems, at, `must be more than ${min - 1} characters`);
    if (value.length > max) say(problems, at, `must be less than ${max + 1} characters`);
    if (!like.test(value)) say(problems, at, 'failed to match schema');
  };
}

export const boolean: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') say(problems, at, 'must provide a boolean');
};

export const number: Check = (value, at, problems) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) say(problems, at, 'must provide a number');
};

export function integer({ min = -Infinity, max = Infinity } = {}): Check {
  return (value, at, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      return say(problems, at, 'must provide an integer');
    }
    if (value < min) say(problems, at, `must be greater than ${min - 1}`);
    if (value > max) say(problems, at, `must be less than ${max + 1}`);
  };
}

export function oneOf(...allowed: unknown[]): Check {
  return (value, at, problems) => {
    if (!allowed.includes(value)) say(problems, at, 'must be a valid enum value');
  };
}

export function list(item: Check, { min = 1, max = Infinity } = {}): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return say(problems, at, 'must provide an array');
    if (value.length < min) say(problems, at, `no fewer than ${min} items allowed`);
    if (value.length > max) say(problems, at, `no more than ${max} items allowed`);
    for (const [i, entry] of value.entries()) item(entry, `${at}/${i}`, problems);
  };
}

/** An object with these fields and no others; `rule` checks it as a whole. */
export function object(
  required: Checks,
  optional: Checks = {},
  rule: (value: Fields) => string | undefined = () => undefined,
): Check {
  const known = { ...optional, ...required };
  return (value, at, problems) => {
    if (!isObject(value)) return say(problems, at, 'must provide an object');
    for (const name of Object.keys(required)) {
      if (!Object.hasOwn(value, name)) say(problems, at, `missing required field: ${name}`);
    }
    for (const [name, entry] of Object.entries(value)) {
      const check = Object.hasOwn(known, name) ? known[name] : undefined;
      if (check) check(entry, `${at}/${name}`, problems);
      else say(problems, at, `invalid additional property: ${name}`);
    }
    const says = rule(value);
    if (says !== undefined) say(problems, at, says);
  };
}

/** Selects the check by `type`. */
export function tagged(kinds: Checks): Check {
  return (value, at, problems) => {
    if (!isObject(value)) return say(problems, at, 'must provide an object');
    const { type } = value;
    if (type === undefined) return say(problems, at, 'missing required field: type');
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check) check(value, at, problems);
    else say(problems, `${at}/type`, `unsupported type: ${String(type)}`);
  };
}

/** An entry for `tagged`. */
export function kind(
  type: string,
  required: Checks,
  optional: Checks = {},
  rule?: (v: Fields) => string | undefined,
) {
  return { [type]: object({ type: oneOf(type), ...required }, optional, rule) };
}

/** The texts Slack puts into `response_metadata.messages`. */
export function slackWords(problems: Problem[]): string[] {
  return problems.map(({ at, says }) => `${says} [json-pointer:${at}]`);
}
