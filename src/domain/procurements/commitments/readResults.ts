import { compareRatios, parseRatio, poundsText, type Ratio, ratio, signOf } from '../../values/index.ts';
import type { Commitment, PastProcurement, ProcurementState, ResultProblem, ResultRow } from './types.ts';

const stateWords: readonly (readonly [RegExp, ProcurementState])[] = [
  [/^(awarded|award|won|lost|winner|complete|completed|let)$/, 'awarded'],
  [/^(in )?(evaluation|progress)$|^evaluating$|^live$/, 'in evaluation'],
  [/^(abandoned|cancell?ed|withdrawn|not awarded|no award)$/, 'abandoned'],
];
/** Characters that the name of a procurement or a bidder may have. */
const longestName = 200;
/** No contract comes near to this many pounds, and more of them could not be counted in pence. */
const tooMuch = ratio(1_000_000_000_000);
const yes = /^(yes|y|true|1|winner|won|x)$/;
const no = /^(no|n|false|0|lost|loser|)$/;

function stateOf(text: string): ProcurementState | undefined {
  const words = text.trim().toLowerCase();
  return stateWords.find(([pattern]) => pattern.test(words))?.[1];
}

/** Pounds as a cell has them, with a pound sign or without. */
export function poundsIn(text: string): Ratio | undefined {
  return parseRatio(text.replace(/^\s*£/, '').trim());
}

function isTooMuch(pounds: Ratio | null | undefined): boolean {
  return pounds != null && compareRatios(pounds, tooMuch) >= 0;
}

interface ReadRow {
  readonly row: ResultRow;
  readonly contractValue: Ratio;
  readonly state: ProcurementState;
  readonly commitment: Commitment | null;
}

function isWinnerIn({ winner, status }: ResultRow): boolean | undefined {
  const words = winner.trim().toLowerCase();
  if (yes.test(words)) return true;
  if (!no.test(words)) return undefined;
  return words === '' && /^(won|winner)$/i.test(status.trim());
}

type Say = (sentence: string) => void;

function readRow(row: ResultRow, say: Say): ReadRow | null {
  const contractValue = poundsIn(row.contractValue);
  const state = stateOf(row.status);
  const isWinner = isWinnerIn(row);
  const value = row.commitment.trim() === '' ? null : poundsIn(row.commitment);
  if (row.procurement.trim() === '') say('has no procurement.');
  if (row.procurement.trim().length > longestName || row.bidder.trim().length > longestName)
    say(`has a name of more than ${longestName} characters. Shorten it.`);
  if (!contractValue || signOf(contractValue) <= 0)
    say(`has “${row.contractValue}” as contract value. Write an amount in pounds above nought.`);
  if (isTooMuch(contractValue) || isTooMuch(value))
    say('has an amount of a trillion pounds or more. Correct it: amounts are in pounds, not in pence.');
  if (!state) say(`has the status “${row.status}”. Write awarded, in evaluation or abandoned.`);
  if (isWinner === undefined) say(`has “${row.winner}” in the column for the winner. Write yes or no.`);
  if (value === undefined) say(`has “${row.commitment}” as commitment. Write an amount in pounds.`);
  else if (value && signOf(value) < 0) say('has a commitment below nought.');
  if (value === null && isWinner)
    say('has a winner without a commitment. Write 0 where nothing was promised.');
  const isRead =
    row.procurement.trim() !== '' && contractValue && state && isWinner !== undefined && value !== undefined;
  if (!isRead) return null;
  const bidder = row.bidder.trim() === '' ? null : row.bidder.trim();
  return { row, contractValue, state, commitment: value && { bidder, value, isWinner } };
}

interface Together {
  readonly say: (line: number, sentence: string) => void;
  /** Whether every line of the procurement could be read: the winner may stand in another. */
  readonly isWhole: boolean;
}

type SomeRows = readonly [ReadRow, ...ReadRow[]];

function togetherOf(rows: SomeRows, { say, isWhole }: Together): PastProcurement {
  const [first, ...others] = rows;
  const name = first.row.procurement.trim();
  for (const { row, contractValue, state } of others) {
    if (compareRatios(contractValue, first.contractValue) !== 0)
      say(
        row.line,
        `gives “${name}” another contract value than line ${first.row.line}, ${poundsText(first.contractValue)}.`,
      );
    if (state !== first.state)
      say(row.line, `gives “${name}” another status than line ${first.row.line}, ${first.state}.`);
  }
  const commitments = rows.flatMap(({ commitment }) => commitment ?? []);
  const winners = rows.filter(({ commitment }) => commitment?.isWinner);
  for (const { row } of winners.slice(1)) say(row.line, `is a second winner of “${name}”.`);
  const [winner] = winners;
  if (winner && first.state !== 'awarded')
    say(winner.row.line, `names a winner of “${name}”, which is ${first.state}.`);
  if (!winner && first.state === 'awarded' && isWhole)
    say(first.row.line, `belongs to “${name}”, which is awarded, but no line says who won.`);
  return { name, contractValue: first.contractValue, state: first.state, commitments };
}

/** Results that can be shown, or everything that is wrong in them, line by line. */
export type ReadResults =
  | { readonly ok: true; readonly procurements: readonly PastProcurement[] }
  | { readonly ok: false; readonly problems: readonly ResultProblem[] };

/** Puts rows together by procurement, in the order in which procurements first appear. Says what is wrong in each line. */
export function readResults(rows: readonly ResultRow[]): ReadResults {
  const problems: ResultProblem[] = [];
  const say = (line: number, sentence: string) =>
    problems.push({ line, sentence: `Line ${line} ${sentence}` });
  const groups = new Map<string, SomeRows>();
  const cut = new Set<string>();
  for (const row of rows) {
    const key = row.procurement.trim().toLowerCase();
    const read = readRow(row, (sentence) => say(row.line, sentence));
    const before = groups.get(key);
    if (!read) cut.add(key);
    else groups.set(key, before ? [...before, read] : [read]);
  }
  const procurements = [...groups].map(([key, group]) => togetherOf(group, { say, isWhole: !cut.has(key) }));
  if (problems.length === 0) return { ok: true, procurements };
  return { ok: false, problems: problems.toSorted((one, other) => one.line - other.line) };
}
