import { type Pence, toPence } from '../../values/index.ts';

const pounds = '(?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,12})';
const decimals = '(?:\\.(?:\\d{0,2}|\\d\\d0+|\\d\\d0{6}\\d+|\\d\\d9{6}\\d*))';
const number = `(?:${pounds}${decimals}?|\\.\\d{1,2})`;

/**
 * The shapes in which an amount reads exactly, for JavaScript and for RE2 (DuckDB) alike: `£`, thousands
 * commas, spaces, brackets or a minus before or after or `CR` for a credit, `DR` for a debit. Digits after
 * the penny are allowed only where they are noughts or the noise of a spreadsheet's binary arithmetic.
 */
export const amountPattern = [
  `^(?:-?\\s*£?\\s*${number}`,
  `£\\s*-\\s*${number}`,
  `-?\\s*\\(\\s*£?\\s*${number}\\s*\\)`,
  `£?\\s*\\(\\s*£?\\s*${number}\\s*\\)`,
  `£?\\s*${number}\\s*(?:-|CR|DR)`,
  `£?\\s*-)$`,
].join('|');

/** The plain shape most ledgers use; a quick first test before the full pattern. */
export const plainAmountPattern = '^-?\\d{1,12}(?:\\.\\d{1,2})?$';

/** A number that is no exact amount because it has a real fraction of a penny. */
export const partPennyPattern = `^[-(£\\s]*${pounds}\\.\\d{3,}[-)\\s]*$`;

/** Marks of a credit anywhere in an amount that fits the pattern. */
export const creditMarkPattern = '[-(]|CR';

/** How exactly the text was written, in pence: 1 for `12.34`, 10 for `12.3`, 100 for `12`. */
export function writtenPrecision(text: string): number {
  const fraction = /\.(\d*)/.exec(text)?.[1] ?? '';
  return fraction.length >= 2 ? 1 : fraction.length === 1 ? 10 : 100;
}

const shape = new RegExp(amountPattern);
const credit = new RegExp(creditMarkPattern);

/** Makes spaces of every kind plain and drops the ends, before anything else is read. */
export function tidyCell(text: string): string {
  return text.replace(/[\s\u00a0\u2007\u202f]+/g, ' ').trim();
}

/** Reads an amount in pounds as whole pence; undefined when it does not read exactly. */
export function readAmount(text: string): Pence | undefined {
  const tidy = tidyCell(text).toUpperCase().replaceAll('\u2212', '-');
  if (!shape.test(tidy)) return undefined;
  const [whole = '', fraction = ''] = tidy.replace(/[^0-9.]/g, '').split('.');
  const roundUp = fraction.length > 2 && fraction[2] === '9' ? 1n : 0n;
  const size = BigInt(`${whole || '0'}${fraction.slice(0, 2).padEnd(2, '0')}`) + roundUp;
  return toPence(credit.test(tidy) ? -size : size);
}
