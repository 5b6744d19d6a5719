import { aliasOf, type Vocabulary } from './mapping/index.ts';

/** Different meanings that the cells of a line have to name before it is taken for a header. */
const meanings = 3;

/** Whether the text of a rejected line reads as a header that stands in the middle or at the end of a file. */
export function isHeaderAgain(text: string, vocabulary: Vocabulary): boolean {
  const cells = text.split(/[,;\t|]/).map((cell) => cell.replaceAll('"', '').trim());
  const roles = cells.map((cell) => (cell === '' ? undefined : aliasOf(cell, vocabulary)?.role));
  return new Set(roles.filter((role) => role !== undefined)).size >= meanings;
}
