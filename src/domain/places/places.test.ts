import { describe, expect, it } from 'vitest';
import { parsePostcode, toLocalDate, toPlaceCode } from '../values/index.ts';
import { placeIndex } from './index.ts';
import type { AuthorityRow, PlaceTables } from './tables.ts';

function authority(code: string, name: string, to: string | null, successor: string | null): AuthorityRow {
  return {
    code: toPlaceCode(code),
    name,
    to: to === null ? null : toLocalDate(to),
    successor: successor === null ? null : toPlaceCode(successor),
  };
}

const town = toPlaceCode('E06000901');
const tables: PlaceTables = {
  authorities: [
    authority('E06000901', 'Newtown', null, null),
    authority('E06000902', 'Farvale & Nearvale', null, null),
    authority('E07000901', 'Old Borough', '2019-12-31', 'E06000901'),
    authority('E07000902', 'Market Ward', '2020-02-29', 'E07000903'),
    authority('E07000903', 'Market Ward', '2021-01-30', 'E06000901'),
  ],
  combinedAuthorities: [
    { code: toPlaceCode('E47000901'), name: 'Example', authority: toPlaceCode('E07000901') },
  ],
  regions: Array.from({ length: 7 }, () => ({
    code: toPlaceCode('E12000901'),
    name: 'Middle',
    authority: town,
  })),
  countries: [],
  counties: [],
  sectors: [
    { sector: 'ZZ1 1', place: town },
    { sector: 'ZZ1 1', place: town },
  ],
  areas: [{ area: 'ZZ', place: town }],
  sources: [],
};
const index = placeIndex(tables);

function note(code: string): string | null {
  const home = index.home(code);
  return home.ok ? home.value.note : null;
}

function refusal(code: string): string {
  const home = index.home(code);
  return home.ok ? '' : (home.refusals[0]?.sentence ?? '');
}

describe('what became of a past authority', () => {
  it('is told with the day after the last, over the end of a month or a year', () => {
    expect(note('E07000901')).toBe('Old Borough became part of Newtown on 1 January 2020; Newtown is used.');
    expect(note('E07000903')).toBe('Market Ward became part of Newtown on 31 January 2021; Newtown is used.');
  });

  it('skips a step in which only the code changed', () => {
    expect(note('E07000902')).toBe('Market Ward became part of Newtown on 31 January 2021; Newtown is used.');
  });
});

describe('codes that are no authority', () => {
  it('are answered also when the tables do not know them', () => {
    expect(refusal('E12000999')).toBe(
      'E12000999 is the code of a region. Give the code of one authority inside it. The rings around it are worked out from the authority.',
    );
    expect(refusal('E12000901')).toContain('E12000901 is Middle, the code of a region.');
    expect(refusal('E12000901')).toContain(' and 2 more.');
    expect(refusal('E92000001')).toContain('No local authority of England has the code "E92000001".');
  });

  it('are not quoted at length', () => {
    expect(refusal('x'.repeat(5000)).length).toBeLessThan(300);
  });
});

describe('small tables', () => {
  it('work without sources, and with past members and repeated rows', () => {
    const home = index.home('farvale and nearvale');
    expect(home).toMatchObject({ ok: true, value: { code: 'E06000902' } });
    const rings = index.rings({ code: town, name: 'Newtown', note: null });
    expect(rings.map((ring) => ring.codes)).toEqual([[town], [town], [town], ['E06000901', 'E06000902']]);
    expect(index.vintage).toBe('Local authorities of England and countries of the United Kingdom');
    const postcode = parsePostcode('ZZ1 1AA');
    expect(postcode && index.place(postcode).candidates).toEqual([town]);
    expect(index.references).toEqual([]);
  });
});
