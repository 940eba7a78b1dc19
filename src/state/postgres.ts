import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { toParameters } from './codec.ts';
import { codeOf, type Engine, saidBy } from './engine.ts';
import { StateRefusal } from './state.ts';

/** A PostgreSQL database, for one instance or several. One that does not answer is an error within seconds. */
export function postgresEngine(databaseUrl: string): Engine {
  return {
    kind: 'postgres',
    dialect: dialectOf(databaseUrl, ANSWER),
    schemaDialect: dialectOf(databaseUrl, SCHEMA),
    file: null,
    // The server looks after its own files.
    checkKept() {},
    refusal: (error) => refusalOf(databaseUrl, error),
  };
}

// --- internal ---

/** Connections of one process. */
const CONNECTIONS = 5;
/** Milliseconds, like all below, to get a connection, including waiting for a free one. */
const CONNECT = 3000;
/** For a statement: Slack waits three seconds for an ack, and the event is stored before it. */
const ANSWER = 2500;
/** For a change of the schema, and for instances that wait for it. */
const SCHEMA = 60_000;
/** Added on the client's side, so that a live server times out first. */
const WIRE = 500;
/** For a transaction whose process went silent; its locks are then released. */
const SILENT = 10_000;
/** Longer than the interval between scheduled jobs, so that a quiet bot keeps its connection. */
const IDLE = 60_000;

function dialectOf(connectionString: string, patience: number): PostgresDialect {
  return new PostgresDialect({
    pool: async () => forKysely(() => openPool(connectionString, patience), beginWith(patience)),
  });
}

function openPool(connectionString: string, patience: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT,
    query_timeout: patience + WIRE,
    idleTimeoutMillis: IDLE,
    keepAlive: true,
    application_name: 'haiti-desk',
    types: { getTypeParser },
  });
  // Without a listener, a connection lost while idle or between two statements would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** pg returns int8 as text; every number here fits a JavaScript number. */
const getTypeParser = ((type: number, format: 'text') =>
  type === pg.types.builtins.INT8
    ? Number
    : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser;

/**
 * Begins a transaction with its timeouts. A pooler such as pgbouncer gives each transaction another connection, and
 * refuses timeouts as parameters of a connection, so each transaction sets its own.
 */
function beginWith(patience: number): string {
  return `begin; set local statement_timeout = ${patience}; set local idle_in_transaction_session_timeout = ${SILENT}`;
}

/** The server has become a standby, or was told to accept no writes: the address may lead to another by now. */
const READ_ONLY = '25006';

function isServersVerdict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code !== READ_ONLY;
}

/**
 * A connection that failed is not used again, since late results may still arrive on it; nor are the idle ones in the
 * same pool, which may be dead too and would each cost the same wait. The same goes for those to a server that no longer
 * takes writes.
 * @param begin begins a transaction
 */
function forKysely(open: () => pg.Pool, begin: string): PostgresPool {
  let pool = open();
  return {
    async connect() {
      const from = pool;
      const client = await from.connect();
      let broken: Error | undefined;
      let isInTransaction = false;

      /** Every statement runs in a transaction, since only there it has its timeout. */
      async function run(text: string, parameters: unknown[]) {
        if (text === 'begin') {
          isInTransaction = true;
          return client.query(begin);
        }
        if (isInTransaction) {
          isInTransaction = text !== 'commit' && text !== 'rollback';
          return client.query(text, parameters);
        }
        await client.query(begin);
        try {
          const result = await client.query(text, parameters);
          await client.query('commit');
          return result;
        } catch (error) {
          if (isServersVerdict(error)) await client.query('rollback');
          throw error;
        }
      }

      const query = async (text: string, values: unknown[]) => {
        if (broken) throw broken;
        const parameters = toParameters(text, values);
        try {
          return await run(text, parameters);
        } catch (error) {
          if (isServersVerdict(error)) throw error;
          broken = error as Error;
          if (pool === from) {
            pool = open();
            void from.end();
          }
          throw error;
        }
      };
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

function refusalOf(databaseUrl: string, error: unknown): unknown {
  if (error instanceof StateRefusal) return error;
  const refuse = (what: string, todo: string) =>
    new StateRefusal(`DATABASE_URL: ${what}; ${todo}`, { cause: error });
  const target = targetOf(databaseUrl);
  if (target === null) {
    return refuse(
      'is not an address',
      'expected one like postgres://desk:password@db.example.org/desk, with signs like # / @ in the password written %23 %2F %40',
    );
  }
  const { place, user, database, password } = target;
  const code = codeOf(error);
  const orFile = 'or unset it to keep everything in SQLITE_FILE';
  if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|ENOENT|EPIPE)/.test(code)) {
    return refuse(`no PostgreSQL answers at ${place}`, `start it or mend the address, ${orFile}`);
  }
  if (/^28/.test(code)) {
    return refuse(`${place} does not let the user ${user} in`, 'mend the user or the password in it');
  }
  if (code === '3D000') {
    return refuse(`${place} has no database ${database}`, 'create it there, or name another');
  }
  if (code === '42501') {
    return refuse(`the user ${user} may not make tables in ${database}`, 'make the database its own');
  }
  const said = saidBy(error).replaceAll(password || '\n', '***');
  return refuse(`${place} cannot be used (${said})`, `mend that, ${orFile}`);
}

/** The parts of the address, without connecting; null when it is not one. */
function targetOf(databaseUrl: string) {
  try {
    if (!/^postgres(ql)?:\/\//.test(databaseUrl)) return null;
    const { host, port, user, database, password } = new pg.Client({ connectionString: databaseUrl });
    return { place: `${host}:${port}`, user, database, password };
  } catch {
    return null;
  }
}
