import { tablesInWords } from '../../../domain/spend/fileCounts.ts';
import { planImport, replaceable } from '../../../domain/spend/imports/planImport.ts';
import type { Import, ImportAnswers, Reading, TableReading } from '../../../domain/spend/imports/types.ts';
import { countOf, countText, poundsText } from '../../components/words.ts';
import type { Tag } from '../spend/filesView.ts';
import { momentText, shortName, withoutCommands } from './importWords.ts';
import { type MatterView, matterView, type Typed } from './matterView.ts';
import { choiceOf, isOpen, linesToAdd, type Matter, mattersOf } from './questions.ts';
import { type SavedView, savedView } from './savedView.ts';
import { type TableView, tablePlaces, tableView } from './tableView.ts';

/** More questions than this are asked one page after the other. */
const mattersPerPage = 10;
const tablesShownWhole = 3;
const columnsShownWhole = 45;
const firstLines = 5;
/** Files on one page of the list. */
export const listedPerPage = 60;

export interface EquationTerm {
  readonly sign: string | null;
  readonly count: string;
  readonly word: string;
}

export interface TableRow {
  readonly name: string;
  readonly href: string | null;
  readonly tag: Tag;
  readonly note: string | null;
  readonly lines: string;
  readonly amount: string;
  /** The name and value of the button that leaves the table out or takes it in again. */
  readonly button: { readonly name: string; readonly value: string; readonly text: string } | null;
}

export interface CheckView {
  readonly id: string;
  readonly version: number;
  readonly subject: string;
  readonly summary: string;
  readonly equation: readonly EquationTerm[];
  readonly mattersHeading: string;
  readonly matters: readonly MatterView[];
  readonly moreMatters: string | null;
  /** Whether some question on the page can be answered. */
  readonly canAnswer: boolean;
  readonly rows: readonly TableRow[];
  readonly rowCount: number;
  readonly tables: readonly TableView[];
  readonly saved: readonly SavedView[];
  /** Null where nothing can be added. */
  readonly confirm: string | null;
  readonly nothing: string | null;
}

const equationWords = [
  ['physicalRecords', null, 'lines read'],
  ['accepted', '=', 'accepted'],
  ['rejected', '+', 'rejected'],
  ['blank', '+', 'blank'],
] as const;

/** Lines read = accepted + rejected + blank, as the page shows it. */
export function equationOf(control: Reading['control']): readonly EquationTerm[] {
  return equationWords.map(([field, sign, word]) => ({ sign, word, count: countText(control[field]) }));
}

function statusTag(table: TableReading, answers: ImportAnswers, asked: boolean): Tag {
  if (table.status === 'refused') return { text: 'Not read', classes: 'govuk-tag--red' };
  if (table.status === 'ignored') return { text: 'Ignored', classes: 'govuk-tag--grey' };
  if (table.status === 'same') return { text: 'There already', classes: 'govuk-tag--grey' };
  const choice = choiceOf(table, answers);
  if (choice?.take === 'leave-out') return { text: 'Left out', classes: 'govuk-tag--grey' };
  if (asked) return { text: 'Asked', classes: 'govuk-tag--orange' };
  if (table.report.control.accepted === 0) return { text: 'Empty', classes: 'govuk-tag--grey' };
  return choice?.take === 'replace'
    ? { text: 'Replaces', classes: 'govuk-tag--blue' }
    : { text: 'Read', classes: 'govuk-tag--green' };
}

/** Why a table adds nothing, or what it does beside adding; null where there is nothing to say. */
export function tableNote(table: TableReading, answers: ImportAnswers): string | null {
  if (table.status === 'same' && table.sameBytes) {
    return `You added this file on ${momentText(table.sameBytes.importedAt)}. Adding it again changes nothing.`;
  }
  const choice = choiceOf(table, answers);
  if (choice?.take === 'replace') {
    const known = [...(table.sameBytes ? [table.sameBytes] : []), ...table.overlaps];
    const name = known.find(({ batch }) => batch === choice.batch)?.name;
    return name === undefined ? null : `Takes the place of ${shortName(name)}`;
  }
  if (table.report.why !== null) return withoutCommands(table.report.why);
  if (table.status === 'ready' && table.report.control.accepted === 0) {
    return 'No line of it was accepted, so there is nothing to add.';
  }
  return null;
}

function rowButton(
  table: TableReading,
  position: number,
  one: Pick<Import, 'answers' | 'reading'>,
): TableRow['button'] {
  if (table.status !== 'ready' && table.status !== 'asks') return null;
  const out = choiceOf(table, one.answers)?.take === 'leave-out';
  if (replaceable(table).length > 0 || ((one.reading?.tables.length ?? 0) < 2 && !out)) return null;
  return {
    name: out ? 'take-in' : 'leave-out',
    value: String(position),
    text: out ? 'Take it in' : 'Leave out',
  };
}

function tableRows(one: Import, tables: readonly TableReading[]): readonly TableRow[] {
  const asked = new Set(
    mattersOf(one)
      .filter(isOpen)
      .flatMap(({ tables }) => tables.map(({ name }) => name)),
  );
  return tables.map((table, index) => ({
    name: table.name,
    href: table.columns.length > 0 ? `/imports/${one.id}/tables/${index + 1}` : null,
    tag: statusTag(table, one.answers, asked.has(table.name)),
    note: tableNote(table, one.answers),
    lines: countText(table.report.control.accepted),
    amount: poundsText(table.report.control.acceptedPence),
    button: one.state === 'waiting' ? rowButton(table, index + 1, one) : null,
  }));
}

function shownWhole(tables: readonly TableReading[]): boolean {
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
  return tables.length <= tablesShownWhole && columns <= columnsShownWhole;
}

/** Whether a table is worth a look before the import: it was opened, and it would be added. */
function isLookedAt(table: TableReading, answers: ImportAnswers): boolean {
  const kept = table.status === 'ready' || table.status === 'asks';
  return kept && choiceOf(table, answers)?.take !== 'leave-out';
}

/** The tables that stand whole on the check page; none where there is no room for them. */
function wholeTables(one: Import, tables: readonly TableReading[]): readonly TableView[] {
  if (!shownWhole(tables)) return [];
  return tables.flatMap((table, index) =>
    isLookedAt(table, one.answers)
      ? [tableView(table, tablePlaces(one.id, index + 1, one.state === 'waiting'), firstLines)]
      : [],
  );
}

function subjectOf(tables: readonly TableReading[]): string {
  const [first, ...others] = tables;
  if (first !== undefined && others.length === 0) return shortName(first.name);
  return tablesInWords(tables.map(({ report }) => report));
}

const correctedFirst = 'It has to be corrected before it can be added.';

function neededText(open: number, saved: number, nothing: boolean): string {
  if (open > 0) {
    return `We need ${countOf(open, 'answer')} from you. Everything else we could work out, and you can change it.`;
  }
  if (nothing) return '';
  if (saved > 0) return 'Your earlier answers settled what we would have asked. Check, then confirm.';
  return 'We need no answer from you. Check, then confirm.';
}

/** Tables whose lines cannot be counted before a question is answered. */
function notCounted({ tables }: Reading, answers: ImportAnswers): readonly TableReading[] {
  return tables.filter(
    (table) =>
      table.status === 'asks' &&
      table.report.control.physicalRecords === 0 &&
      choiceOf(table, answers)?.take !== 'leave-out',
  );
}

function summaryOf({ answers }: Import, reading: Reading, needed: string): string {
  const { physicalRecords } = reading.control;
  const open = notCounted(reading, answers).length;
  const have = reading.tables.length === 1 ? 'has' : 'have';
  if (reading.tables.every(({ status }) => status === 'refused')) return 'could not be read.';
  if (open === 0) return `${have} ${countOf(physicalRecords, 'line')}. ${needed}`.trimEnd();
  const later =
    reading.tables.length === 1
      ? 'its lines'
      : `the lines of ${open === 1 ? 'one' : countText(open)} of them`;
  return `${have === 'has' ? 'was' : 'were'} opened. We count ${later} when that is settled. ${needed}`;
}

function confirmText(one: Import): string | null {
  if (one.reading === null) return null;
  const lines = linesToAdd(one);
  const asks = mattersOf(one).some(({ kind }) => kind === 'question');
  if (lines > 0) return `Confirm and import ${countOf(lines, 'line')}`;
  return asks ? 'Confirm and import' : null;
}

function nothingText(one: Import): string {
  const { reading, answers } = one;
  if (mattersOf(one).some(({ kind }) => kind === 'told')) {
    return 'There is nothing to import before the file is corrected. Cancel this import, correct the file and add it again.';
  }
  const same = reading === null ? 0 : planImport(reading, answers).unchanged.length;
  if (reading !== null && same === reading.tables.length && same > 0) {
    return 'Everything in these files is there already. Adding it again changes nothing.';
  }
  const added = 'There is nothing to import: no line of these files would be added.';
  const left = reading !== null && planImport(reading, answers).leftOut.length > 0;
  return left ? `${added} Cancel this import, or change what is left out.` : added;
}

function headingOf(matters: readonly Matter[], correct: boolean): string {
  if (correct) return 'What has to change in the file';
  if (matters.some(isOpen)) return 'Questions only you can answer';
  return matters.some((matter) => matter.kind === 'decision' && matter.choice !== null)
    ? 'What you decided'
    : 'Payments that may be there already';
}

/** The page on which a person checks what was read, over one table or many. */
export function checkView(one: Import, reading: Reading, typed: Typed, listFrom = 0): CheckView {
  const matters = mattersOf(one);
  const open = matters.filter(isOpen).length;
  const correct = open > 0 && matters.every(({ kind }) => kind === 'told');
  const shown = shownMatters(one);
  const more = matters.length - shown.length;
  const rows = reading.tables.length > 1 || shown.length < matters.length || confirmText(one) === null;
  const saved = savedView(one, reading);
  const confirm = confirmText(one);
  return {
    id: one.id,
    version: one.version,
    subject: subjectOf(reading.tables),
    summary: summaryOf(
      one,
      reading,
      correct ? correctedFirst : neededText(open, saved.length, confirm === null),
    ),
    equation: reading.control.physicalRecords === 0 ? [] : equationOf(reading.control),
    mattersHeading: headingOf(matters, correct),
    matters: shown.map((matter) => matterView(matter, typed)),
    canAnswer: shown.some((matter) => matter.kind !== 'told' || matter.canLeave),
    moreMatters: more === 0 ? null : `${countOf(more, 'more question')} will follow when these are answered.`,
    rows:
      rows || !shownWhole(reading.tables)
        ? tableRows(one, reading.tables).slice(listFrom, listFrom + listedPerPage)
        : [],
    rowCount: reading.tables.length,
    tables: wholeTables(one, reading.tables),
    saved,
    confirm,
    nothing: confirm === null ? nothingText(one) : null,
  };
}

/** The matters that the page shows: those in the form that it sends. */
export function shownMatters(one: Import): readonly Matter[] {
  const matters = mattersOf(one);
  return [...matters.filter(isOpen), ...matters.filter((matter) => !isOpen(matter))].slice(0, mattersPerPage);
}
