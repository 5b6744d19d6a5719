import type { Candidates } from '../../places/index.ts';
import type { LocalDefinition } from '../definitions.ts';
import type { SupplierList } from '../supplierList.ts';
import { candidatesFrom } from './facts.ts';
import type { PlaceFacts } from './placing.ts';

/**
 * The facts that count under a definition's basis. Where a delivery site or registered office is not known
 * and the definition falls back, the ledger address stands in: the supplier list, then the line's postcode.
 */
export function factsFor(
  definition: Pick<LocalDefinition, 'basis' | 'fallback'>,
  list: SupplierList,
  ofPostcode: (postcode: string) => Candidates,
): PlaceFacts {
  if (definition.basis === 'ledger address') {
    return { ofSupplier: (row) => list.factsOf(row, 'address'), ofPostcode };
  }
  const { fallback } = definition;
  return {
    ofSupplier: (row) => {
      const facts = definition.basis === 'delivery site' ? list.factsOf(row, 'delivery site') : [];
      const known = candidatesFrom(facts) !== 'anywhere';
      return known || !fallback ? facts : list.factsOf(row, 'address');
    },
    ofPostcode: fallback ? ofPostcode : () => 'anywhere',
  };
}
