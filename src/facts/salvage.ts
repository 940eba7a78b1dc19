import type { z } from 'zod';

/** What can be kept of an entry that has a fault, so that the rest of it is proven in the same run. */
export interface Salvaged<T> {
  entry: T;
  /** Keys whose value was at fault; an empty one stands in its place, which need not fit the schema. */
  broken: ReadonlySet<string>;
}

/** Keeps each key that fits, and of a list the items that fit; null when there are no keys at all. */
export function salvage<T>(schema: z.ZodType<T>, plain: unknown): Salvaged<T> | null {
  const { shape } = schema.def as unknown as { shape?: Record<string, z.ZodType> };
  if (!shape || typeof plain !== 'object' || plain === null || Array.isArray(plain)) return null;
  const broken = new Set<string>();
  const entries = Object.entries(shape).map(([key, of]) => {
    const value: unknown = Object.hasOwn(plain, key) ? (plain as Record<string, unknown>)[key] : undefined;
    const parsed = of.safeParse(value);
    if (parsed.success) return [key, parsed.data];
    broken.add(key);
    return [key, instead(of, value)];
  });
  return { entry: Object.fromEntries(entries) as T, broken };
}

// --- internal ---

function instead(schema: z.ZodType, value: unknown): unknown {
  const empty = schema.safeParse(undefined);
  const { type, element, innerType } = kindOf(schema);
  if (type === 'array') {
    const items = Array.isArray(value) ? value : [];
    return items.flatMap((item) => {
      const parsed = element?.safeParse(item);
      return parsed?.success ? [parsed.data] : [];
    });
  }
  if (empty.success)
    return innerType && kindOf(innerType).type === 'array' ? instead(innerType, value) : empty.data;
  return type === 'string' ? '' : null;
}

function kindOf(schema: z.ZodType) {
  return schema.def as unknown as { type: string; element?: z.ZodType; innerType?: z.ZodType };
}
