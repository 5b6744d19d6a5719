import { join } from 'node:path';
import { matchKey } from '../../../domain/suppliers/index.ts';
import { assert, type LocalDate } from '../../../domain/values/index.ts';
import { fileLiteral, fillSql, openDuck, type SqlRow } from '../../duckdb.ts';
import { namesFile } from '../editions.ts';
import type { RegisterEdition, RegisterNames } from '../types.ts';
import { keyRules } from './keyedBy.ts';

/** A file of a register, to stand in a FROM; with the number of each row in it. */
export function registerFile(root: string, { kind, edition }: RegisterEdition, file: string): string {
  const path = fileLiteral(join(root, kind, edition, file));
  return `read_parquet(${path}, hive_partitioning = false, file_row_number = true)`;
}

const organisationsAtOnce = 50_000;
const kinds: Readonly<Record<string, RegisterNames['kind'][number]>> = {
  c: 'current',
  p: 'previous',
  t: 'trading',
  o: 'other',
};

function kindOf(letter: string): RegisterNames['kind'][number] {
  const kind = kinds[letter];
  assert(kind !== undefined, `a name of a register is of a kind that begins with ${letter}`);
  return kind;
}

/** The numbers of the organisations: each begins with its present name. */
function numbersOf(kind: RegisterNames['kind'], first: number, last: number): ArrayLike<number> {
  const numbers = new Int32Array(kind.length);
  let number = first - 1;
  for (const [row, one] of kind.entries()) {
    if (one === 'current') number += 1;
    numbers[row] = number;
  }
  assert(number === last, `organisations ${first} to ${last} have one present name each`);
  return numbers;
}

function batchOf(row: SqlRow, range: { readonly first: number; readonly last: number }, isKeyed: boolean) {
  const lines = (text: SqlRow[string] | undefined) => String(text ?? '').split('\n');
  const kind = [...String(row.kinds)].map(kindOf);
  const name = lines(row.names);
  const batch: RegisterNames = {
    rows: kind.length,
    entity: numbersOf(kind, range.first, range.last),
    kind,
    until: lines(row.untils).map((text) => (text === '' ? null : (text as LocalDate))),
    name,
    key: isKeyed ? lines(row.keys) : name.map(matchKey),
  };
  const isWhole = [batch.until, batch.name, batch.key].every(({ length }) => length === batch.rows);
  assert(isWhole, 'every name of a register is one line');
  return batch;
}

/** Every name of an edition, some ten thousand organisations at a time. */
export async function* namesIn(root: string, edition: RegisterEdition): AsyncGenerator<RegisterNames> {
  const isKeyed = edition.keyedBy === keyRules();
  const names = registerFile(root, edition, namesFile);
  const duck = await openDuck({ scratch: root, memoryMegabytes: 1000, threads: 1 });
  try {
    for (let first = 0; first < edition.rows; first += organisationsAtOnce) {
      const last = Math.min(first + organisationsAtOnce, edition.rows) - 1;
      const range = { names, key: isKeyed ? 'key' : "''", first: String(first), last: String(last) };
      const [row] = await duck.rows(fillSql('register-names-read', range));
      assert(row !== undefined, 'one row comes for each column of texts');
      yield batchOf(row, { first, last }, isKeyed);
    }
  } finally {
    duck.close();
  }
}
