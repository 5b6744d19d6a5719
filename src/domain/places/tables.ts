import type { LocalDate, PlaceCode, Postcode } from '../values/index.ts';

/** One code of a local authority of England. A past code names its last day and the code that followed. */
export interface AuthorityRow {
  readonly code: PlaceCode;
  readonly name: string;
  readonly to: LocalDate | null;
  readonly successor: PlaceCode | null;
}

/** One authority inside a combined authority or a region. */
export interface MemberRow {
  readonly code: PlaceCode;
  readonly name: string;
  readonly authority: PlaceCode;
}

export interface CountryRow {
  readonly code: PlaceCode;
  readonly name: string;
  readonly inUnitedKingdom: boolean;
}

/** One place in which postcodes of a sector or an area lie. */
export interface SectorRow {
  readonly sector: string;
  readonly place: PlaceCode;
}

export interface AreaRow {
  readonly area: string;
  readonly place: PlaceCode;
}

/** A county above districts, or one that was split up: a run of codes and the members that lie outside it. */
export interface CountyRow {
  readonly name: string;
  readonly first: PlaceCode;
  readonly last: PlaceCode;
  readonly others: readonly PlaceCode[];
}

export interface TableSource {
  readonly table: string;
  readonly source: string;
  readonly date: string;
  readonly licence: string;
  readonly approximate: boolean;
  readonly rows: number;
}

/** The rows under data/places as values. */
export interface PlaceTables {
  readonly authorities: readonly AuthorityRow[];
  readonly combinedAuthorities: readonly MemberRow[];
  readonly regions: readonly MemberRow[];
  readonly countries: readonly CountryRow[];
  readonly counties: readonly CountyRow[];
  readonly sectors: readonly SectorRow[];
  readonly areas: readonly AreaRow[];
  readonly sources: readonly TableSource[];
}

/** One row of an ONS look-up: an authority and the combined authority or region it lies in. */
export interface LadLookup {
  readonly authority: PlaceCode;
  readonly combinedAuthority: { readonly code: PlaceCode; readonly name: string } | null;
  readonly region: { readonly code: PlaceCode; readonly name: string } | null;
}

/** One row of a supplier list someone gave us. Two rows that disagree are both kept. */
export interface SupplierPlace {
  readonly name: string | null;
  readonly number: string | null;
  readonly postcode: Postcode | null;
  readonly place: PlaceCode | null;
  readonly deliveryPostcode: Postcode | null;
  readonly deliveryPlace: PlaceCode | null;
  readonly date: LocalDate | null;
  /** Physical line in the list, counted from 1 at the header. */
  readonly line: number;
}
