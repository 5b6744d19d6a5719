import { plainWords } from '../payee.ts';
import type { MatchingWords } from './matchingWords.ts';
import { type LegalForm, nameParts } from './matchKey.ts';

/**
 * How much of a name a reading takes. `whole`: all that is a name in it; `legal`: the part up to a legal form or before
 * words such as "trading as"; `other`: another name in it; `part`: a piece that may be the name.
 */
export type ReadingKind = 'whole' | 'legal' | 'other' | 'part';

/** One way to read a supplier string as a name. */
export interface NameReading {
  readonly key: string;
  readonly form: LegalForm | null;
  readonly kind: ReadingKind;
  /** Words of the name that a piece leaves out; they still speak against a name that lacks them. */
  readonly left: string;
  /** What was done to the string, for people; null where it is read as it stands. */
  readonly note: string | null;
}

interface Piece {
  readonly words: string;
  readonly kind: ReadingKind;
  readonly left: string;
  readonly note: string | null;
}

/** Bytes of UTF-8 that a ledger read as Latin-1: a space that must not break, and quotation marks. */
const misread = /(?:\u00c3\u201a)?\u00c2[\u00a0 ]?(?=\s|$|[A-Z(&])|\u00e2\u20ac[\u2122\u02dc\u201c\u201d]?/g;
const gluedNumber = /^\d{4,}(?=[A-Z])/;
const code = /^(?=.*\d{4})[A-Z0-9]+$|^\d{2}[A-Z]$/;
const strayLetters = /^(?=.{3,})(.*?)AA$/;

function withoutCodes(words: string): string {
  const all = words.split(' ');
  const kept = all.filter((word, at) => at === 0 || !code.test(word));
  return kept.join(' ').replace(gluedNumber, '');
}

/** Double A behind word after word is what is left of spaces that two programs read wrongly. */
function withoutStrayLetters(words: string): string {
  const all = words.split(' ');
  const strayed = all.slice(0, -1).filter((word) => strayLetters.test(word) || word === 'AA');
  if (strayed.length === 0) return words;
  return all
    .map((word) => word.replace(strayLetters, '$1'))
    .filter((word) => word !== '' && word !== 'AA')
    .join(' ');
}

function withoutNotes(words: string, notes: readonly string[]): string {
  const rest = notes.reduce(
    (text, note) =>
      text.startsWith(` ${note} `) || text.endsWith(` ${note} `) ? text.replace(` ${note} `, ' ') : text,
    ` ${words} `,
  );
  return rest.trim() || words;
}

const cutForms: readonly (readonly [RegExp, string])[] = [
  [/ (?:LIMITE|LIMIT|LIMI|LIM|LT|L)$/, ' LIMITED'],
  [/ COMMUNITY (?:INTEREST (?:C|COM|COMP|COMPA|COMPAN)|INTEREST|INTERES|INTERE|INTER|INTE)$/, ' CIC'],
  [/ (?:LIMITED LIABILITY|LIMITED LIABILITY P[A-Z]*|LIMITED LIAB[A-Z]*)$/, ' LLP'],
];

function withWholeForm(words: string): string {
  const cut = cutForms.find(([end]) => end.test(words));
  return cut ? words.replace(cut[0], cut[1]) : words;
}

function tidied(words: string, tables: MatchingWords): string {
  const front = words.replace(/^(.+) THE$/, 'THE $1');
  return withWholeForm(withoutNotes(withoutStrayLetters(withoutCodes(front)), tables.notes));
}

/** The plain words of a supplier string without codes, notes and spaces that went wrong. */
export function tidiedName(name: string, tables: MatchingWords): string {
  return tidied(plainWords(name.replace(misread, ' ')), tables);
}

/** Both sides of the first marker that stands between words. */
function around(words: string, markers: readonly string[]): readonly [string, string, string] | undefined {
  for (const marker of markers) {
    const at = words.indexOf(` ${marker} `);
    if (at > 0) return [words.slice(0, at), words.slice(at + marker.length + 2), marker.toLowerCase()];
  }
  return undefined;
}

function aroundMarkers(words: string, tables: MatchingWords): readonly Piece[] {
  const joint = around(words, tables.joints);
  if (joint) {
    const note = `read as two names of one payee, around “${joint[2] === 't a' ? 't/a' : joint[2]}”`;
    return [
      { words: joint[0], kind: 'legal', left: '', note },
      { words: joint[1], kind: 'other', left: '', note },
    ];
  }
  const before = around(words, tables.before);
  if (before) {
    const note = `read as a present and an earlier name, around “${before[2]}”`;
    return [
      { words: before[0], kind: 'legal', left: '', note },
      { words: before[1], kind: 'other', left: '', note },
    ];
  }
  const care = around(words, tables.care);
  return care
    ? [{ words: care[0], kind: 'legal', left: '', note: 'read without whom the post goes to' }]
    : [];
}

const formWord = /^(?:LTD|LIMITED|PLC|LLP|CIC|CO|COMPANY|GUARANTEE|PARTNERSHIP)$/;

/** The part up to a legal form in the middle, as in `EXAMPLE LTD NORTH DEPOT`: nothing behind it belongs to the name. */
function upToForm(words: string): readonly Piece[] {
  const all = words.split(' ');
  for (let at = 1; at < all.length - 1; at += 1) {
    if (!formWord.test(all[at] ?? '')) continue;
    const front = all.slice(0, at + 1).join(' ');
    const rest = all.slice(at + 1).join(' ');
    const parts = nameParts(front);
    if (parts.form !== null && nameParts(words).key !== parts.key) {
      return [{ words: front, kind: 'legal', left: '', note: `read up to “${all[at]}”, without “${rest}”` }];
    }
  }
  return [];
}

const brackets = /\(([^()]*)\)/;

function piecesInPunctuation(raw: string): readonly Piece[] {
  const inside = brackets.exec(raw)?.[1]?.trim() ?? '';
  if (inside !== '' && !/^the$/i.test(inside)) {
    const note = `read without “${inside}” in brackets`;
    const words = plainWords(raw.replace(brackets, ' '));
    return [{ words, kind: 'part', left: plainWords(inside), note }];
  }
  const [front = '', ...rest] = raw.split(/\s+[-\u2013\u2014]+\s+|\s+[/|]\s+/);
  if (rest.length === 0) return [];
  const note = `read without “${rest.join(' ').trim()}” behind the dash`;
  return [{ words: plainWords(front), kind: 'part', left: plainWords(rest.join(' ')), note }];
}

function readingOf({ words, kind, left, note }: Piece, tables: MatchingWords): NameReading {
  return { ...nameParts(tidied(words, tables)), kind, left, note };
}

/**
 * The ways to read a supplier string as a name, the most literal first: as it stands, without codes, notes and spaces
 * that went wrong, up to a legal form in the middle, around "trading as" and "formerly", without brackets. At most five,
 * each with a key of its own.
 */
export function nameReadings(name: string, tables: MatchingWords): readonly NameReading[] {
  const raw = name.replace(misread, ' ');
  const written = plainWords(raw);
  const clean = tidied(written, tables);
  const note =
    nameParts(clean).key === nameParts(written).key ? null : 'read without codes and notes around the name';
  const pieces: readonly Piece[] = [
    { words: written, kind: 'whole', left: '', note },
    ...aroundMarkers(clean, tables),
    ...upToForm(clean),
    ...piecesInPunctuation(raw),
  ];
  const readings = pieces.map((piece) => readingOf(piece, tables)).filter(({ key }) => key !== '');
  return readings.filter((one, at) => readings.findIndex(({ key }) => key === one.key) === at).slice(0, 5);
}
