import {
  type Acting,
  type OrganisationId,
  pastSince,
  type RetentionRow,
} from '../../domain/organisations/index.ts';
import { assert, type Instant } from '../../domain/values/index.ts';
import type { Records, Store } from '../../records/types.ts';

/** What removing works with. */
export interface SweepParts {
  readonly store: Pick<
    Store,
    'organisations' | 'removePastSessions' | 'removePastVerifications' | 'removePastJobs'
  > & {
    readonly as: (acting: Acting) => Pick<Records, 'removePastInvitations'>;
  };
  readonly retention: readonly RetentionRow[];
  readonly now: () => Instant;
  /** The number of this run, as the audit chain names it. */
  readonly request: () => string;
}

/** How many rows of each kind were removed. */
export interface Swept {
  readonly sessions: number;
  readonly verifications: number;
  readonly invitations: number;
  readonly jobs: number;
}

function actingFor(organisation: OrganisationId, request: string): Acting {
  const actor = { kind: 'system', organisation, onBehalfOf: null } as const;
  return { actor, action: 'store.retention', request };
}

/** Removes what has been kept for as long as the retention table says. What is removed is entered in the chain of its organisation. */
export async function sweepPast({ store, retention, now, request }: SweepParts): Promise<Swept> {
  const since = (id: string): Instant => {
    const row = retention.find((one) => one.id === id);
    const by = row ? pastSince(row, now()) : null;
    assert(by !== null, `the retention table says for how long a ${id} is kept`);
    return by;
  };
  let invitations = 0;
  for (const { id } of await store.organisations()) {
    const records = store.as(actingFor(id, request()));
    invitations += await records.removePastInvitations(since('invitation'));
  }
  return {
    // A session that has expired is worth nothing any more, however long it could have lasted.
    sessions: await store.removePastSessions(now()),
    verifications: await store.removePastVerifications(since('verification')),
    invitations,
    jobs: await store.removePastJobs(since('job')),
  };
}
