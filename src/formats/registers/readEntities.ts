import type { OtherName, ReadingTally, RegisteredEntity } from '../../domain/suppliers/index.ts';
import {
  type CharityNames,
  charityMapper,
  charityNamesInto,
  isCharityColumn,
  isCharityNameColumn,
} from './charities.ts';
import { companyMapper, isCompanyColumn } from './companies.ts';
import { readCompanyWords } from './companyWords.ts';
import type { EntityOf } from './mapping.ts';
import { Notes } from './notes.ts';
import { plainMapper } from './plain.ts';
import type { KnownTable, Role } from './recognise.ts';
import { recordBatches, type Wanted } from './records.ts';
import { damaged, refusing } from './refusals.ts';
import type { RecordBatch } from './types.ts';

/** Registers as published have a cell for every column; lists that people keep may lack the last ones. */
const isStrict = (role: Role) => role === 'companies' || role === 'charities';

const wantedBy: Readonly<Record<Role, Wanted>> = {
  companies: isCompanyColumn,
  charities: isCharityColumn,
  'charity names': isCharityNameColumn,
  register: () => true,
  'not used': () => false,
};

/** Reads organisations from tables one after another, and counts on the way. */
export class EntityReader {
  private readonly notes = new Notes();
  private readonly words = readCompanyWords();
  private records = 0;
  private leftOut = 0;
  private bytes = 0;
  private readonly allBytes: number | null;

  constructor(private readonly tables: readonly KnownTable[]) {
    const sizes = tables.filter((table) => table.role !== 'not used').map((table) => table.bytes);
    this.allBytes = sizes.some((size) => size === null)
      ? null
      : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  }

  tally(): ReadingTally {
    const { records, leftOut, bytes, allBytes } = this;
    const share = allBytes === null ? null : Math.min(1, bytes / Math.max(1, allBytes));
    return { records, leftOut, notes: this.notes.sentences(), share };
  }

  async *entities(): AsyncGenerator<RegisteredEntity> {
    const names = await this.charityNames();
    let found = 0;
    for (const table of this.tables) {
      if (table.role === 'charity names' || table.role === 'not used') continue;
      let entityOf: EntityOf | undefined;
      for await (const batch of this.batchesOf(table)) {
        entityOf ??= this.mapper(table, batch.header, names);
        for (const record of this.whole(batch, table)) {
          this.records += 1;
          const entity = entityOf(record);
          if (entity === null) this.leftOut += 1;
          else {
            found += 1;
            yield entity;
          }
        }
      }
    }
    if (found === 0) {
      const why = this.notes.sentences()[0] ?? 'There is no record below the header.';
      throw refusing('register-no-rows', `${this.tables[0]?.label} holds no organisation. ${why}`);
    }
  }

  private batchesOf(table: KnownTable): AsyncGenerator<RecordBatch> {
    return recordBatches(table, wantedBy[table.role], (bytes) => {
      this.bytes += bytes;
    });
  }

  private mapper(table: KnownTable, header: readonly string[], names: CharityNames): EntityOf {
    if (table.role === 'companies') return companyMapper(header, this.words, this.notes);
    if (table.role === 'charities') return charityMapper(header, names, this.notes);
    return plainMapper(header, this.notes);
  }

  private async charityNames(): Promise<CharityNames> {
    const names = new Map<string, OtherName[]>();
    for (const table of this.tables.filter(({ role }) => role === 'charity names')) {
      let take: ((record: readonly string[]) => void) | undefined;
      for await (const batch of this.batchesOf(table)) {
        take ??= charityNamesInto(names, batch.header);
        for (const record of batch.records) take(record);
      }
    }
    return names;
  }

  /** The records with a cell for every column. One that ends too soon at the very end of a register was cut off. */
  private *whole({ header, records, isLast }: RecordBatch, { role, label }: KnownTable) {
    for (const [index, record] of records.entries()) {
      if (record.length === header.length || (!isStrict(role) && record.length < header.length)) {
        yield record;
        continue;
      }
      const isEnd = isLast && index === records.length - 1;
      if (isStrict(role) && isEnd && record.length < header.length) throw damaged(label);
      this.records += 1;
      this.leftOut += 1;
      const what = `left out, because there are not ${header.length} cells as in the header`;
      this.notes.add(what, record.find((cell) => cell !== '') ?? '');
    }
  }
}
