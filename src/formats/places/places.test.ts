import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidateNames,
  describeCandidates,
  overlap,
  placeIndex,
  type Ring,
  withLookups,
} from '../../domain/places/index.ts';
import { type PlaceCode, parsePostcode, toPlaceCode } from '../../domain/values/index.ts';
import { readPlaceTables } from './readPlaceTables.ts';

const tables = readPlaceTables();
const index = placeIndex(tables);

function home(text: string) {
  const decision = index.home(text);
  if (!decision.ok) throw new Error(decision.refusals[0]?.sentence);
  return decision.value;
}

function refusal(text: string): string {
  const decision = index.home(text);
  return decision.ok ? 'accepted' : (decision.refusals[0]?.sentence ?? '');
}

function place(text: string) {
  const postcode = parsePostcode(text);
  if (!postcode) throw new Error(`${text} is a postcode`);
  return index.place(postcode);
}

const allCodes = tables.authorities.map((row) => row.code);
const present = tables.authorities.filter((row) => row.successor === null).map((row) => row.code);

describe('the built-in tables', () => {
  it('hold every authority of England there is, each in one region and at most one combined authority', () => {
    expect(present).toHaveLength(296);
    expect(tables.regions.map((row) => row.authority).sort()).toEqual([...present].sort());
    const combined = tables.combinedAuthorities.map((row) => row.authority);
    expect(new Set(combined).size).toBe(combined.length);
    expect(combined.every((code) => present.includes(code))).toBe(true);
  });

  it('leave no gap in the codes given out since 2009', () => {
    for (const [start, count] of [
      ['E06', 66],
      ['E07', 246],
      ['E08', 39],
      ['E09', 33],
    ] as const) {
      const numbers = allCodes.filter((code) => code.startsWith(start)).map((code) => Number(code.slice(3)));
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    }
  });

  it('name only present atoms for sectors and areas', () => {
    const atoms = new Set<string>([...present, ...tables.countries.map((row) => row.code)]);
    expect([...tables.sectors, ...tables.areas].filter((row) => !atoms.has(row.place))).toEqual([]);
  });

  it('say where each table comes from', () => {
    expect(index.references).toHaveLength(6);
    expect(index.references.every((row) => row.rows > 0 && row.licence.startsWith('Open Government'))).toBe(
      true,
    );
    expect(index.references.filter((row) => row.approximate).map((row) => row.kind)).toEqual([
      'built-in postcode sectors',
      'built-in postcode areas',
    ]);
    expect(index.vintage).toBe(
      'Local authorities of England and countries of the United Kingdom, April 2026',
    );
  });
});

describe('home', () => {
  it('is found by code in any case and by name', () => {
    expect(home(' e08000034 ')).toEqual({ code: 'E08000034', name: 'Kirklees', note: null });
    expect(home('kirklees').code).toBe('E08000034');
    expect(home('Bristol, City of').code).toBe('E06000023');
    expect(home('St Helens').code).toBe('E08000013');
  });

  it('follows past codes and says so', () => {
    expect(home('E07000165')).toEqual({
      code: 'E06000065',
      name: 'North Yorkshire',
      note: 'Harrogate became part of North Yorkshire on 1 April 2023; North Yorkshire is used.',
    });
    expect(home('E07000190').note).toBe(
      'Taunton Deane became part of Somerset West and Taunton on 1 April 2019, and Somerset West and Taunton became part of Somerset on 1 April 2023; Somerset is used.',
    );
    expect(home('E08000016').note).toBe(
      'The code E08000016 of Barnsley was replaced by E08000038 on 1 April 2025; E08000038 is used.',
    );
    expect(home('E07000157').code).toBe('E06000057');
    expect(home('Harrogate').code).toBe('E06000065');
  });

  it('refuses wider areas and says what to give', () => {
    expect(refusal('E10000023')).toContain('is the code of a county');
    expect(refusal('E11000006')).toContain('is the code of a county');
    expect(refusal('E12000003')).toContain('E12000003 is Yorkshire and The Humber, the code of a region.');
    expect(refusal('E47000003')).toContain('Give one authority inside it: Bradford (E08000032), Calderdale');
    expect(refusal('W06000015')).toContain('outside England');
  });

  it.each([
    ['Leeds City Council', 'E08000035'],
    ['KIRKLEES COUNCIL', 'E08000034'],
    ['Kirklees Metropolitan Council', 'E08000034'],
    ['City of Bradford Metropolitan District Council', 'E08000032'],
    ['City of York Council', 'E06000014'],
    ['Bristol City Council', 'E06000023'],
    ['London Borough of Camden', 'E09000007'],
    ['The Royal Borough of Kensington and Chelsea', 'E09000020'],
    ['City of London Corporation', 'E09000001'],
    ['Durham County Council', 'E06000047'],
    ['North Yorkshire County Council', 'E06000065'],
    ['Harrogate Borough Council', 'E06000065'],
    ['Burnley District Council', 'E07000117'],
    ['Wirral Metropolitan Borough', 'E08000015'],
  ])('is found by the name a council uses: %s', (text, code) => expect(home(text).code).toBe(code));

  it('keeps every authority found by its own name and by "... Council"', () => {
    for (const row of tables.authorities.filter((one) => one.successor === null)) {
      expect(home(row.name).code).toBe(row.code);
      expect(home(`${row.name} Council`).code).toBe(row.code);
    }
  });

  it.each([
    [
      'West Yorkshire',
      'West Yorkshire is a combined authority, not one local authority. Give one authority inside it: Bradford (E08000032), Calderdale (E08000033), Kirklees (E08000034), Leeds (E08000035), Wakefield (E08000036). The rings around it are worked out from the authority.',
    ],
    [
      'lancashire',
      'Lancashire is a county and a combined authority, not one local authority. Give one of its districts: Burnley (E07000117), Chorley (E07000118), Fylde (E07000119), Hyndburn (E07000120), Lancaster (E07000121) and 7 more. The rings around it are worked out from the authority.',
    ],
    ['Kent County Council', 'Kent is a county, not one local authority. Give one of its districts: Ashford'],
    ['Cumbria', 'Give one of its districts: Cumberland (E06000063), Westmorland and Furness (E06000064).'],
    ['West Midlands Combined Authority', 'West Midlands is a combined authority and a region, not one'],
    ['London', 'London is a region, not one local authority. Give one authority inside it: City of London'],
  ])('tells that %s is wider, and names its members', (text, words) => {
    expect(refusal(text)).toContain(words);
  });

  it.each([
    ['Hull City Council', 'Kingston upon Hull'],
    ['Wakefeild Council', 'Did you mean Wakefield (E08000036)?'],
    ['Yorkshire', 'East Riding of Yorkshire'],
    ['Newcastle', 'Newcastle upon Tyne'],
    ['Leeds and Bradford', 'Bradford (E08000032) or Leeds (E08000035)?'],
  ])('suggests by words for %s', (text, words) => expect(refusal(text)).toContain(words));

  it('suggests for a slip', () => {
    expect(refusal('Kirkless')).toBe(
      'No local authority of England has the name or code "Kirkless". Did you mean Kirklees (E08000034)?',
    );
    expect(refusal('E0800003')).toContain('Did you mean');
    expect(refusal('')).toContain('Codes look like E08000034');
    expect(refusal('E08000099')).toContain('has the code "E08000099"');
  });

  it('accepts every code ever used, and lands on a present one', () => {
    for (const code of allCodes) {
      expect(present).toContain(home(code).code);
      expect(index.atomOf(code)).toBe(home(code).code);
    }
  });
});

describe('rings', () => {
  it('go from the inside out', () => {
    const rings = index.rings(home('E08000034'));
    expect(rings.map((ring) => ring.name)).toEqual([
      'Kirklees',
      'West Yorkshire',
      'Yorkshire and The Humber',
      'United Kingdom',
    ]);
    expect(rings[1]?.codes).toEqual(['E08000032', 'E08000033', 'E08000034', 'E08000035', 'E08000036']);
    expect(rings[2]?.codes).toHaveLength(15);
    expect(rings[3]?.codes).toHaveLength(299);
    expect(index.rings(home('Cornwall')).map((ring) => ring.id)).toEqual(['authority', 'region', 'uk']);
  });

  it('contain one another for every home', () => {
    for (const code of present) {
      const rings = index.rings(home(code));
      rings.slice(1).forEach((outer, at) => {
        const inner = rings[at];
        const crosses =
          inner?.id === 'combined-authority' && inner.codes.some((one) => !outer.codes.includes(one));
        if (!crosses) expect(inner?.codes.every((one) => outer.codes.includes(one))).toBe(true);
        else expect(inner.name).toBe('Greater Lincolnshire');
      });
    }
  });

  it('follow an ONS look-up where one is given', () => {
    const whole = { code: toPlaceCode('E47000099'), name: 'Example Combined Authority' };
    const region = { code: toPlaceCode('E12000009'), name: 'South West' };
    const lookups = [
      { authority: toPlaceCode('E06000052'), combinedAuthority: whole, region },
      { authority: toPlaceCode('E08000016'), combinedAuthority: whole, region: null },
    ];
    const changed = placeIndex(withLookups(tables, lookups));
    expect(changed.rings(home('Cornwall'))[1]).toEqual({
      id: 'combined-authority',
      name: 'Example Combined Authority',
      codes: ['E06000052', 'E08000038'],
    });
    expect(changed.rings(home('Kirklees')).map((ring) => ring.id)).toEqual(['authority', 'region', 'uk']);
    expect(placeIndex(withLookups(tables, [])).rings(home('Kirklees'))).toHaveLength(4);
  });
});

describe('places of postcodes', () => {
  it('come from the sector, else the area, else nowhere', () => {
    expect(place('HD1 2TA')).toEqual({
      candidates: ['E08000034'],
      source: 'built-in sector',
      terminated: false,
    });
    expect(place('BD4 6AA').candidates).toContain('E08000034');
    expect(place('HD0 1AA').source).toBe('built-in area');
    expect(place('HD0 1AA').candidates).toContain('E08000034');
    expect(place('BT1 1AA').candidates).toEqual(['N92000002']);
    expect(place('EH1 1AA').candidates).toEqual(['S92000003']);
    expect(place('TD15 1AA').candidates).toEqual(['E06000057', 'S92000003']);
    expect(place('JE2 3AA').candidates).toEqual(['L93000001']);
    expect(place('BX1 1AA')).toEqual({ candidates: 'anywhere', source: 'none', terminated: false });
  });

  it('outside England are known by country', () => {
    expect(index.atomOf(toPlaceCode('S12000033'))).toBe('S92000003');
    expect(index.atomOf(toPlaceCode('W99999999'))).toBe('W92000004');
    expect(index.atomOf(toPlaceCode('M99999999'))).toBe('M83000003');
    expect(index.atomOf(toPlaceCode('E99999999'))).toBeUndefined();
    expect(index.nameOf(toPlaceCode('S92000003'))).toBe('Scotland');
    expect(index.nameOf(toPlaceCode('E99999999'))).toBe('E99999999');
  });
});

describe('overlap', () => {
  const codes = fc.subarray(present.slice(0, 12), { minLength: 1 });

  it('property: agrees with set algebra, whatever the order and repetition', () => {
    fc.assert(
      fc.property(codes, codes, fc.boolean(), (candidates, inRing, twice) => {
        const ring: Ring = { id: 'region', name: 'Example', codes: inRing };
        const asked = twice ? [...candidates, ...candidates].reverse() : candidates;
        const inside = candidates.filter((code) => inRing.includes(code)).length;
        const expected = inside === 0 ? 'outside' : inside === candidates.length ? 'inside' : 'undetermined';
        expect(overlap(asked, ring)).toBe(expected);
        expect(overlap(asked, ring)).toBe(expected);
      }),
    );
  });

  it('property: more candidates never decide what fewer left open', () => {
    fc.assert(
      fc.property(codes, codes, codes, (some, more, inRing) => {
        const ring: Ring = { id: 'region', name: 'Example', codes: inRing };
        const before = overlap(some, ring);
        const after = overlap([...some, ...more], ring);
        expect(after === before || after === 'undetermined').toBe(true);
      }),
    );
  });

  it('knows nothing of anywhere', () => {
    const ring: Ring = { id: 'uk', name: 'Example', codes: present };
    expect(overlap('anywhere', ring)).toBe('undetermined');
    expect(overlap([], ring)).toBe('undetermined');
  });

  it('is described in words', () => {
    const of = (...list: string[]) => list.map(toPlaceCode) as readonly PlaceCode[];
    expect(describeCandidates('anywhere', index)).toBe('anywhere');
    expect(describeCandidates(of('E08000034'), index)).toBe('Kirklees');
    expect(describeCandidates(of('E08000035', 'E08000034', 'E08000032'), index)).toBe(
      'Bradford, Kirklees or Leeds',
    );
    expect(describeCandidates(present.slice(0, 5), index)).toMatch(
      /^one of 5 places: Hartlepool, .* or Darlington$/,
    );
    expect(candidateNames('anywhere', index)).toEqual([]);
  });
});
