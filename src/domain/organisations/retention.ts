import { z } from 'zod';
import { type Instant, instantAt, millisecondsOf } from '../values/index.ts';

const units = ['hour', 'day', 'month', 'year'] as const;
type Unit = (typeof units)[number];

const textList = z
  .string()
  .transform((text) => text.split(';').filter((part) => part !== ''))
  .readonly();
const words = z.string().min(1);

const keepShape = /^(\d{1,3}) (hour|day|month|year)s?$/;

const rowSchema = z
  .object({
    id: z.string().regex(/^[a-z-]+$/),
    /** What is kept, as the heading of a row. */
    what: words,
    /** What personal data is in it; begins with "none" where there is none. */
    personal_data: words,
    whose: words,
    purpose: words,
    basis: z.enum(['public-task', 'legitimate-interests', 'none']),
    controller: z.enum(['organisation', 'installation']),
    keep: z.string().regex(keepShape).or(z.literal('')),
    starts: z.string(),
    ended_by: z.string(),
    erased_by: z.enum(['program', 'organisation', 'installation']),
    how: words,
    where: words,
    tables: textList,
  })
  .refine((row) => (row.keep === '') === (row.starts === ''), 'a time begins with something')
  .refine((row) => row.keep !== '' || row.ended_by !== '', 'something ends it')
  .refine(
    (row) => (row.basis === 'none') === row.personal_data.startsWith('none'),
    'personal data has a basis',
  );

/** One kind of thing that is kept: what personal data is in it, why, for how long, and who answers for it. */
export type RetentionRow = z.infer<typeof rowSchema>;

/** Reads the rows of the retention table; throws where one is not whole, because the table is ours. */
export function parseRetention(rows: readonly Readonly<Record<string, string>>[]): readonly RetentionRow[] {
  return z
    .array(rowSchema)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each id once')
    .parse(rows);
}

function later(at: Instant, count: number, unit: Unit): Instant {
  const moment = new Date(millisecondsOf(at));
  if (unit === 'hour') moment.setUTCHours(moment.getUTCHours() + count);
  if (unit === 'day') moment.setUTCDate(moment.getUTCDate() + count);
  const months = unit === 'year' ? count * 12 : unit === 'month' ? count : 0;
  if (months > 0) addMonths(moment, months);
  return instantAt(moment.getTime());
}

/** The same day so many months later; the last day of a month that is too short. */
function addMonths(moment: Date, months: number): void {
  const day = moment.getUTCDate();
  moment.setUTCDate(1);
  moment.setUTCMonth(moment.getUTCMonth() + months);
  const last = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0)).getUTCDate();
  moment.setUTCDate(Math.min(day, last));
}

/** Until when something of that kind is kept, whose time began at that moment; null where only an event ends it. */
export function keptUntil(row: Pick<RetentionRow, 'keep'>, at: Instant): Instant | null {
  const [, count, unit] = keepShape.exec(row.keep) ?? [];
  const known = units.find((one) => one === unit);
  return count && known ? later(at, Number(count), known) : null;
}

/** Whether the time of something is over that began at that moment. What only an event ends is never past. */
export function isPast(row: Pick<RetentionRow, 'keep'>, at: Instant, now: Instant): boolean {
  const until = keptUntil(row, at);
  return until !== null && until <= now;
}

/**
 * The last moment whose time is over now, for queries that look for all rows that began by then; null where only an
 * event ends it.
 */
export function pastSince(row: Pick<RetentionRow, 'keep'>, now: Instant): Instant | null {
  if (keptUntil(row, now) === null) return null;
  let [past, kept] = [0, millisecondsOf(now)];
  while (kept - past > 1) {
    const middle = Math.floor((past + kept) / 2);
    if (isPast(row, instantAt(middle), now)) past = middle;
    else kept = middle;
  }
  return instantAt(past);
}

/** How long something is kept, for a table that people read: `30 days after it ended`. */
export function keepWords({ keep, starts, ended_by: end }: RetentionRow): string {
  const time = keep === '' ? '' : `${keep} after ${starts}`;
  const event = end === '' ? '' : `until: ${end.charAt(0).toLowerCase()}${end.slice(1)}`;
  if (time === '') return event.replace(/^u/, 'U');
  return event === '' ? time : `${time}, or ${event.replace('until: ', 'earlier: ')}`;
}
