import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Acting,
  type Invitation,
  type OrganisationId,
  type Owner,
  parseInvitationId,
  parseOrganisationId,
} from '../../src/domain/organisations/index.ts';
import { definitionSchema } from '../../src/domain/spend/definitions.ts';
import { parseStoreId } from '../../src/domain/spend/imports/ids.ts';
import type { Batch, BatchId, Import, ImportId, StoreId } from '../../src/domain/spend/imports/types.ts';
import { type Decision, type Instant, instantAt } from '../../src/domain/values/index.ts';
import { takeStore } from '../../src/records/lock.ts';
import { openRecords } from '../../src/records/openRecords.ts';
import type { ImportCommit, Records, Store, StoredDefinition } from '../../src/records/types.ts';
import { sharedFolder } from './shared.ts';

/** The value of a decision; throws with its sentences when it was refused. */
export function acceptedOf<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value;
  throw new Error(decision.refusals.map(({ code, sentence }) => `${code}: ${sentence}`).join(' '));
}

/** The code and sentence of a refusal; throws when it was accepted. */
export function refusalOf(decision: Decision<unknown>): { readonly code: string; readonly sentence: string } {
  const [first] = decision.ok ? [] : decision.refusals;
  if (!first) throw new Error('It was accepted.');
  return first;
}

const id = (kind: string, number: number) => `${kind}_${String(number).padStart(20, '0')}`;

/** A moment that many minutes after nine o'clock on an invented day. */
export const minute = (count: number): Instant => instantAt(Date.UTC(2026, 10, 23, 9, count));

export function organisationId(number: number): OrganisationId {
  const parsed = parseOrganisationId(id('org', number));
  if (!parsed) throw new Error(`There is no organisation ${number}.`);
  return parsed;
}

export const importId = (number: number) => id('imp', number) as ImportId;
export const batchId = (number: number) => id('bat', number) as BatchId;

export function storeId(letter: string): StoreId {
  const parsed = parseStoreId(`sto_${letter.repeat(20)}`);
  if (!parsed) throw new Error(`There is no store ${letter}.`);
  return parsed;
}

export function owner(number = 1, name = 'Kirkvale Council'): Owner {
  const home = { code: 'E08000034', name: 'Kirklees' };
  return { id: organisationId(number), name, orgId: 'GB-LAE-KIR', home, definition: 'our-area' };
}

export function importAt(number: number, changed: Partial<Import> = {}): Import {
  return {
    id: importId(number),
    owner: organisationId(1),
    state: 'receiving',
    createdAt: minute(number),
    changedAt: minute(number),
    files: [],
    answers: { profiles: {}, tables: {} },
    reading: null,
    sentence: null,
    version: 1,
    ...changed,
  };
}

const control = {
  ...{ physicalRecords: 3, accepted: 2, rejected: 1, blank: 0 },
  ...{ acceptedPence: -1_234_567_890_123, rejectedPence: 99 },
};

const report: Batch['report'] = {
  ...{
    name: 'april.csv',
    status: 'read',
    why: null,
    sha256: 'ab'.repeat(32),
    bytes: 512,
    format: 'CSV, UTF-8',
  },
  ...{ headerLine: 1, linesAbove: [], amountBasis: 'net', dateOrder: 'day first' },
  columns: [{ header: 'Net', position: 3, role: 'netAmount', confidence: 'certain', why: 'its name' }],
  ...{
    firstDay: '2026-04-01',
    lastDay: '2026-04-30',
    wrongWidthAccepted: 0,
    undated: 0,
    unnamed: 0,
    control,
  },
  exactDuplicates: { records: 0, pence: 0, everyRecordTwice: false },
};

/** A rejected line as hostile as a ledger can hold it. */
export const hostile = `'; DROP TABLE batches; -- "quoted" \\ \u0000 \ud800 🧾 é \r\n\t$1 ${'{}'} %s`;

export function batch(number: number, changed: Partial<Batch> = {}): Batch {
  return {
    id: batchId(number),
    owner: organisationId(1),
    import: importId(1),
    identity: `identity ${number}`,
    name: `table ${number}.csv`,
    sha256: 'ab'.repeat(32),
    signature: 'date|supplier|net',
    profile: { amountColumn: 'Net', dateOrder: 'dmy', roles: { Supplier: 'supplier', Notes: null } },
    report,
    warnings: [{ code: 'credits', file: 'april.csv', sentence: 'A third of the lines are credits.' }],
    rejects: [
      {
        file: 'april.csv',
        line: 4,
        column: 'Net',
        rule: 'amount',
        sentence: 'No amount.',
        text: hostile,
        pence: null,
      },
    ],
    state: 'current',
    importedAt: minute(10),
    endedAt: null,
    supersededBy: null,
    ...changed,
  };
}

export function storedDefinition(definitionId: string, version: string, note = ''): StoredDefinition {
  const definition = definitionSchema.parse({
    ...{ id: definitionId, version, name: 'Near us', sentence: 'Paid near us.', basis: 'ledger address' },
    ...{ fallback: false, rings: ['authority', { name: 'Twins', codes: ['E08000034'] }], leaveOut: [] },
    scopeSentence: 'All payments.',
  });
  return { definition, savedAt: minute(3), copiedFrom: 'our-area', note };
}

/** An open invitation of the first organisation, always to the same address unless told. */
export function invitationAt(number: number, changed: Partial<Invitation> = {}): Invitation {
  const parsed = parseInvitationId(id('inv', number));
  if (!parsed) throw new Error(`There is no invitation ${number}.`);
  return {
    ...{ id: parsed, organisation: organisationId(1), email: 'new@kirkvale.example', roles: ['auditor'] },
    ...{ invitedBy: null, state: 'open', createdAt: minute(number), expiresAt: minute(10_000) },
    ...changed,
  };
}

/** The hash of an invented secret part of a link. */
export const tokenHash = (number: number): string => number.toString(16).padStart(64, '0');

/** The first import of the first organisation, finished with one batch. */
export function commitOf(changed: Partial<ImportCommit> = {}): ImportCommit {
  return {
    import: importAt(1, { state: 'imported', version: 2 }),
    batches: [batch(1)],
    supersedes: [],
    profiles: {},
    at: minute(10),
    ...changed,
  };
}

/** Somebody who acts in an organisation, for tests of the records: the program itself unless told. */
export function actingIn(organisation: OrganisationId | null, changed: Partial<Acting> = {}): Acting {
  return {
    actor: { kind: 'system', organisation, onBehalfOf: null },
    action: 'store.recover',
    request: 'test',
    ...changed,
  };
}

/** What an organisation has in a store, as the program itself sees it. */
export const recordsOf = (store: Store, number = 1): Records => store.as(actingIn(organisationId(number)));

/** Makes an organisation that owns ledgers, or changes it; what it has in the store. */
export async function withOwner(
  store: Store,
  one: Owner = owner(),
  at: Instant = minute(0),
): Promise<Records> {
  const records = store.as(actingIn(one.id));
  const { id, name, orgId } = one;
  if ((await records.organisation()) === null) {
    await records.addOrganisation({ id, kind: 'anchor', form: null, name, orgId }, null, at);
  }
  await records.saveOwner(one, at);
  return records;
}

const template = () => join(sharedFolder(), 'records');
const copies: string[] = [];

/** Several processes may make it at once: whoever is first puts it there whole, and the others drop theirs. */
async function makeTemplate(): Promise<void> {
  const first = await embeddedStore();
  await first.close();
  try {
    renameSync(join(first.home, 'records'), template());
  } catch (error) {
    if (!existsSync(template())) throw error;
  }
  first.remove();
}

/** A home with an empty store: made once in a run and copied, because making one takes seconds. */
export async function emptyHome(): Promise<string> {
  if (!existsSync(template())) await makeTemplate();
  const home = mkdtempSync(join(tmpdir(), 'sevenbox-records-'));
  copies.push(home);
  cpSync(template(), join(home, 'records'), { recursive: true });
  return home;
}

/** Removes every home that `emptyHome` made, and what it copies from where that is of this process alone. */
export function removeTemplate(): void {
  for (const home of copies.splice(0)) rmSync(home, { recursive: true, force: true });
  if (process.env.SEVENBOX_TESTS_SHARED === undefined) rmSync(template(), { recursive: true, force: true });
}

/** Opens an embedded store in a home of its own. */
export async function embeddedStore(home = mkdtempSync(join(tmpdir(), 'sevenbox-records-'))) {
  const lock = acceptedOf(await takeStore(home));
  const store = acceptedOf(await openRecords({ home, databaseUrl: null }));
  const close = async () => {
    await store.close();
    await lock.release();
  };
  return {
    home,
    store,
    records: recordsOf(store),
    close,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** The rows of a store as a list. */
export async function dumped(store: Store) {
  const rows: { readonly table: string; readonly row: Readonly<Record<string, unknown>> }[] = [];
  for await (const row of store.dump()) rows.push(row);
  return rows;
}
