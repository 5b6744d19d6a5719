import type { Figure, RingName } from '../../domain/spend/analysis.ts';
import type { KindMoney } from '../../domain/spend/figures/kindSpend.ts';
import type { Concentration, Credits, KindId, SupplierChange } from '../../domain/suppliers/index.ts';
import type { LocalDate, Pence } from '../../domain/values/index.ts';

/** Money with one kind of supplier, by what facts settle or by what they point to as well. */
export interface KindRow {
  readonly kind: KindId;
  readonly by: 'certain' | 'pointed to';
  readonly suppliers: number;
  /** Suppliers of which it is not known. */
  readonly openSuppliers: number;
  readonly anywhere: KindMoney;
  readonly local: KindMoney;
}

/** A supplier of only one of two years. */
export interface NamedChange {
  readonly payee: string;
  readonly name: string;
  readonly beforePence: Pence;
  readonly afterPence: Pence;
}

/** A supplier that was paid when the organisation that it is was not there yet, or not any more. */
export interface PaidOutside {
  readonly payee: string;
  readonly name: string;
  /** What it had in the year. */
  readonly pence: Pence;
  /** Its name on the register. */
  readonly organisation: string;
  /** With the days, which may lie in another year. */
  readonly sentences: readonly string[];
}

/** Who the money of one financial year went to. Several payees that are one organisation are one supplier. */
export interface SupplierOverview {
  readonly definition: { readonly id: string; readonly name: string };
  readonly ring: RingName;
  readonly year: string;
  /** Months with payments; fewer than twelve are no whole year. */
  readonly months: number;
  readonly years: readonly string[];
  /** The figure of the year for the innermost ring, which all money here adds up to. */
  readonly figure: Figure;
  /** A supplier may be in several of the counts; `waiting` are rows of the review. */
  readonly counts: {
    readonly suppliers: number;
    readonly placed: number;
    readonly linked: number;
    readonly decided: number;
    readonly waiting: number;
  };
  readonly supplierPence: Pence;
  /** Money under texts that stand for many payees, or for nobody. */
  readonly manyPence: Pence;
  /** Definitions of SME and VCSE twice, by what is certain and by what is pointed to; forms and standing by what is certain. */
  readonly kinds: readonly KindRow[];
  readonly concentration: Concentration | null;
  /** Against the year before; null where it has no payments. */
  readonly change:
    | ({ readonly year: string; readonly months: number } & Pick<SupplierChange, 'totals'> & {
          readonly newcomers: readonly NamedChange[];
          readonly lost: readonly NamedChange[];
        })
    | null;
  readonly credits: Credits;
  /** Suppliers of the year, those with the most money first. */
  readonly paidOutside: readonly PaidOutside[];
  readonly editions: readonly string[];
  /** Whether names wait to be looked up in the registers, so that less is known than will be. */
  readonly isMatching: boolean;
  /** The day for which answers about kinds hold; null where no register is in use. */
  readonly on: LocalDate | null;
}
