import type { MatchingWords, NameClass, NameClassRow } from './matchingWords.ts';
import { nameParts } from './matchKey.ts';
import { tidiedName } from './nameReadings.ts';

/** A class of names that are no company or charity, and the words that decided. */
export interface ClassedName {
  readonly class: Exclude<NameClass, 'never' | 'organisation'> | 'subtotal';
  readonly words: string;
}

function has(words: string, { match, words: wanted }: NameClassRow): boolean {
  if (match === 'exact') return words === wanted;
  if (match === 'starts') return words.startsWith(`${wanted} `);
  if (match === 'ends') return words.endsWith(` ${wanted}`);
  return ` ${words} `.includes(` ${wanted} `);
}

const initialsAndName = /^(?:(?:[A-Z] )+[A-Z]{3,}|[A-Z]{3,}(?: [A-Z])+)$/;
const lettersOnly = /^[A-Z]+(?: [A-Z]+)*$/;

/** A surname with initials, or a usual given name with one or two other words. */
function looksLikePerson(words: string, tables: MatchingWords): boolean {
  if (!lettersOnly.test(words)) return false;
  if (initialsAndName.test(words)) return true;
  const all = words.split(' ');
  if (all.length < 2 || all.length > 3) return false;
  return tables.givenNames.has(all[0] ?? '') && all.every((word) => word.length > 1 || all.length === 3);
}

const subtotal = /^\S+ \S+.* TOTAL \S+/;
const formInside = / (?:LTD|LIMITED|PLC|LLP|CIC) /;

function rowFor(words: string, tables: MatchingWords): ClassedName | null {
  const speaking = tables.classes.filter((row) => has(words, row));
  const first = speaking[0];
  if (!first || speaking.some((row) => row.class === 'never')) return null;
  if (first.class === 'organisation' || first.class === 'never') return null;
  const denied = first.class === 'person' && speaking.some((row) => row.class === 'organisation');
  return denied ? null : { class: first.class, words: first.words.toLowerCase() };
}

/**
 * The class of a name that no company or charity bears, or null. A name with a legal form is in no class, because a
 * person's or practice's company says so: `J EXAMPLETON LTD`.
 */
export function nameClassOf(name: string, tables: MatchingWords): ClassedName | null {
  const words = tidiedName(name, tables).replace(/^THE /, '');
  if (subtotal.test(words)) return { class: 'subtotal', words: 'total' };
  if (nameParts(words).form !== null || formInside.test(words)) return null;
  const found = rowFor(words, tables);
  if (found) return found;
  const organisation = tables.classes.some(
    (row) => (row.class === 'organisation' || row.class === 'never') && has(words, row),
  );
  return !organisation && looksLikePerson(words, tables)
    ? { class: 'person', words: words.toLowerCase() }
    : null;
}
