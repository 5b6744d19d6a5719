import { type Pence, toPence } from '../../values/index.ts';
import { nettedByPayee, type PayeeMoney } from './concentration.ts';

/** What a payee had in two years, payments and credits netted. */
export interface TwoYears {
  readonly key: string;
  readonly beforePence: Pence;
  readonly afterPence: Pence;
}

/** Payees that fared alike, and their money. */
export interface ChangeGroup {
  readonly suppliers: number;
  readonly beforePence: Pence;
  readonly afterPence: Pence;
}

/**
 * How the suppliers of one year differ from those of the year before. A payee is a supplier of a year when its payments
 * are more than its credits. The four groups hold every payee once, so that their money adds up to that of both years.
 */
export interface SupplierChange {
  /** Suppliers of the later year only, the largest first. */
  readonly newcomers: readonly TwoYears[];
  /** Suppliers of the earlier year only, the largest first. */
  readonly lost: readonly TwoYears[];
  readonly totals: {
    readonly newcomers: ChangeGroup;
    readonly lost: ChangeGroup;
    readonly kept: ChangeGroup;
    /** Payees with nothing but credits, or as many credits as payments, in both years. */
    readonly creditsOnly: ChangeGroup;
  };
}

function groupOf(members: readonly TwoYears[]): ChangeGroup {
  return {
    suppliers: members.length,
    beforePence: toPence(members.reduce((sum, { beforePence }) => sum + beforePence, 0)),
    afterPence: toPence(members.reduce((sum, { afterPence }) => sum + afterPence, 0)),
  };
}

function by(size: (payee: TwoYears) => number) {
  return (one: TwoYears, other: TwoYears): number => {
    if (size(one) !== size(other)) return size(other) - size(one);
    return one.key < other.key ? -1 : 1;
  };
}

function bothYears(before: Iterable<PayeeMoney>, after: Iterable<PayeeMoney>): readonly TwoYears[] {
  const [earlier, later] = [nettedByPayee(before), nettedByPayee(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].map((key) => ({
    key,
    beforePence: toPence(earlier.get(key) ?? 0),
    afterPence: toPence(later.get(key) ?? 0),
  }));
}

/** New and lost suppliers between two years, by payee. Whole years are for the caller to see to. */
export function supplierChange(before: Iterable<PayeeMoney>, after: Iterable<PayeeMoney>): SupplierChange {
  const payees = bothYears(before, after);
  const those = (inBefore: boolean, inAfter: boolean) =>
    payees.filter((one) => one.beforePence > 0 === inBefore && one.afterPence > 0 === inAfter);
  const [newcomers, lost] = [those(false, true), those(true, false)];
  return {
    newcomers: newcomers.toSorted(by(({ afterPence }) => afterPence)),
    lost: lost.toSorted(by(({ beforePence }) => beforePence)),
    totals: {
      newcomers: groupOf(newcomers),
      lost: groupOf(lost),
      kept: groupOf(those(true, true)),
      creditsOnly: groupOf(those(false, false)),
    },
  };
}
