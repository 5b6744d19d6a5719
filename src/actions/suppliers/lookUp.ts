import type { SupplierFinding } from '../../domain/suppliers/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { SupplierFinder } from '../../lake/reference/registers/supplierFinder.ts';
import { queryOf } from './reviewCase.ts';

/** Supplier strings that are looked up at a time. */
export const lookedUpAtOnce = 2_000;

/**
 * What the registers say of some supplier strings, in their order. Before each part it says how many were looked up, and
 * stops with null where that is answered with false. The registers are let go in the end, whatever happens.
 */
export async function lookUp(
  strings: readonly SupplierString[],
  openFinder: () => Promise<SupplierFinder>,
  goesOn: (done: number) => Promise<boolean> | boolean,
): Promise<readonly SupplierFinding[] | null> {
  const finder = await openFinder();
  const found: SupplierFinding[] = [];
  try {
    for (let from = 0; from < strings.length; from += lookedUpAtOnce) {
      if (!(await goesOn(from))) return null;
      found.push(...(await finder.find(strings.slice(from, from + lookedUpAtOnce).map(queryOf))));
    }
    return found;
  } finally {
    await finder.close();
  }
}
