import type { Analysis, Confidence, FileReport } from '../../../domain/spend/analysis.ts';
import { filesInSentence } from '../../../domain/spend/fileCounts.ts';
import {
  amountBasisText,
  countOf,
  countText,
  dayText,
  poundsText,
  sizeText,
} from '../../components/words.ts';

export interface Tag {
  readonly text: string;
  readonly classes: string;
}

export interface FileRow {
  readonly name: string;
  readonly href: string | null;
  readonly tag: Tag;
  readonly why: string | null;
  readonly lines: string;
  readonly accepted: string;
  readonly rejected: string;
  readonly blank: string;
  readonly amount: string;
}

export interface FileView {
  readonly name: string;
  readonly tag: Tag;
  readonly why: string | null;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly linesAbove: readonly string[];
  readonly columns: readonly {
    readonly position: number;
    readonly header: string;
    readonly role: string;
    readonly tag: Tag;
    readonly why: string;
  }[];
}

function statusTag(status: FileReport['status']): Tag {
  if (status === 'read') return { text: 'Read', classes: 'govuk-tag--green' };
  if (status === 'set-aside') return { text: 'Set aside', classes: 'govuk-tag--orange' };
  return { text: 'Ignored', classes: 'govuk-tag--grey' };
}

function confidenceTag(confidence: Confidence): Tag {
  if (confidence === 'certain') return { text: 'Certain', classes: 'govuk-tag--green' };
  if (confidence === 'likely') return { text: 'Likely', classes: 'govuk-tag--blue' };
  return { text: 'Ask', classes: 'govuk-tag--orange' };
}

/** One row for each file; `hrefOf` answers where a file's own page is, if there is one. */
export function fileRows(
  files: readonly FileReport[],
  hrefOf: (position: number) => string | null,
): readonly FileRow[] {
  return files.map((file, index) => ({
    name: file.name,
    href: hrefOf(index + 1),
    tag: statusTag(file.status),
    why: file.why,
    lines: countText(file.control.physicalRecords),
    accepted: countText(file.control.accepted),
    rejected: countText(file.control.rejected),
    blank: countText(file.control.blank),
    amount: poundsText(file.control.acceptedPence),
  }));
}

/** What became of everything that was given, as a heading. */
export function filesHeading(analysis: Analysis): string {
  return filesInSentence(analysis.files);
}

function duplicatesText({ exactDuplicates }: FileReport): string {
  if (exactDuplicates.records === 0) return 'None';
  const all = exactDuplicates.everyRecordTwice ? ' Every line stands in the file twice.' : '';
  const lines = countOf(exactDuplicates.records, 'line repeats', 'lines repeat');
  return `${lines} an earlier line, cell by cell: £${poundsText(exactDuplicates.pence)}. They are counted.${all}`;
}

type Known = readonly (readonly [string, string | null])[];

function openedFacts(file: FileReport): Known {
  return [
    ['Opened as', file.format],
    ['Size', file.bytes === null ? null : sizeText(file.bytes)],
    ['SHA-256 of the bytes', file.sha256],
  ];
}

function daysText(file: FileReport): string | null {
  if (file.firstDay === null || file.lastDay === null) return null;
  return `${dayText(file.firstDay)} to ${dayText(file.lastDay)}`;
}

function linesText({ control }: FileReport): string {
  const { physicalRecords, accepted, rejected, blank } = control;
  return `${countText(physicalRecords)} read = ${countText(accepted)} accepted + ${countText(rejected)} rejected + ${countText(blank)} blank`;
}

function readFacts(file: FileReport): Known {
  return [
    ['Header', file.headerLine === null ? 'No header row' : `Line ${countText(file.headerLine)}`],
    ['Lines', linesText(file)],
    ['Accepted amounts', `£${poundsText(file.control.acceptedPence)}`],
    ['Rejected amounts that could be read', `£${poundsText(file.control.rejectedPence)}`],
    ['Amounts are', amountBasisText(file.amountBasis)],
    ['Dates are', file.dateOrder],
    ['Days', daysText(file)],
    ['Lines without a readable date', countText(file.undated)],
    ['Lines without a supplier', countText(file.unnamed)],
    ['Lines of another width, accepted', countText(file.wrongWidthAccepted)],
    ['Repeated lines', duplicatesText(file)],
  ];
}

function facts(file: FileReport): FileView['facts'] {
  const known = [...openedFacts(file), ...(file.status === 'read' ? readFacts(file) : [])];
  return known.flatMap(([key, value]) => (value === null ? [] : [{ key, value }]));
}

/** How one file was read: facts, titles above the header, and what each column was taken for. */
export function fileView(file: FileReport): FileView {
  return {
    name: file.name,
    tag: statusTag(file.status),
    why: file.why,
    facts: facts(file),
    linesAbove: file.linesAbove,
    columns: file.columns.map((column) => ({
      position: column.position,
      header: column.header === '' ? '(no header)' : column.header,
      role: column.role ?? 'Not used',
      tag: confidenceTag(column.confidence),
      why: column.why,
    })),
  };
}
