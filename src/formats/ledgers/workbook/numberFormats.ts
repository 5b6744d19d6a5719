/** What a number in a cell stands for, by the cell's number format. */
export type NumberMeaning = 'number' | 'day';

const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Whether a number format shows a day: its own letters only, without quoted text, colours and padding. */
export function meaningOfFormat(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) return builtInDays.has(id) ? 'day' : 'number';
  const letters = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|standard/gi, '');
  return /[dy]|mmm/i.test(letters) ? 'day' : 'number';
}

const halfSecondInDays = 0.5 / 86_400;
const daysFrom1900To1904 = 1_462;
const lastSerial = 2_958_465;

/**
 * The day a spreadsheet's number stands for, as `2023-06-01`; its time of day is dropped. Days before March 1900 allow
 * for the 29 February 1900 that Excel invented. Undefined when the number is no day.
 */
export function dayOfSerial(serial: number, from1904: boolean): string | undefined {
  const day = Math.floor(serial + halfSecondInDays) + (from1904 ? daysFrom1900To1904 : 0);
  if (!(day >= 1 && day <= lastSerial)) return undefined;
  return new Date(Date.UTC(1899, 11, (day < 60 ? 31 : 30) + day)).toISOString().slice(0, 10);
}

/** Digits a spreadsheet shows at most; what a sum leaves beyond them, as in 0.30000000000000004, is noise. */
const shownDigits = 15;

/** The text of a number cell: the shortest digits that mean the number shown, or the day it stands for. */
export function numberText(value: string, meaning: NumberMeaning, from1904: boolean): string {
  const trimmed = value.trim();
  const number = Number(trimmed);
  if (trimmed === '' || !Number.isFinite(number)) return trimmed;
  return (
    (meaning === 'day' ? dayOfSerial(number, from1904) : undefined) ??
    String(Number(number.toPrecision(shownDigits)))
  );
}
