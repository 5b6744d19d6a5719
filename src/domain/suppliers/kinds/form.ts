import { formatDay } from '../../values/index.ts';
import type { EntityKind, RegisteredEntity } from '../register/types.ts';
import {
  charityRecord,
  hadItAs,
  isCompanyRecord,
  type Known,
  ofForm,
  ofKind,
  ordinaryForm,
  presence,
  registerOf,
  unseenCharity,
} from './records.ts';
import { cannotBeSaid, type KindSaid, no, yes } from './types.ts';

/** Whether a register tells its form at all: a plain list may have it as nothing but "other". */
function tellsForm(record: RegisteredEntity): boolean {
  return record.kind !== 'other' || isCompanyRecord(record);
}

/** Whether a register has it under one kind. */
export function formAnswer(known: Known, kind: EntityKind): KindSaid {
  const fitting = ofKind(known, kind);
  if (fitting) return yes(`${hadItAs(fitting, known)}.`);
  const telling = known.records.find(tellsForm);
  if (telling) return no(`${hadItAs(telling, known)}.`);
  return cannotBeSaid(null, `The register used here, ${registerOf(known.entity)}, does not tell its form.`);
}

function formerCharity(record: RegisteredEntity, known: Known): KindSaid {
  if (presence(record, known.on) === 'not yet' && record.started !== null) {
    return no(`It came on ${registerOf(record)} only on ${formatDay(record.started)}.`);
  }
  const since = record.ended === null ? 'on a day that is not stated' : `on ${formatDay(record.ended)}`;
  return no(`It was removed from ${registerOf(record)} ${since}.`);
}

/** Whether it is on a register of charities on the day. */
export function charityAnswer(known: Known): KindSaid {
  const charity = charityRecord(known);
  if (charity) return yes(`${hadItAs(charity, known)}.`);
  const unseen = unseenCharity(known);
  if (unseen !== undefined) {
    return cannotBeSaid('yes', `Its register names it as the charity ${unseen}, which was not looked up.`);
  }
  const former = ofKind(known, 'charity');
  if (former) return formerCharity(former, known);
  const interest = ofKind(known, 'community interest company');
  if (interest) return no(`${hadItAs(interest, known)}, which the law does not let be a charity.`);
  const ordinary = ofForm(known, ordinaryForm);
  const none = 'no record of a charity is known to be the same organisation';
  if (ordinary) return no(`${hadItAs(ordinary, known)}, and ${none}.`);
  return cannotBeSaid('no', `Perhaps not: ${none}, but a charity whose number is not linked looks the same.`);
}

/** Whether it is one person in business, which no register says: it can only rule it out. */
export function soleTraderAnswer(known: Known): KindSaid {
  const telling = known.records.find(tellsForm);
  if (telling) return no(`${hadItAs(telling, known)}. A person in business alone is not listed there.`);
  return cannotBeSaid(
    null,
    'No register lists sole traders, so only a decision about the supplier can say so.',
  );
}
