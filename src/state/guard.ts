import { ValueError } from './codec.ts';
import { codeOf, saidBy } from './engine.ts';
import { StateError } from './state.ts';

/**
 * The same room, whose methods reject with a StateError when the store fails. A mistake of ours, as a value that no
 * column can hold or a broken constraint, stays what it is.
 * @param check throws when nothing may be asked of the store, nor given to it
 */
export function guarded<Room extends object>(room: Room, check: () => void): Room {
  const methods = Object.entries(room).map(([name, method]) => [name, guardedMethod(method, check)]);
  return Object.fromEntries(methods) as Room;
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

/** SQLite's extended codes keep the plain one in their last byte; PostgreSQL has classes: 22 data, 23 constraints. */
function isMisuse(error: unknown): boolean {
  const { rawCode } = Object(error) as { rawCode?: unknown };
  if (typeof rawCode === 'number') return (rawCode & 0xff) === SQLITE_CONSTRAINT;
  return /^2[23]\w{3}$/.test(codeOf(error));
}

const SQLITE_CONSTRAINT = 19;
