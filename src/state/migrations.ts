import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Engine } from './engine.ts';
import { StateRefusal } from './state.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the schema up to date in one transaction, one instance after another.
 * @param last for tests: stops after this step, where an earlier release stopped
 * @throws StateRefusal when a newer version of the program wrote it, or one whose steps were others
 */
export async function migrate(db: Kysely<Tables>, kind: Engine['kind'], last = STEPS.length): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (kind === 'postgres') await lockSchema(tx);
    const done = await stepsDone(tx, kind);
    const newest = Math.max(0, ...done.keys());
    if (newest > STEPS.length) throw newerSchema(kind, newest);
    for (const [index, statements] of STEPS.slice(0, last).entries()) {
      const step = index + 1;
      const checksum = checksumOf(statements);
      if (step > newest) {
        for (const statement of statements) await sql.raw(dialectOf(kind, statement)).execute(tx);
        await sql`insert into schema_steps (step, checksum) values (${step}, ${checksum})`.execute(tx);
      } else if (!done.get(step)) {
        // Taken before steps had checksums.
        await sql`update schema_steps set checksum = ${checksum} where step = ${step}`.execute(tx);
      } else if (done.get(step) !== checksum) {
        throw editedSchema(kind, step);
      }
    }
  });
}

// --- internal ---

/**
 * The statements of each step, with the types `text` and `number` for both engines. A released step is never changed:
 * its checksum stands in every store that took it. A new one is added below.
 */
const STEPS: string[][] = [
  [
    `create table inbox (
      id text primary key,
      message text unique,
      body text,
      owner text not null,
      until number not null,
      attempt number not null,
      at number not null,
      finished number
    )`,
    'create index inbox_open on inbox (at) where finished is null',
    `create table ledger (
      key text primary key,
      kind text not null,
      team text not null,
      channel text not null,
      date text,
      state text not null,
      owner text not null,
      fence number not null,
      attempt number not null,
      given number not null,
      until number not null,
      empty number not null,
      inconclusive number not null,
      ts text,
      why text,
      base text,
      fact text,
      at number
    )`,
    `create index ledger_digests on ledger (team, channel, at) where kind = 'digest'`,
    `create table told (
      id text primary key,
      team text not null,
      channel text not null,
      ts text,
      base text not null,
      at number not null
    )`,
    `create table told_facts (
      told text not null references told (id) on delete cascade,
      fact text not null,
      primary key (told, fact)
    )`,
    'create index told_facts_fact on told_facts (fact)',
    `create table misses (
      id text primary key,
      place text not null,
      question text not null,
      key text not null,
      at number not null
    )`,
    'create index misses_place on misses (place, at)',
    'create table bases (version text primary key, snapshot text not null, at number not null)',
    `create table digests (
      team text not null,
      channel text not null,
      is_on number not null,
      time text not null,
      days text not null,
      zone text not null,
      topics text not null,
      is_quiet number not null,
      paused_until text,
      set_by text not null,
      since number not null,
      fault text,
      primary key (team, channel)
    )`,
    'create table orders (key text primary key, at number not null)',
    'create table probes (id text primary key)',
  ],
  [
    'alter table told add column thread text',
    'create index told_thread on told (thread, at) where thread is not null',
  ],
  // A digest belongs to a channel, and so do the questions it lists. Where two workspaces had set one in the same
  // channel, the one that is on stays, of two the later.
  [
    `create table channel_digests (
      channel text primary key,
      team text not null,
      is_on number not null,
      time text not null,
      days text not null,
      zone text not null,
      topics text not null,
      is_quiet number not null,
      paused_until text,
      set_by text not null,
      since number not null,
      fault text
    )`,
    `insert into channel_digests
      select channel, team, is_on, time, days, zone, topics, is_quiet, paused_until, set_by, since, fault
      from (
        select digests.*, row_number() over (partition by channel order by is_on desc, since desc, team) as place
        from digests
      ) as ranked
      where place = 1`,
    'drop table digests',
    'alter table channel_digests rename to digests',
    'drop index ledger_digests',
    `create index ledger_digests on ledger (channel, at) where kind = 'digest'`,
    // Today's post keeps its key, or it would be made again. Of two, the one that was posted has it.
    `update ledger set key = named.new_key
      from (
        select old_key, new_key, row_number() over (partition by new_key order by rank, old_key) as place
        from (
          select
            key as old_key,
            'digest ' || substr(key, length('digest ' || team || ' ') + 1) as new_key,
            case when state = 'posted' then 1 when state = 'refused' then 3 else 2 end as rank
          from ledger
          where kind = 'digest' and substr(key, 1, length('digest ' || team || ' ')) = 'digest ' || team || ' '
        ) as renamed
      ) as named
      where ledger.key = named.old_key and named.place = 1`,
    // The first word was the workspace.
    `update misses set place = ltrim(ltrim(place, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'))`,
  ],
  // What a digest says is known before it is sent.
  ['alter table ledger add column facts text'],
  // When each base was first seen, and when an operator chose it for the digests.
  [
    'alter table bases add column seen number not null default 0',
    'update bases set seen = at',
    'alter table bases add column chosen number',
    `create index ledger_bases on ledger (base) where kind = 'digest'`,
  ],
  // Until when the record goes, and where it has a gap.
  ['create table record (id text primary key, alive number not null, gap_from number, gap_to number)'],
  // Retention finds what is old by these, batch after batch.
  [
    'create index inbox_finished on inbox (finished) where finished is not null',
    `create index ledger_settled on ledger (at) where kind <> 'digest'`,
    'create index told_at on told (at)',
    'create index told_base on told (base)',
    'create index misses_at on misses (at)',
    'create index orders_at on orders (at)',
  ],
];

/** The steps that were taken, with their checksums. */
async function stepsDone(tx: Transaction<Tables>, kind: Engine['kind']): Promise<Map<number, string | null>> {
  await sql`create table if not exists schema_steps (step integer primary key)`.execute(tx);
  const { rows: columns } = await (kind === 'postgres'
    ? sql`select 1 from pg_attribute where attrelid = 'schema_steps'::regclass and attname = 'checksum'`
    : sql`select 1 from pragma_table_info('schema_steps') where name = 'checksum'`
  ).execute(tx);
  if (columns.length === 0) await sql`alter table schema_steps add column checksum text`.execute(tx);
  const { rows } = await sql<{ step: number; checksum: string | null }>`
    select step, checksum from schema_steps`.execute(tx);
  return new Map(rows.map(({ step, checksum }) => [step, checksum]));
}

/** Of what a step says; how its lines are broken does not matter. */
function checksumOf(statements: readonly string[]): string {
  const text = statements.map((statement) => statement.replace(/\s+/g, ' ')).join(';\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** In PostgreSQL text is compared by its bytes, whatever the server's locale, as in SQLite. */
function dialectOf(kind: Engine['kind'], statement: string): string {
  if (kind === 'postgres') {
    return statement.replace(/ text\b/g, ' text collate "C"').replace(/ number\b/g, ' bigint');
  }
  const strict = statement.startsWith('create table') ? ' strict' : '';
  return `${statement.replace(/ number\b/g, ' integer')}${strict}`;
}

/** An arbitrary number that nobody else uses. */
const LOCK = 4_611_686_018_428;

/** Instances that start at the same time wait for each other. */
async function lockSchema(tx: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding, pg_advisory_xact_lock(${LOCK})`.execute(tx);
  const encoding = rows[0]?.encoding;
  if (encoding === 'UTF8') return;
  throw new StateRefusal(
    `DATABASE_URL: the database is encoded as ${encoding}, which cannot hold every text; create one with ENCODING 'UTF8' TEMPLATE template0`,
  );
}

function newerSchema(kind: Engine['kind'], step: number): StateRefusal {
  const variable = kind === 'sqlite' ? 'SQLITE_FILE' : 'DATABASE_URL';
  return new StateRefusal(
    `${variable}: was written by a newer version of this program (schema ${step}, known here ${STEPS.length}); run that version, or set ${variable} to another`,
  );
}

function editedSchema(kind: Engine['kind'], step: number): StateRefusal {
  const variable = kind === 'sqlite' ? 'SQLITE_FILE' : 'DATABASE_URL';
  return new StateRefusal(
    `${variable}: was written with another schema step ${step} than this program has; run the version that wrote it, or undo the edit of that step`,
  );
}
