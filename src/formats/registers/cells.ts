import { type LocalDate, localDateFrom, parsePostcode } from '../../domain/values/index.ts';

/** A cell as one line of text: control characters and runs of white space are one space. */
export function tidyText(cell: string): string {
  return /[\u0000-\u001f\u007f-\u00a0]| {2}/.test(cell)
    ? cell.replace(/[\s\u0000-\u001f\u007f-\u00a0]+/g, ' ').trim()
    : cell.trim();
}

/** A cell as text, or null where it is empty. */
export function textOrNull(cell: string): string | null {
  const text = tidyText(cell);
  return text === '' ? null : text;
}

/** A postcode in its usual form, or as the register has it; null where there is none. */
export function postcodeOf(cell: string): string | null {
  return parsePostcode(cell) ?? textOrNull(cell);
}

/** What a cell says about a day: none, one that cannot be read, or one. Days before 1900 are as good as none. */
export type ReadDay = LocalDate | null | 'unreadable';

/** Reads `DD/MM/YYYY`, and `YYYY-MM-DD` with or without a time of day. */
export function readDay(cell: string): ReadDay {
  const text = cell.trim();
  if (text === '') return null;
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: |$)/.exec(text);
  const parts = british
    ? [british[3], british[2], british[1]]
    : /^(\d{4})-(\d\d)-(\d\d)(?:[T ]|$)/.exec(text)?.slice(1);
  if (!parts) return 'unreadable';
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  if (year > 1000 && year < 1900 && month >= 1 && month <= 12 && day >= 1 && day <= 31) return null;
  return localDateFrom(year, month, day) ?? 'unreadable';
}

/** Whole pounds; null where there is no amount. */
export function poundsOf(cell: string): number | null {
  const text = cell.replace(/[£,\s]/g, '');
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const pounds = Math.round(Number(text));
  return Number.isSafeInteger(pounds) ? pounds : null;
}

/** Whether a cell of yes or no says yes. */
export function isYes(cell: string): boolean {
  return /^(true|t|yes|y|1)$/i.test(cell.trim());
}
