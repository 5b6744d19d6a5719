import { Readable } from 'node:stream';
import { csvRow, textCell } from './csv.ts';
import { csvCellOf, type StreamColumn, type StreamTable, smallParts } from './streamTable.ts';
import { streamZip } from './zip.ts';

async function* csvText<Row>(table: StreamTable<Row>): AsyncGenerator<string, void, undefined> {
  yield csvRow(table.columns.map((column) => textCell(column.field)));
  for await (const part of smallParts(table.rows)) {
    yield part.map((row) => csvRow(table.columns.map((column) => csvCellOf(column, row)))).join('');
  }
}

/** A table as CSV (RFC 4180) while its rows arrive. It is destroyed with the error when the rows break off. */
export function csvStream<Row>(table: StreamTable<Row>): Readable {
  return Readable.from(csvText(table));
}

const fieldTypes = {
  text: 'string',
  count: 'integer',
  pounds: 'number',
  share: 'number',
  day: 'date',
} as const;

function fieldOf<Row>({ field, title, about, value }: StreamColumn<Row>) {
  return { name: field, title, type: fieldTypes[value.kind], description: about };
}

/** The description of a table as Frictionless Data Package has it. The licence is left to whoever publishes it. */
export function dataPackage<Row>(table: StreamTable<Row>): object {
  return {
    name: table.name,
    title: table.title,
    description: [
      table.sentence,
      ...table.notes,
      'Text that a spreadsheet would run as a formula has an apostrophe before it.',
    ].join(' '),
    ...(table.sources.length > 0 ? { sources: table.sources.map((title) => ({ title })) } : {}),
    resources: [
      {
        name: table.name,
        path: `${table.name}.csv`,
        profile: 'tabular-data-resource',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
        schema: { fields: table.columns.map(fieldOf), missingValues: [''] },
      },
    ],
    profile: 'tabular-data-package',
  };
}

async function* oneText(text: string): AsyncGenerator<string, void, undefined> {
  yield text;
}

/** A zip with the table as CSV and its description in `datapackage.json`, written while the rows arrive. */
export function packageStream<Row>(table: StreamTable<Row>): Readable {
  const description = `${JSON.stringify(dataPackage(table), null, 2)}\n`;
  return streamZip([
    { path: 'datapackage.json', text: () => oneText(description) },
    { path: `${table.name}.csv`, text: () => csvText(table) },
  ]);
}
