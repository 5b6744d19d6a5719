import { type CellQuery, choiceOf, chooseCells } from './cellChoice.ts';
import type { CellPart } from './cellParts.ts';
import type { GivenPlacing } from './explorerPlacing.ts';
import type { Words } from './explorerWords.ts';
import { netting } from './netting.ts';

/** Cells to look at, and everything their numbers mean. */
export interface KnownCells {
  readonly parts: readonly CellPart[];
  readonly words: Words;
  readonly texts: ReadonlyMap<string, number>;
}

/** Money of one value of a column at one place code, in whole pence; `net` is all of it. */
export interface CellSum {
  readonly value: number;
  readonly code: number;
  readonly positive: number;
  readonly negative: number;
  readonly lines: number;
}

type By = 'year' | 'quarter' | 'body' | 'department' | 'category';

/** Calls `see` with the positions of the cells that are meant, part by part. */
export function eachChosen(
  known: KnownCells,
  query: CellQuery,
  placing: GivenPlacing,
  see: (part: CellPart, cells: Int32Array) => void,
): void {
  const choice = choiceOf(query, placing, known);
  const list = new Int32Array(Math.max(0, ...known.parts.map(({ size }) => size)));
  for (const part of known.parts) {
    const count = chooseCells(part, choice, list);
    if (count > 0) see(part, list.subarray(0, count));
  }
}

/**
 * The unit that a cell's money is netted in: of its payee, else its document; no unit is below nought, and tells place
 * codes apart, because money without a unit is added up by place code.
 */
function unitAt(placing: GivenPlacing, part: CellPart, cell: number, payee: number): number {
  const unit = placing.unitOf[payee] ?? -1;
  if (unit >= 0) return unit * 2;
  const document = part.document[cell] ?? 0;
  return document > 0 ? document * 2 + 1 : -1 - (placing.codeOf[payee] ?? 0);
}

type Sums = Map<number, { -readonly [Name in keyof CellSum]: CellSum[Name] }>;

/** Adds what is netted to its group: a value and a place code. */
function adderTo(sums: Sums) {
  return (group: number, positive: number, negative: number, lines: number) => {
    const none = {
      value: Math.floor(group / codes),
      code: group % codes,
      positive: 0,
      negative: 0,
      lines: 0,
    };
    const sum = sums.get(group) ?? none;
    sum.positive += positive;
    sum.negative += negative;
    sum.lines += lines;
    if (sum === none) sums.set(group, sum);
  };
}

/** Place codes lie below this. */
const codes = 65_536;

/** Sums by a column and place code. What is one unit is netted within each value; other money is only added up. */
export function sumCells(
  known: KnownCells,
  query: CellQuery,
  { placing, by }: { readonly placing: GivenPlacing; readonly by: By },
): readonly CellSum[] {
  const { whoOf } = known.words;
  const net = netting();
  const sums: Sums = new Map();
  const addUp = adderTo(sums);
  eachChosen(known, query, placing, (part, cells) => {
    const column = by === 'year' ? null : part[by];
    let last = 0;
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? 0;
      const payee = part.payee[cell] ?? 0;
      const who = whoOf[payee] ?? 0;
      if (who !== last) net.flush(addUp);
      last = who;
      const group = (column === null ? 0 : (column[cell] ?? 0)) * codes + (placing.codeOf[payee] ?? 0);
      const [up, down, lines] = [part.positive[cell] ?? 0, part.negative[cell] ?? 0, part.lines[cell] ?? 0];
      net.add(group, unitAt(placing, part, cell, payee), up, down, lines);
    }
    net.flush(addUp);
  });
  return [...sums.values()];
}

/** Payees at some place codes in one year, by the number of the payee: money, how far it reaches, and a name. */
export interface OpenSum {
  readonly who: number;
  pence: number;
  width: number;
  lines: number;
  name: string;
}

/** What lies at the codes of a query, by payee; netted units count up to the width, payments and credits alike. */
export function openCells(known: KnownCells, query: CellQuery, placing: GivenPlacing): readonly OpenSum[] {
  const { names, whoOf } = known.words;
  const net = netting();
  const sums: OpenSum[] = [];
  let sum: OpenSum | undefined;
  const addUp = (_: number, positive: number, negative: number, lines: number) => {
    if (sum === undefined) return;
    sum.pence += positive + negative;
    sum.width += positive - negative;
    sum.lines += lines;
  };
  eachChosen(known, query, placing, (part, cells) => {
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? 0;
      const payee = part.payee[cell] ?? 0;
      const who = whoOf[payee] ?? 0;
      const name = names[part.name[cell] ?? 0] ?? '';
      if (who !== sum?.who) {
        net.flush(addUp);
        sum = { who, pence: 0, width: 0, lines: 0, name };
        sums.push(sum);
      }
      if (name < sum.name) sum.name = name;
      const [up, down, lines] = [part.positive[cell] ?? 0, part.negative[cell] ?? 0, part.lines[cell] ?? 0];
      net.add(0, unitAt(placing, part, cell, payee), up, down, lines);
    }
    net.flush(addUp);
    sum = undefined;
  });
  return sums;
}

/** Payees, by number, that were paid at all among those that are marked, whatever else is meant. */
export function paidPayees(
  known: KnownCells,
  query: CellQuery,
  placing: GivenPlacing,
  wanted: ReadonlySet<number>,
): ReadonlySet<number> {
  const paid = new Set<number>();
  eachChosen(known, query, placing, (part, cells) => {
    for (let at = 0; at < cells.length; at += 1) {
      const payee = part.payee[cells[at] ?? 0] ?? 0;
      if (wanted.has(payee)) paid.add(payee);
    }
  });
  return paid;
}
