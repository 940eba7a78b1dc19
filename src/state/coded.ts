import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from 'kysely';
import { toBound } from './codec.ts';

/** The dialect with the codec at the driver's mouth: no query, raw ones included, can get round it. */
export function coded(dialect: Dialect): Dialect {
  return {
    createDriver: () => codedDriver(dialect.createDriver()),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

// --- internal ---

function codedDriver(driver: Driver): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const of = (connection: DatabaseConnection) => inner.get(connection) ?? connection;
  return {
    init: () => driver.init(),
    async acquireConnection() {
      const connection = await driver.acquireConnection();
      const outer: DatabaseConnection = {
        executeQuery: async (query) => connection.executeQuery(codedQuery(query)),
        streamQuery: (query, size) => connection.streamQuery(codedQuery(query), size),
      };
      inner.set(outer, connection);
      return outer;
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(of(connection), settings),
    commitTransaction: (connection) => driver.commitTransaction(of(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(of(connection)),
    releaseConnection: (connection) => driver.releaseConnection(of(connection)),
    destroy: () => driver.destroy(),
  };
}

function codedQuery(query: CompiledQuery): CompiledQuery {
  const parameters = query.parameters.map((value, index) =>
    toBound(value, () => `value ${index + 1} of ${query.sql.replace(/\s+/g, ' ')}`),
  );
  return { ...query, parameters };
}
