import type { Candidates } from '../../places/index.ts';
import type { LocalDefinition } from '../definitions.ts';
import type { SupplierFacts } from '../supplierFacts.ts';
import type { SupplierList } from '../supplierList.ts';
import type { CubePayee } from './cube.ts';
import { type Fact, saidBy } from './facts.ts';
import type { PlaceFacts } from './placing.ts';

/** Everything that is known of where payees are. */
export interface PlaceKnowledge {
  readonly list: SupplierList;
  /** What people decided and what registers say. */
  readonly suppliers: SupplierFacts;
  readonly ofPostcode: (postcode: string) => Candidates;
}

/**
 * The facts that count under a definition's basis. Where they are silent and the definition falls back, another
 * address stands in: for a delivery site or a registered office the ledger address (the supplier list, then the line's
 * postcode), and where that is not known either, the registered office. A ledger address is stood in for by the registered office.
 */
export function factsFor(
  { basis, fallback }: Pick<LocalDefinition, 'basis' | 'fallback'>,
  { list, suppliers, ofPostcode }: PlaceKnowledge,
): PlaceFacts {
  const own: Readonly<Record<LocalDefinition['basis'], PlaceFacts['ofSupplier']>> = {
    'ledger address': (row) => list.factsOf(row, 'address'),
    'registered office': suppliers.officeOf,
    'delivery site': (row) => [...suppliers.deliveryOf(row), ...list.factsOf(row, 'delivery site')],
  };
  const ofSupplier = own[basis];
  if (basis === 'ledger address') {
    return { ofSupplier, ofPostcode, standIns: fallback ? suppliers.officeOf : () => [] };
  }
  if (!fallback) return { ofSupplier, ofPostcode: () => 'anywhere', standIns: () => [] };
  const orAddress = (row: CubePayee): readonly Fact[] => {
    const facts = ofSupplier(row);
    return saidBy(facts) === null ? list.factsOf(row, 'address') : facts;
  };
  return { ofSupplier: orAddress, ofPostcode, standIns: suppliers.officeOf };
}
