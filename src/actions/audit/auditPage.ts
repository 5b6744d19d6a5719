import {
  type AuditEntry,
  type AuditFilter,
  type AuditPage,
  largestAuditPage,
  type Member,
} from '../../domain/organisations/index.ts';
import type { Records } from '../../records/types.ts';

/** What is looked for in the chain of the organisation. */
export type AskedEntries = Omit<AuditFilter, 'chain'>;

/** Everything the page on the audit chain asks for. */
export interface AuditCalls {
  /** Newest first: those before a number, from the newest where it is null. */
  readonly page: (asked: AskedEntries, before: number | null) => Promise<AuditPage>;
  /** The people of the organisation as it is now, by name: entries hold no names. */
  readonly people: () => Promise<readonly Pick<Member, 'person' | 'name'>[]>;
  /** The newest entries that fit, in parts, but no more than a number. */
  readonly entries: (asked: AskedEntries, most: number) => AsyncIterable<readonly AuditEntry[]>;
}

/** What reading the chain works with. */
export interface AuditPageParts {
  readonly records: Pick<Records, 'auditEntries' | 'members'>;
}

/** Entries on one page. */
export const entriesOnPage = 50;

async function* inParts(
  { records }: AuditPageParts,
  asked: AskedEntries,
  most: number,
): AsyncGenerator<readonly AuditEntry[]> {
  let before: number | null = null;
  for (let left = most; left > 0; ) {
    const size = Math.min(left, largestAuditPage);
    const page: AuditPage = await records.auditEntries(asked, { before, size });
    yield page.entries;
    left -= page.entries.length;
    before = page.before;
    if (before === null) return;
  }
}

/** The audit chain of the organisation that is acted in. */
export function auditCalls(parts: AuditPageParts): AuditCalls {
  const { records } = parts;
  return {
    page: (asked, before) => records.auditEntries(asked, { before, size: entriesOnPage }),
    people: async () => (await records.members()).map(({ person, name }) => ({ person, name })),
    entries: (asked, most) => inParts(parts, asked, most),
  };
}
