import { addPence, formatPounds, noPence } from '../../values/index.ts';
import type { Question } from '../analysis.ts';
import { readAmount, tidyCell } from '../reading/amount.ts';
import { answersFileText } from './answers.ts';
import type { RawRecord } from './types.ts';

export interface CreditDecision {
  /** The value that turns an unsigned amount into a credit; null when the amounts carry their own sign. */
  readonly indicator: string | null;
  readonly question: Question | null;
}

export interface CreditSetting {
  readonly file: string;
  readonly header: string;
  /** The key under which an answers file holds the answer. */
  readonly signature: string;
  readonly column: number;
  readonly amount: number;
  /** Said by a saved answer or an option: a value of the column, or `none`. */
  readonly said: string | undefined;
}

const plainCredits = ['C', 'CR', 'CREDIT'];
const none: CreditDecision = { indicator: null, question: null };

function valueIn(record: RawRecord, column: number): string {
  return tidyCell(record.cells[column] ?? '').toUpperCase();
}

function sumWhere(records: readonly RawRecord[], { column, amount }: CreditSetting, value: string): string {
  const matching = records.filter((record) => valueIn(record, column) === value);
  const sum = matching.reduce(
    (total, { cells }) => addPence(total, readAmount(cells[amount] ?? '') ?? noPence),
    noPence,
  );
  return `${matching.length} records marked ${value} add up to £${formatPounds(sum)}`;
}

function ask(records: readonly RawRecord[], setting: CreditSetting): Question {
  const option = (answer: string, label: string, effect: string) => ({ answer, label, effect });
  return {
    id: 'creditIndicator',
    file: setting.file,
    sentence: `Which mark in the column "${setting.header}" of ${setting.file} means money back?`,
    evidence: `No amount is negative. ${sumWhere(records, setting, 'H')}; ${sumWhere(records, setting, 'S')}. A ledger kept by supplier marks invoices H; one kept by cost marks them S.`,
    options: [
      option('S', 'S marks credits', 'Records marked S are taken off.'),
      option('H', 'H marks credits', 'Records marked H are taken off.'),
      option('none', 'Neither', 'Every record is added as it stands.'),
    ],
    howToAnswer: `--answers FILE, where FILE holds ${answersFileText(setting.signature, { creditIndicator: 'S' })}`,
  };
}

/** Decides whether a debit/credit column turns amounts round. Signs in the amounts themselves always win. */
export function decideCredit(records: readonly RawRecord[], setting: CreditSetting): CreditDecision {
  const { said } = setting;
  if (said !== undefined) return { indicator: said.toLowerCase() === 'none' ? null : said, question: null };
  const negative = records.some(({ cells }) => (readAmount(cells[setting.amount] ?? '') ?? 0) < 0);
  if (negative) return none;
  const values = new Set(records.map((record) => valueIn(record, setting.column)));
  const plain = plainCredits.find((mark) => values.has(mark));
  if (plain) return { indicator: plain, question: null };
  return values.has('H') && values.has('S') ? { indicator: null, question: ask(records, setting) } : none;
}
