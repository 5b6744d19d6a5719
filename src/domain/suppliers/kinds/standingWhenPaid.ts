import { assert, formatDay, type LocalDate } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { isCompanyRecord, registerOf } from './records.ts';

/** A payment to an organisation that was not there on the day, as far as its register says. */
export interface PaidOutOfTime {
  readonly code: 'paid-before-start' | 'paid-after-end';
  readonly paid: LocalDate;
  /** The day on the register that the payment does not fit; null where the register has the end without a day. */
  readonly registered: LocalDate | null;
  readonly sentence: string;
}

function beforeStart(entity: RegisteredEntity, paid: LocalDate): readonly PaidOutOfTime[] {
  if (entity.started === null || paid >= entity.started) return [];
  const verb = isCompanyRecord(entity) ? 'incorporated' : `registered on ${registerOf(entity)}`;
  const sentence = `First paid on ${formatDay(paid)}, before it was ${verb} on ${formatDay(entity.started)}.`;
  return [{ code: 'paid-before-start', paid, registered: entity.started, sentence }];
}

function afterEnd(entity: RegisteredEntity, paid: LocalDate): readonly PaidOutOfTime[] {
  const verb = isCompanyRecord(entity) ? 'dissolved' : `removed from ${registerOf(entity)}`;
  const last = `Last paid on ${formatDay(paid)}`;
  if (entity.ended !== null) {
    if (paid <= entity.ended) return [];
    const sentence = `${last}, after it was ${verb} on ${formatDay(entity.ended)}.`;
    return [{ code: 'paid-after-end', paid, registered: entity.ended, sentence }];
  }
  if (entity.status !== 'closed') return [];
  const sentence = `${last}. It was ${verb} on a day that is not stated, which may have been before that.`;
  return [{ code: 'paid-after-end', paid, registered: null, sentence }];
}

/**
 * Payments before the organisation was there, or after it was gone; none where all fits. A payment on the day itself
 * fits. It may mean that another organisation was paid, so it speaks against a link.
 */
export function standingWhenPaid(
  entity: RegisteredEntity,
  firstPaid: LocalDate,
  lastPaid: LocalDate,
): readonly PaidOutOfTime[] {
  assert(firstPaid <= lastPaid, 'the first payment is not after the last');
  return [...beforeStart(entity, firstPaid), ...afterEnd(entity, lastPaid)];
}
