import { supplierKey } from '../payee.ts';
import type { RegisteredEntity } from '../register/types.ts';
import {
  charityRecord,
  hadItAs,
  type Known,
  ofForm,
  ofKind,
  ordinaryForm,
  unseenCharity,
} from './records.ts';
import { cannotBeSaid, type KindSaid, no, yes } from './types.ts';

const byGuarantee = /\bguar|\bLBG\b/i;
/** Companies that may leave "Limited" out must use their profits for their objects and pay no dividends. */
const withoutLimited = /limited(' |-)exemption|\bsect(\.|ion)[- ]30\b/i;

function unseen(identifier: string): KindSaid {
  return cannotBeSaid('yes', `Its register names it as the charity ${identifier}, which was not looked up.`);
}

const nothingKnown = 'The registers used here do not say what it is for or what becomes of its surpluses.';

/** Whether a name has CIC as a word of its own: `MARDLE C.I.C. LTD` has, `CICELY MARDLE` has not. */
function isNamedInterestCompany({ name }: RegisteredEntity): boolean {
  return ` ${supplierKey(name)} `.includes(' CIC ');
}

function classedByTussell(known: Known): KindSaid | undefined {
  const charity = charityRecord(known);
  if (charity) return yes(`${hadItAs(charity, known)}, a registered charity.`);
  const interest = ofKind(known, 'community interest company');
  if (interest) return yes(`${hadItAs(interest, known)}, a community interest company.`);
  const named = known.records.find(isNamedInterestCompany);
  if (named) return yes(`Its name "${named.name}" contains CIC.`);
  const guarantee = ofForm(known, byGuarantee);
  return guarantee && yes(`${hadItAs(guarantee, known)}, a guarantee company.`);
}

/** Whether it is a VCSE by the Tussell index: by its class on a register, or by CIC in its name. */
export function vcseByTussell(known: Known): KindSaid {
  const classed = classedByTussell(known);
  if (classed) return classed;
  const charity = unseenCharity(known);
  if (charity !== undefined) return unseen(charity);
  const body = ofKind(known, 'public body');
  if (body) return no(`${hadItAs(body, known)}, a public body.`);
  const ordinary = ofForm(known, ordinaryForm);
  if (ordinary) return no(`${hadItAs(ordinary, known)}, which is none of the classes.`);
  const society = ofKind(known, 'co-operative or community benefit society');
  if (society) {
    const doubt = 'whether the index classes it as a non-profit cannot be read from a register';
    return cannotBeSaid('yes', `${hadItAs(society, known)}; ${doubt}.`);
  }
  return cannotBeSaid(null, `${nothingKnown} A non-profit that is on no other register looks the same.`);
}

function settledByForm(known: Known): KindSaid | undefined {
  const charity = charityRecord(known);
  if (charity) {
    const law = 'the law binds it to its purposes, and it must be independent of government';
    return yes(`${hadItAs(charity, known)}, a registered charity: ${law}.`);
  }
  const interest = ofKind(known, 'community interest company');
  if (interest) {
    const law = 'it serves a community, its assets are locked, and what it may pay to owners is capped';
    return yes(`${hadItAs(interest, known)}, a community interest company: ${law}.`);
  }
  const body = ofKind(known, 'public body');
  return body && no(`${hadItAs(body, known)}, a public body.`);
}

function pointedToByForm(known: Known): KindSaid | undefined {
  const society = ofKind(known, 'co-operative or community benefit society');
  if (society) {
    const doubt = 'one for the community reinvests, one for its members may share its surplus among them';
    return cannotBeSaid('yes', `${hadItAs(society, known)}; ${doubt}, and the register does not say which.`);
  }
  const exempt = ofForm(known, withoutLimited);
  if (exempt) {
    const doubt = 'it must use its profits for its objects, but the register does not say what these are';
    return cannotBeSaid('yes', `${hadItAs(exempt, known)}; ${doubt}.`);
  }
  const guarantee = ofForm(known, byGuarantee);
  if (guarantee) {
    const doubt = 'it has no shareholders, but the register says neither what it is for nor who controls it';
    return cannotBeSaid(null, `${hadItAs(guarantee, known)}; ${doubt}.`);
  }
  const ordinary = ofForm(known, ordinaryForm);
  if (!ordinary) return undefined;
  const doubt =
    'nothing there says that it reinvests its surpluses, but a social enterprise may have this form';
  return cannotBeSaid('no', `${hadItAs(ordinary, known)}; ${doubt}.`);
}

/** Whether it is a VCSE by PPN 001. The forms of charity and community interest company settle it; others only point. */
export function vcseByPolicyNote(known: Known): KindSaid {
  const settled = settledByForm(known);
  if (settled) return settled;
  const charity = unseenCharity(known);
  if (charity !== undefined) return unseen(charity);
  return pointedToByForm(known) ?? cannotBeSaid(null, nothingKnown);
}
