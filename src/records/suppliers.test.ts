import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personId } from '../../test/support/auditChain.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { minute, recordsOf, removeTemplate, withOwner } from '../../test/support/records.ts';
import { addPeople, type OpenedStore, soundness, storesOn } from '../../test/support/stores.ts';
import { decisionAt, findingAt, matchingAt } from '../../test/support/suppliers.ts';
import type { Records } from './types.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

const any = { person: null, action: null, outcome: null, subject: null, from: null, to: null };

describe.each(storesOn(server).filter(({ there }) => there))('suppliers $name', ({ open }) => {
  let opened: OpenedStore;
  let records: Records;

  beforeEach(async () => {
    opened = await open();
    await withOwner(opened.store);
    records = recordsOf(opened.store);
  });
  afterEach(() => opened.end());

  const entries = async () => (await records.auditEntries(any, { before: null, size: 50 })).entries.length;

  it('keeps decisions as they were made, newest first, with one entry for all that are made at once', async () => {
    await addPeople(opened.store, 1);
    const elsewhere = { kind: 'linked', identifier: 'GB-CHC-9911', deliveryPostcode: 'HD1 2CC' } as const;
    const first = decisionAt(1, { decidedBy: personId(1), outcome: elsewhere as never });
    const second = decisionAt(2, { supplierNumber: null, outcome: { kind: 'several' }, reason: null });
    const before = await entries();
    await records.addSupplierDecisions([first, second]);
    expect(await entries()).toBe(before + 1);
    await records.addSupplierDecisions([]);
    expect(await entries()).toBe(before + 1);
    const kept = await records.supplierDecisions();
    const { decidedBy, ...plain } = first;
    expect(kept).toMatchObject([{ id: second.id, outcome: { kind: 'several' } }, plain]);
    expect(kept[1]?.undoneByName).toBeNull();
    expect((await soundness(opened.store)).wrong).toEqual([]);
  });

  it('undoes a decision once, and changes nothing else about it', async () => {
    await records.addSupplierDecisions([decisionAt(1), decisionAt(2)]);
    const [version, before] = [await records.supplierVersion(), await entries()];
    const ids = [decisionAt(1).id, decisionAt(7).id];
    const undone = { by: null, at: minute(9) };
    expect(await records.undoSupplierDecisions(ids, undone)).toEqual([decisionAt(1).id]);
    expect(await records.undoSupplierDecisions(ids, { by: null, at: minute(10) })).toEqual([]);
    expect(await records.undoSupplierDecisions([], undone)).toEqual([]);
    expect(await entries()).toBe(before + 1);
    expect(await records.supplierVersion()).not.toBe(version);
    const { decidedBy, ...plain } = decisionAt(1, { undoneAt: minute(9) });
    expect((await records.supplierDecisions())[1]).toMatchObject(plain);
    expect((await soundness(opened.store)).wrong).toEqual([]);
  });

  it('refuses what is no decision', async () => {
    const nobody = decisionAt(1, { supplierNumber: null, nameKeys: [] });
    await expect(records.addSupplierDecisions([decisionAt(2), nobody])).rejects.toThrow();
    expect(await records.supplierDecisions()).toEqual([]);
  });

  it('keeps what the last run of the matcher found, and of others that they were', async () => {
    expect([await records.matching(), await records.supplierFindings()]).toEqual([null, []]);
    const [before, empty] = [await entries(), await records.supplierVersion()];
    const many = Array.from({ length: 2_500 }, (_, number) => findingAt(number));
    await records.saveMatching(matchingAt(1), many, minute(3));
    const version = await records.supplierVersion();
    const numbered = findingAt(1, {
      supplierNumber: '7',
      finding: { kind: 'ambiguous', identifiers: ['GB-COH-99417722', 'GB-COH-99006318'], reasons: [] },
    });
    const sort = { kind: 'not-listed', sort: 'person', reasons: ['It begins with a title.'] } as const;
    await records.saveMatching(matchingAt(2), [findingAt(2, { finding: sort }), numbered], minute(4));
    expect(await records.supplierFindings()).toEqual([findingAt(2, { finding: sort }), numbered]);
    expect(await records.matching()).toEqual({ ...matchingAt(2), madeAt: minute(4) });
    expect(new Set([empty, version, await records.supplierVersion()]).size).toBe(3);
    expect(await entries()).toBe(before + 2);
    expect((await soundness(opened.store)).wrong).toEqual([]);
  });
});
