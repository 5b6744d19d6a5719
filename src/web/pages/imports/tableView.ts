import type { ColumnReading } from '../../../domain/spend/analysis.ts';
import type { SeenLine, TableReading } from '../../../domain/spend/imports/types.ts';
import { plainPounds } from '../../../domain/values/index.ts';
import { countOf, countText, dayText, poundsText } from '../../components/words.ts';
import { fileView, type Tag } from '../spend/filesView.ts';
import { columnWords, withoutCommands } from './importWords.ts';
import { type RejectedView, rejectedView } from './rejectedView.ts';
import { type TotalsView, totalsView } from './totalsView.ts';

const longestCell = 80;
const examplesShown = 2;
const longestExample = 40;

export interface OpenedFact {
  readonly text: string;
  readonly note: string | null;
}

export interface ColumnRow {
  readonly name: string;
  readonly examples: string;
  readonly role: string;
  readonly tag: Tag;
  readonly why: string;
  readonly changeHref: string | null;
}

export interface CellView {
  readonly text: string;
  /** How it was read, where that is not how it was written. */
  readonly read: string | null;
  readonly number: boolean;
}

export interface LinesView {
  readonly headings: readonly { readonly name: string; readonly number: boolean }[];
  readonly rows: readonly { readonly line: string; readonly cells: readonly CellView[] }[];
}

/** Everything a page shows of one table. */
export interface TableView {
  readonly name: string;
  /** Marks the parts of this table on a page that shows several. */
  readonly id: string;
  readonly opened: readonly OpenedFact[];
  readonly columns: readonly ColumnRow[];
  readonly lines: LinesView | null;
  readonly moreLinesHref: string | null;
  readonly moreLines: string;
  readonly rejected: RejectedView;
  readonly totals: TotalsView | null;
  readonly warnings: readonly string[];
  readonly changeHref: string | null;
}

/** Where the pages of one table of an import are. */
export interface TablePlaces {
  readonly id: string;
  readonly lines: string;
  readonly rejects: string;
  readonly rejectsCsv: string;
  /** Null where nothing can be changed any more. */
  readonly columns: string | null;
}

/** The addresses of the pages of one table, counted from 1. */
export function tablePlaces(importId: string, position: number, canChange: boolean): TablePlaces {
  const base = `/imports/${importId}/tables/${position}`;
  return {
    id: `table-${position}`,
    lines: `${base}/lines`,
    rejects: `${base}/rejects`,
    rejectsCsv: `${base}/rejects.csv`,
    columns: canChange ? `${base}/columns` : null,
  };
}

/** Text cut to a length, with dots where something is missing. */
export function cutText(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

function openedOf({ report }: TableReading): readonly OpenedFact[] {
  const { format, columns, headerLine, linesAbove, exactDuplicates } = report;
  const above = linesAbove.length;
  const repeats = exactDuplicates.records;
  const facts: readonly (OpenedFact | null)[] = [
    format === null ? null : { text: format, note: countOf(columns.length, 'column') },
    headerLine === null
      ? { text: 'No headings', note: 'columns are known by their values' }
      : {
          text: `Headings on line ${countText(headerLine)}`,
          note: above === 0 ? null : `${countOf(above, 'line')} above left out`,
        },
    report.control.physicalRecords === 0
      ? null
      : repeats === 0
        ? { text: 'No line stands in it twice', note: null }
        : {
            text: `${countOf(repeats, 'line repeats', 'lines repeat')} an earlier line`,
            note: `£${poundsText(exactDuplicates.pence)}, counted`,
          },
    report.firstDay === null || report.lastDay === null
      ? null
      : { text: `${dayText(report.firstDay)} to ${dayText(report.lastDay)}`, note: 'days of payment' },
    report.undated === 0
      ? null
      : { text: `${countOf(report.undated, 'line')} without a date`, note: 'counted as undated' },
    report.unnamed === 0
      ? null
      : { text: `${countOf(report.unnamed, 'line')} without a supplier`, note: 'counted as unnamed' },
  ];
  return facts.filter((fact) => fact !== null);
}

function examplesAt(position: number, lines: readonly SeenLine[]): string {
  const values = lines.map(({ cells }) => (cells[position] ?? '').trim()).filter((value) => value !== '');
  const seen = [...new Set(values)].slice(0, examplesShown).map((value) => cutText(value, longestExample));
  return seen.join(', ') || 'empty in the first lines';
}

function sureTag({ confidence, role }: ColumnReading, tag: Tag): Tag {
  if (confidence === 'ask') return { text: 'Asked', classes: tag.classes };
  return role === null && confidence !== 'certain' ? { text: 'Unsure', classes: 'govuk-tag--yellow' } : tag;
}

function columnRows(table: TableReading, changeHref: string | null): readonly ColumnRow[] {
  const tags = fileView(table.report).columns.map(({ tag }) => tag);
  return table.report.columns.map((column, index) => {
    const role = table.columns[column.position - 1]?.role ?? null;
    const plain = tags[index] ?? { text: 'Certain', classes: 'govuk-tag--green' };
    return {
      name: column.header === '' ? `Column ${column.position}, no heading` : column.header,
      examples: examplesAt(column.position - 1, table.firstLines),
      role: role === null ? 'Not used' : columnWords[role],
      tag: sureTag(column, plain),
      why: column.why,
      changeHref: changeHref === null ? null : `${changeHref}#column-${column.position}`,
    };
  });
}

function readAmountText(written: string, { pence }: SeenLine): string | null {
  if (written.trim() === '') return null;
  if (pence === null) return 'does not read';
  const plain = plainPounds(pence);
  const same = [plain, plain.replace(/\.00$/, ''), plain.replace(/0$/, '')];
  return same.includes(written.replace(/[£,\s]/g, '')) ? null : `read as ${poundsText(pence)}`;
}

function readDayText(written: string, { day }: SeenLine): string | null {
  if (written.trim() === '') return null;
  return day === null ? 'does not read as a date' : `read as ${dayText(day)}`;
}

function isSummed(role: TableReading['columns'][number]['role'] | undefined): boolean {
  return role === 'amount' || role === 'netAmount' || role === 'grossAmount';
}

function cellView(seen: SeenLine, index: number, { columns, status }: TableReading): CellView {
  const written = seen.cells[index] ?? '';
  const role = columns[index]?.role;
  const settled = status !== 'asks';
  const read =
    settled && isSummed(role)
      ? readAmountText(written, seen)
      : settled && role === 'date'
        ? readDayText(written, seen)
        : null;
  return { text: cutText(written, longestCell), read, number: isSummed(role) };
}

/** Some of the first lines of a table, as written and as read. Null where there are none. */
export function linesView(table: TableReading, from: number, to: number): LinesView | null {
  const shown = table.firstLines.slice(from, to);
  if (shown.length === 0) return null;
  return {
    headings: table.columns.map(({ name, role }, index) => ({
      name: name === '' ? `Column ${index + 1}` : cutText(name, longestCell),
      number: isSummed(role),
    })),
    rows: shown.map((seen) => ({
      line: countText(seen.line),
      cells: table.columns.map((_, index) => cellView(seen, index, table)),
    })),
  };
}

/** One table as the check page shows it: how it was opened, what its columns mean, its first lines, rejects and totals. */
export function tableView(table: TableReading, places: TablePlaces, firstLines: number): TableView {
  const { length } = table.firstLines;
  return {
    name: table.name,
    id: places.id,
    opened: openedOf(table),
    columns: columnRows(table, places.columns),
    lines: linesView(table, 0, firstLines),
    moreLinesHref: length > firstLines ? places.lines : null,
    moreLines: `Show ${countOf(length, 'line')}`,
    rejected: rejectedView(table, places),
    totals: totalsView(table),
    warnings: table.warnings.map(({ sentence }) => withoutCommands(sentence)),
    changeHref: table.columns.length > 0 ? places.columns : null,
  };
}
