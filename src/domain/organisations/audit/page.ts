import { dayInLondon, type Instant, instantAt, type LocalDate, millisecondsOf } from '../../values/index.ts';
import type { PersonId } from '../ids.ts';
import type { AuditChain, AuditEntry } from './types.ts';

/** Which entries of a chain a page shows. Every part is open where it is null. */
export interface AuditFilter {
  readonly chain: AuditChain;
  readonly person: PersonId | null;
  /** How the action begins: `imports.` finds everything done to imports. */
  readonly action: string | null;
  readonly outcome: AuditEntry['outcome'] | null;
  /** The id of a record that entries are about. */
  readonly subject: string | null;
  /** First and last day, by the clocks in London. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** Entries of a page, newest first, and where the next page begins; null on the last. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly before: number | null;
}

/** Which page: entries with smaller numbers than `before`, the newest where it is null. */
export interface AuditPaging {
  readonly before: number | null;
  readonly size: number;
}

/** At most so many entries are on one page. */
export const largestAuditPage = 500;

const hour = 3_600_000;

/** The first moment of a day in London, given midnight in universal time: an hour before that in summer. */
function startOf(midnight: number): number {
  const month = Number(instantAt(midnight).slice(5, 7));
  if (month < 3 || month > 10) return midnight;
  return dayInLondon(midnight - hour) === dayInLondon(midnight) ? midnight - hour : midnight;
}

/** The moments at which days in London begin and end: from the first one, before the second. */
export function momentsOf({ from, to }: Pick<AuditFilter, 'from' | 'to'>): {
  readonly from: Instant | null;
  readonly before: Instant | null;
} {
  const midnight = (day: LocalDate) => millisecondsOf(`${day}T00:00:00.000Z` as Instant);
  return {
    from: from === null ? null : instantAt(startOf(midnight(from))),
    before: to === null ? null : instantAt(startOf(midnight(to) + 24 * hour)),
  };
}
