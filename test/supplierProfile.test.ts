import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SupplierOverview } from '../src/actions/suppliers/overviewTypes.ts';
import type { SupplierProfile } from '../src/actions/suppliers/profileTypes.ts';
import { publishedOf } from '../src/actions/suppliers/published.ts';
import type { SaidDecision } from '../src/actions/suppliers/types.ts';
import { openFilter } from '../src/domain/spend/explore/filterQuery.ts';
import type { KindId } from '../src/domain/suppliers/index.ts';
import { acceptedOf } from './support/records.ts';
import { openSupplierSite, type SupplierSite } from './support/supplierSite.ts';
import { charities, companies, ledgers } from './support/suppliersOfTwoYears.ts';

const none: SaidDecision = { choice: 'none', identifier: '', deliveryPostcode: '', number: '', reason: '' };

let site: SupplierSite;
beforeAll(async () => {
  site = await openSupplierSite();
  await site.take(ledgers);
  await site.addRegister('companies', 'BasicCompanyDataAsOneFile-2026-11-01.csv', companies);
  await site.addRegister('charities', 'publicextract.charity-2026-11-01.json', charities);
}, 300_000);
afterAll(() => site.close());

async function overview(year: string | null = null): Promise<SupplierOverview> {
  const found = await site.asked().suppliers.overview(year);
  if (!found) throw new Error('There is an overview.');
  return found;
}

async function payeeOf(name: string): Promise<string> {
  const list = { search: name, order: 'amount', descending: true, offset: 0, limit: 10 } as const;
  const found = acceptedOf(await site.asked().explore.suppliers(openFilter('ledger-all'), list));
  const [first] = found.rows;
  if (!first?.payee) throw new Error(`${name} was paid.`);
  return first.payee;
}

async function profile(name: string): Promise<SupplierProfile> {
  const found = await site.asked().suppliers.profile(await payeeOf(name));
  if (!found) throw new Error(`${name} has a profile.`);
  return found;
}

function rowOf({ kinds }: SupplierOverview, kind: KindId, by: 'certain' | 'pointed to' = 'certain') {
  const row = kinds.find((one) => one.kind === kind && one.by === by);
  if (!row) throw new Error(`There is a row for ${kind}.`);
  return row;
}

describe('who the money of a year went to', () => {
  it('adds up to the figure of the definition that leads, in both years', async () => {
    for (const [year, total] of [
      ['2025/26', 21_640_25],
      ['2024/25', 17_850_50],
    ] as const) {
      const { figure, supplierPence, manyPence } = await overview(year);
      expect([year, figure.totalPence, supplierPence + manyPence]).toEqual([year, total, total]);
    }
    expect(await overview()).toMatchObject({ year: '2025/26', manyPence: 460_00 });
  });

  it('has no overview of a year that is not there', async () =>
    expect(await site.asked().suppliers.overview('1999/00')).toBeNull());

  it('counts spellings of one organisation as one supplier, and texts that stand for many as none', async () => {
    const { counts } = await overview();
    expect(counts).toEqual({ suppliers: 8, placed: 7, linked: 6, decided: 0, waiting: 1 });
  });

  it('states each kind with what is certain, and bounds for what is not', async () => {
    const seen = await overview();
    const accounts = rowOf(seen, 'sme-accounts');
    // Joinery, care, removals, catering, and the trust by its income; the person, the unheard-of and the plc are open.
    expect([accounts.suppliers, accounts.openSuppliers, accounts.anywhere.pence]).toEqual([5, 3, 11_670_25]);
    const charity = rowOf(seen, 'charity');
    expect(charity.anywhere.lowerPence).toBeLessThanOrEqual(charity.anywhere.pence);
    const tussell = rowOf(seen, 'vcse-tussell');
    // The care company and the trust; the person and the unheard-of may be, and so may who is redacted.
    expect(tussell.anywhere).toMatchObject({
      pence: 5_000_00,
      lowerPence: 4_960_00,
      upperPence: 5_000_00 + 60_00 + 450_00 + 500_00,
    });
    for (const { anywhere, local } of seen.kinds) {
      for (const { lowerPence, pence, upperPence } of [anywhere, local]) {
        expect([lowerPence <= pence, pence <= upperPence]).toEqual([true, true]);
      }
      expect(local.upperPence).toBeLessThanOrEqual(anywhere.upperPence);
    }
  });

  it('is narrower by what facts point to than by what is certain', async () => {
    const seen = await overview();
    const [certain, pointed] = (['certain', 'pointed to'] as const).map((by) =>
      rowOf(seen, 'sme-ppn-001', by),
    );
    expect(certain).toMatchObject({ suppliers: 0, openSuppliers: 8 });
    expect(pointed).toMatchObject({ suppliers: 5, openSuppliers: 3 });
  });

  it('names a community interest company and a charity that is also a company', async () => {
    const seen = await overview();
    expect(rowOf(seen, 'community-interest-company')).toMatchObject({
      suppliers: 1,
      anywhere: { pence: 3_000_00 },
      local: { pence: 3_000_00 },
    });
    expect(rowOf(seen, 'charity')).toMatchObject({
      suppliers: 1,
      anywhere: { pence: 2_000_00 },
      local: { pence: 0 },
    });
  });

  it('counts who is dissolved and whose accounts are overdue', async () => {
    const seen = await overview();
    expect(rowOf(seen, 'dissolved')).toMatchObject({ suppliers: 1, anywhere: { pence: 700_00 } });
    expect(rowOf(seen, 'accounts-overdue')).toMatchObject({ suppliers: 1, anywhere: { pence: 9_000_00 } });
    expect(rowOf(seen, 'dormant')).toMatchObject({ suppliers: 0 });
  });

  it('names who was paid after it was gone, with what it had in the year', async () => {
    const sentences = ['Last paid on 10 August 2025, after it was dissolved on 1 February 2025.'];
    for (const [year, pence] of [
      ['2025/26', 700_00],
      ['2024/25', 900_00],
    ] as const) {
      const { paidOutside } = await overview(year);
      expect(paidOutside).toEqual([
        {
          ...{ payee: expect.any(String), name: 'Oldgate Removals Ltd', pence },
          ...{ organisation: 'OLDGATE REMOVALS LTD', sentences },
        },
      ]);
    }
  });

  it('names new and lost suppliers against the year before', async () => {
    const { change } = await overview();
    expect(change?.year).toBe('2024/25');
    expect(change?.newcomers.map(({ name }) => name)).toEqual(['Newfold Catering Ltd', 'Unheard-of Traders']);
    expect(change?.lost.map(({ name }) => name)).toEqual(['Lostwell Printing Ltd']);
    expect((await overview('2024/25')).change).toBeNull();
  });

  it('says what credits take back', async () => {
    expect((await overview()).credits).toEqual({
      ...{ lines: 12, creditLines: 2, paidPence: 21_780_25, creditPence: -140_00, share: 0.006428 },
    });
    expect((await overview('2024/25')).credits).toMatchObject({ lines: 7, creditLines: 0, creditPence: 0 });
  });
});

describe('everything known about one supplier', () => {
  it('has the names, the years and the services that add up to what was paid', async () => {
    const { names, years, services, serviceBy } = await profile('Mardle Joinery');
    expect(names.flatMap(({ name, alsoWritten }) => [name, ...alsoWritten]).toSorted()).toEqual([
      'MARDLE JOINERY LIMITED',
      'Mardle Joinery Ltd',
    ]);
    expect(years.map(({ value, totalPence }) => [value, totalPence])).toEqual([
      ['2024/25', 4_000_00],
      ['2025/26', 5_150_25],
    ]);
    expect(serviceBy).toBe('category');
    const later = services.filter(({ year }) => year === '2025/26');
    expect(later.map(({ service, pence }) => [service, pence]).toSorted()).toEqual([
      ['Property', 250_25],
      ['Works', 4_900_00],
    ]);
  });

  it('lays both registers of a charity that is also a company side by side', async () => {
    const { organisations } = await profile('Fernsby');
    const [one] = organisations;
    const seen = [one?.entity.identifier, ...(one?.also ?? []).map(({ identifier }) => identifier)];
    expect(seen.toSorted()).toEqual(['GB-CHC-9990001', 'GB-COH-99417724']);
    expect(one?.answers.find(({ kind }) => kind === 'charity')?.answer).toBe('yes');
  });

  it('warns of payments after a company was dissolved', async () => {
    const { organisations } = await profile('Oldgate');
    expect(organisations[0]?.outOfTime.map(({ sentence }) => sentence)).toEqual([
      'Last paid on 10 August 2025, after it was dissolved on 1 February 2025.',
    ]);
  });

  it('warns of accounts that are overdue', async () => {
    const { organisations } = await profile('Hebbleden Global');
    const overdue = organisations[0]?.answers.find(({ kind }) => kind === 'accounts-overdue');
    expect(overdue).toMatchObject({ answer: 'yes' });
  });

  it('has places by basis, each with its source', async () => {
    const { places } = await profile('Oldgate');
    expect(places.map(({ basis, postcode, source }) => [basis, postcode, source])).toEqual([
      ['ledger address', 'HD1 2TT', 'Postcode on payments in the ledgers'],
      ['registered office', 'HD1 2TT', 'Register entry GB-COH-99417725'],
    ]);
    expect(places[0]?.places[0]).toBe('Kirklees');
  });

  it('is not there for who stands for many, or for nobody', async () => {
    expect(await site.asked().suppliers.profile(await payeeOf('REDACTED'))).toBeNull();
    expect(await site.asked().suppliers.profile('nobody')).toBeNull();
  });
});

describe('what is published of a supplier', () => {
  it('is nothing at all of a person', async () =>
    expect(publishedOf(await profile('Quillfeather'))).toEqual({ kind: 'person' }));

  it('leaks no address, postcode, reason or person', async () => {
    const { suppliers } = site.asked();
    const payee = await payeeOf('Oldgate');
    const said = { ...none, choice: 'entity:GB-COH-99417725', reason: 'Their van stood at 9 Secret Lane.' };
    const decided = acceptedOf(await suppliers.decide(payee, said));
    const inside = await profile('Oldgate');
    expect(inside.decisions[0]?.decision).toMatchObject({ id: decided, reason: said.reason });
    const text = JSON.stringify(publishedOf(inside));
    expect(text).toContain('GB-COH-99417725');
    expect(text).not.toMatch(/HD1|2TT|Secret|Fernsby|Ada|Postcode|per_/);
    acceptedOf(await site.asked().suppliers.undo(decided));
  });

  it('goes as soon as somebody decides that it is a person, and comes back when that is undone', async () => {
    const before = JSON.stringify(publishedOf(await profile('Unheard-of')));
    const payee = await payeeOf('Unheard-of');
    const said = { ...none, choice: 'person' };
    const decided = acceptedOf(await site.asked().suppliers.decide(payee, said));
    expect(publishedOf(await profile('Unheard-of'))).toEqual({ kind: 'person' });
    expect(rowOf(await overview(), 'sole-trader')).toMatchObject({ suppliers: 1 });
    acceptedOf(await site.asked().suppliers.undo(decided));
    expect(JSON.stringify(publishedOf(await profile('Unheard-of')))).toBe(before);
  });
});
