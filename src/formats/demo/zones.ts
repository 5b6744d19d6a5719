import { type Candidates, overlap, placeIndex, type Ring } from '../../domain/places/index.ts';
import { assert, type PlaceCode, type Postcode, parsePostcode } from '../../domain/values/index.ts';
import { readPlaceTables } from '../places/readPlaceTables.ts';
import type { Random } from './random.ts';

/** The authority that is home to the invented council: Kirklees. */
export const demoHome = 'E08000034';

/**
 * Where a payee is, as far as a postcode sector tells: in the home authority, in the rest of its combined
 * authority, in the rest of its region, beyond it; in a sector that home shares with its county or with its
 * region; or without a postcode.
 */
export const zones = [
  'home',
  'county',
  'region',
  'beyond',
  'home or county',
  'home or region',
  'not known',
] as const;
export type Zone = (typeof zones)[number];

export type Sectors = Readonly<Record<Zone, readonly string[]>>;

interface Rings {
  readonly home: Ring;
  readonly county: Ring;
  readonly region: Ring;
}

function zoneOf(places: Candidates, rings: Rings): Zone | undefined {
  const [home, county, region] = [rings.home, rings.county, rings.region].map((ring) =>
    overlap(places, ring),
  );
  if (home === 'inside') return 'home';
  if (home === 'undetermined') {
    if (county === 'inside') return 'home or county';
    return region === 'inside' ? 'home or region' : undefined;
  }
  if (places.length > 1) return undefined;
  if (county === 'inside') return 'county';
  return region === 'inside' ? 'region' : 'beyond';
}

function demoRings(index: ReturnType<typeof placeIndex>): Rings {
  const found = index.home(demoHome);
  assert(found.ok, `${demoHome} is an authority`);
  const [home, county, region] = index.rings(found.value);
  assert(
    home !== undefined && county !== undefined && region !== undefined,
    'home has a county and a region',
  );
  return { home, county, region };
}

/** Every built-in postcode sector that serves the demonstration, by zone. Read from `data/places`. */
export function sectorsByZone(): Sectors {
  const tables = readPlaceTables();
  const rings = demoRings(placeIndex(tables));
  const places = new Map<string, PlaceCode[]>();
  for (const { sector, place } of tables.sectors) places.set(sector, [...(places.get(sector) ?? []), place]);
  const found: Record<Zone, string[]> = {
    home: [],
    county: [],
    region: [],
    beyond: [],
    'home or county': [],
    'home or region': [],
    'not known': [],
  };
  for (const [sector, candidates] of places) {
    const zone = zoneOf(candidates, rings);
    if (zone) found[zone].push(sector);
  }
  return found;
}

const neverUsed = 'CIKMOV';

/**
 * A postcode in a sector that belongs to no address: its last two letters are ones that Royal Mail leaves out of
 * that place in a postcode (C, I, K, M, O and V).
 */
export function inventedPostcode(sector: string, random: Random): Postcode {
  const letter = () => neverUsed.charAt(random.below(neverUsed.length));
  const postcode = parsePostcode(`${sector}${letter()}${letter()}`);
  assert(postcode !== undefined, `${sector} is a postcode sector`);
  return postcode;
}
