import { parseRetention, type RetentionRow } from '../domain/organisations/index.ts';
import { readDataRows } from './dataRows.ts';

const table = new URL('../../data/organisations/retention.csv', import.meta.url);

/** What is kept and for how long, as it comes with the product. */
export function readRetention(): readonly RetentionRow[] {
  return parseRetention(readDataRows(table));
}
