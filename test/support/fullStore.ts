import { sql } from 'kysely';
import { type EvidenceFile, parseEvidenceId } from '../../src/domain/evidence/index.ts';
import { type JobOrder, parseJobId } from '../../src/domain/jobs/index.ts';
import type { Owner } from '../../src/domain/organisations/index.ts';
import type { NewSet } from '../../src/records/measureTypes.ts';
import type { Records, Store } from '../../src/records/types.ts';
import { personId } from './auditChain.ts';
import { keptSetAt, keptTenderFileAt } from './keptSets.ts';
import {
  batch,
  batchId,
  commitOf,
  hostile,
  importAt,
  importId,
  invitationAt,
  minute,
  organisationId,
  owner,
  recordsOf,
  storedDefinition,
  storeId,
  tokenHash,
} from './records.ts';
import { addPeople } from './stores.ts';
import { decisionAt, findingAt, matchingAt } from './suppliers.ts';

/** The number of the one import and batch of the second organisation in a full store. */
export const secondNumber = 102;

/** A file that an invented person added. */
export function evidenceAt(number: number): EvidenceFile {
  const id = parseEvidenceId(`evi_${String(number).padStart(20, '0')}`);
  if (!id) throw new Error(`There is no file ${number}.`);
  return {
    ...{ id, sha256: 'ef'.repeat(32), name: 'photo.png', type: 'png', bytes: 12, note: 'The new yard.' },
    ...{ addedBy: personId(1), addedAt: minute(15), removedAt: null },
  };
}

/** A job for a record. */
export function jobAt(number: number, subject: string): JobOrder {
  const id = parseJobId(`job_${String(number).padStart(20, '0')}`);
  if (!id) throw new Error(`There is no job ${number}.`);
  return { id, kind: 'read-import', subject, at: minute(16) };
}

/** How people sign in: what only the library for that reads, and what no backup holds. */
async function addWaysToSignIn({ identity }: Store): Promise<void> {
  const at = '2026-11-23T09:05:07.123Z';
  await sql`insert into accounts values
    ('acc-1', ${personId(1)}, 'credential', ${personId(1)}, 'scrypt$invented', ${at}, ${at}),
    ('acc-2', ${personId(2)}, 'kirkvale-directory', 'subject é "2"', null, ${at}, ${at})`.execute(identity);
  await sql`insert into second_factors (id, person, secret, recovery_codes, verified, failures, locked_until) values
    ('two-1', ${personId(1)}, 'sealed', 'sealed codes', true, 0, null),
    ('two-2', ${personId(3)}, 'sealed too', 'sealed codes', false, 4, ${at})`.execute(identity);
  await sql`update people set two_factor_enabled = true where id = ${personId(1)}`.execute(identity);
  await sql`insert into sessions (id, token, person, organisation, expires_at, created_at, updated_at) values
    ('ses-1', 'secret of a session', ${personId(1)}, ${organisationId(1)}, ${at}, ${at}, ${at})`.execute(
    identity,
  );
  await sql`insert into verifications values
    ('ver-1', 'reset:one', 'value', ${at}, ${at}, ${at})`.execute(identity);
}

/** A version that is published from then on. */
function published(set: NewSet): NewSet {
  return { ...set, content: { ...set.content, status: 'published' } };
}

async function addFirst(records: Records): Promise<void> {
  await records.addMember(personId(2), ['spend-analyst', 'auditor'], minute(1));
  await records.saveOwner(owner(), minute(1));
  await records.addInvitation(invitationAt(1, { invitedBy: personId(1) }), tokenHash(1));
  await records.acceptInvitation(invitationAt(1), personId(3), minute(2));
  await records.addInvitation(invitationAt(2), tokenHash(2));
  await records.addInvitation(invitationAt(3), tokenHash(3));
  await records.addImport(importAt(1));
  const many = Array.from({ length: 120 }, (_, number) => [`header ${number}`, {}]);
  const profiles = { 'a\'"\n': { amountColumn: 'Net' }, b: {}, ...Object.fromEntries(many) };
  await records.commitImport(commitOf({ profiles, batches: [1, 2, 3].map((number) => batch(number)) }));
  await records.removeProfile(organisationId(1), 'b', minute(12));
  for (let number = 2; number <= 7; number += 1) await records.addImport(importAt(number));
  const second = importAt(2, { state: 'imported', version: 2 });
  const supersedes = [{ old: batchId(2), by: batchId(0) }];
  const batches = [batch(0, { import: importId(2) })];
  await records.commitImport(commitOf({ import: second, supersedes, batches, at: minute(20) }));
  await records.undoBatches(organisationId(1), [batchId(3)], minute(21));
  await records.addEvidence(evidenceAt(1), async () => true);
  await records.addJob(jobAt(1, importId(5)));
  const decisions = [decisionAt(1, { decidedBy: personId(1) }), decisionAt(2), decisionAt(3)];
  await records.addSupplierDecisions(decisions);
  await records.undoSupplierDecisions([decisionAt(2).id], { by: personId(2), at: minute(22) });
  await records.saveMatching(matchingAt(1), [findingAt(1), findingAt(2)], minute(23));
  await records.addMeasureSet(keptSetAt(1, { savedBy: personId(1) }));
  await records.addMeasureSet(keptSetAt(2));
  await records.saveMeasureSet(published(keptSetAt(2)), 0);
  await records.addTenderFile(keptTenderFileAt(1, { savedBy: personId(1) }));
  for (const version of ['10', '9', '1']) {
    await records.addDefinition(organisationId(1), storedDefinition('near', version));
  }
}

/** The names in an organisation of its own of what the first has too, so that nothing is told apart by them. */
async function addSecond(records: Records, { id }: Owner): Promise<void> {
  const number = secondNumber;
  const import_ = { id: importId(number), owner: id };
  await records.addMember(personId(1), ['auditor'], minute(4));
  await records.addInvitation(invitationAt(number, { organisation: id }), tokenHash(number));
  await records.addImport(importAt(number, import_));
  await records.commitImport({
    ...{ import: importAt(number, { ...import_, state: 'imported', version: 2 }), supersedes: [] },
    batches: [batch(number, { import: importId(number), owner: id, identity: 'identity 1' })],
    ...{ profiles: { b: { amountColumn: 'Gross' } }, at: minute(30) },
  });
  await records.addDefinition(id, storedDefinition('near', '1', 'Ours.'));
  await records.addEvidence(evidenceAt(2), async () => true);
  await records.addJob(jobAt(2, importId(number)));
  await records.addMeasureSet(keptSetAt(number));
  await records.addTenderFile(keptTenderFileAt(number));
  await records.addSupplierDecisions([decisionAt(number)]);
  await records.saveMatching(matchingAt(number), [findingAt(1)], minute(31));
}

/** Fills a store so that every table has rows, of two organisations that share a person and many names. */
export async function fillStore(store: Store): Promise<void> {
  await store.nameStore(storeId('f'));
  await addPeople(store, 1, 2, 3, 4);
  await addWaysToSignIn(store);
  const second = { ...owner(2, hostile.replaceAll(/[\u0000\ud800]/g, '')), orgId: null };
  for (const { id, name, orgId } of [owner(), second]) {
    const person = id === second.id ? personId(4) : personId(1);
    const administrator = { person, roles: ['administrator'] } as const;
    const made = { id, name, orgId, kind: 'anchor', form: null } as const;
    await recordsOf(store, id === second.id ? 2 : 1).addOrganisation(made, administrator, minute(0));
  }
  await addFirst(recordsOf(store));
  await recordsOf(store, 2).saveOwner(second, minute(3));
  await addSecond(recordsOf(store, 2), second);
  await store.enter({
    ...{ chain: 'system', at: minute(40), actor: 'nobody', person: null, organisation: null },
    ...{ action: 'sign-in', request: 'req-1', outcome: 'refused', subjects: [], reason: 'unknown' },
  });
}
