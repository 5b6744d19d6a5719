import { createHash } from 'node:crypto';
import type { FileReport, Question, Reject, Warning } from '../../domain/spend/analysis.ts';
import { batchIdentity } from '../../domain/spend/imports/batchIdentity.ts';
import { profileOfReading } from '../../domain/spend/imports/profiles.ts';
import { rejectGroups } from '../../domain/spend/imports/rejectGroups.ts';
import type { Overlap, SeenLine, TableReading } from '../../domain/spend/imports/types.ts';
import {
  type Answers,
  decideMapping,
  type MappingDecision,
  profileFor,
} from '../../domain/spend/mapping/index.ts';
import { noPence, toPence } from '../../domain/values/index.ts';
import type { LedgerTable } from '../../formats/ledgers/types.ts';
import type { BatchFolders } from '../../lake/batches/types.ts';
import type { BatchRow } from '../../records/types.ts';
import type { ImportedTable } from '../analysis/importTables.ts';
import type { MappedTable, PassedOver } from '../analysis/readTables.ts';
import { reportOfPassedOver } from '../analysis/reports.ts';
import type { ImportParts } from './parts.ts';
import type { LakeSession } from './withLake.ts';

const rejectsShown = 1_000;
const cellCharacters = 500;

/** What a table is compared with and read by. */
export interface ReadingContext {
  readonly parts: Pick<ImportParts, 'vocabulary'> & { readonly folders: Pick<BatchFolders, 'folderOf'> };
  readonly session: LakeSession;
  /** Answers of earlier imports and of this one together, and those of this one alone. */
  readonly answers: Answers;
  readonly ownAnswers: Answers;
  /** The batches of the organisation that count. */
  readonly current: readonly BatchRow[];
  /** First lines of each table; 0 to leave them out. */
  readonly linesShown: number;
}

/** A mapped table and its number in the lake. */
export interface NumberedTable {
  readonly mapped: MappedTable;
  readonly id: number;
}

/** SHA-256 over the bytes of a table and the answers, as text of sixty-four digits. */
export function identityOf(sha256: string, profile: Parameters<typeof batchIdentity>[1]): string {
  return createHash('sha256').update(batchIdentity(sha256, profile)).digest('hex');
}

function columnsOf(decision: MappingDecision | null): TableReading['columns'] {
  return decision?.columns.map(({ header, role }) => ({ name: header, role })) ?? [];
}

/** What lies in the first lines below a header: the cells as written, and what was read from them. */
function seenLines(
  { head }: Pick<LedgerTable, 'head'>,
  first: number,
  read: readonly {
    readonly record: number;
    readonly pence: SeenLine['pence'];
    readonly day: SeenLine['day'];
  }[],
): readonly SeenLine[] {
  const known = new Map(read.map((one) => [one.record, one]));
  return head.slice(first).map(({ line, cells }, index) => {
    const values = known.get(first + index);
    return {
      line,
      cells: cells.map((cell) => cell.slice(0, cellCharacters)),
      pence: values?.pence ?? null,
      day: values?.day ?? null,
    };
  });
}

async function firstLines(context: ReadingContext, { mapped, id }: NumberedTable, staged: boolean) {
  const { session, linesShown } = context;
  if (linesShown === 0) return [];
  const first = mapped.decision.header.record + 1;
  const read = staged ? await session.lake.firstRecords(id, linesShown) : [];
  return seenLines(mapped.table, first, read).slice(0, linesShown);
}

/** Whether a batch may hold the same payments: their days meet, or some day is not known. */
function mayMeet({ report }: BatchRow, table: FileReport): boolean {
  const days = [report.firstDay, report.lastDay, table.firstDay, table.lastDay];
  if (days.some((day) => day === null)) return true;
  if (report.undated > 0 && table.undated > 0) return true;
  const [from = '', to = '', first = '', last = ''] = days.map(String);
  return from <= last && first <= to;
}

async function overlapsOf(
  { session, parts, current }: ReadingContext,
  id: number,
  about: { readonly report: FileReport; readonly except: string | undefined },
): Promise<readonly Overlap[]> {
  const near = current.filter((row) => row.id !== about.except && mayMeet(row, about.report));
  const folders = near.map((row) => ({ batch: row.id, folder: parts.folders.folderOf(row.id) }));
  const found = await session.lake.overlaps(id, folders);
  return found.flatMap((overlap) => {
    const row = current.find((one) => one.id === overlap.batch);
    return row ? [{ ...overlap, name: row.name, importedAt: row.importedAt }] : [];
  });
}

/** Whether answers of an earlier import settled what this import's own answers leave open. */
function savedAnswersSettled(
  context: ReadingContext,
  { mapped }: NumberedTable,
  imported: ImportedTable,
): boolean {
  const { table, decision } = mapped;
  const { names } = decision.header;
  const own = profileFor(names, context.ownAnswers);
  if (imported.lastLineAnswered && own.lastLine === undefined) return true;
  if (decision.mapping === null) return false;
  const alone = decideMapping(table, context.parts.vocabulary, { answers: context.ownAnswers });
  return alone.questions.length > 0;
}

const nothingCounted = {
  fromSavedAnswers: false,
  profile: null,
  questions: [] as readonly Question[],
  warnings: [] as readonly Warning[],
  firstLines: [] as readonly SeenLine[],
  rejectGroups: [],
  rejects: [] as readonly Reject[],
  paymentsPence: noPence,
  creditsPence: noPence,
  ownTotalPence: null,
  sameBytes: null,
  overlaps: [] as readonly Overlap[],
} as const;

/** The reading of a file or sheet that was never counted: refused, or without payments. */
export function passedOverReading(passed: PassedOver, linesShown: number): TableReading {
  const { name, status, table, decision } = passed;
  const first = (decision?.header.record ?? -1) + 1;
  return {
    ...nothingCounted,
    name,
    status: status === 'ignored' ? 'ignored' : 'refused',
    report: reportOfPassedOver(passed),
    signature: decision?.signature ?? null,
    columns: columnsOf(decision),
    firstLines: table ? seenLines(table, first, []).slice(0, linesShown) : [],
  };
}

/** The reading of a table with an open question, or of one that could not be read to its end. */
async function setAsideReading(context: ReadingContext, one: NumberedTable, imported: ImportedTable) {
  const { table, decision } = one.mapped;
  const { report, questions } = imported;
  const staged = questions.some(({ id }) => id === 'lastLine');
  const reading: TableReading = {
    ...nothingCounted,
    name: table.name,
    status: questions.length > 0 ? 'asks' : 'refused',
    report,
    signature: decision.signature,
    columns: columnsOf(decision),
    questions,
    warnings: decision.warnings.map((warning) => ({ ...warning, file: table.name })),
    firstLines: await firstLines(context, one, staged),
  };
  return reading;
}

/** The batch of the same bytes; the one that was read the same way, where there are several. */
function batchOfBytes(current: readonly BatchRow[], sha256: string, identity: string): BatchRow | undefined {
  const same = current.filter((row) => row.sha256 === sha256);
  return same.find((row) => row.identity === identity) ?? same[0];
}

/** Everything a person needs to see of one table, after it was read into the lake. */
export async function tableReading(
  context: ReadingContext,
  one: NumberedTable,
  imported: ImportedTable,
): Promise<TableReading> {
  const { table, decision } = one.mapped;
  const { report, rejects, warnings, ownTotalPence } = imported;
  const profile = profileOfReading(decision, profileFor(decision.header.names, context.answers));
  if (report.status !== 'read' || !profile) return setAsideReading(context, one, imported);
  const identity = identityOf(table.sha256, profile);
  const bytes = batchOfBytes(context.current, table.sha256, identity);
  const same = bytes?.identity === identity;
  const { paymentsPence, creditsPence } = await context.session.lake.moneyOf(one.id);
  return {
    name: table.name,
    status: same ? 'same' : 'ready',
    report,
    signature: decision.signature,
    columns: columnsOf(decision),
    fromSavedAnswers: savedAnswersSettled(context, one, imported),
    profile,
    questions: [],
    warnings,
    firstLines: await firstLines(context, one, true),
    rejectGroups: rejectGroups(rejects, report.control),
    rejects: rejects.slice(0, rejectsShown),
    paymentsPence: toPence(paymentsPence),
    creditsPence: toPence(creditsPence),
    ownTotalPence,
    sameBytes: bytes ? { batch: bytes.id, name: bytes.name, importedAt: bytes.importedAt } : null,
    overlaps: same ? [] : await overlapsOf(context, one.id, { report, except: bytes?.id }),
  };
}
