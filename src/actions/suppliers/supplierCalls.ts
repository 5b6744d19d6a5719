import { decide, decideMany, dictionary, lastOwn, takeDictionary, undo } from './deciding.ts';
import { decisionList } from './decisionList.ts';
import { overviewOf } from './overview.ts';
import type { SupplierParts } from './parts.ts';
import { profileOf } from './profile.ts';
import { queueOf } from './queue.ts';
import { reviewCaseOf } from './reviewCase.ts';
import type { SupplierCalls } from './types.ts';

/** Everything the pages of suppliers ask for, on real parts. */
export function supplierCalls(parts: SupplierParts): SupplierCalls {
  return {
    overview: (year) => overviewOf(parts, year),
    profile: (payee) => profileOf(parts, payee),
    queue: (year) => queueOf(parts, year),
    reviewCase: (payee, year) => reviewCaseOf(parts, payee, year),
    decide: (payee, said) => decide(parts, payee, said),
    decideMany: (payees, said) => decideMany(parts, payees, said),
    undo: (decision) => undo(parts, decision),
    lastOwn: () => lastOwn(parts),
    decisions: () => decisionList(parts),
    dictionary: () => dictionary(parts),
    takeDictionary: (csv) => takeDictionary(parts, csv),
    match: () => parts.matching.order(),
  };
}
