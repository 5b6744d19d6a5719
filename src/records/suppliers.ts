import { type Selectable, sql, type Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import type { StoredFinding, SupplierDecision, SupplierOutcome } from '../domain/suppliers/index.ts';
import { assert, parsePostcode } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import { holdOwner } from './owners.ts';
import type { NewDecision, StoredDecision, SupplierRecords } from './supplierTypes.ts';
import type { SupplierDecisionsTable, Tables } from './tables.ts';

/** Findings that are written by one statement. */
const findingsAtOnce = 1_000;

type Row = Omit<Selectable<SupplierDecisionsTable>, 'salt' | 'organisation' | 'decided_by' | 'undone_by'>;

function outcomeOf({ outcome, identifier, delivery_postcode }: Row): SupplierOutcome {
  if (outcome !== 'linked') return { kind: outcome };
  assert(identifier !== null, 'a link names an organisation');
  return { kind: outcome, identifier, deliveryPostcode: parsePostcode(delivery_postcode ?? '') ?? null };
}

function fromRow(row: Row): SupplierDecision {
  const { id, name, reason, editions, source } = row;
  return {
    ...{ id, supplierNumber: row.supplier_number, nameKeys: row.name_keys, name, outcome: outcomeOf(row) },
    ...{ reason, editions, source, decidedAt: row.decided_at, undoneAt: row.undone_at },
  };
}

const columns = [
  ...(['d.id', 'd.supplier_number', 'd.name_keys', 'd.name', 'd.outcome', 'd.identifier'] as const),
  ...(['d.delivery_postcode', 'd.reason', 'd.editions', 'd.source', 'd.decided_at', 'd.undone_at'] as const),
] as const;

async function decisionsIn(tx: Transaction<Tables>): Promise<readonly StoredDecision[]> {
  const rows = await tx
    .selectFrom('supplier_decisions as d')
    .leftJoin('people as decider', 'decider.id', 'd.decided_by')
    .leftJoin('people as undoer', 'undoer.id', 'd.undone_by')
    .select([
      ...columns,
      'd.decided_by as decidedBy',
      'decider.name as decidedByName',
      'undoer.name as undoneByName',
    ])
    .orderBy('d.decided_at', 'desc')
    .orderBy('d.id', 'desc')
    .execute();
  return rows.map(({ decidedBy, decidedByName, undoneByName, ...row }) => ({
    ...fromRow(row),
    decidedBy,
    decidedByName,
    undoneByName,
  }));
}

function rowOf(organisation: OrganisationId, decision: NewDecision) {
  const { id, supplierNumber, nameKeys, name, outcome, reason, editions, source } = decision;
  const linked = outcome.kind === 'linked' ? outcome : null;
  return {
    ...{ id, organisation, supplier_number: supplierNumber, name_keys: JSON.stringify(nameKeys), name },
    ...{ outcome: outcome.kind, identifier: linked?.identifier ?? null },
    ...{ delivery_postcode: linked?.deliveryPostcode ?? null, reason, editions, source },
    ...{ decided_by: decision.decidedBy, decided_at: decision.decidedAt, undone_by: null, undone_at: null },
  };
}

async function replaceFindings(
  tx: Transaction<Tables>,
  organisation: OrganisationId,
  findings: readonly StoredFinding[],
): Promise<void> {
  await tx.deleteFrom('supplier_matches').where('organisation', '=', organisation).execute();
  for (let from = 0; from < findings.length; from += findingsAtOnce) {
    const rows = findings.slice(from, from + findingsAtOnce).map((one) => ({
      ...{ organisation, asked: one.asked, supplier_number: one.supplierNumber ?? '' },
      ...{ name_key: one.nameKey, finding: JSON.stringify(one.finding) },
    }));
    await tx.insertInto('supplier_matches').values(rows).execute();
  }
}

function findings({ read, change }: Bound, organisation: OrganisationId | null) {
  const calls: Pick<SupplierRecords, 'matching' | 'supplierFindings' | 'saveMatching'> = {
    matching: () =>
      read(async (tx) => {
        const row = await tx
          .selectFrom('matchings')
          .select(['id', 'editions', 'rules', 'names', 'linked', 'ambiguous', 'content_hash', 'made_at'])
          .orderBy('made_at', 'desc')
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst();
        if (!row) return null;
        const { content_hash: contentHash, made_at: madeAt, ...same } = row;
        return { ...same, contentHash, madeAt };
      }),
    supplierFindings: () =>
      read(async (tx) => {
        const rows = await tx
          .selectFrom('supplier_matches')
          .select(['asked', 'supplier_number', 'name_key', 'finding'])
          .orderBy('supplier_number')
          .orderBy('name_key')
          .execute();
        return rows.map(({ asked, supplier_number: number, name_key: nameKey, finding }) => ({
          ...{ supplierNumber: number === '' ? null : number, nameKey, asked, finding },
        }));
      }),
    saveMatching: async (matching, found, at) => {
      assert(organisation !== null, 'suppliers are matched for an organisation');
      const { contentHash: content_hash, ...same } = matching;
      await change({ matching: [matching.id] }, async (tx) => {
        await holdOwner(tx, organisation);
        await tx
          .insertInto('matchings')
          .values({ ...same, organisation, content_hash, made_at: at })
          .execute();
        await replaceFindings(tx, organisation, found);
      });
    },
  };
  return calls;
}

/** Decisions about suppliers and what registers say of them, in the records. */
export function suppliersOf(bound: Bound, organisation: OrganisationId | null): SupplierRecords {
  const { read, change } = bound;
  return {
    ...findings(bound, organisation),
    supplierDecisions: () => read(decisionsIn),
    addSupplierDecisions: async (decisions) => {
      assert(organisation !== null, 'suppliers are decided for an organisation');
      if (decisions.length === 0) return;
      await change({ 'supplier-decision': decisions.map(({ id }) => id) }, async (tx) => {
        await holdOwner(tx, organisation);
        const rows = decisions.map((one) => rowOf(organisation, one));
        await tx.insertInto('supplier_decisions').values(rows).execute();
      });
    },
    undoSupplierDecisions: (ids, { by, at }) =>
      change({ 'supplier-decision': ids }, async (tx) => {
        if (ids.length === 0) return [];
        const rows = await tx
          .updateTable('supplier_decisions')
          .set({ undone_by: by, undone_at: at })
          .where('id', 'in', ids)
          .where('undone_at', 'is', null)
          .returning('id')
          .execute();
        return rows.map(({ id }) => id);
      }),
    supplierVersion: () =>
      read(async (tx) => {
        const { rows } = await sql<{ readonly version: string }>`select concat_ws(' ',
          (select count(*) from supplier_decisions),
          (select count(*) from supplier_decisions where undone_at is not null),
          (select id from matchings order by made_at desc, id desc limit 1)) as version`.execute(tx);
        return rows[0]?.version ?? '';
      }),
  };
}
