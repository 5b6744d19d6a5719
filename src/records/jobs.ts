import { type Kysely, type Selectable, sql, type Transaction, type UpdateObject } from 'kysely';
import type { Job, JobHold, JobOrder, JobState } from '../domain/jobs/index.ts';
import { type Acting, type OrganisationId, organisationOf, personOf } from '../domain/organisations/index.ts';
import type { Import } from '../domain/spend/imports/types.ts';
import { assert, type Instant } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import type { ImportJob, JobRecords, JobsAcross, TakeOrder } from './jobTypes.ts';
import { holdOwner } from './owners.ts';
import { changing, reading } from './scope.ts';
import type { JobsTable, Tables } from './tables.ts';

const columns = [
  ...(['id', 'organisation', 'kind', 'subject', 'ordered_by', 'action', 'request', 'state'] as const),
  ...(['attempts', 'run_at', 'lease_until', 'progress', 'started_at', 'sentence'] as const),
  ...(['created_at', 'ended_at'] as const),
] as const;

function fromRow(row: Pick<Selectable<JobsTable>, (typeof columns)[number]>): Job {
  const { ordered_by: orderedBy, run_at: runAt, lease_until: leaseUntil, ...rest } = row;
  const { started_at: startedAt, created_at: createdAt, ended_at: endedAt, ...same } = rest;
  return { ...same, orderedBy, runAt, leaseUntil, startedAt, createdAt, endedAt };
}

/** Neither running nor waiting any more. */
const ended = { taken_by: null, lease_until: null } as const;
/** Waits for its turn, as if it had never begun. */
const waiting = { ...ended, state: 'queued', progress: null, started_at: null } as const;

/** Adds a job in the name of whoever acts. */
export async function addJob(tx: Transaction<Tables>, acting: Acting, order: JobOrder): Promise<void> {
  const { id, kind, subject, at } = order;
  const organisation = organisationOf(acting.actor);
  assert(organisation !== null, 'who orders a job acts in an organisation');
  const { action, request } = acting;
  const ordered = { organisation, ordered_by: personOf(acting.actor), action, request };
  await tx
    .insertInto('jobs')
    .values({
      ...{ id, kind, subject, ...ordered, ...ended, state: 'queued', run_at: at, created_at: at },
      ...{ progress: null, started_at: null, sentence: null, ended_at: null },
    })
    .execute();
}

/** Whether a job is still held; nobody cancels it or takes it over until the transaction ends then. */
export async function holdsJob(tx: Transaction<Tables>, { id, takenBy }: JobHold): Promise<boolean> {
  const held = tx.selectFrom('jobs').select('id').where('id', '=', id).where('taken_by', '=', takenBy);
  return (await held.forUpdate().executeTakeFirst()) !== undefined;
}

/** What becomes of the job of an import that is in a state; null while its job goes on. */
const endedBy: Readonly<Record<Import['state'], JobState | null>> = {
  receiving: null,
  reading: null,
  importing: null,
  waiting: 'done',
  imported: 'done',
  stopped: 'failed',
  cancelled: 'cancelled',
};

/** Lets the job of an import follow its change: a new one begins to wait, or the one that lives ends. */
export async function followImport(
  tx: Transaction<Tables>,
  one: Import,
  { acting, job }: { readonly acting: Acting; readonly job: ImportJob | undefined },
): Promise<void> {
  const state = endedBy[one.state];
  if (job !== undefined && 'order' in job) {
    assert(state === null && job.order.subject === one.id, `${one.id} waits for the job that is ordered`);
    await addJob(tx, acting, job.order);
  } else if (state !== null) {
    await tx
      .updateTable('jobs')
      .set({ ...ended, state, sentence: one.sentence, ended_at: one.changedAt })
      .where('subject', '=', one.id)
      .where('ended_at', 'is', null)
      .execute();
  }
}

/** Jobs of an organisation in the records. */
export function jobsOf({ read, change }: Bound, acting: Acting): JobRecords {
  return {
    addJob: (order) => change({}, (tx) => addJob(tx, acting, order)),
    jobsWaiting: () =>
      read(async (tx) => {
        const queued = tx.selectFrom('jobs').select('id').where('state', '=', 'queued');
        return (await queued.execute()).length;
      }),
    jobOf: (subject) =>
      read(async (tx) => {
        const found = tx.selectFrom('jobs').select(columns).where('subject', '=', subject);
        const row = await found.where('ended_at', 'is', null).executeTakeFirst();
        return row ? fromRow(row) : null;
      }),
  };
}

/** The records an order to an import's job touches: its organisation is held first, as by all who change batches. */
export async function holdForJob(tx: Transaction<Tables>, one: Import, job: ImportJob | undefined) {
  if (job !== undefined && 'order' in job) await holdOwner(tx, one.owner);
  return { import: [one.id] };
}

/** Takes the job that waited longest, or whose process was silent for too long; others skip what one of them looks at. */
async function take(tx: Transaction<Tables>, { kinds, at, until, takenBy }: TakeOrder) {
  const next = tx
    .selectFrom('jobs')
    .select('id')
    .where('kind', 'in', kinds)
    .where(({ or, and, eb }) =>
      or([
        and([eb('state', '=', 'queued'), eb('run_at', '<=', at)]),
        and([eb('state', '=', 'running'), eb('lease_until', '<', at)]),
      ]),
    )
    .orderBy('run_at')
    .orderBy('ordinal')
    .limit(1)
    .forUpdate()
    .skipLocked();
  const id = (await next.executeTakeFirst())?.id;
  if (id === undefined) return null;
  const row = await tx
    .updateTable('jobs')
    .set(({ eb }) => ({
      ...{ state: 'running', attempts: eb('attempts', '+', 1), taken_by: takenBy, lease_until: until },
      ...{ progress: null, started_at: at, sentence: null },
    }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
  return fromRow(row);
}

async function jobsBefore(tx: Transaction<Tables>, subject: string, organisation: OrganisationId) {
  const { rows } = await sql<{ before: number }>`
    select count(other.id)::integer as before from jobs one
    left join jobs other on other.ended_at is null and one.state = 'queued' and other.id <> one.id
      and (other.state = 'running' or (other.run_at, other.ordinal) < (one.run_at, one.ordinal))
    where one.subject = ${subject} and one.organisation = ${organisation} and one.ended_at is null
    group by one.id`.execute(tx);
  return rows[0]?.before ?? null;
}

const across = { role: 'sevenbox_across' } as const;

type JobUpdate = UpdateObject<Tables, 'jobs'>;

/** What those who carry out jobs ask for: they work for every organisation. */
export function jobsIn(db: Kysely<Tables>): JobsAcross {
  const change = <T>(work: (tx: Transaction<Tables>) => Promise<T>) => changing(db, across, work);
  const changeHeld = ({ id, takenBy }: JobHold, set: JobUpdate) =>
    change(async (tx) => {
      const held = tx.updateTable('jobs').set(set).where('id', '=', id).where('taken_by', '=', takenBy);
      return (await held.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  return {
    takeJob: (order) => change((tx) => take(tx, order)),
    prolongJob: (hold, { until, progress }) => changeHeld(hold, { lease_until: until, progress }),
    endJob: (hold, { state, sentence, at }) => changeHeld(hold, { ...ended, state, sentence, ended_at: at }),
    handJobBack: (hold, { runAt, counts, sentence }) =>
      changeHeld(hold, {
        ...{ ...waiting, run_at: runAt, sentence },
        attempts: counts ? sql<number>`attempts` : sql<number>`attempts - 1`,
      }),
    liveJobs: () =>
      reading(db, across, async (tx) => {
        const live = tx.selectFrom('jobs').select(columns).where('ended_at', 'is', null);
        return (await live.orderBy('run_at').orderBy('ordinal').execute()).map(fromRow);
      }),
    jobsBefore: (organisation, subject) => reading(db, across, (tx) => jobsBefore(tx, subject, organisation)),
    freeJobs: () =>
      change(async (tx) => {
        await tx.updateTable('jobs').set(waiting).where('state', '=', 'running').execute();
      }),
    removePastJobs: (by) => change((tx) => removePast(tx, by)),
  };
}

async function removePast(tx: Transaction<Tables>, by: Instant): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('jobs')
    .where('ended_at', '<=', by)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
