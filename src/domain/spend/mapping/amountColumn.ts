import type { AmountBasis, Question } from '../analysis.ts';
import {
  type AmountSetting,
  amountAt,
  askForOneAmount,
  askWhichAmount,
  type DebitAndCredit,
} from './amountQuestion.ts';
import { basisOf, type Claim, isUsable, saidWeight } from './claims.ts';
import { shareFilled } from './columnValues.ts';
import { headerKey } from './headerText.ts';
import type { RawRecord } from './types.ts';

export interface AmountChoice {
  /** Undefined when no column holds amounts or when the choice is open. */
  readonly claim: Claim | undefined;
  readonly basis: AmountBasis;
  readonly question: Question | null;
  /** The columns between which the choice is open. */
  readonly rivals: readonly Claim[];
}

/** No column is summed. */
export const noAmount: AmountChoice = { claim: undefined, basis: 'not stated', question: null, rivals: [] };

/** Columns whose headers claim the amount equally well: exact headers before headers that only hold its words. */
function strongest(claims: readonly Claim[]): readonly Claim[] {
  const said = claims.filter(({ weight }) => weight === saidWeight);
  if (said.length > 0) return said;
  const exact = claims.filter(({ alias }) => alias?.match === 'exact');
  if (exact.length > 0) return exact;
  const heaviest = Math.max(0, ...claims.map(({ weight }) => weight));
  return claims.filter(({ weight }) => weight === heaviest);
}

function equalThroughout(records: readonly RawRecord[], claims: readonly Claim[]): boolean {
  return records.every((record) => new Set(claims.map((claim) => amountAt(record, claim))).size < 2);
}

/** Whether `net + vat = gross` holds on nearly every record where all three are there, and VAT is not all nought. */
function addsUp(records: readonly RawRecord[], [net, vat, gross]: readonly [Claim, Claim, Claim]): boolean {
  const checks = records.flatMap((record) => {
    const [part, tax, whole] = [amountAt(record, net), amountAt(record, vat), amountAt(record, gross)];
    if (part === undefined || tax === undefined || whole === undefined) return [];
    return [{ holds: part + tax === whole, taxed: tax !== 0 }];
  });
  const holding = checks.filter(({ holds }) => holds).length;
  return checks.length >= 3 && holding >= 0.95 * checks.length && checks.some(({ taxed }) => taxed);
}

/** Two columns of which the second is the first with VAT. */
function netAndGross(claims: readonly Claim[], taxes: readonly Claim[], records: readonly RawRecord[]) {
  const pairs = claims.flatMap((net) =>
    claims.filter((gross) => gross !== net).map((gross) => ({ net, gross })),
  );
  return pairs.find(({ net, gross }) => taxes.some((vat) => addsUp(records, [net, vat, gross])));
}

function chosen(claim: Claim | undefined, basis?: AmountBasis): AmountChoice {
  return claim ? { ...noAmount, claim, basis: basis ?? basisOf(claim) } : noAmount;
}

function oneOf(rivals: readonly Claim[], setting: AmountSetting): AmountChoice {
  if (rivals.length < 2 || equalThroughout(setting.records, rivals)) return chosen(rivals[0]);
  return { ...noAmount, question: askWhichAmount(rivals, setting), rivals };
}

function byValuesAlone(claims: readonly Claim[], setting: AmountSetting): AmountChoice {
  const rivals = claims.filter(
    ({ role, values }) =>
      role === null &&
      values.filled >= 0.3 * values.records &&
      shareFilled(values, 'amounts') >= 0.9 &&
      shareFilled(values, 'withPence') >= 0.3 &&
      shareFilled(values, 'plainDates') < 0.5,
  );
  return oneOf(rivals, setting);
}

function byHeaders(claims: readonly Claim[], setting: AmountSetting): AmountChoice {
  const usable = claims.filter(isUsable);
  const ofRole = (role: Claim['role']) => usable.filter((claim) => claim.role === role);
  const nets = strongest(ofRole('netAmount'));
  const amounts = strongest(ofRole('amount'));
  const grosses = strongest(ofRole('grossAmount'));
  const sum = netAndGross([...nets, ...amounts, ...grosses], ofRole('vat'), setting.records);
  if (setting.asked === 'gross' && grosses.length > 0) return oneOf(grosses, setting);
  if (setting.asked === 'gross' && sum) return chosen(sum.gross, 'gross');
  if (nets.length > 0) return oneOf(nets, setting);
  if (sum) return chosen(sum.net, 'net');
  const notGross = setting.asked === 'net' && amounts.length > 0;
  return oneOf(notGross ? amounts : [...amounts, ...grosses], setting);
}

const debitKey = /^(?:amount|value|total)?(?:debits?|dr)(?:amounts?|values?|totals?|pounds|gbp)?$/;
const creditKey = /^(?:amount|value|total)?(?:credits?|cr)(?:amounts?|values?|totals?|pounds|gbp)?$/;

/** The columns of a cost ledger that keeps debits and credits apart; undefined unless both hold amounts. */
function debitAndCredit(claims: readonly Claim[]): DebitAndCredit | undefined {
  const named = (key: RegExp) =>
    claims.find(
      ({ header, weight, values }) =>
        weight !== saidWeight && key.test(headerKey(header)) && shareFilled(values, 'amounts') >= 0.5,
    );
  const [debit, credit] = [named(debitKey), named(creditKey)];
  return debit && credit ? { debit, credit } : undefined;
}

/**
 * Chooses the column that is summed. A column of the basis that was asked for wins by its header; else net
 * wins over gross; where one column plus VAT makes another, the first is net; rivals of equal claim that
 * differ are asked about, and so are debits and credits in two columns.
 */
export function chooseAmount(claims: readonly Claim[], setting: AmountSetting): AmountChoice {
  const apart = debitAndCredit(claims);
  const others = claims.filter((claim) => claim !== apart?.debit && claim !== apart?.credit);
  const choice = byHeaders(others, setting);
  if (choice.claim || choice.question) return choice;
  if (!apart) return byValuesAlone(claims, setting);
  return { ...noAmount, question: askForOneAmount(apart, setting), rivals: [apart.debit, apart.credit] };
}
