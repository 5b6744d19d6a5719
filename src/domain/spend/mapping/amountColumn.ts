import { addPence, formatPounds, noPence, type Pence } from '../../values/index.ts';
import type { AmountBasis, Question } from '../analysis.ts';
import { readAmount } from '../reading/amount.ts';
import { columnReference } from './answers.ts';
import { type Claim, isUsable, saidWeight } from './claims.ts';
import { shareFilled } from './columnValues.ts';
import type { RawRecord } from './types.ts';

export interface AmountChoice {
  /** Undefined when no column holds amounts or when the choice is open. */
  readonly claim: Claim | undefined;
  readonly basis: AmountBasis;
  readonly question: Question | null;
}

export interface AmountSetting {
  readonly file: string;
  readonly names: readonly string[];
  readonly records: readonly RawRecord[];
}

const none: AmountChoice = { claim: undefined, basis: 'not stated', question: null };

function amountAt(record: RawRecord, claim: Claim): Pence | undefined {
  return readAmount(record.cells[claim.index] ?? '');
}

function sumOf(records: readonly RawRecord[], claim: Claim): Pence {
  return records.reduce((sum, record) => addPence(sum, amountAt(record, claim) ?? noPence), noPence);
}

/** What the header of an amount says about VAT. */
export function basisOf(claim: Claim): AmountBasis {
  if (claim.role === 'netAmount') return 'net';
  return claim.role === 'grossAmount' ? 'gross' : 'not stated';
}

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

function netByAddition(
  claims: readonly Claim[],
  taxes: readonly Claim[],
  records: readonly RawRecord[],
): Claim | undefined {
  return claims.find((net) =>
    claims.some((gross) => gross !== net && taxes.some((vat) => addsUp(records, [net, vat, gross]))),
  );
}

const effects: Readonly<Record<AmountBasis, string>> = {
  net: 'The figures are without VAT.',
  gross: 'The figures are with VAT.',
  'not stated': 'The figures do not say whether VAT is in them.',
};

function ask(rivals: readonly Claim[], { file, names, records }: AmountSetting): Question {
  const label = (claim: Claim) => claim.header || `column ${claim.index + 1}`;
  const sums = rivals.map((claim) => `"${label(claim)}" adds up to £${formatPounds(sumOf(records, claim))}`);
  const options = rivals.map((claim) => ({
    answer: columnReference(names, claim.index),
    label: label(claim),
    effect: effects[basisOf(claim)],
  }));
  return {
    id: 'amountColumn',
    file,
    sentence: `Which column of ${file} is the amount to add up?`,
    evidence: `In the ${records.length} records looked at, ${sums.join(' and ')}.`,
    options,
    howToAnswer: `--amount-column "${options.slice(0, 1).map(({ answer }) => answer)}"`,
  };
}

function chosen(claim: Claim | undefined, basis?: AmountBasis): AmountChoice {
  return claim ? { claim, basis: basis ?? basisOf(claim), question: null } : none;
}

function oneOf(rivals: readonly Claim[], setting: AmountSetting): AmountChoice {
  if (rivals.length < 2 || equalThroughout(setting.records, rivals)) return chosen(rivals[0]);
  return { ...none, question: ask(rivals, setting) };
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

/**
 * Chooses the column that is summed. Net wins over gross by its header; where one column plus VAT makes
 * another, the first is net; rivals of equal claim that differ are asked about.
 */
export function chooseAmount(claims: readonly Claim[], setting: AmountSetting): AmountChoice {
  const usable = claims.filter(isUsable);
  const ofRole = (role: Claim['role']) => usable.filter((claim) => claim.role === role);
  const nets = strongest(ofRole('netAmount'));
  if (nets.length > 0) return oneOf(nets, setting);
  const amounts = strongest(ofRole('amount'));
  const all = [...amounts, ...strongest(ofRole('grossAmount'))];
  const net = netByAddition(all, ofRole('vat'), setting.records);
  if (net) return chosen(net, 'net');
  return all.length > 0 ? oneOf(all, setting) : byValuesAlone(claims, setting);
}
