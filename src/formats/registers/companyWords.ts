import {
  type EntityKind,
  type EntityStatus,
  entityKinds,
  entityStatuses,
} from '../../domain/suppliers/index.ts';
import { assert } from '../../domain/values/index.ts';
import { readDataRows } from '../dataRows.ts';

/** What the words of the register of companies mean, by the words in small letters. */
export interface CompanyWords {
  readonly kinds: ReadonlyMap<string, EntityKind>;
  readonly statuses: ReadonlyMap<string, EntityStatus>;
}

const folder = new URL('../../../data/registers/', import.meta.url);

function meanings<T extends string>(file: string, columns: readonly [string, string], known: readonly T[]) {
  const rows = readDataRows(new URL(file, folder));
  return new Map(
    rows.map((row) => {
      const [words, meaning] = columns.map((column) => row[column] ?? '');
      const means = known.find((one) => one === meaning);
      assert(means !== undefined, `${file} gives "${words}" one of the meanings ${known.join(', ')}`);
      return [(words ?? '').toLowerCase(), means] as const;
    }),
  );
}

/** Our own tables of what a category and a status on the register of companies mean. */
export function readCompanyWords(): CompanyWords {
  return {
    kinds: meanings('company-categories.csv', ['category', 'kind'], entityKinds),
    statuses: meanings('company-statuses.csv', ['status', 'means'], entityStatuses),
  };
}
