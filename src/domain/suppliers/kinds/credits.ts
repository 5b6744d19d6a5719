import { type Pence, type Share, shareOf, toPence } from '../../values/index.ts';

/** Credits among lines of a ledger: they are netted everywhere else, and shown here. */
export interface Credits {
  readonly lines: number;
  readonly creditLines: number;
  readonly paidPence: Pence;
  /** What credits add up to; never above nothing. */
  readonly creditPence: Pence;
  /** Credits as a share of what was paid before them; null where nothing was paid. */
  readonly share: Share | null;
}

/** Counts the credits among amounts and sets them against the payments. */
export function creditsOf(amounts: Iterable<Pence>): Credits {
  let [lines, creditLines, paid, credit] = [0, 0, 0, 0];
  for (const pence of amounts) {
    lines += 1;
    if (pence < 0) {
      creditLines += 1;
      credit += pence;
    } else paid += pence;
  }
  const [paidPence, creditPence] = [toPence(paid), toPence(credit)];
  const share = paidPence > 0 ? shareOf(toPence(-creditPence), paidPence) : null;
  return { lines, creditLines, paidPence, creditPence, share };
}
