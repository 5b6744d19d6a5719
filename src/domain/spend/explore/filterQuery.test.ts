import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FilterChoices, filterFromQuery, queryOf } from './filterQuery.ts';
import { type SpendFilter, whereabouts } from './types.ts';

const choices: FilterChoices = {
  definitions: [{ id: 'ledger-all' }, { id: 'third-party' }],
  rings: [{ id: 'authority' }, { id: 'region' }],
  years: ['2023/24', '2024/25', 'undated'],
  bodies: ['Examplewell Council', '~odd', ''],
  departments: ['', '~', '~~', 'A&B=C?#/;+ %20', 'Zoë\u2028"<'],
  categories: ['Roads'],
};
const read = (text: string) => filterFromQuery(new URLSearchParams(text), choices);

describe('a filter as an address', () => {
  it('is open where the address says nothing, and takes the first definition', () => {
    const open = read('definition=&year=&body=&search=x&page=3');
    expect(open).toEqual({
      ok: true,
      value: {
        definition: 'ledger-all',
        year: null,
        quarter: null,
        body: null,
        department: null,
        category: null,
        ring: null,
        where: null,
        payee: null,
      },
    });
  });

  it('takes the first of a name, and the innermost ring where only whereabouts are named', () => {
    expect(read('year=2024/25&year=2023/24&where=inside')).toMatchObject({
      value: { year: '2024/25', ring: 'authority', where: 'inside' },
    });
  });

  it('cannot speak of whereabouts where the definition has no ring around home', () => {
    const noRing = filterFromQuery(new URLSearchParams('where=inside'), { ...choices, rings: [] });
    expect(noRing).toMatchObject({ ok: false, refusals: [{ code: 'unknown-ring' }] });
    expect(filterFromQuery(new URLSearchParams(''), { ...choices, rings: [] }).ok).toBe(true);
  });

  it.each([
    ['definition=nothing', 'unknown-definition'],
    ['year=1066/67', 'unknown-year'],
    ['year=2024/25&quarter=5', 'unknown-quarter'],
    ['year=2024/25&quarter=toString', 'unknown-quarter'],
    ['quarter=1', 'quarter-without-year'],
    ['year=undated&quarter=1', 'quarter-without-year'],
    ['body=Nobody', 'unknown-body'],
    ['department=Nothing', 'unknown-department'],
    ['category=~Roads', undefined],
    ['category=Paths', 'unknown-category'],
    ['ring=moon', 'unknown-ring'],
    ['where=outside', 'unknown-where'],
    [`payee=${'x'.repeat(201)}`, 'unknown-payee'],
  ])('refuses %s in words', (address, code) => {
    const read_ = read(address);
    if (code === undefined) return expect(read_.ok).toBe(true);
    expect(read_).toMatchObject({ ok: false, refusals: [{ code }] });
    if (!read_.ok) expect(read_.refusals[0]?.sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('property: every filter comes back from its own address', () => {
    const oneOf = (values: readonly string[]) => fc.constantFrom(...values);
    const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
    const filters: fc.Arbitrary<SpendFilter> = fc
      .record({
        definition: oneOf(['ledger-all', 'third-party']),
        year: orNull(oneOf(choices.years)),
        quarter: orNull(fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4)),
        body: orNull(oneOf(choices.bodies)),
        department: orNull(oneOf(choices.departments)),
        category: orNull(oneOf(choices.categories)),
        ring: orNull(oneOf(['authority', 'region'])),
        where: orNull(fc.constantFrom(...whereabouts)),
        payee: orNull(fc.string({ minLength: 1, maxLength: 200 })),
      })
      .map((one) => ({
        ...one,
        quarter: one.year === null || one.year === 'undated' ? null : one.quarter,
        where: one.ring === null ? null : one.where,
      }));
    fc.assert(
      fc.property(filters, (filter) => {
        const pairs = queryOf(filter).map(([name, value]): [string, string] => [name, value]);
        const address = new URLSearchParams(pairs).toString();
        expect(filterFromQuery(new URLSearchParams(address), choices)).toEqual({ ok: true, value: filter });
      }),
    );
  });

  it('property: no address breaks it', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (address) => {
        expect(typeof read(address).ok).toBe('boolean');
      }),
    );
  });
});
