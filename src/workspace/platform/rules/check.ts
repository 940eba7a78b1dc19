/** One thing Slack would refuse: where (a JSON pointer) and in Slack's words. */
export interface Problem {
  at: string;
  says: string;
}

/** Looks at one value and adds what is wrong with it; it never throws and never stops at the first fault. */
export type Check = (value: unknown, at: string, problems: Problem[]) => void;

export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function say(problems: Problem[], at: string, says: string): void {
  problems.push({ at, says });
}

interface Length {
  min?: number;
  max?: number;
  like?: RegExp;
}

/** Slack counts characters; the length in UTF-16 units is never smaller, so nothing too long slips through. */
export function string({ min = 1, max, like }: Length = {}): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string') return say(problems, at, 'must provide a string');
    if (value.length < min) say(problems, at, `must be more than ${min - 1} characters`);
    if (max !== undefined && value.length > max) {
      say(problems, at, `must be less than ${max + 1} characters`);
    }
    if (like && !like.test(value)) say(problems, at, 'failed to match schema');
  };
}

export const boolean: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') say(problems, at, 'must provide a boolean');
};

export function integer({ min, max }: { min?: number; max?: number } = {}): Check {
  return (value, at, problems) => {
    if (!Number.isInteger(value)) return say(problems, at, 'must provide an integer');
    const n = value as number;
    if (min !== undefined && n < min) say(problems, at, `must be greater than ${min - 1}`);
    if (max !== undefined && n > max) say(problems, at, `must be less than ${max + 1}`);
  };
}

export const number: Check = (value, at, problems) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) say(problems, at, 'must provide a number');
};

export function oneOf(...allowed: (string | number)[]): Check {
  return (value, at, problems) => {
    if (!allowed.includes(value as string | number)) say(problems, at, 'must be a valid enum value');
  };
}

export function list(item: Check, { min = 1, max }: { min?: number; max?: number } = {}): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return say(problems, at, 'must provide an array');
    if (value.length < min) say(problems, at, `no fewer than ${min} items allowed`);
    if (max !== undefined && value.length > max) say(problems, at, `no more than ${max} items allowed`);
    value.forEach((entry, i) => {
      item(entry, `${at}/${i}`, problems);
    });
  };
}

/** An object with these fields and no others. */
export function object(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
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
  };
}

/** Chooses by `type`; `kinds` may grow after it is built, so that kinds can nest in one another. */
export function tagged(kinds: Record<string, Check>): Check {
  return (value, at, problems) => {
    if (!isObject(value)) return say(problems, at, 'must provide an object');
    const type = value.type;
    if (type === undefined) return say(problems, at, 'missing required field: type');
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check) check(value, at, problems);
    else say(problems, `${at}/type`, `unsupported type: ${String(type)}`);
  };
}

export function allOf(...checks: Check[]): Check {
  return (value, at, problems) => {
    for (const check of checks) check(value, at, problems);
  };
}

/** A rule over a whole object; it is not asked about anything that is no object. */
export function rule(judge: (value: Fields) => string | undefined): Check {
  return (value, at, problems) => {
    const says = isObject(value) ? judge(value) : undefined;
    if (says !== undefined) say(problems, at, says);
  };
}

/** The words Slack puts into `response_metadata.messages`. */
export function slackWords(problems: Problem[]): string[] {
  return problems.map(({ at, says }) => `${says} [json-pointer:${at}]`);
}
