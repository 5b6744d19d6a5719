import type { Kysely } from 'kysely';
import { type Acting, organisationOf } from '../domain/organisations/index.ts';
import type { Instant } from '../domain/values/index.ts';
import { entriesIn } from './audit.ts';
import { batchesOf } from './batches.ts';
import { boundTo } from './bound.ts';
import { commitsOf } from './commitImport.ts';
import { definitionsOf } from './definitions.ts';
import { evidenceOf } from './evidence.ts';
import { importsOf } from './imports.ts';
import { jobsOf } from './jobs.ts';
import { measureSetsOf } from './measures.ts';
import { membersOf } from './members.ts';
import { ownersOf } from './owners.ts';
import { profilesOf } from './profiles.ts';
import { retentionOf } from './retention.ts';
import { suppliersOf } from './suppliers.ts';
import type { Tables } from './tables.ts';
import { tenderFilesOf } from './tenderFiles.ts';
import type { Records } from './types.ts';

/** What one organisation has in a store of the shape this program needs, for one thing that is being done. */
export function recordsIn(db: Kysely<Tables>, acting: Acting, now: () => Instant): Records {
  const bound = boundTo({ db, acting, now });
  const organisation = organisationOf(acting.actor);
  return {
    ...membersOf(bound, organisation),
    ...ownersOf(bound, organisation),
    ...importsOf(bound, acting),
    ...commitsOf(bound, acting),
    ...jobsOf(bound, acting),
    ...profilesOf(bound),
    ...batchesOf(bound),
    ...definitionsOf(bound),
    ...evidenceOf(bound, organisation),
    ...suppliersOf(bound, organisation),
    ...measureSetsOf(bound, organisation),
    ...tenderFilesOf(bound, organisation),
    ...retentionOf(bound),
    auditEntries: (filter, paging) =>
      bound.read((tx) => entriesIn(tx, { ...filter, chain: organisation ?? 'system' }, paging)),
  };
}
