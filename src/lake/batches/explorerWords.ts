import { type PayeeClass, payeeClasses } from '../../domain/suppliers/index.ts';
import type { Duck, SqlRow } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';

/** A payee whatever the postcode and the name on the line. */
export interface Who {
  readonly id: string;
  readonly kind: PayeeClass;
  readonly label: string;
  /** Its `payee` numbers, in order. */
  readonly payees: readonly number[];
}

/** What the numbers of cells mean, as far as pages need it beside every figure. Numbers are never given twice. */
export interface Words {
  /** By the number of the name; the lower-case form is the engine's own, so that searches agree with those of lines. */
  readonly names: string[];
  readonly lowered: string[];
  readonly whos: (Who & { readonly payees: number[] })[];
  readonly whoById: Map<string, number>;
  /** Number of the payee whatever the postcode, by the number of the payee; and whether its documents are its units. */
  readonly whoOf: number[];
  readonly isMany: boolean[];
}

/** The words of an explorer that holds nothing yet; no payee, name or who has the number 0. */
export function noWords(): Words {
  const nobody = { id: '', kind: 'unnamed', label: '', payees: [] } as const;
  return {
    names: [''],
    lowered: [''],
    whos: [{ ...nobody, payees: [] }],
    whoById: new Map(),
    whoOf: [0],
    isMany: [false],
  };
}

function learnWho({ whos, whoById }: Words, row: SqlRow): void {
  const kind = payeeClasses.find((known) => known === row.kind) ?? 'unnamed';
  whoById.set(String(row.id), whos.length);
  whos.push({ id: String(row.id), kind, label: String(row.label), payees: [] });
}

/** Takes in the names and payees that the tables have and the words do not. */
export async function learnWords(duck: Duck, words: Words): Promise<void> {
  const { names, lowered, whos, whoOf, isMany } = words;
  const after = (table: string, id: string, known: number, columns: string) =>
    duck.manyRows(`SELECT ${columns} FROM ${table} WHERE ${id} >= ${known} ORDER BY ${id}`);
  for (const row of await after('names', 'id', names.length, 'text, lower(text) AS lowered')) {
    names.push(String(row.text));
    lowered.push(String(row.lowered));
  }
  for (const row of await after('whos', 'who', whos.length, 'id, kind, label')) learnWho(words, row);
  const payees = await after('payees', 'payee', whoOf.length, "who, kind <> 'named' AS many");
  for (const { who, many } of payees) {
    whos[whole(who)]?.payees.push(whoOf.length);
    whoOf.push(whole(who));
    isMany.push(many === true);
  }
}
