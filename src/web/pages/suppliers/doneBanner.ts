import { undoAddress } from './addresses.ts';
import type { SuppliersSite } from './frame.ts';
import { outcomeWords, type ShownDecision } from './supplierWords.ts';

/** What a form before this page did, with a way to take it back where there is one. */
export interface DoneBanner {
  readonly text: string;
  readonly undo: { readonly action: string; readonly payee: string; readonly year: string | null } | null;
}

function savedBanner(decision: ShownDecision, query: URLSearchParams): DoneBanner {
  const [payee, year] = [query.get('of') ?? '', query.get('year')];
  return {
    text: `Saved: “${decision.name}” is ${outcomeWords(decision, null)}.`,
    undo: { action: undoAddress(decision.id), payee, year },
  };
}

/** Reads from an address what was done just before; an own decision is named only while it is the last one that holds. */
export async function doneBanner(site: SuppliersSite, query: URLSearchParams): Promise<DoneBanner | null> {
  const done = query.get('done') ?? '';
  if (done === 'undone') return { text: 'The decision was undone.', undo: null };
  if (!done.startsWith('dec_')) return null;
  const last = await site.suppliers.lastOwn();
  return last === null || last.id !== done ? null : savedBanner(last, query);
}
