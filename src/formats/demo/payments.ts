import { type LocalDate, localDateFrom } from '../../domain/values/index.ts';
import type { Payee, Payees } from './payees.ts';
import type { Random } from './random.ts';

/** One line of the ledger before it is written in the manner of its year. */
export interface Payment {
  readonly day: LocalDate;
  readonly payee: Payee;
  readonly purpose: string;
  readonly pence: number;
  readonly document: string;
  readonly kind: 'supplier' | 'hidden' | 'left out';
  /** A second posting that is the same cell by cell. */
  readonly repeat: boolean;
}

type Draft = Omit<Payment, 'document' | 'repeat'>;

/** What a year is drawn with: its first calendar year, who is paid, and chance. */
interface Setting {
  readonly firstYear: number;
  readonly payees: Payees;
  readonly random: Random;
}

const months = 12;

const closed = /-(?:12-25|12-26|01-01)$/;

/** Working days: neither weekends nor the feasts of the turn of the year. */
function daysOf(firstYear: number, month: number): readonly LocalDate[] {
  const [year, number] = month < 9 ? [firstYear, month + 4] : [firstYear + 1, month - 8];
  const days = Array.from({ length: 31 }, (_, index) => localDateFrom(year, number, index + 1));
  return days.filter((day): day is LocalDate => {
    if (day === undefined || closed.test(day)) return false;
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday > 0 && weekday < 6;
  });
}

/** A payment on one of the steps of a ladder, round in two cases of five. */
function drawnPence(ladderPounds: readonly number[], random: Random): number {
  const step = random.below(ladderPounds.length - 1);
  const [from, to] = [ladderPounds[step] ?? 0, ladderPounds[step + 1] ?? 0];
  const pence = from * 100 + random.below((to - from) * 100);
  return random.perMille(400) ? Math.max(1_000, pence - (pence % 500)) : pence;
}

function paymentTo(payee: Payee, day: LocalDate, pence: number, random: Random): Draft {
  return { day, payee, purpose: random.pick(payee.purposes), pence, kind: 'supplier' };
}

/** A regular payee's month: one line by law, one to three under a contract, within a tenth of the usual. */
function regularPayments(
  { payees, random }: Setting,
  month: number,
  days: readonly LocalDate[],
): readonly Draft[] {
  const due = payees.regulars.filter((regular) => regular.months.includes(month));
  return due.flatMap(({ payee, monthlyPence, leftOut }): readonly Draft[] => {
    const parts = leftOut ? 1 : 1 + random.below(3);
    return Array.from({ length: parts }, () => {
      const usual = Math.floor(monthlyPence / parts);
      const pence = usual - Math.floor(usual / 10) + random.below(Math.floor(usual / 5));
      const draft = paymentTo(payee, random.pick(days), pence, random);
      return leftOut ? { ...draft, kind: 'left out' } : draft;
    });
  });
}

/** The earlier in the list, the more often paid. */
function oftenPaid(suppliers: readonly Payee[], random: Random): number {
  return Math.min(random.below(suppliers.length), random.below(suppliers.length));
}

function supplierPayments(
  { payees, random }: Setting,
  days: readonly LocalDate[],
  count: number,
): readonly Draft[] {
  return Array.from({ length: count }, () => {
    const payee = payees.suppliers[oftenPaid(payees.suppliers, random)] ?? random.pick(payees.suppliers);
    return paymentTo(payee, random.pick(days), drawnPence(payee.ladderPounds, random), random);
  });
}

function hiddenPayments(
  { payees, random }: Setting,
  days: readonly LocalDate[],
  count: number,
): readonly Draft[] {
  return Array.from({ length: count }, () => {
    const payee = random.pick(payees.hidden);
    const pence = drawnPence(payee.ladderPounds, random);
    return { ...paymentTo(payee, random.pick(days), pence, random), kind: 'hidden' };
  });
}

const smallPence = 500_000;

/** Money back for part of some of the smaller payments: about two lines in a hundred. */
function creditsFor(drafts: readonly Draft[], days: readonly LocalDate[], random: Random): readonly Draft[] {
  const smaller = drafts.filter(({ pence, kind }) => pence < smallPence && kind === 'supplier');
  return smaller
    .filter(() => random.perMille(40))
    .map((draft) => ({
      ...draft,
      day: random.pick(days),
      pence: -(100 + random.below(draft.pence)),
      purpose: `Credit note: ${draft.purpose}`,
    }));
}

function monthOf(setting: Setting, month: number): readonly Draft[] {
  const { firstYear, random } = setting;
  const days = daysOf(firstYear, month);
  const busy = month === 11 ? 110 : month === 4 ? -40 : 0;
  const drafts = [
    ...regularPayments(setting, month, days),
    ...supplierPayments(setting, days, 430 + busy + random.below(50)),
    ...hiddenPayments(setting, days, 38 + random.below(12)),
  ];
  return [...drafts, ...creditsFor(drafts, days, random)];
}

function inOrderOfDays(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}

/** Some small payments are posted on two or three lines that are the same cell by cell. */
function withRepeats(payments: readonly Payment[], random: Random): readonly Payment[] {
  return payments.flatMap((payment) => {
    const repeated = payment.pence > 0 && payment.pence < 60_000 && random.perMille(26);
    if (!repeated) return [payment];
    const copies = random.perMille(200) ? 2 : 1;
    return [payment, ...Array.from({ length: copies }, () => ({ ...payment, repeat: true }))];
  });
}

/** A financial year of payments in order of days, numbered, before its amounts are steered. */
export function drawYear(setting: Setting): readonly Payment[] {
  const { firstYear, random } = setting;
  const drafts = Array.from({ length: months }, (_, month) => monthOf(setting, month)).flat();
  const numbered = inOrderOfDays(drafts).map((draft, index) => ({
    ...draft,
    document: `${firstYear - 2000}${String(500_000 + index * 3 + random.below(3))}`,
    repeat: false,
  }));
  return withRepeats(numbered, random);
}
