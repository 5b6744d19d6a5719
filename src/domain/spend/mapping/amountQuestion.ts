import { addPence, formatPounds, noPence, type Pence } from '../../values/index.ts';
import type { AmountBasis, Question } from '../analysis.ts';
import { readAmount } from '../reading/amount.ts';
import { columnReference } from './answers.ts';
import { basisOf, type Claim } from './claims.ts';
import type { RawRecord } from './types.ts';

/** What the choice of an amount looks at beside the columns. */
export interface AmountSetting {
  readonly file: string;
  readonly names: readonly string[];
  readonly records: readonly RawRecord[];
  /** The basis a person asked for, by an option or a saved answer. */
  readonly asked: AmountBasis | undefined;
}

/** Two columns of which one holds what was charged and the other what came back. */
export interface DebitAndCredit {
  readonly debit: Claim;
  readonly credit: Claim;
}

/** The amount in one cell; undefined when it does not read. */
export function amountAt(record: RawRecord, claim: Claim): Pence | undefined {
  return readAmount(record.cells[claim.index] ?? '');
}

function labelOf(claim: Claim): string {
  return claim.header || `column ${claim.index + 1}`;
}

function adds(claim: Claim, records: readonly RawRecord[]): string {
  const sum = records.reduce((total, record) => addPence(total, amountAt(record, claim) ?? noPence), noPence);
  return `"${labelOf(claim)}" adds up to £${formatPounds(sum)}`;
}

const effects: Readonly<Record<AmountBasis, string>> = {
  net: 'The figures are without VAT.',
  gross: 'The figures are with VAT.',
  'not stated': 'The figures do not say whether VAT is in them.',
};

/** Asks which of several columns of equal claim is the amount. */
export function askWhichAmount(rivals: readonly Claim[], { file, names, records }: AmountSetting): Question {
  const options = rivals.map((claim) => ({
    answer: columnReference(names, claim.index),
    label: labelOf(claim),
    effect: effects[basisOf(claim)],
  }));
  return {
    id: 'amountColumn',
    file,
    sentence: `Which column of ${file} is the amount to add up?`,
    evidence: `In the ${records.length} records looked at, ${rivals.map((claim) => adds(claim, records)).join(' and ')}.`,
    options,
    howToAnswer: `--amount-column "${options.slice(0, 1).map(({ answer }) => answer)}"`,
  };
}

/** Neither column alone is right, so the only answer is a column that the file has to get. */
export function askForOneAmount(
  { debit, credit }: DebitAndCredit,
  { file, records }: AmountSetting,
): Question {
  const difference = `"${labelOf(debit)}" minus "${labelOf(credit)}"`;
  const sums = [debit, credit].map((claim) => adds(claim, records)).join(' and ');
  return {
    id: 'amountColumn',
    file,
    sentence: `Debits and credits stand in two columns of ${file}. Which one column is the amount to add up?`,
    evidence: `In the ${records.length} records looked at, ${sums}. The amount is ${difference}, so neither column alone is right. Add one column to the file, named "Amount", that holds ${difference} in each record.`,
    options: [
      {
        answer: 'Amount',
        label: 'A new column "Amount"',
        effect: `Each record counts as ${difference}; credits are taken off.`,
      },
    ],
    howToAnswer: '--amount-column "Amount"',
  };
}
