import type { Candidates, SupplierPlace } from '../places/index.ts';
import { supplierKey } from '../suppliers/index.ts';
import type { PlaceCode, Postcode } from '../values/index.ts';
import type { CubePayee } from './figures/cube.ts';
import type { Fact } from './figures/facts.ts';

/** What a supplier list says, found by number first and by normalised name where the number is not listed. */
export interface SupplierList {
  readonly rows: number;
  readonly factsOf: (row: CubePayee, basis: 'address' | 'delivery site') => readonly Fact[];
}

interface Listed {
  readonly address: Fact;
  readonly delivery: Fact;
}

interface Placing {
  readonly ofPostcode: (postcode: Postcode) => Candidates;
  readonly ofPlace: (code: PlaceCode) => Candidates;
}

function factOf(place: PlaceCode | null, postcode: Postcode | null, placing: Placing): Fact {
  const candidates = place ? placing.ofPlace(place) : postcode ? placing.ofPostcode(postcode) : 'anywhere';
  return { source: 'supplier list', candidates };
}

function addTo(found: Map<string, Listed[]>, key: string | null, listed: Listed): void {
  if (key === null || key === '') return;
  const rows = found.get(key);
  if (rows) rows.push(listed);
  else found.set(key, [listed]);
}

/** Makes a list ready. Two rows that disagree are both kept and make a candidate set later. */
export function supplierList(rows: readonly SupplierPlace[], placing: Placing): SupplierList {
  const byNumber = new Map<string, Listed[]>();
  const byName = new Map<string, Listed[]>();
  for (const row of rows) {
    const listed = {
      address: factOf(row.place, row.postcode, placing),
      delivery: factOf(row.deliveryPlace, row.deliveryPostcode, placing),
    };
    addTo(byNumber, row.number?.trim() ?? null, listed);
    addTo(byName, row.name === null ? null : supplierKey(row.name), listed);
  }
  const find = ({ supplierNumber, nameKey }: CubePayee) =>
    (supplierNumber === null ? undefined : byNumber.get(supplierNumber)) ??
    (nameKey === null ? undefined : byName.get(nameKey)) ??
    [];
  return {
    rows: rows.length,
    factsOf: (row, basis) =>
      find(row).map((listed) => (basis === 'address' ? listed.address : listed.delivery)),
  };
}
