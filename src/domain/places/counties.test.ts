import { describe, expect, it } from 'vitest';
import { toPlaceCode } from '../values/index.ts';
import { countyNamed } from './counties.ts';
import { type PlaceTables, placeIndex } from './index.ts';

const authority = (code: string, name: string) => ({
  code: toPlaceCode(code),
  name,
  to: null,
  successor: null,
});
const tables: PlaceTables = {
  authorities: [
    authority('E07000116', 'Justbeforeby'),
    authority('E07000117', 'Firstby'),
    authority('E07000128', 'Lastby'),
    authority('E07000129', 'Justafterby'),
    authority('E08000037', 'Newby'),
    authority('E08000020', 'Oldby'),
  ],
  combinedAuthorities: [
    { code: toPlaceCode('E47000901'), name: 'Lancashire', authority: toPlaceCode('E07000117') },
  ],
  regions: [],
  countries: [],
  counties: [
    { name: 'Surrey', first: toPlaceCode('E07000207'), last: toPlaceCode('E07000217'), others: [] },
    { name: 'Lancashire', first: toPlaceCode('E07000117'), last: toPlaceCode('E07000128'), others: [] },
    {
      name: 'Tyne and Wear',
      first: toPlaceCode('E08000020'),
      last: toPlaceCode('E08000024'),
      others: [toPlaceCode('E08000037')],
    },
  ],
  sectors: [],
  areas: [],
  sources: [],
};

function refusalOf(text: string): string {
  const home = placeIndex(tables).home(text);
  return home.ok ? '' : home.refusals.map(({ code, sentence }) => `${code}: ${sentence}`).join();
}

describe('the districts of a county', () => {
  it('are those whose codes lie in its run, from the first to the last', () => {
    const holds = countyNamed(tables.counties, (name) => name === 'Lancashire')?.holds;
    const codes = ['E07000116', 'E07000117', 'E07000122', 'E07000128', 'E07000129'].map(toPlaceCode);
    expect(codes.map((code) => holds?.(code))).toEqual([false, true, true, true, false]);
  });

  it('are also those that are named apart', () => {
    const holds = countyNamed(tables.counties, (name) => name === 'Tyne and Wear')?.holds;
    const codes = ['E08000037', 'E08000020', 'E08000019', 'E08000025'].map(toPlaceCode);
    expect(codes.map((code) => holds?.(code))).toEqual([true, true, false, false]);
  });

  it('are none where no county has the name', () => {
    expect(countyNamed(tables.counties, (name) => name === 'Exampleshire')).toBeUndefined();
  });
});

describe('a county named as home', () => {
  it('is refused with its districts, and with what else has its name', () => {
    expect(refusalOf('Lancashire')).toBe(
      'home-is-county: Lancashire is a county and a combined authority, not one local authority. Give one of its districts: Firstby (E07000117), Lastby (E07000128). The rings around it are worked out from the authority.',
    );
    expect(refusalOf('Tyne and Wear')).toContain('Tyne and Wear is a county, not one local authority.');
    expect(refusalOf('Tyne and Wear')).toContain('Newby (E08000037), Oldby (E08000020).');
  });

  it('is refused also where the tables know none of its districts', () => {
    expect(refusalOf('Surrey')).toBe(
      'home-is-wider: Surrey is a county, not one local authority. Give the code of one authority inside it. The rings around it are worked out from the authority.',
    );
  });
});
