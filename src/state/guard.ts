import { ValueError } from './codec.ts';
import { codeOf, saidBy } from './engine.ts';
import { StateError } from './state.ts';

/**
 * The same methods, which now reject with a StateError when the store fails. A bug of ours, like a value that no column
 * can hold or a violated constraint, is rethrown as it is.
 * @param check throws when the store must not be used
 */
export function guarded<Methods extends object>(methods: Methods, check: () => void): Methods {
  const entries = Object.entries(methods).map(([name, method]) => [name, guardedMethod(method, check)]);
  return Object.fromEntries(entries) as Methods;
}

// --- internal ---

function guardedMethod(method: (...given: unknown[]) => Promise<unknown>, check: () => void) {
  return async (...given: unknown[]) => {
    try {
      check();
      return await method(...given);
    } catch (error) {
      if (error instanceof ValueError || isMisuse(error)) throw error;
      throw new StateError(`the store cannot be used: ${saidBy(error)}`, { cause: error });
    }
  };
}

/** SQLite's extended codes hold the primary code in their last byte; PostgreSQL has classes: 22 data, 23 constraints. */
function isMisuse(error: unknown): boolean {
  const { rawCode } = Object(error) as { rawCode?: unknown };
  if (typeof rawCode === 'number') return (rawCode & 0xff) === SQLITE_CONSTRAINT;
  return /^2[23]\w{3}$/.test(codeOf(error));
}

const SQLITE_CONSTRAINT = 19;
