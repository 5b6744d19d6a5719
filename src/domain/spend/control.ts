import { addPence, assert, noPence, toPence } from '../values/index.ts';
import type { AmountBasis, Analysis, Control } from './analysis.ts';

export const emptyControl: Control = {
  physicalRecords: 0,
  accepted: 0,
  rejected: 0,
  blank: 0,
  acceptedPence: noPence,
  rejectedPence: noPence,
};

/** Adds the counts and amounts of several files. */
export function addControls(controls: readonly Control[]): Control {
  return controls.reduce(
    (sum, control) => ({
      physicalRecords: sum.physicalRecords + control.physicalRecords,
      accepted: sum.accepted + control.accepted,
      rejected: sum.rejected + control.rejected,
      blank: sum.blank + control.blank,
      acceptedPence: addPence(toPence(sum.acceptedPence), toPence(control.acceptedPence)),
      rejectedPence: addPence(toPence(sum.rejectedPence), toPence(control.rejectedPence)),
    }),
    emptyControl,
  );
}

/** Every record below the header is accepted, rejected or blank. Stops the program where that does not hold. */
export function assertNothingLost(name: string, control: Control): void {
  const { physicalRecords, accepted, rejected, blank } = control;
  assert(
    accepted + rejected + blank === physicalRecords,
    `${name}: ${accepted} accepted + ${rejected} rejected + ${blank} blank = ${physicalRecords} records`,
  );
}

/** The basis all files share, or `mixed`; `not stated` when no file counts. */
export function commonBasis(bases: readonly AmountBasis[]): Analysis['amountBasis'] {
  const [first = 'not stated', ...others] = bases;
  return others.every((basis) => basis === first) ? first : 'mixed';
}
