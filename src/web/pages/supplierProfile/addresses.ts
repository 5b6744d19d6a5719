import { address } from '../explore/addresses.ts';

/** Who a page on a supplier is for: the organisation itself, or everybody. */
export type ProfileReader = 'internal' | 'public';

/** Who the money of a year went to; the newest year where none is named. */
export function overviewAddress(year: string | null): string {
  return address('/suppliers', year === null ? [] : [['year', year]]);
}

/** The kinds of suppliers of a year as a file. */
export function overviewCsvAddress(year: string): string {
  return address('/suppliers/overview.csv', [['year', year]]);
}

const seenBy = (reader: ProfileReader) => (reader === 'public' ? ([['view', 'public']] as const) : []);

/** Everything known about one supplier, or what may be published of it. */
export function profileAddress(payee: string, reader: ProfileReader = 'internal'): string {
  return address(`/suppliers/${encodeURIComponent(payee)}`, seenBy(reader));
}

/** What a supplier was paid as a file. */
export function profileCsvAddress(payee: string, reader: ProfileReader): string {
  return address(`/suppliers/${encodeURIComponent(payee)}/spend.csv`, seenBy(reader));
}
