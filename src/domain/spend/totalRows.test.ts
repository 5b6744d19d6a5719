import { describe, expect, it } from 'vitest';
import { toPence } from '../values/index.ts';
import { decideTotalRows, type SparseRecord } from './totalRows.ts';

function sparse(amountText: string, abovePence: number, more: Partial<SparseRecord> = {}): SparseRecord {
  const pence = toPence(Math.round(Number(amountText.replace(/[^0-9.-]/g, '')) * 100));
  return {
    record: 9,
    pence,
    amountText,
    words: 'Total',
    abovePence: toPence(abovePence),
    trailing: true,
    ...more,
  };
}
const setting = {
  file: 'april.csv',
  accepted: 10,
  answer: undefined,
  howToAnswer: (answer: string) => `answer ${answer}`,
} as const;

describe('trailing totals', () => {
  it('rejects one that equals the sum above to the penny', () =>
    expect(decideTotalRows([sparse('150.00', 15_000)], setting)).toMatchObject({
      totals: [9],
      question: null,
      kept: [],
    }));

  it('compares only as exactly as the total is written', () => {
    expect(decideTotalRows([sparse('150', 15_049)], setting).totals).toEqual([9]);
    expect(decideTotalRows([sparse('150.5', 15_058)], setting).totals).toEqual([9]);
    expect(decideTotalRows([sparse('150.50', 15_051)], setting).question).not.toBeNull();
  });

  it('asks about one that differs, and does as it is told', () => {
    const records = [sparse('175.00', 15_000, { words: '' })];
    expect(decideTotalRows(records, setting).question?.evidence).toContain('150.00, not 175.00');
    expect(decideTotalRows(records, { ...setting, answer: 'total' })).toMatchObject({
      totals: [9],
      question: null,
    });
    expect(decideTotalRows(records, { ...setting, answer: 'payment' })).toMatchObject({
      totals: [],
      question: null,
    });
  });

  it('keeps lines of a ledger that has nothing but names and amounts', () => {
    const records = [1, 2, 3].map((record) => sparse('10.00', 0, { record, words: 'Alder Joinery' }));
    expect(decideTotalRows(records, { ...setting, accepted: 3 })).toMatchObject({
      totals: [],
      question: null,
    });
  });

  it('keeps an amount in the middle that is no total, and asks nothing about nought', () => {
    expect(decideTotalRows([sparse('5.00', 100, { trailing: false, words: '' })], setting).kept).toHaveLength(
      1,
    );
    expect(decideTotalRows([sparse('0.00', 100)], setting)).toMatchObject({ totals: [], question: null });
  });

  it('finds subtotals, each of the lines since the one before, and the total of them all', () => {
    const records = [
      sparse('100.00', 10_000, { record: 3, words: 'Subtotal', trailing: false }),
      sparse('50.00', 15_000, { record: 6, words: 'Sub-total', trailing: false }),
      sparse('150.00', 15_000, { record: 7, words: 'Total' }),
    ];
    expect(decideTotalRows(records, setting)).toMatchObject({ totals: [3, 6, 7], question: null });
  });
});
