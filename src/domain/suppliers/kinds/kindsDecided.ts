import type { LocalDate } from '../../values/index.ts';
import type { PlainOutcome } from '../deciding/types.ts';
import { kindDefinitions } from './definitions.ts';
import { cannotBeSaid, type KindAnswer, type KindId, type KindSaid, kindIds, no, yes } from './types.ts';

const person = 'Somebody decided that this is a person.';
const publicBody = 'Somebody decided that this is a public body.';
const noRegister = 'It is linked to no organisation on a register.';

/** What a decision for a person settles: one in business alone is a sole trader, and most likely a small enterprise. */
function ofPerson(kind: KindId): KindSaid {
  if (kind === 'sole-trader') return yes(person);
  if (kindDefinitions[kind].group === 'size') {
    return cannotBeSaid(
      'yes',
      `${person} One person in business is most likely small, but no register says so.`,
    );
  }
  return no(`${person} A person is no organisation.`);
}

function ofPublicBody(kind: KindId): KindSaid {
  if (kind === 'public-body') return yes(publicBody);
  return kind === 'sme-ppn-001'
    ? cannotBeSaid('no', `${publicBody} The definition does not name public bodies.`)
    : no(publicBody);
}

/**
 * What kind of supplier somebody is who was decided to be on no register, by every definition. The day is that of the
 * decision. Only such a decision makes a sole trader.
 */
export function kindsDecided(outcome: PlainOutcome, on: LocalDate): readonly KindAnswer[] {
  const said = (kind: KindId): KindSaid => {
    const { group } = kindDefinitions[kind];
    if (outcome === 'none' || outcome === 'several' || group === 'standing') {
      return cannotBeSaid(null, noRegister);
    }
    return outcome === 'person' ? ofPerson(kind) : ofPublicBody(kind);
  };
  return kindIds.map((kind) => ({ kind, ...said(kind), on }));
}
