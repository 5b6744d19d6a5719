import type { SupplierPlace } from '../../domain/places/index.ts';
import { supplierKey } from '../../domain/suppliers/index.ts';

function groupsOf(rows: readonly SupplierPlace[]): readonly (readonly SupplierPlace[])[] {
  const groups = new Map<string, SupplierPlace[]>();
  for (const row of rows) {
    const key = row.number === null ? `name ${supplierKey(row.name ?? '')}` : `number ${row.number}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

const addressOf = (row: SupplierPlace): string | null => row.place ?? row.postcode;
const deliveryOf = (row: SupplierPlace): string | null => row.deliveryPlace ?? row.deliveryPostcode;

/** The first row and the first that says another place than it, about the address or else the delivery site. */
function disagreement(group: readonly SupplierPlace[]): string | undefined {
  for (const placeOf of [addressOf, deliveryOf]) {
    const said = group.filter((row) => placeOf(row) !== null);
    const [first] = said;
    const other = said.find((row) => first !== undefined && placeOf(row) !== placeOf(first));
    if (first === undefined || other === undefined) continue;
    const name = (first.name ?? `number ${first.number ?? ''}`).slice(0, 60);
    return `${name}, ${placeOf(first)} on line ${first.line} and ${placeOf(other)} on line ${other.line}`;
  }
  return undefined;
}

/**
 * A sentence about suppliers, told apart by number and else by name, whose rows say different places: all of them
 * count (DESIGN section 5, candidate sets). Nothing where no rows disagree.
 */
export function disagreementNote(rows: readonly SupplierPlace[]): readonly string[] {
  const found = groupsOf(rows).flatMap((group) => disagreement(group) ?? []);
  const [first] = found;
  if (first === undefined) return [];
  const opening =
    found.length === 1
      ? 'The rows of 1 supplier disagree about where it is'
      : `The rows of ${found.length} suppliers disagree about where they are`;
  const example = found.length === 1 ? '' : 'for example ';
  return [`${opening}: ${example}${first}. Such a supplier counts as being in any one of its places.`];
}
