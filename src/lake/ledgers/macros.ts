import { amountPattern, creditMarkPattern, plainAmountPattern } from '../../domain/spend/reading/amount.ts';
import { datePatterns } from '../../domain/spend/reading/date.ts';
import { type Duck, fillSql, literal } from '../duckdb.ts';

/** Teaches the session how a cell is read: the patterns of `domain/spend/reading` as SQL macros. */
export async function defineReading(duck: Duck): Promise<void> {
  const patterns = Object.fromEntries(
    Object.entries(datePatterns).map(([name, pattern]) => [name, literal(pattern)]),
  );
  await duck.run(
    fillSql('reading-macros', {
      ...patterns,
      amount: literal(amountPattern),
      credit: literal(creditMarkPattern),
      plainAmount: literal(plainAmountPattern),
    }),
  );
}
