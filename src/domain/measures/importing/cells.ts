import type { Unit } from '../units.ts';

const levels = ['2', '3', '4+'];

/** What people write for a unit, tried from the top: what is special before what is general. */
const units: readonly (readonly [RegExp, (words: string) => Unit])[] = [
  [
    /\b(hrs?|hours?)\b.*(\bx\b|×|\*|\btimes\b|\bmultiplied by\b).*\b(attendees|people|pupils|participants)\b/,
    () => ({ kind: 'hours-attendees' }),
  ],
  [/\b(hrs?|hours?)\b/, () => ({ kind: 'hours' })],
  [/\bweeks?\b/, () => ({ kind: 'weeks' })],
  [/\bfte\b|full[ -]time equivalent/, () => ({ kind: 'fte', by: [] })],
  [/apprentice/, () => ({ kind: 'count', of: 'apprenticeships', levels: [...levels] })],
  [/%|\bper ?cent(age)?\b/, () => ({ kind: 'percentage', numerator: 'the part', denominator: 'the whole' })],
  [
    /£|\bgbp\b|\bpounds?\b/,
    (words) => ({ kind: 'pounds', by: [], staffTime: /staff time|time/.test(words) }),
  ],
  [/\b(t|tonnes?)( of)? ?co2 ?e?\b|carbon/, () => ({ kind: 'amount', of: 'tCO2e', perYear: false })],
  [
    /\b(tonnes?|kg|litres?|miles?|km|kwh|m2|square met(er|re)s?|hectares?)\b/,
    (words) => ({
      kind: 'amount',
      of: words.replace(/\b(a|per) year\b|^(no|number)\b\.?( of)?/g, '').trim(),
      perYear: /\b(a|per) year\b/.test(words),
    }),
  ],
  [/\b(y\/n|yes ?(\/|or) ?no)\b/, () => ({ kind: 'yes-no' })],
  [/\b(text|description|document|statement|narrative|provided)\b/, () => ({ kind: 'text' })],
  [
    /^(no|number|nr|count)\b\.? ?(of )?(?!of$)[a-z]/,
    (words) => ({ kind: 'count', of: words.replace(/^(no|number|nr|count)\b\.? ?(of )?/, ''), levels: [] }),
  ],
];

/** The unit that a cell means; undefined where it cannot be told. */
export function parseUnit(cell: string): Unit | undefined {
  const words = cell.toLowerCase().replace(/\s+/g, ' ').trim();
  return units.find(([pattern]) => pattern.test(words))?.[1](words);
}

/** Whether a cell says yes; empty is no. Undefined where it cannot be told. */
export function parseYes(cell: string): boolean | undefined {
  const word = cell.trim().toLowerCase();
  if (['y', 'yes', 'x', '✓', '✔', 'true', '1', 'record only', 'local', 'lite'].includes(word)) return true;
  return ['', 'n', 'no', '-', '–', 'false', '0', 'n/a'].includes(word) ? false : undefined;
}

/** A number in pounds as people write it: `£1,234.50`; the text to keep, or undefined where it is no such number. */
export function tidyNumber(cell: string): string {
  return cell.replace(/[£\s]/g, '');
}

/** Whether a cell holds nothing: empty, a dash, or words for it. */
export function isNothing(cell: string): boolean {
  return ['', '-', '–', 'n/a', 'na', 'none', 'no proxy', 'record only'].includes(cell.trim().toLowerCase());
}

/** The error that a spreadsheet shows in place of a result; undefined where the cell holds none. */
export function cellError(cell: string): string | undefined {
  return /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)/i.exec(cell.trim())?.[0];
}
