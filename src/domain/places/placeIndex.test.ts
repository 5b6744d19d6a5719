import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { type PlaceCode, parsePostcode, toLocalDate, toPlaceCode } from '../values/index.ts';
import { type LadLookup, type PlaceTables, placeIndex, withLookups } from './index.ts';

const code = (digits: number, letter = 'E') => toPlaceCode(`${letter}${String(digits).padStart(8, '0')}`);
const [kingsby, queensby, oldby, coast, london] = [
  code(8000901),
  code(6000902),
  code(7000903),
  code(6000904),
  code(9000905),
] as const;
const [valley, north, south] = [code(47000901), code(12000901), code(12000902)] as const;
const present = { to: null, successor: null };
const member = (whole: PlaceCode, name: string, authority: PlaceCode) => ({ code: whole, name, authority });

const tables: PlaceTables = {
  authorities: [
    { code: coast, name: "St. Exampleton's-on-Sea", ...present },
    { code: kingsby, name: 'Kingsby', ...present },
    { code: queensby, name: 'Queensby, City of', ...present },
    { code: london, name: 'Kingsbyfield', ...present },
    { code: oldby, name: 'Oldby', to: toLocalDate('2020-03-31'), successor: queensby },
    { code: code(7000906), name: 'Undatedby', to: null, successor: kingsby },
  ],
  combinedAuthorities: [member(valley, 'Valley', oldby), member(valley, 'Valley', kingsby)],
  regions: [member(north, 'North', queensby), member(north, 'North', kingsby), member(south, 'South', coast)],
  countries: [
    { code: code(92000003, 'S'), name: 'Scotland', inUnitedKingdom: true },
    { code: code(83000003, 'M'), name: 'Isle of Man', inUnitedKingdom: false },
  ],
  counties: [{ name: 'Kent', first: toPlaceCode('E07000105'), last: toPlaceCode('E07000116'), others: [] }],
  sectors: [
    { sector: 'ZZ1 1', place: queensby },
    { sector: 'ZZ1 1', place: kingsby },
    { sector: 'ZZ1 2', place: coast },
  ],
  areas: [
    { area: 'ZZ', place: north },
    { area: 'Q', place: code(92000003, 'S') },
  ],
  sources: [
    {
      table: 'postcode-sectors-of-england.csv',
      source: 'Made for this test',
      date: '2025-02-01',
      licence: 'None',
      approximate: true,
      rows: 3,
    },
    {
      table: 'authorities.csv',
      source: 'Made for this test',
      date: '2025-04-01',
      licence: 'None',
      approximate: false,
      rows: 6,
    },
  ],
};
const index = placeIndex(tables);

function homeOf(text: string) {
  const decision = index.home(text);
  return decision.ok
    ? decision.value
    : decision.refusals.map((refusal) => `${refusal.code}: ${refusal.sentence}`)[0];
}

describe('home', () => {
  it.each(['Kingsby', ' kingsby ', 'E08000901', ' e08000901'])('"%s" is found', (text) =>
    expect(homeOf(text)).toEqual({ code: kingsby, name: 'Kingsby', note: null }),
  );

  it.each(['st exampletons on sea', 'ST EXAMPLETON’S ON  SEA'])('%s is found without points', (text) =>
    expect(homeOf(text)).toMatchObject({ code: coast }),
  );

  it.each(['Queensby', 'QUEENSBY, CITY OF', 'Queensby, County of'])(
    '%s is found without its ending',
    (text) => expect(homeOf(text)).toMatchObject({ code: queensby }),
  );

  it('of the past, by name or code, is what it became, with a note', () => {
    const note = 'Oldby became part of Queensby, City of on 1 April 2020; Queensby, City of is used.';
    expect(homeOf('Oldby')).toEqual({ code: queensby, name: 'Queensby, City of', note });
    expect(homeOf(oldby)).toEqual({ code: queensby, name: 'Queensby, City of', note });
  });

  it('whose code alone changed is told so', () => {
    const [before, after] = [code(8000907), code(8000908)];
    const changed = [
      { code: before, name: 'Samby', to: toLocalDate('2023-03-31'), successor: after },
      { code: after, name: 'Samby', ...present },
    ];
    const home = placeIndex({ ...tables, authorities: changed }).home(before);
    expect(home.ok && home.value.note).toBe(
      'The code E08000907 of Samby was replaced by E08000908 on 1 April 2023; E08000908 is used.',
    );
  });

  it('is not offered in a wider area where its code is not known', () => {
    const odd = placeIndex({ ...tables, regions: [member(north, 'North', toPlaceCode('E99000001'))] });
    const refused = odd.home(north);
    expect(refused.ok ? '' : refused.refusals[0]?.sentence).toContain(
      'Give the code of one authority inside it.',
    );
  });

  it('of the past without a last day has no note', () => {
    expect(homeOf('Undatedby')).toEqual({ code: kingsby, name: 'Kingsby', note: null });
  });

  it.each([
    ['E10000901', /^home-is-county: E10000901 is the code of a county\. Give the code of the district/],
    ['E11000901', /^home-is-county: E11000901 is the code of a county\./],
    ['E13000001', /^home-is-county: /],
    [
      'E12000902',
      /^home-is-wider: E12000902 is South, the code of a region\. Give one authority inside it: St\. Exampleton's-on-Sea \(E06000904\)\. The rings around it/,
    ],
    [
      'E12000901',
      /Give one authority inside it: Queensby, City of \(E06000902\), Kingsby \(E08000901\)\. The rings/,
    ],
    ['E47000901', /^home-is-wider: E47000901 is Valley, the code of a combined authority\. /],
    [
      'E47000999',
      /^home-is-wider: E47000999 is the code of a combined authority\. Give the code of one authority/,
    ],
    [
      'S12000036',
      /^home-outside-england: S12000036 is outside England\. Home must be a local authority of England/,
    ],
    ['W06000015', /^home-outside-england: /],
    ['N09000003', /^home-outside-england: /],
    ['E92000001', /^home-unknown: No local authority of England has the code "E92000001"\. Codes look like/],
  ])('%s is refused with what to give instead', (text, refusal) => expect(homeOf(text)).toMatch(refusal));

  it.each([
    [
      'North',
      /^home-is-wider: North is a region, not one local authority\. Give one authority inside it: Queensby/,
    ],
    ['Valley Combined Authority', /^home-is-wider: Valley is a combined authority, not one/],
    ['Kent', /^home-is-wider: Kent is a county, .* Give the code of one authority inside it\./],
    ['the City of the of the City of Nowhere City City City City Council', /^home-unknown: /],
  ])('%s, no single authority, is refused', (text, refusal) => expect(homeOf(text)).toMatch(refusal));

  it.each([
    'Kingsby Council',
    'London Borough of Kingsby',
    'The City of Kingsby Metropolitan District Council',
  ])('"%s" is found without the words around the name', (text) =>
    expect(homeOf(text)).toMatchObject({ code: kingsby }),
  );

  it.each([
    ['Kingsbi', 'Did you mean Kingsby (E08000901)?'],
    ['Kngsbi', 'Did you mean Kingsby (E08000901)?'],
    ['ingsb', 'Did you mean Kingsby (E08000901) or Kingsbyfield (E09000905)?'],
    ['queensbyy', 'Did you mean Queensby, City of (E06000902)?'],
    ['e0800091', 'Did you mean Kingsby (E08000901)?'],
    ['E08000911', 'Did you mean Kingsby (E08000901)?'],
    ['by', 'Did you mean Kingsby (E08000901) or Queensby, City of (E06000902) or Kingsbyfield (E09000905)?'],
    ['Kgsib', 'Codes look like E08000034 (Kirklees).'],
    ['Wxyz', 'Codes look like E08000034 (Kirklees).'],
    ['q', 'Did you mean Queensby, City of (E06000902)?'],
    ['x', "Did you mean St. Exampleton's-on-Sea (E06000904)?"],
    ['', 'Codes look like E08000034 (Kirklees).'],
    ['  ', 'Codes look like E08000034 (Kirklees).'],
  ])('"%s" is answered with names that are near', (text, ending) => {
    const what = /\d{8}$/.test(text) ? 'code' : 'name or code';
    expect(homeOf(text)).toBe(
      `home-unknown: No local authority of England has the ${what} "${text.trim()}". ${ending}`,
    );
  });

  it('property: a name with one letter wrong is still suggested', () => {
    fc.assert(
      fc.property(fc.nat({ max: 6 }), fc.constantFrom('', 'x', 'ab'), (at, letters) => {
        const wrong = `${'Kingsby'.slice(0, at)}${letters}${'Kingsby'.slice(at + 1)}`;
        expect(JSON.stringify(homeOf(wrong))).toContain('Kingsby (E08000901)');
      }),
      { numRuns: propertyRuns(50) },
    );
  });
});

describe('rings', () => {
  it('run from the inside out, members under their present codes', () => {
    expect(index.rings({ code: queensby, name: 'Queensby', note: null })).toEqual([
      { id: 'authority', name: 'Queensby', codes: [queensby] },
      { id: 'combined-authority', name: 'Valley', codes: [queensby, kingsby] },
      { id: 'region', name: 'North', codes: [queensby, kingsby] },
      {
        id: 'uk',
        name: 'United Kingdom',
        codes: [queensby, coast, kingsby, london, code(92000003, 'S')],
      },
    ]);
  });

  it('leave out the combined authority and the region where home has none', () => {
    const ids = (home: PlaceCode) => index.rings({ code: home, name: 'x', note: null }).map(({ id }) => id);
    expect(ids(coast)).toEqual(['authority', 'region', 'uk']);
    expect(ids(london)).toEqual(['authority', 'uk']);
  });

  it('keep a member whose code no table knows', () => {
    const odd = toPlaceCode('E99000001');
    const more = { ...tables, regions: [...tables.regions, member(south, 'South', odd)] };
    const rings = placeIndex(more).rings({ code: coast, name: 'x', note: null });
    expect(rings[1]?.codes).toEqual([coast, odd]);
  });
});

describe('codes', () => {
  it('of the past lead to the present, and outside England to the country', () => {
    expect([oldby, kingsby].map(index.atomOf)).toEqual([queensby, kingsby]);
    const outside = ['S12000036', 'W06000015', 'N09000003', 'L99999999', 'M99999999'].map(toPlaceCode);
    expect(outside.map(index.atomOf)).toEqual([
      'S92000003',
      'W92000004',
      'N92000002',
      'L93000001',
      'M83000003',
    ]);
    expect(index.atomOf(toPlaceCode('E99999999'))).toBeUndefined();
  });

  it('have names, and stand for themselves where no table has one', () => {
    const names = [oldby, valley, north, code(92000003, 'S'), toPlaceCode('E99999999')].map(index.nameOf);
    expect(names).toEqual(['Oldby', 'Valley', 'North', 'Scotland', 'E99999999']);
  });

  it('that follow each other in a circle or lead nowhere stop the program', () => {
    const circle = tables.authorities.map((row) =>
      row.code === queensby ? { ...row, successor: oldby } : row,
    );
    expect(() => placeIndex({ ...tables, authorities: circle })).toThrow('leads to a present authority');
    const nowhere = tables.authorities.filter((row) => row.code !== queensby);
    expect(() => placeIndex({ ...tables, authorities: nowhere })).toThrow(
      'E07000903 leads to a present authority',
    );
  });
});

describe('postcodes', () => {
  it.each([
    ['ZZ1 1AA', 'built-in sector', [queensby, kingsby]],
    ['ZZ1 2AA', 'built-in sector', [coast]],
    ['ZZ1 3AA', 'built-in area', [north]],
    ['Q1 1AA', 'built-in area', ['S92000003']],
    ['QQ1 1AA', 'none', 'anywhere'],
  ] as const)('%s is placed by its %s', (text, source, candidates) => {
    const postcode = parsePostcode(text);
    expect(postcode && index.place(postcode)).toEqual({ candidates, source, terminated: false });
  });
});

describe('what the tables say of themselves', () => {
  it('is the month of the boundaries and a line for each table', () => {
    expect(index.vintage).toBe(
      'Local authorities of England and countries of the United Kingdom, April 2025',
    );
    expect(index.references.map(({ kind, rows, approximate }) => [kind, rows, approximate])).toEqual([
      ['built-in postcode sectors of england', 3, true],
      ['built-in authorities', 6, false],
    ]);
  });
});

describe('look-ups of the ONS', () => {
  const lookup = (
    authority: PlaceCode,
    combinedAuthority: LadLookup['combinedAuthority'],
    region: LadLookup['region'],
  ): LadLookup => ({ authority, combinedAuthority, region });
  const coastal = { code: code(47000902), name: 'Coastal' };

  it('replace all combined authorities, because one that is not listed has none', () => {
    const changed = withLookups(tables, [lookup(coast, coastal, null), lookup(kingsby, null, null)]);
    expect(changed.combinedAuthorities).toEqual([{ ...coastal, authority: coast }]);
    expect(changed.regions).toEqual(tables.regions);
  });

  it('replace regions authority by authority', () => {
    const changed = withLookups(tables, [lookup(kingsby, null, { code: south, name: 'South' })]);
    expect(changed.combinedAuthorities).toEqual(tables.combinedAuthorities);
    expect(changed.regions).toEqual([
      member(north, 'North', queensby),
      member(south, 'South', coast),
      member(south, 'South', kingsby),
    ]);
  });

  it('change nothing where there are none', () => {
    expect(withLookups(tables, [])).toEqual(tables);
  });
});
