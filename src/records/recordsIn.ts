import { type Kysely, sql } from 'kysely';
import { batchesIn } from './batches.ts';
import { commitsIn } from './commitImport.ts';
import { definitionsIn } from './definitions.ts';
import { dumpIn } from './dump.ts';
import { importsIn } from './imports.ts';
import { ownersIn } from './owners.ts';
import { profilesIn } from './profiles.ts';
import { storeIdIn } from './storeId.ts';
import type { Tables } from './tables.ts';
import type { Records, StoreFacts } from './types.ts';

async function factsOf(db: Kysely<Tables>, kind: StoreFacts['kind']): Promise<StoreFacts> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(db);
  const done = await db.selectFrom('migrations').select('number').orderBy('number').execute();
  const [version = ''] = (rows[0]?.version ?? '').split(' ');
  return { kind, version: `PostgreSQL ${version}`, migrations: done.map(({ number }) => number) };
}

/** The records in a store that has the shape this program needs. */
export function recordsIn(db: Kysely<Tables>, kind: StoreFacts['kind'], close: () => Promise<void>): Records {
  return {
    ...ownersIn(db),
    ...importsIn(db),
    ...commitsIn(db),
    ...profilesIn(db),
    ...batchesIn(db),
    ...definitionsIn(db),
    ...dumpIn(db),
    ...storeIdIn(db),
    facts: () => factsOf(db, kind),
    close,
  };
}
