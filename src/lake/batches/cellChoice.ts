import type { SpendFilter } from '../../domain/spend/explore/types.ts';
import type { CellPart } from './cellParts.ts';
import type { GivenPlacing } from './explorerPlacing.ts';
import type { Words } from './explorerWords.ts';

/** Which cells are meant, as the pages say it. */
export interface CellQuery {
  readonly filter: Pick<SpendFilter, 'quarter' | 'body' | 'department' | 'category' | 'payee'>;
  readonly leaveOut: readonly string[];
  readonly codes: readonly number[] | null;
}

/** A filter that leaves everything open. */
export const everything: CellQuery['filter'] = {
  quarter: null,
  body: null,
  department: null,
  category: null,
  payee: null,
};

type Column = 'body' | 'department' | 'category';

/** The same in numbers. Marks say for each number whether it counts. */
interface Choice {
  readonly equal: readonly (readonly [Column | 'quarter', number])[];
  readonly leftOut: Uint8Array | null;
  readonly payees: Uint8Array | null;
}

function marksOf(numbers: readonly number[], length: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (const number of numbers) marks[number] = 1;
  return marks;
}

/** Payees that count: those of one id, those at some place codes, or both; null where all count. */
function payeesOf({ filter, codes }: CellQuery, placing: GivenPlacing, words: Words): Uint8Array | null {
  if (filter.payee === null && codes === null) return null;
  const all = words.whoOf.length;
  const who = filter.payee === null ? undefined : (words.whoById.get(filter.payee) ?? 0);
  const marks = who === undefined ? new Uint8Array(all).fill(1) : marksOf(words.whos[who]?.payees ?? [], all);
  if (codes === null) return marks;
  const allowed = new Set(codes);
  for (let payee = 0; payee < all; payee += 1) {
    if (marks[payee] === 1 && !allowed.has(placing.codeOf[payee] ?? -1)) marks[payee] = 0;
  }
  return marks;
}

/** What a query means in numbers; texts that never occur match nothing. */
export function choiceOf(
  query: CellQuery,
  placing: GivenPlacing,
  known: { readonly words: Words; readonly texts: ReadonlyMap<string, number> },
): Choice {
  const { filter, leaveOut } = query;
  const { words, texts } = known;
  const columns = (['body', 'department', 'category'] as const).flatMap((name) => {
    const text = filter[name];
    return text === null ? [] : [[name, texts.get(text) ?? -1] as const];
  });
  const quarter = filter.quarter === null ? [] : [['quarter', filter.quarter] as const];
  const classes = leaveOut.flatMap((name) => texts.get(name) ?? []);
  return {
    equal: [...columns, ...quarter],
    leftOut: classes.length === 0 ? null : marksOf(classes, texts.size),
    payees: payeesOf(query, placing, words),
  };
}

/** Keeps those of the first `count` numbers of a list that pass, in place; answers how many. */
function keep(list: Int32Array, count: number, column: ArrayLike<number>, wanted: number): number {
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const cell = list[at] ?? 0;
    if (column[cell] === wanted) {
      list[kept] = cell;
      kept += 1;
    }
  }
  return kept;
}

/** The same by marks. */
function keepMarked(
  list: Int32Array,
  count: number,
  column: Int32Array,
  marks: Uint8Array,
  wanted: 0 | 1,
): number {
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const cell = list[at] ?? 0;
    if (marks[column[cell] ?? 0] === wanted) {
      list[kept] = cell;
      kept += 1;
    }
  }
  return kept;
}

/** Puts the positions of the cells of a part that are meant into `list`; answers how many they are. */
export function chooseCells(part: CellPart, choice: Choice, list: Int32Array): number {
  let count = part.size;
  for (let cell = 0; cell < count; cell += 1) list[cell] = cell;
  const { payees, leftOut, equal } = choice;
  if (payees !== null) count = keepMarked(list, count, part.payee, payees, 1);
  for (const [name, wanted] of equal) count = keep(list, count, part[name], wanted);
  return leftOut === null ? count : keepMarked(list, count, part.scope, leftOut, 0);
}
