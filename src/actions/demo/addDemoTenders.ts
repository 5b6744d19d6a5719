import type { ActionName } from '../../domain/organisations/index.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import type { CommitmentCalls, TenderCalls } from '../tenders/types.ts';
import type { DemoContent } from './parts.ts';

/** The calls of the procurement officer, for one action of the access table. */
export type AsOfficer = (action: ActionName) => {
  readonly tenders: TenderCalls;
  readonly commitments: CommitmentCalls;
};

/**
 * Adds what the procurement officer of the demonstration has: a tender that is rehearsed, results of past procurements and
 * past bids, as far as nothing of the kind is there.
 */
export async function addDemoTenders(
  { results, pastBids }: Pick<DemoContent, 'results' | 'pastBids'>,
  as: AsOfficer,
): Promise<Decision<null>> {
  const { count } = await as('tenders.list').tenders.list({ from: 0, size: 1 });
  if (count === 0) {
    const tender = await as('tenders.addExample').tenders.addExample();
    if (!tender.ok) return tender;
  }
  if ((await as('commitments.show').commitments.list()).length === 0) {
    const { file, title } = results();
    const added = await as('commitments.add').commitments.add(file, title);
    if (!added.ok) return added;
  }
  if ((await as('tenders.pastBids').tenders.pastBids()).length === 0) {
    const { file, title } = pastBids();
    const added = await as('tenders.addPastBids').tenders.addPastBids(file, title);
    if (!added.ok) return added;
  }
  return accept(null);
}
