import type { RegisteredEntity } from '../../domain/suppliers/index.ts';
import type { LocalDate } from '../../domain/values/index.ts';
import { type ReadDay, readDay } from './cells.ts';
import type { Notes } from './notes.ts';

/** No organisation has a longer name; what has one is no name. */
export const longestName = 500;

/** Reads one cell of a record; empty where the record has none. */
export type ReadCell = (record: readonly string[]) => string;

/** Turns records with one header into organisations; null for a record that is left out, which the notes then tell. */
export type EntityOf = (record: readonly string[]) => RegisteredEntity | null;

/** Finds a column by its name, in small letters, once for all records. */
export function columnsIn(header: readonly string[]): (column: string) => ReadCell {
  return (column) => {
    const position = header.indexOf(column);
    return position < 0 ? () => '' : (record) => record[position] ?? '';
  };
}

/** A reader of days that remembers what it read: a register has few days and many records. */
export function dayReader(notes: Notes): (cell: string) => LocalDate | null {
  const known = new Map<string, ReadDay>();
  return (cell) => {
    const day = known.get(cell) ?? readDay(cell);
    if (day === 'unreadable') {
      notes.add('a date could not be read and is left empty', cell.trim());
      return null;
    }
    if (day !== null) known.set(cell, day);
    return day;
  };
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
