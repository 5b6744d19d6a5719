import { describe, expect, it } from 'vitest';
import type { SupplierPlace } from '../places/index.ts';
import { type Postcode, parsePostcode, toPence, toPlaceCode } from '../values/index.ts';
import { factsFor } from './figures/basis.ts';
import type { CubeRow } from './figures/cube.ts';
import { candidatesFrom } from './figures/facts.ts';
import { nothingKnown, supplierFacts } from './supplierFacts.ts';
import { supplierList } from './supplierList.ts';

const home = toPlaceCode('E08000901');
const next = toPlaceCode('E08000902');
const far = toPlaceCode('E08000903');
const sector: Readonly<Record<string, typeof home>> = { 'ZZ1 1AA': home, 'ZZ2 2BB': next };

function postcode(text: string): Postcode {
  const code = parsePostcode(text);
  if (code === undefined) throw new Error(`${text} is a postcode`);
  return code;
}

const placing = {
  ofPostcode: (code: Postcode) => {
    const place = sector[code];
    return place ? [place] : ('anywhere' as const);
  },
  ofPlace: (code: typeof home) => [code],
};

function listed(more: Partial<SupplierPlace>): SupplierPlace {
  const places = { postcode: null, place: null, deliveryPostcode: null, deliveryPlace: null };
  return { name: null, number: null, ...places, date: null, line: 2, ...more };
}

function payee(supplierNumber: string | null, nameKey: string | null): CubeRow {
  return {
    period: 'undated',
    kind: 'named',
    key: supplierNumber ?? nameKey,
    nameKey,
    supplierNumber,
    name: nameKey ?? '',
    postcode: null,
    positivePence: toPence(100),
    negativePence: toPence(0),
    lines: 1,
  };
}

const placesOf = (
  rows: readonly SupplierPlace[],
  row: CubeRow,
  basis: 'address' | 'delivery site' = 'address',
) => candidatesFrom(supplierList(rows, placing).factsOf(row, basis));

describe('a supplier list', () => {
  const rows = [
    listed({ number: ' 17 ', name: 'Alder Joinery', place: home }),
    listed({ name: 'Birch & Sons Ltd', postcode: postcode('ZZ2 2BB') }),
  ];

  it('knows a supplier by its number before its name', () => {
    expect(placesOf(rows, payee('17', 'BIRCH AND SONS'))).toEqual([home]);
  });

  it('knows a supplier by its name where the ledger has no number or one that is not listed', () => {
    expect(placesOf(rows, payee(null, 'BIRCH AND SONS'))).toEqual([next]);
    expect(placesOf(rows, payee('99', 'BIRCH AND SONS'))).toEqual([next]);
    expect(placesOf(rows, payee(null, 'ALDER JOINERY'))).toEqual([home]);
  });

  it('says nothing of a supplier it does not name, nor of one without number and name', () => {
    expect(supplierList(rows, placing).factsOf(payee('99', 'CEDAR'), 'address')).toEqual([]);
    const empty = supplierList([listed({ number: '  ', name: '', place: home })], placing);
    expect(empty.factsOf(payee('', ''), 'address')).toEqual([]);
    expect(empty.factsOf(payee(null, null), 'address')).toEqual([]);
    expect(empty.rows).toBe(1);
  });

  it('makes a candidate set of two rows that disagree, and one place of two that agree', () => {
    const one = listed({ number: '5', place: next });
    const other = listed({ number: '5', place: home, line: 3 });
    expect(placesOf([one, other], payee('5', null))).toEqual([home, next]);
    expect(placesOf([one, { ...one, line: 4 }], payee('5', null))).toEqual([next]);
  });

  it('takes a place code before a postcode, and a postcode that no table knows as silence', () => {
    const both = listed({ number: '5', place: far, postcode: postcode('ZZ1 1AA') });
    expect(placesOf([both], payee('5', null))).toEqual([far]);
    const unknown = listed({ number: '5', postcode: postcode('ZZ9 9ZZ') });
    expect(placesOf([unknown], payee('5', null))).toBe('anywhere');
  });

  it('keeps address and delivery site apart', () => {
    const row = listed({ number: '5', place: far, deliveryPostcode: postcode('ZZ1 1AA') });
    expect(placesOf([row], payee('5', null))).toEqual([far]);
    expect(placesOf([row], payee('5', null), 'delivery site')).toEqual([home]);
    expect(supplierList([row], placing).factsOf(payee('5', null), 'address')[0]?.source).toBe(
      'supplier list',
    );
  });
});

describe('the basis of a definition', () => {
  const list = supplierList(
    [
      listed({ number: '1', place: far, deliveryPlace: home }),
      listed({ number: '2', place: far }),
      listed({ number: '3', deliveryPlace: home }),
    ],
    placing,
  );
  const ofPostcode = () => [next];
  const suppliers = supplierFacts(nothingKnown, ofPostcode);
  const facts = (basis: 'ledger address' | 'registered office' | 'delivery site', fallback: boolean) => {
    const found = factsFor({ basis, fallback }, { list, suppliers, ofPostcode });
    const all = ['1', '2', '3', '4'].map((key) => candidatesFrom(found.ofSupplier(payee(key, null))));
    return [...all, found.ofPostcode('ZZ1 1AA')];
  };

  it('ledger address: the list, then the postcode of the line, whatever the fallback', () => {
    expect(facts('ledger address', false)).toEqual([[far], [far], 'anywhere', 'anywhere', [next]]);
    expect(facts('ledger address', true)).toEqual([[far], [far], 'anywhere', 'anywhere', [next]]);
  });

  it('delivery site: falls back on the address only where the site is silent, and only when told', () => {
    expect(facts('delivery site', true)).toEqual([[home], [far], [home], 'anywhere', [next]]);
    expect(facts('delivery site', false)).toEqual([[home], 'anywhere', [home], 'anywhere', 'anywhere']);
  });

  it('registered office: nothing is known of it yet, so only a fallback speaks', () => {
    expect(facts('registered office', false)).toEqual(Array.from({ length: 5 }, () => 'anywhere'));
    expect(facts('registered office', true)).toEqual([[far], [far], 'anywhere', 'anywhere', [next]]);
  });
});
