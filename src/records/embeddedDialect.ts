import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { EmbeddedEngine } from './embeddedEngine.ts';
import { type Carrier, type Carriers, ledDriver, type Together } from './transactions.ts';

/** Lets one after another in. A turn lasts until `leave` is called. */
function turnstile() {
  const queue: (() => void)[] = [];
  let taken = false;
  return {
    enter: () =>
      new Promise<void>((resolve) => {
        if (taken) queue.push(resolve);
        else {
          taken = true;
          resolve();
        }
      }),
    leave: () => {
      const next = queue.shift();
      if (next) next();
      else taken = false;
    },
  };
}

/** All that belongs together goes to the thread at once: a turn of it and back takes longer than most statements. */
async function carryOut(engine: EmbeddedEngine, { before, query, after }: Together) {
  const around = { before: before.join('; '), after: after.join('; ') };
  const { rows, affected } = await engine.run(query.sql, query.parameters, around);
  return { rows: [...rows], numAffectedRows: BigInt(affected) };
}

/** One connection. Whoever holds it, for one statement or a whole transaction, holds it alone. */
function carriersOver(engine: EmbeddedEngine): Carriers {
  const turns = turnstile();
  const carrier: Carrier = {
    carryOut: (together) => carryOut(engine, together),
    letGo: async () => {
      // Whatever comes next is carried out after it; and where the engine is gone, that says so.
      engine.run('commit', []).catch(() => {});
    },
    release: turns.leave,
  };
  return {
    acquire: async () => {
      await turns.enter();
      return carrier;
    },
    destroy: () => engine.close(),
  };
}

/** Kysely's PostgreSQL over the embedded engine. Closing it closes the engine. */
export function embeddedDialect(engine: EmbeddedEngine): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ledDriver(carriersOver(engine)),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
