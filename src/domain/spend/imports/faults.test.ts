import { describe, expect, it } from 'vitest';
import { overlapWith, readingOf, sameBytes, tableReading } from '../../../../test/support/readings.ts';
import { batch } from '../../../../test/support/records.ts';
import { isDiskFull, isMachineFault, stoppedSentence, whatChanged } from './faults.ts';
import { rejectGroups } from './rejectGroups.ts';
import type { TableReading } from './types.ts';

const withCode = (code: string) => Object.assign(new Error('it failed'), { code });

describe('a fault', () => {
  it('is a full disk in the words of the system, the engine and the database', () => {
    const full = [
      withCode('ENOSPC'),
      withCode('53100'),
      new Error('IO Error: No space left on device'),
      'disk full',
    ];
    expect(full.map(isDiskFull)).toEqual([true, true, true, true]);
    expect([new Error('other'), withCode('ENOENT'), undefined].map(isDiskFull)).toEqual([
      false,
      false,
      false,
    ]);
    expect([withCode('EROFS'), withCode('ENOSPC'), withCode('ENOENT'), 'x'].map(isMachineFault)).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it('is told with what happened, that nothing was added, and what to do', () => {
    expect(stoppedSentence(withCode('ENOSPC'))).toMatch(/^The disk is full\. Nothing was added\. Make room/);
    expect(stoppedSentence(new Error('Parser: odd.\nmore'))).toMatch(
      /: Parser: odd\. Nothing was added\. Read/,
    );
    expect(stoppedSentence(undefined)).toMatch(/Nothing was added/);
  });
});

describe('a second reading', () => {
  const a = tableReading('a.csv', { overlaps: [overlapWith(2), overlapWith(1)], sameBytes: sameBytes(3) });
  const again = (changed: Partial<TableReading>) =>
    whatChanged(readingOf(a), readingOf({ ...a, ...changed }, tableReading('b.csv')), ['a.csv']);
  const counting = (changed: Partial<typeof a.report.control>) =>
    again({ report: { ...a.report, control: { ...a.report.control, ...changed } } });

  it('is what was confirmed when tables, amounts and batches are the same', () => {
    expect(again({ overlaps: [overlapWith(1), overlapWith(2)] })).toBeNull();
    expect(whatChanged(readingOf(a), readingOf(), [])).toBeNull();
  });

  it('is refused when a table counts or is read otherwise', () => {
    for (const field of ['accepted', 'rejected', 'blank', 'acceptedPence', 'rejectedPence'] as const) {
      expect(counting({ [field]: 77 })).toMatch(/^a\.csv does not read as it did .* \(2 lines then\)/);
    }
    expect(again({ status: 'asks' })).toMatch(/^a\.csv does not read/);
    expect(again({ profile: { amountColumn: 'Gross' } })).toMatch(/^a\.csv does not read/);
    expect(again({ profile: null })).toMatch(/^a\.csv does not read/);
    expect(whatChanged(readingOf(a), readingOf(), ['a.csv'])).toMatch(/^a\.csv does not read/);
    expect(whatChanged(readingOf(), readingOf(a), ['a.csv'])).toMatch(/\(0 lines then\)/);
    const unread = readingOf({ ...a, profile: null });
    expect(whatChanged(unread, readingOf(a), ['a.csv'])).toMatch(/^a\.csv does not read/);
  });

  it('is refused when other batches hold the same payments by now', () => {
    expect(again({ overlaps: [] })).toMatch(
      /^Other payments were imported or undone since you checked a\.csv/,
    );
    expect(again({ sameBytes: null })).toMatch(/^Other payments/);
  });
});

describe('rejected lines by reason', () => {
  const [reject] = batch(1).rejects;
  if (!reject) throw new Error('the batch has a rejected line');
  const one = (rule: string, pence: number | null) => ({ ...reject, rule, pence });

  it('stand the largest group first, with a sum where every amount reads', () => {
    const rejects = [one('a', 5), one('b', 1), one('b', null), one('c', 2), one('c', 3), one('c', -9)];
    expect(
      rejectGroups(rejects, { rejected: 6 }).map(({ rule, lines, pence }) => [rule, lines, pence]),
    ).toEqual([
      ['c', 3, -4],
      ['b', 2, null],
      ['a', 1, 5],
    ]);
    expect(rejectGroups([], { rejected: 0 })).toEqual([]);
  });

  it('hold the lines too that are not listed', () => {
    const groups = rejectGroups([one('a', 5)], { rejected: 4 });
    expect(groups[1]).toMatchObject({ rule: 'further', lines: 3, pence: null });
    expect(rejectGroups([], { rejected: 4 })).toEqual([]);
  });
});
