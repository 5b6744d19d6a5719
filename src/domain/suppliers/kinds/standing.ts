import { formatDay } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { isCompanyRecord, type Known, onThatDay, presence, registerOf } from './records.ts';
import { cannotBeSaid, type KindSaid, no, yes } from './types.ts';

const gone = (record: RegisteredEntity, { on }: Known) => presence(record, on) === 'no longer';

/** How and when a record ended, in words. */
function ending(record: RegisteredEntity): string {
  const verb = isCompanyRecord(record) ? 'dissolved' : `removed from ${registerOf(record)}`;
  const when = record.ended === null ? 'on a day that is not stated' : `on ${formatDay(record.ended)}`;
  return `It was ${verb} ${when}.`;
}

/** Whether its last accounts say that it did no business. Only companies file such accounts. */
export function dormantAnswer(known: Known): KindSaid {
  const { records, on } = known;
  const dormant = records.find((record) => record.status === 'dormant');
  if (dormant) return yes(`${onThatDay(dormant, on)} had it as dormant.`);
  const filing = records.find(({ accounts }) => accounts !== null);
  if (filing) return no(`${onThatDay(filing, on)} had its last accounts as "${filing.accounts}".`);
  if (records.every((record) => gone(record, known))) return no(ending(known.entity));
  return cannotBeSaid(null, 'No register used here says whether it does business.');
}

function stillThere(record: RegisteredEntity, known: Known): KindSaid {
  const words = record.statusWords || record.status;
  const left = known.records.filter((one) => gone(one, known)).map(ending);
  return no([`${onThatDay(record, known.on)} had it as "${words}".`, ...left].join(' '));
}

/** Whether it is gone from every register that it was on. */
export function dissolvedAnswer(known: Known): KindSaid {
  const { records, on } = known;
  if (records.every((record) => gone(record, known))) return yes(records.map(ending).join(' '));
  const ends = records.find((record) => record.ended !== null && !gone(record, known));
  if (ends) return no(`${ending(ends)} That is after ${formatDay(on)}.`);
  const going = records.find((record) => record.status !== 'not stated' && !gone(record, known));
  if (going) return stillThere(going, known);
  return cannotBeSaid(null, 'No register used here says whether it goes on.');
}

/** Whether the day by which its next accounts were due has passed. */
export function overdueAnswer(known: Known): KindSaid {
  const { records, on } = known;
  if (records.every((record) => gone(record, known)))
    return no(`${ending(known.entity)} No accounts are due.`);
  const due = records.find((record) => record.accountsDue !== null && !gone(record, known));
  if (!due || due.accountsDue === null) {
    return cannotBeSaid(null, 'No register used here says when its next accounts are due.');
  }
  const words = `its next accounts as due by ${formatDay(due.accountsDue)}.`;
  return due.accountsDue < on
    ? yes(`${onThatDay(due, on)} had ${words}`)
    : no(`${onThatDay(due, on)} had ${words}`);
}
