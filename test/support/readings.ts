import type { Reading, TableReading } from '../../src/domain/spend/imports/types.ts';
import { instantAt, noPence, toPence } from '../../src/domain/values/index.ts';
import { batch, batchId } from './records.ts';

const { report } = batch(1);

/** A table as read, with an invented header; `changed` replaces parts of it. */
export function tableReading(name: string, changed: Partial<TableReading> = {}): TableReading {
  return {
    name,
    status: 'ready',
    report: { ...report, name },
    signature: 'date|supplier|net|gross',
    columns: [
      { name: 'Date', role: 'date' },
      { name: 'Supplier', role: 'supplier' },
      { name: 'Net', role: 'netAmount' },
      { name: 'Gross', role: null },
      { name: '', role: null },
    ],
    fromSavedAnswers: false,
    profile: { amountColumn: 'Net' },
    questions: [],
    warnings: [],
    firstLines: [],
    rejectGroups: [],
    rejects: [],
    paymentsPence: noPence,
    creditsPence: noPence,
    ownTotalPence: null,
    sameBytes: null,
    overlaps: [],
    ...changed,
  };
}

/** A reading of some tables. */
export function readingOf(...tables: readonly TableReading[]): Reading {
  return { tables, control: report.control };
}

/** The batch of that number, as a table holds it byte for byte. */
export function sameBytes(number: number) {
  return { batch: batchId(number), name: `old ${number}.csv`, importedAt: instantAt(0) };
}

/** An overlap of two lines with the batch of that number. */
export function overlapWith(number: number) {
  return { ...sameBytes(number), sameLines: 2, sameLinesPence: toPence(5), sameDocuments: 3 };
}
