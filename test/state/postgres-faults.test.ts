import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { postgresEngine } from '../../src/state/postgres.ts';
import { type Claim, type State, StateError } from '../../src/state/state.ts';
import { startCarrier } from './carrier.ts';
import { expectUnusable, refusalOf as refusalAt } from './contract.ts';
import { freePort, usePostgres } from './postgres.ts';
import { claimed, EVENT, LEASE, MISS, POST, SETTING, TOLD } from './samples.ts';

/** Milliseconds after which a store that does not answer is an error, with a margin for a busy machine. */
const PATIENCE = 3000 + 2000;

const postgres = usePostgres();

/** Registers what is done once a test has ended. A test that runs beside others hands over its own. */
type After = (done: () => Promise<void>) => void;

/** Several instances on one database of their own. */
async function instances(name: string, count: number, shift = () => 0, after: After = onTestFinished) {
  const databaseUrl = await postgres.url(name);
  const states = await Promise.all(
    Array.from({ length: count }, (_, n) => openState({ databaseUrl }, { owner: `${n}`, shift })),
  );
  after(() => closeAll(states));
  return states;
}

async function closeAll(states: State[]): Promise<void> {
  await Promise.all(states.map((state) => state.close()));
}

/** Every instance does it several times at once. */
const allAtOnce = <Result>(
  states: State[],
  times: number,
  act: (state: State, time: number) => Promise<Result>,
) => Promise.all(states.flatMap((state) => Array.from({ length: times }, (_, time) => act(state, time))));

/** A client of the same database other than the bot. */
async function visitor(name: string, after: After = onTestFinished): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: await postgres.url(name) });
  client.on('error', () => {});
  await client.connect();
  after(() => client.end());
  return client;
}

/** One that blocks the bot until it rolls back. */
async function locking(name: string, table: string, after?: After): Promise<pg.Client> {
  const client = await visitor(name, after);
  await client.query(`begin; lock table ${table}`);
  return client;
}

const waitingIn = (name: string) =>
  `select pid from pg_stat_activity where datname = '${name}' and wait_event_type = 'Lock'`;

async function refusalOf(databaseUrl: string): Promise<string> {
  const message = await refusalAt({ databaseUrl });
  expect(message).toMatch(/^DATABASE_URL: [^\n]+; [^\n]+$/);
  for (const secret of ['sesame', '4711', 'hunter2']) expect(message).not.toContain(secret);
  return message;
}

describe('several instances', () => {
  it('set up an empty database at the same time, fifteen times over', async () => {
    for (let round = 0; round < 15; round++) {
      const states = await instances(`race ${round}`, 3);
      await Promise.all(states.map((state) => state.probe()));
      await closeAll(states);
    }
  });

  it('give the right to send to one of twenty that ask at once, repeatedly', async () => {
    let forward = 0;
    const states = await instances('claims', 2, () => forward);
    const kinds = (claims: Claim[]) =>
      Object.fromEntries(
        ['fresh', 'lapsed', 'busy'].map((kind) => [kind, claims.filter((c) => c.kind === kind).length]),
      );
    const claims = await allAtOnce(states, 10, (state) => state.ledger.claim(POST, LEASE));
    expect(kinds(claims)).toEqual({ fresh: 1, lapsed: 0, busy: 19 });
    for (let round = 1; round <= 5; round++) {
      forward += LEASE;
      const again = await allAtOnce(states, 10, (state) => state.ledger.claim(POST, LEASE));
      expect(kinds(again)).toEqual({ fresh: 0, lapsed: 1, busy: 19 });
      const right = again.find((claim) => claim.kind === 'lapsed');
      expect(right?.kind === 'lapsed' && right.held.fence).toBe(round + 1);
    }
  });

  it('resend in only one, and settle once', async () => {
    const states = await instances('fences', 2);
    const first = await claimed(states[0]!);
    const sent = await allAtOnce(states, 5, (state) => state.ledger.resend(first, LEASE));
    const rights = sent.filter((held) => held !== null);
    expect(rights).toHaveLength(1);
    const settled = await allAtOnce(states, 5, (state, time) => state.ledger.posted(rights[0]!, `${time}`));
    expect(settled.filter(Boolean)).toHaveLength(1);
  });

  it('take over different events, and all of them', async () => {
    let forward = 0;
    const states = await instances('events', 3, () => forward);
    for (let number = 0; number < 90; number++) {
      await states[0]!.inbox.receive({ id: `Ev${number}`, message: null, body: number });
    }
    forward = 600_000;
    const taken: string[] = [];
    for (let round = 0; round < 30 && taken.length < 90; round++) {
      const batches = await Promise.all(states.map((state) => state.inbox.takeOver(7)));
      taken.push(...batches.flat().map(({ id }) => id));
    }
    expect(taken).toHaveLength(90);
    expect(new Set(taken).size).toBe(90);
  });

  it('do not take over events that another is handling', async () => {
    let forward = 0;
    const [one, other] = (await instances('renewals', 2, () => forward)) as [State, State];
    await one.inbox.receive(EVENT);
    forward = 600_000;
    expect(await other.inbox.takeOver(5)).toHaveLength(1);
    forward += 50_000;
    await one.inbox.renew(['Ev1']);
    forward += 50_000;
    expect(await one.inbox.takeOver(5)).toHaveLength(1);
  });

  it('store once what reaches all of them', async () => {
    const states = await instances('once', 3);
    const events = await allAtOnce(states, 4, (state, time) =>
      state.inbox.receive({ ...EVENT, id: `Ev${time}` }),
    );
    expect(events.filter(Boolean)).toHaveLength(1);
    const orders = await allAtOnce(states, 4, (state, time) =>
      state.digests.change('o1', { ...SETTING, zone: `zone ${time}` }),
    );
    expect(orders.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(orders.map(({ setting }) => setting.zone)).size).toBe(1);
    const faults = await allAtOnce(states, 4, (state) => state.digests.markFault('C1', 'is_archived'));
    expect(faults.filter(Boolean)).toHaveLength(1);
    await allAtOnce(states, 4, (state) => state.memory.tell(TOLD));
    expect(await states[0]!.memory.toldWhere('funding-voluntary')).toHaveLength(1);
    await allAtOnce(states, 4, (state) => state.memory.miss(MISS));
    expect(await states[0]!.memory.missesSince('C1', 0, 9)).toEqual([{ question: 'Who won?', count: 1 }]);
    await allAtOnce(states, 4, (state) => state.forget(Date.now() + 600_000));
  });
});

describe('an address that cannot be used', () => {
  it.each([
    ['no address', 'desk:hunter2@db.example.org'],
    ['another kind of address', 'mysql://desk:hunter2@127.0.0.1/desk'],
    ['a password with signs of its own', 'postgres://desk:hunter2#/@127.0.0.1/desk'],
  ])('is %s', async (_what, url) => {
    expect(await refusalOf(url)).toBe(
      'DATABASE_URL: is not an address; expected one like postgres://desk:password@db.example.org/desk, with signs like # / @ in the password written %23 %2F %40',
    );
  });

  it('leads nowhere', async () => {
    const port = await freePort();
    expect(await refusalOf(`postgres://desk:hunter2@127.0.0.1:${port}/desk`)).toBe(
      `DATABASE_URL: no PostgreSQL answers at 127.0.0.1:${port}; start it or mend the address, or unset it to keep everything in SQLITE_FILE`,
    );
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND nowhere.invalid'), { code: 'ENOTFOUND' });
    expect(postgresEngine('postgres://desk:hunter2@nowhere.invalid/desk').refusal(error)).toMatchObject({
      name: 'StateRefusal',
      message: expect.stringContaining('no PostgreSQL answers at nowhere.invalid:5432;'),
    });
  });

  it('fails unexpectedly, and is reported without the password', () => {
    const error = new Error('no, not with hunter2\nat all');
    expect(postgresEngine('postgres://desk:hunter2@db.example.org/desk').refusal(error)).toMatchObject({
      name: 'StateRefusal',
      message:
        'DATABASE_URL: db.example.org:5432 cannot be used (no, not with ***); mend that, or unset it to keep everything in SQLITE_FILE',
    });
  });

  it('has the wrong password, or user', async () => {
    const url = await postgres.url('refusals');
    const line = `DATABASE_URL: 127.0.0.1:${postgres.port} does not let the user`;
    expect(await refusalOf(url.replace('sesame-4711', 'hunter2'))).toContain(`${line} desk in;`);
    expect(await refusalOf(url.replace(':sesame-4711', ''))).toContain(`${line} desk in;`);
    expect(await refusalOf(url.replace('//desk', '//nobody'))).toContain(`${line} nobody in;`);
  });

  it('names a database that is not there', async () => {
    const url = await postgres.url('refusals');
    expect(await refusalOf(url.replace('/refusals', '/missing'))).toBe(
      `DATABASE_URL: 127.0.0.1:${postgres.port} has no database missing; create it there, or name another`,
    );
  });

  it('names a user who cannot create tables', async () => {
    await (await visitor('refusals')).query(`create role guest login password 'hunter2'`);
    const url = await postgres.url('refusals');
    expect(await refusalOf(url.replace('desk:sesame-4711', 'guest:hunter2'))).toBe(
      'DATABASE_URL: the user guest may not make tables in refusals; make the database its own',
    );
  });

  it('names a database that cannot hold every text', async () => {
    await (await visitor('refusals')).query(`create database latin encoding 'LATIN1' template template0`);
    expect(await refusalOf(await postgres.url('latin'))).toMatch(
      /^DATABASE_URL: the database is encoded as LATIN1/,
    );
  });

  it('names a database that a newer version of this program wrote', async () => {
    await instances('newer', 1);
    await (await visitor('newer')).query('insert into schema_steps (step) values (99)');
    expect(await refusalOf(await postgres.url('newer'))).toMatch(
      /^DATABASE_URL: was written by a newer version of this program \(schema 99, known here \d+\); run that version, or set DATABASE_URL to another$/,
    );
  });
});

describe('a change of the schema', () => {
  it('is refused when a step that the database has was edited', async () => {
    await instances('edited', 1);
    await (await visitor('edited')).query(`update schema_steps set checksum = 'another' where step = 1`);
    expect(await refusalOf(await postgres.url('edited'))).toBe(
      'DATABASE_URL: was written with another schema step 1 than this program has; run the version that wrote it, or undo the edit of that step',
    );
  });

  it('is made completely or not at all', async () => {
    const admin = await visitor('half');
    await admin.query('create table probes (it integer)');
    await expect(instances('half', 1)).rejects.toThrow('already exists');
    const { rows } = await admin.query(`select tablename from pg_tables where schemaname = 'public'`);
    expect(rows).toEqual([{ tablename: 'probes' }]);
    await admin.query('drop table probes');
    await instances('half', 1);
  });
});

describe('a raw query', () => {
  it('goes through the codec like any other', async () => {
    const { dialect } = postgresEngine(await postgres.url('raw'));
    const db = new Kysely<Record<string, never>>({ dialect });
    const { rows } = await sql`select ${'a\0\uD800'}::text as text, ${true}::int as yes`.execute(db);
    expect(rows).toEqual([{ text: 'a\uFFFD\uFFFD', yes: 1 }]);
    await expect(sql`select ${undefined}::text as text`.execute(db)).rejects.toThrow(
      /^value 1 of select \$1::text as text: cannot hold undefined/,
    );
    await db.destroy();
  });
});

describe('a database in trouble', () => {
  it('that is stopped makes every method fail with a StateError, and works again when it is back', async () => {
    const [state] = (await instances('stopped', 1)) as [State];
    await allAtOnce([state], 8, () => state.inbox.receive(EVENT));
    await postgres.halt();
    await expectUnusable(state);
    await postgres.resume();
    await state.probe();
    expect(await state.inbox.receive(EVENT)).toBe(false);
    expect((await state.digests.change('o1', SETTING)).isNew).toBe(true);
  });

  it('that drops a connection during a transaction leaves nothing half done', async () => {
    const [state] = (await instances('cut', 1)) as [State];
    await state.digests.change('o1', SETTING);
    const other = await locking('cut', 'digests');
    const change = state.digests.change('o2', { ...SETTING, isOn: false }).catch((error: unknown) => error);
    const waiting = waitingIn('cut');
    await expect.poll(async () => (await other.query(waiting)).rowCount).toBe(1);
    await other.query(`select pg_terminate_backend(pid) from (${waiting}) as waiting`);
    expect(await change).toBeInstanceOf(StateError);
    await other.query('rollback');
    expect((await state.digests.change('o2', { ...SETTING, isOn: false })).isNew).toBe(true);
  });
});

// These wait for seconds, each on a database of its own: at the same time.
describe.concurrent('a database that does not answer', () => {
  it('is refused within seconds when the bot starts', async (test) => {
    const carrier = await startCarrier(postgres.port);
    test.onTestFinished(() => carrier.stop());
    carrier.freeze();
    const asked = performance.now();
    expect(await refusalOf(`postgres://desk:hunter2@127.0.0.1:${carrier.port}/desk`)).toContain(
      `no PostgreSQL answers at 127.0.0.1:${carrier.port};`,
    );
    expect(performance.now() - asked).toBeLessThan(PATIENCE);
  });

  it('because it is blocked is an error within seconds, and nothing is written later', async (test) => {
    const [state] = (await instances('blocked', 1, undefined, test.onTestFinished)) as [State];
    const other = await locking('blocked', 'inbox', test.onTestFinished);
    const asked = performance.now();
    await expect(state.inbox.receive(EVENT)).rejects.toThrow(StateError);
    expect(performance.now() - asked).toBeLessThan(PATIENCE);
    await other.query('rollback');
    expect(await state.inbox.receive(EVENT)).toBe(true);
  });

  it('any more is an error within seconds, recovers once it answers, and does not keep the bot from stopping', async (test) => {
    const { carrier, state } = await carried('silent', test.onTestFinished);
    await Promise.all(Array.from({ length: 8 }, () => state.probe()));
    carrier.freeze();
    const asked = performance.now();
    const calls = [state.probe(), state.digests.active(), state.inbox.receive(EVENT)];
    for (const { reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(StateError);
    }
    expect(performance.now() - asked).toBeLessThan(PATIENCE);
    // Connections that hung keep hanging, idle ones too.
    carrier.thaw();
    for (let time = 0; time < 8; time++) await state.probe();
    expect(await state.inbox.receive(EVENT)).toBe(true);
    carrier.freeze();
    const closing = performance.now();
    await state.close();
    expect(performance.now() - closing).toBeLessThan(PATIENCE);
  });

  it('during a transaction is not asked to roll back', async (test) => {
    const { carrier, state } = await carried('middle', test.onTestFinished);
    const other = await locking('middle', 'digests', test.onTestFinished);
    const asked = performance.now();
    const change = state.digests.change('o1', SETTING).catch((error: unknown) => error);
    const waiting = waitingIn('middle');
    while ((await other.query(waiting)).rowCount === 0);
    carrier.freeze();
    expect(await change).toBeInstanceOf(StateError);
    expect(performance.now() - asked).toBeLessThan(PATIENCE);
    carrier.thaw();
    await other.query('rollback');
    expect((await state.digests.change('o1', SETTING)).isNew).toBe(true);
  });
});

/** An instance whose connections a test can silence. */
async function carried(name: string, after: After) {
  const carrier = await startCarrier(postgres.port);
  after(() => carrier.stop());
  const databaseUrl = (await postgres.url(name)).replace(String(postgres.port), String(carrier.port));
  const state = await openState({ databaseUrl }, { owner: 'test' });
  after(() => state.close());
  return { carrier, state };
}
