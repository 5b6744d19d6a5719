import type { LadLookup, MemberRow, PlaceTables } from './tables.ts';

function membersOf(
  lookups: readonly LadLookup[],
  kind: 'combinedAuthority' | 'region',
): readonly MemberRow[] {
  return lookups.flatMap((row) => {
    const whole = row[kind];
    return whole === null ? [] : [{ code: whole.code, name: whole.name, authority: row.authority }];
  });
}

/**
 * The tables with an ONS look-up in place of the built-in membership. A look-up of combined authorities
 * lists every authority that has one, so it replaces all of them; regions are replaced authority by authority.
 */
export function withLookups(tables: PlaceTables, lookups: readonly LadLookup[]): PlaceTables {
  const combined = membersOf(lookups, 'combinedAuthority');
  const regions = membersOf(lookups, 'region');
  const placed = new Set(regions.map((row) => row.authority));
  return {
    ...tables,
    combinedAuthorities: combined.length > 0 ? combined : tables.combinedAuthorities,
    regions: [...tables.regions.filter((row) => !placed.has(row.authority)), ...regions],
  };
}
