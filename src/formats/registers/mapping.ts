import type { RegisteredEntity } from '../../domain/suppliers/index.ts';
import type { LocalDate } from '../../domain/values/index.ts';
import { readDay } from './cells.ts';
import type { Notes } from './notes.ts';

/** No organisation has a longer name; what has one is no name. */
export const longestName = 500;

/** Reads the cells of a record by the names of their columns. */
export type CellOf = (record: readonly string[], column: string) => string;

/** Turns records with one header into organisations; null for a record that is left out, which the notes then tell. */
export type EntityOf = (record: readonly string[]) => RegisteredEntity | null;

/** Looks cells up by the name of their column, in small letters. */
export function cellsBy(header: readonly string[]): CellOf {
  const positions = new Map([...header].map((name, position) => [name, position] as const).reverse());
  return (record, column) => record[positions.get(column) ?? -1] ?? '';
}

/** A day, or null with a note where there is one that cannot be read. */
export function dayOrNote(cell: string, notes: Notes): LocalDate | null {
  const day = readDay(cell);
  if (day !== 'unreadable') return day;
  notes.add('a date could not be read and is left empty', cell.trim());
  return null;
}

/** Whether a name can stand; otherwise the record is left out with a note. */
export function isName(name: string, notes: Notes): boolean {
  if (name.length > longestName) {
    notes.add(`left out, because the name is longer than ${longestName} characters`, name);
    return false;
  }
  if (/[\p{L}\p{N}]/u.test(name)) return true;
  notes.add('left out, because there is no name with a letter or digit', name);
  return false;
}
