import { aliasOf, type Vocabulary } from '../../domain/spend/mapping/index.ts';
import type { SupplierQuery } from '../../domain/suppliers/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { readDay, textOrNull, tidyText } from './cells.ts';
import { findTables, usualLimits } from './packed.ts';
import { recordBatches } from './records.ts';
import { refusalIn, refusing } from './refusals.ts';

/** A list of supplier names as somebody has it: each line a question to the matcher. */
export interface NameList {
  readonly names: readonly SupplierQuery[];
  /** Lines without a name, which are left out. */
  readonly withoutName: number;
}

type Meaning = 'name' | 'number' | 'postcode' | 'category' | 'firstPaid' | 'lastPaid';

const meanings: readonly (readonly [Meaning, RegExp])[] = [
  [
    'name',
    /^(supplier|payee|vendor|creditor|beneficiary|merchant|company|charity|organi[sz]ation)?( ?name)?$/,
  ],
  ['number', /^((company|charity) )?(reg(istration|istered)? )?(number|no|num)$|^org ?id$|^identifier$/],
  ['postcode', /^(.* )?post ?code$/],
  ['category', /^(category|purpose|expense type|what was bought)$/],
  ['firstPaid', /^first (paid|payment)( date| on)?$/],
  ['lastPaid', /^last (paid|payment)( date| on)?$/],
];

const roleMeanings: Readonly<Record<string, Meaning>> = {
  supplier: 'name',
  companyNumber: 'number',
  charityNumber: 'number',
  postcode: 'postcode',
  category: 'category',
};

/** What a column means: by the words that ledgers use, or by those of a plain list. */
function meaningOf(header: string, vocabulary: Vocabulary): Meaning | undefined {
  const words = header
    .replace(/[._-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return undefined;
  const plain = meanings.find(([, pattern]) => pattern.test(words))?.[0];
  return plain ?? roleMeanings[aliasOf(header, vocabulary)?.role ?? ''];
}

type Columns = ReadonlyMap<Meaning, number>;

function columnsOf(header: readonly string[], label: string, vocabulary: Vocabulary): Columns {
  const columns = new Map<Meaning, number>();
  header.forEach((name, at) => {
    const meaning = meaningOf(name, vocabulary);
    if (meaning && !columns.has(meaning)) columns.set(meaning, at);
  });
  if (columns.has('name')) return columns;
  const found = header.slice(0, 8).map((name) => name.slice(0, 40));
  const sentence = `${label} has no column of names. Give the first line a heading such as “Supplier name”. Its columns are: ${found.join(', ')}.`;
  throw refusing('names-unknown', sentence);
}

function queryFrom(record: readonly string[], columns: Columns): SupplierQuery {
  const cell = (meaning: Meaning) => record[columns.get(meaning) ?? -1] ?? '';
  const day = (meaning: Meaning) => {
    const read = readDay(cell(meaning));
    return read === 'unreadable' ? null : read;
  };
  return {
    name: tidyText(cell('name')),
    number: textOrNull(cell('number')),
    postcode: textOrNull(cell('postcode')),
    category: textOrNull(cell('category')),
    firstPaid: day('firstPaid'),
    lastPaid: day('lastPaid'),
  };
}

async function read(path: string, vocabulary: Vocabulary): Promise<NameList> {
  const label = path.split(/[\\/]/).at(-1) ?? path;
  const names: SupplierQuery[] = [];
  let withoutName = 0;
  for (const table of await findTables([{ path, label }], usualLimits)) {
    let columns: Columns | undefined;
    for await (const { header, records } of recordBatches(table, () => true)) {
      if (header.length === 0) continue;
      columns ??= columnsOf(header, table.label, vocabulary);
      for (const record of records) {
        const query = queryFrom(record, columns);
        if (query.name === '') withoutName += 1;
        else names.push(query);
      }
    }
    if (columns === undefined) throw refusing('names-empty', `${table.label} is empty.`);
  }
  return { names, withoutName };
}

/** Reads a CSV list of supplier names, with numbers, postcodes, categories and days of payment where it has them. */
export async function readNames(path: string, vocabulary: Vocabulary): Promise<Decision<NameList>> {
  try {
    return accept(await read(path, vocabulary));
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    return refuse(refusal.code, refusal.sentence);
  }
}
