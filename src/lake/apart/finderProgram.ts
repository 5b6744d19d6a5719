import type { MatchingKnowledge } from '../../domain/suppliers/index.ts';
import { openReferenceStore } from '../reference/index.ts';
import { openSupplierFinder } from '../reference/registers/supplierFinder.ts';
import { serveApart } from './serveApart.ts';

// The process in which suppliers are looked up: `openFinderApart` starts it, asks it, and ends it by letting go.

serveApart(async ([home, words]) => {
  // Both ends of the channel are this program.
  const store = openReferenceStore(home as string);
  const finder = await openSupplierFinder(store, words as Pick<MatchingKnowledge, 'words' | 'payees'>);
  return { opened: null, calls: finder };
});
