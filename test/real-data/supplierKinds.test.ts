import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CubeRow } from '../../src/domain/spend/figures/cube.ts';
import { companyIdentifier, type RegisteredEntity } from '../../src/domain/suppliers/index.ts';
import {
  type Concentration,
  concentrationOf,
  type KindAnswer,
  type KindId,
  kindsOf,
  type PayeeMoney,
  supplierChange,
} from '../../src/domain/suppliers/kinds/index.ts';
import { toLocalDate, toPence } from '../../src/domain/values/index.ts';
import { readDataRows } from '../../src/formats/dataRows.ts';
import { withAnalysis } from '../support/analyse.ts';

const shared = new URL('../../../shared/data/', import.meta.url);
const ledger = fileURLToPath(new URL('calderdale', shared));
const sample = new URL('companies-house-sample/companies_1160.csv', shared);

function paidIn(cube: readonly CubeRow[], period: string): readonly PayeeMoney[] {
  return cube.flatMap(({ key, positivePence, negativePence, ...row }) =>
    row.period === period && key !== null ? [{ key, pence: toPence(positivePence + negativePence) }] : [],
  );
}

function sums(found: Concentration | null) {
  return [found?.suppliers, found?.positivePence, ...(found?.tops.map(({ pence }) => pence) ?? [])];
}

describe.skipIf(!existsSync(ledger))('real data: the suppliers of two years of Calderdale', () => {
  it(
    'are as concentrated, and change as much, as another program counted',
    () =>
      withAnalysis({ paths: [ledger] }, async ({ lake }) => {
        const cube = await lake.cube([]);
        const [before, after] = [paidIn(cube, '2018/19'), paidIn(cube, '2021/22')];
        const earlier = concentrationOf(before);
        expect(sums(earlier)).toEqual([1_379, 14_139_011_371, 8_495_923_428, 11_177_967_470, 13_395_839_234]);
        expect(sums(concentrationOf(after))).toEqual([
          1_393, 16_378_379_470, 9_757_213_566, 12_566_267_859, 15_433_408_670,
        ]);
        expect(earlier).toMatchObject({ suppliersFor80: 105, herfindahl: 143, equalSuppliers: 70 });
        const { totals } = supplierChange(before, after);
        expect([totals.newcomers, totals.lost, totals.kept].map(({ suppliers }) => suppliers)).toEqual([
          741, 727, 652,
        ]);
      }),
    120_000,
  );
});

/** A company of the sample, which has the codes of the register where its bulk file has words. */
function companyOf(row: Readonly<Record<string, string>>): RegisteredEntity {
  const accounts = row.accounts_type ?? '';
  const isLlp = row.company_type === 'llp';
  return {
    identifier: companyIdentifier(row.company_number ?? '') ?? '',
    name: row.company_name ?? '',
    otherNames: [],
    kind: isLlp ? 'partnership' : 'company',
    category: row.company_type ?? '',
    status: 'active',
    statusWords: row.company_status ?? '',
    started: null,
    ended: null,
    postcode: null,
    town: null,
    activities: [],
    accounts: accounts === '' ? null : accounts,
    accountsDue: null,
    income: null,
    alsoKnownAs: [],
  };
}

describe.skipIf(!existsSync(sample))('real data: companies of the register', () => {
  let rows: readonly Readonly<Record<string, string>>[] = [];
  let answers: readonly KindAnswer[] = [];
  beforeAll(() => {
    rows = readDataRows(sample);
    answers = rows.flatMap((row) => kindsOf(companyOf(row), [], toLocalDate('2026-02-07')));
  });
  const counted = (kind: KindId, answer: string) =>
    answers.filter((one) => one.kind === kind && one.answer === answer).length;

  it('have only kinds of accounts whose meaning is known', () => {
    expect(rows).toHaveLength(1_155);
    expect(answers.filter(({ basis }) => basis.includes('do not know the meaning'))).toEqual([]);
  });

  it('are likely SMEs where their accounts say so, and are settled by no published definition', () => {
    expect([counted('sme-accounts', 'yes'), counted('sme-accounts', 'no')]).toEqual([816, 0]);
    expect(counted('sme-ppn-001', 'cannot be said')).toBe(rows.length);
    expect(counted('sme-ec', 'cannot be said')).toBe(rows.length);
  });

  it('are VCSEs of the Tussell index where they are guarantee companies or CICs by name', () => {
    const byHand = rows.filter(
      (row) => row.company_type?.includes('guarant') || /\bC\.?I\.?C\b/.test(row.company_name ?? ''),
    );
    expect(counted('vcse-tussell', 'yes')).toBe(byHand.length);
    expect(counted('dissolved', 'no')).toBe(rows.length);
  });
});
