import { formatPounds, type Pence } from '../values/index.ts';
import type { Question } from './analysis.ts';
import { writtenPrecision } from './reading/amount.ts';

/** An accepted record with nothing but amounts and perhaps a word, and what stands above it. */
export interface SparseRecord {
  readonly record: number;
  readonly pence: Pence;
  /** As written in the file. */
  readonly amountText: string;
  readonly words: string;
  /** Accepted lines above it, other sparse records left out. */
  readonly abovePence: Pence;
  /** True when no full record follows. */
  readonly trailing: boolean;
}

export type LastLineAnswer = 'total' | 'payment';

export interface TotalRowSetting {
  readonly file: string;
  /** Accepted records of the file, sparse ones among them. */
  readonly accepted: number;
  readonly answer: LastLineAnswer | undefined;
  /** What a person writes to answer, see `--answers`. */
  readonly howToAnswer: (answer: LastLineAnswer) => string;
}

export interface TotalRowDecision {
  /** Records that repeat the money above them and are rejected under `total-row`. */
  readonly totals: readonly number[];
  /** Asked when the last line may be a total but does not agree with the lines above. */
  readonly question: Question | null;
  /** Sparse records that stay in as payments without a name. */
  readonly kept: readonly SparseRecord[];
}

const totalWord = /\b(?:sub-?)?totals?\b|\bsum\b/i;

/** Whether a record equals the lines above it, all of them or those since an earlier total, as exactly as it is written. */
function agrees(record: SparseRecord, lastTotal: SparseRecord | undefined): boolean {
  const precision = writtenPrecision(record.amountText);
  const sums = [record.abovePence, record.abovePence - (lastTotal?.abovePence ?? 0)];
  return sums.some((sum) => sum !== 0 && Math.abs(record.pence - sum) < precision);
}

function totalsAmong(candidates: readonly SparseRecord[]): readonly SparseRecord[] {
  const found: SparseRecord[] = [];
  for (const record of candidates) if (agrees(record, found.at(-1))) found.push(record);
  return found;
}

/** A last line that no one is named on; in a ledger of nothing but such lines only the word can tell. */
function couldBeTotal(record: SparseRecord, someFull: boolean): boolean {
  return totalWord.test(record.words) || (record.trailing && someFull);
}

function ask(record: SparseRecord, { file, howToAnswer }: TotalRowSetting): Question {
  const written = `${record.words} ${record.amountText}`.replace(/\s+/g, ' ').trim();
  return {
    id: 'lastLine',
    file,
    sentence: `Is the line "${written}" a total or a payment?`,
    evidence: `No one is named on it. The lines above it add up to ${formatPounds(record.abovePence)}, not ${formatPounds(record.pence)}.`,
    options: [
      {
        answer: 'total',
        label: 'A total',
        effect: `The line is left out. The accepted lines add up to ${formatPounds(record.abovePence)}.`,
      },
      {
        answer: 'payment',
        label: 'A payment',
        effect: `The line counts as a payment of ${formatPounds(record.pence)} without a supplier.`,
      },
    ],
    howToAnswer: howToAnswer('total'),
  };
}

/**
 * Which sparse records are totals. One that equals the sum above, to the precision it is written with, is a
 * total; one at the end of the file that differs is asked, because it changes the figure.
 */
export function decideTotalRows(sparse: readonly SparseRecord[], setting: TotalRowSetting): TotalRowDecision {
  const someFull = sparse.length < setting.accepted;
  const candidates = sparse.filter((record) => record.pence !== 0 && couldBeTotal(record, someFull));
  const totals = totalsAmong(candidates);
  const open = candidates.filter((record) => record.trailing && !totals.includes(record));
  const said = setting.answer === 'total' ? open : [];
  const asked = setting.answer === undefined ? open[0] : undefined;
  const left = new Set([...totals, ...said]);
  return {
    totals: [...left].map((record) => record.record).sort((a, b) => a - b),
    question: asked ? ask(asked, setting) : null,
    kept: sparse.filter((record) => !left.has(record)),
  };
}
