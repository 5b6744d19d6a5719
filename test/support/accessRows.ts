import { createHash } from 'node:crypto';
import type { ImportCalls } from '../../src/actions/imports/types.ts';
import {
  type Invitation,
  type OrganisationId,
  type PersonId,
  parseInvitationId,
} from '../../src/domain/organisations/index.ts';
import { parseBatchId, parseImportId } from '../../src/domain/spend/imports/ids.ts';
import type { Import, ImportState } from '../../src/domain/spend/imports/types.ts';
import { assert, type Instant, instantAt } from '../../src/domain/values/index.ts';
import { newId } from '../../src/external/newId.ts';
import type { OpenSite } from '../../src/main/openSite.ts';
import type { Records } from '../../src/records/types.ts';
import { addSets, type SetRows } from './accessMeasures.ts';
import { addTenderFiles, type TenderFileRows } from './accessTenders.ts';
import { cityMonth, districtMonth } from './importLedgers.ts';
import { incoming } from './imports.ts';
import { acceptedOf, actingIn, batch, importAt, storedDefinition } from './records.ts';

const day = 24 * 60 * 60 * 1000;

/** A moment that many days from now. */
export const daysFromNow = (days: number): Instant => instantAt(Date.now() + days * day);

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An invitation with the secret part of its link. */
export interface MadeInvitation {
  readonly id: string;
  readonly token: string;
}

type InvitationCondition = 'open' | 'expired' | 'accepted' | 'withdrawn';

/** The rows of one organisation, by kind and state. */
export interface OrganisationRows {
  readonly organisation: OrganisationId;
  readonly batches: Readonly<Record<'current' | 'undone' | 'superseded', string>>;
  readonly imports: Readonly<Record<ImportState, string>>;
  readonly invitations: Readonly<Record<InvitationCondition, MadeInvitation>>;
  readonly definition: string;
  readonly sets: SetRows;
  readonly tenderFiles: TenderFileRows;
}

/** Adds an invitation in some state; its address tells it from all others. */
export async function addInvitation(
  records: Records,
  organisation: OrganisationId,
  [state, guest]: readonly [InvitationCondition, PersonId],
): Promise<MadeInvitation> {
  const id = parseInvitationId(newId('inv'));
  assert(id !== undefined, 'a new id is one');
  const token = newId('inv').padEnd(43, 'x');
  const invitation: Invitation = {
    ...{ id, organisation, email: `canary-${id}@kirkvale.example`, roles: ['bidder'], invitedBy: null },
    ...{ state: 'open', createdAt: daysFromNow(-8), expiresAt: daysFromNow(state === 'expired' ? -1 : 5) },
  };
  await records.addInvitation(invitation, sha256Of(token));
  if (state === 'withdrawn') await records.endInvitation(id, daysFromNow(0));
  if (state === 'accepted') await records.acceptInvitation(invitation, guest, daysFromNow(0));
  return { id, token };
}

/** Ledgers as they come in with a form, in the name of the program. */
function ledgersOf({ house }: OpenSite, organisation: OrganisationId) {
  const calls: ImportCalls = house.imports.callsFor(actingIn(organisation));
  const stored = async (id: string): Promise<Import> => {
    const one = await calls.importOf(id);
    assert(one !== null, `there is an import ${id}`);
    return one;
  };
  const upload = async (files: Readonly<Record<string, string>>) => {
    const id = acceptedOf(await calls.receive(incoming(files)));
    await house.imports.idle();
    return stored(id);
  };
  const confirm = async ({ id, version }: Import) => {
    acceptedOf(await calls.confirm(id, version));
    await house.imports.idle();
    const done = await stored(id);
    assert(done.state === 'imported', `${id} was imported, and is ${done.state}: ${done.sentence}`);
    return done;
  };
  const batchOf = async (id: string): Promise<string> => {
    const [first] = await calls.batchesOfImport(id);
    assert(first !== undefined, `the import ${id} has a batch`);
    return first.id;
  };
  return { calls, stored, upload, confirm, batchOf };
}

type Ledgers = ReturnType<typeof ledgersOf>;

async function replaced({ calls, stored, upload, confirm, batchOf }: Ledgers, name: string): Promise<string> {
  const first = await confirm(await upload({ [`${name}.csv`]: cityMonth(6, 6) }));
  const old = await batchOf(first.id);
  const longer = await upload({ [`${name}-full.csv`]: cityMonth(6, 12) });
  const tables = { [`${name}-full.csv`]: { take: 'replace', batch: old } } as never;
  acceptedOf(await calls.answer(longer.id, longer.version, { profiles: {}, tables }));
  await confirm(await stored(longer.id));
  return old;
}

async function addBatches(ledgers: Ledgers, name: string, ledger: string) {
  const { calls, upload, confirm, batchOf } = ledgers;
  const april = await confirm(await upload({ [`${name}.csv`]: ledger }));
  const may = await confirm(await upload({ [`${name}-may.csv`]: cityMonth(5) }));
  const undone = await batchOf(may.id);
  const superseded = await replaced(ledgers, name);
  acceptedOf(await calls.undo({ batch: undone }));
  return { imported: april.id, batches: { current: await batchOf(april.id), undone, superseded } };
}

/** Batches whose lines nobody looks at: beside a ledger that counts, one of each other state. */
async function addQuietBatches(ledgers: Ledgers, records: Records, name: string) {
  const { upload, confirm, batchOf } = ledgers;
  const april = await confirm(await upload({ [`${name}.csv`]: cityMonth(4) }));
  const current = await batchOf(april.id);
  const rowOf = (state: 'undone' | 'superseded') => {
    const id = parseBatchId(newId('bat'));
    assert(id !== undefined, 'a new id is one');
    const supersededBy = state === 'superseded' ? parseBatchId(current) : undefined;
    const { owner, id: from } = april;
    return batch(1, {
      id,
      owner,
      import: from,
      identity: id,
      state,
      supersededBy: supersededBy ?? null,
      endedAt: daysFromNow(0),
    });
  };
  const [undone, superseded] = [rowOf('undone'), rowOf('superseded')];
  const changed = { ...april, version: april.version + 1 };
  await records.commitImport({
    ...{ import: changed, batches: [undone, superseded], supersedes: [], profiles: {} },
    at: daysFromNow(0),
  });
  return { imported: april.id, batches: { current, undone: undone.id, superseded: superseded.id } };
}

/** Imports in the states that pass by, which no job works on. */
async function addPassing(records: Records, organisation: OrganisationId) {
  const add = async (state: ImportState): Promise<string> => {
    const id = parseImportId(newId('imp'));
    assert(id !== undefined, 'a new id is one');
    const sentence = state === 'stopped' ? 'The file was cut off.' : null;
    await records.addImport(importAt(1, { id, owner: organisation, state, sentence }));
    return id;
  };
  return {
    receiving: await add('receiving'),
    reading: await add('reading'),
    importing: await add('importing'),
    cancelled: await add('cancelled'),
    stopped: await add('stopped'),
  };
}

export interface RowsOrder {
  /** Who took up an invitation. */
  readonly guest: PersonId;
  /** Stands in the names of files, so that those of two organisations are told apart. */
  readonly name: string;
  /** What was paid in April; null where few look at the ledgers of the organisation. */
  readonly ledger: string | null;
}

/** What an organisation has: a batch and an import in every state, invitations in every state, and a definition. */
export async function addRows(
  opened: OpenSite,
  organisation: OrganisationId,
  { guest, name, ledger }: RowsOrder,
): Promise<OrganisationRows> {
  const records = opened.store.as(actingIn(organisation));
  const ledgers = ledgersOf(opened, organisation);
  const { imported, batches } =
    ledger === null ? await addQuietBatches(ledgers, records, name) : await addBatches(ledgers, name, ledger);
  const waiting = await ledgers.upload({ [`${name}-district.csv`]: districtMonth(7) });
  const passing = await addPassing(records, organisation);
  const definition = storedDefinition(`near-${name}`, '1');
  await records.addDefinition(organisation, { ...definition, copiedFrom: null });
  const invite = (state: InvitationCondition) => addInvitation(records, organisation, [state, guest]);
  return {
    ...{ organisation, batches, definition: definition.definition.id, sets: await addSets(records) },
    tenderFiles: await addTenderFiles(records),
    imports: { ...passing, imported, waiting: waiting.id },
    invitations: {
      ...{ open: await invite('open'), expired: await invite('expired') },
      ...{ accepted: await invite('accepted'), withdrawn: await invite('withdrawn') },
    },
  };
}
