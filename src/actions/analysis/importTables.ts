import type { FileReport, Question, Reject, Warning } from '../../domain/spend/analysis.ts';
import { assertNothingLost } from '../../domain/spend/control.ts';
import { isHeaderAgain } from '../../domain/spend/headerAgain.ts';
import type { Answers, Mapping } from '../../domain/spend/mapping/index.ts';
import { answersFileText, profileFor } from '../../domain/spend/mapping/index.ts';
import { readAmount } from '../../domain/spend/reading/amount.ts';
import { rejectSentence } from '../../domain/spend/rejectRules.ts';
import { decideTotalRows, type LastLineAnswer, type SparseRecord } from '../../domain/spend/totalRows.ts';
import { addPence, formatPounds, type Pence, toPence } from '../../domain/values/index.ts';
import type { CellSource, Duplicates, TableCounts, Witness } from '../../lake/ledgers/types.ts';
import type { AnalysisParts, AnalysisRequest } from './parts.ts';
import type { MappedTable } from './readTables.ts';
import { reportOf } from './reports.ts';

/** Rejected records that a result shows; the control figures count them all. */
const rejectsShown = 10_000;

export interface Imported {
  readonly reports: readonly FileReport[];
  readonly rejects: readonly Reject[];
  readonly questions: readonly Question[];
  readonly warnings: readonly Warning[];
}

/** One table after it was read into the lake, or the reason why it was set aside. */
export interface ImportedTable extends Omit<Imported, 'reports'> {
  readonly report: FileReport;
  /** The total that the file itself states in its last lines; null where it states none. */
  readonly ownTotalPence: Pence | null;
  /** Whether an answer settled what the last line is. */
  readonly lastLineAnswered: boolean;
}

/** How a table is read beside its columns. */
export interface TableRequest {
  readonly answers: Answers | undefined;
  readonly mostRejects: number;
  /** Errors that are no fault of the table and end the whole reading; none unless told. */
  readonly isFatal?: (error: unknown) => boolean;
}

type Parts = Pick<AnalysisParts, 'lake' | 'vocabulary'>;

interface Job {
  readonly parts: Parts;
  readonly mapped: MappedTable;
  readonly mapping: Mapping;
  /** A number for the table, from 1, in the order of the files. */
  readonly id: number;
}

const firstRecordOf = ({ decision }: MappedTable) => decision.header.record + 1;

/** The amounts of the first and last records as the bytes have them. */
function witnessesOf({ table, decision }: MappedTable, { amount }: Mapping): readonly Witness[] {
  const seen = [
    ...table.head.map((raw, record) => ({ raw, record })),
    ...table.tail.map((raw, index) => ({ raw, record: table.records - table.tail.length + index })),
  ];
  return seen
    .filter(({ record }) => record > decision.header.record)
    .map(({ raw, record }) => {
      const pence = readAmount(raw.cells[amount] ?? '');
      return { record, sizePence: pence === undefined ? null : Math.abs(pence) };
    });
}

/** The quick way where the bytes allow it and the engine's count agrees with ours; otherwise the canonical form. */
async function bring({ parts, mapped, mapping, id }: Job): Promise<void> {
  const { table, decision } = mapped;
  const placeholders = parts.vocabulary.payees.tokens
    .filter((token) => token.class === 'placeholder' || token.class === 'unnamed')
    .map((token) => token.token.toUpperCase());
  const send = (source: CellSource) =>
    parts.lake.importTable({
      table: id,
      source,
      records: table.records,
      firstRecord: firstRecordOf(mapped),
      width: decision.header.names.length,
      mapping,
      witnesses: witnessesOf(mapped, mapping),
      placeholders,
    });
  if (table.direct && (await send({ kind: 'direct', ...table.direct })) === 'imported') return;
  const canonical = await table.canonical();
  const outcome = await send({ kind: 'canonical', path: canonical.path, width: canonical.width });
  if (outcome !== 'imported') throw new Error(`${table.name}: the canonical form does not hold its records`);
}

async function rejectsOf({ parts, mapped, mapping, id }: Job, limit: number): Promise<readonly Reject[]> {
  const rejected = await parts.lake.rejects(id, limit);
  if (rejected.length === 0) return [];
  const { table, decision } = mapped;
  const texts = await table.rawText(rejected.map((reject) => reject.record));
  const nameOf = (index: number | undefined) =>
    index === undefined ? null : decision.header.names[index] || `Column ${index + 1}`;
  return rejected.map(({ record, rule, cell, pence }) => {
    const role = rule === 'vat-unreadable' ? 'vat' : rule === 'indicator-unreadable' ? 'debitCredit' : null;
    const column = rule === 'wrong-width' ? null : nameOf(role ? mapping.columns[role] : mapping.amount);
    const text = texts.get(record) ?? '';
    const seen = pence === null && isHeaderAgain(text, parts.vocabulary) ? 'header-again' : rule;
    const sentence = rejectSentence(seen, column ?? 'The amount', cell);
    return { file: table.name, line: table.lineOf(record), column, rule: seen, sentence, text, pence };
  });
}

function controlOf({ mapped }: Job, counts: TableCounts): FileReport['control'] {
  const { table } = mapped;
  const first = firstRecordOf(mapped);
  const blank = table.blanks - (first === 0 ? 0 : table.blanksBefore(first - 1));
  const control = {
    physicalRecords: table.records - first + blank,
    accepted: counts.accepted,
    rejected: counts.rejected,
    blank,
    acceptedPence: counts.acceptedPence,
    rejectedPence: counts.rejectedPence,
  };
  assertNothingLost(table.name, control);
  return control;
}

function warningsOf(job: Job, counts: TableCounts, duplicates: Duplicates): readonly Warning[] {
  const file = job.mapped.table.name;
  const warnings = job.mapped.decision.warnings.map((warning) => ({ ...warning, file }));
  const say = (code: string, sentence: string) => warnings.push({ code, file, sentence });
  const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  if (duplicates.everyRecordTwice) {
    const half = formatPounds(toPence(counts.acceptedPence - duplicates.pence));
    say(
      'every-record-twice',
      `Every record of ${file} is listed twice. All are counted, ${formatPounds(counts.acceptedPence)}; counted once they would be ${half}. Check whether the file was published twice over.`,
    );
  }
  if (counts.wrongWidthAccepted > 0) {
    const lines = plural(counts.wrongWidthAccepted, 'line has', 'lines have');
    say(
      'wrong-width',
      `${lines} more or fewer cells than the header of ${file}. ${counts.wrongWidthAccepted === 1 ? 'It is' : 'They are'} counted, because every cell that is needed reads.`,
    );
  }
  if (counts.undated > 0 && job.mapping.columns.date !== undefined) {
    say(
      'undated',
      `${plural(counts.undated, 'line', 'lines')} of ${file} without a readable date count as undated.`,
    );
  }
  return warnings;
}

/** The last of the totals below the lines of a file. */
function ownTotal(sparse: readonly SparseRecord[], totals: readonly number[]): Pence | null {
  const last = sparse.findLast((record) => record.trailing && totals.includes(record.record));
  return last?.pence ?? null;
}

const noTotals = { question: null, warnings: [], ownTotalPence: null, lastLineAnswered: false };

async function settleTotals({ parts, mapped, id }: Job, { answers }: TableRequest, accepted: number) {
  const sparse = await parts.lake.sparseRecords(id);
  const { lastLine: answer } = profileFor(mapped.decision.header.names, answers);
  const howToAnswer = (lastLine: LastLineAnswer) =>
    `--answers FILE, where FILE holds ${answersFileText(mapped.decision.signature, { lastLine })}`;
  const file = mapped.table.name;
  const setting = { file, accepted, answer, howToAnswer };
  const decision = decideTotalRows(sparse, setting);
  await parts.lake.reject(id, decision.totals, 'total-row');
  const kept = formatPounds(addPence(...decision.kept.map((record) => record.pence)));
  const sentence = `${decision.kept.length} lines of ${file} name no one. They are counted without a supplier: ${kept}.`;
  const warnings = decision.kept.length > 0 ? [{ code: 'only-an-amount', file, sentence }] : [];
  return {
    question: decision.question,
    warnings,
    ownTotalPence: ownTotal(sparse, decision.totals),
    lastLineAnswered:
      answer !== undefined && decideTotalRows(sparse, { ...setting, answer: undefined }).question !== null,
  };
}

/** A header in the middle of a file, when lines below it were rejected: they have other columns. */
function secondHeader(rejects: readonly Reject[]): readonly Warning[] {
  const again = rejects.findIndex((reject) => reject.rule === 'header-again');
  const header = rejects[again];
  const below = rejects.length - again - 1;
  if (!header || below < 1) return [];
  const sentence = `${header.file} has a second header on line ${header.line}, and ${below} of the lines below it were rejected. Put the lines below it into a file of their own, with their header.`;
  return [{ code: 'second-header', file: header.file, sentence }];
}

function tooLargeSentence(name: string): string {
  return `The amounts of ${name} add up to more than £90 trillion, which cannot be right. Check its column of amounts.`;
}

/** A refusal that the formats layer met only while reading on, or words for what stopped us. */
function whatStopped(name: string, error: unknown): string {
  if (typeof error === 'object' && error !== null && 'refusal' in error) {
    const { refusal } = error;
    if (typeof refusal === 'object' && refusal !== null && 'sentence' in refusal)
      return String(refusal.sentence);
  }
  const message = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return `${name} could not be read to its end, and is not counted: ${message}`;
}

const nothingMore = { rejects: [], warnings: [], ownTotalPence: null, lastLineAnswered: false };

async function setAside(
  { parts, mapped, id }: Job,
  why: string,
  questions: readonly Question[] = [],
): Promise<ImportedTable> {
  await parts.lake.forget(id);
  const report = reportOf(mapped, 'set-aside', why);
  return { report, questions, ...nothingMore };
}

async function importOne(job: Job, request: TableRequest): Promise<ImportedTable> {
  const { parts, mapped, id } = job;
  await bring(job);
  const before = await parts.lake.counts(id);
  const totals = before.sparse > 0 ? await settleTotals(job, request, before.accepted) : noTotals;
  if (before.tooLarge) return setAside(job, tooLargeSentence(mapped.table.name));
  if (totals.question) return setAside(job, totals.question.sentence, [totals.question]);
  const counts = before.sparse > 0 ? await parts.lake.counts(id) : before;
  const duplicates = await parts.lake.duplicates(id, counts.accepted);
  const report = {
    ...reportOf(mapped, 'read', null),
    ...factsOf(counts, duplicates),
    control: controlOf(job, counts),
  };
  const rejects = counts.rejected > 0 ? await rejectsOf(job, request.mostRejects) : [];
  const warnings = [...warningsOf(job, counts, duplicates), ...totals.warnings, ...secondHeader(rejects)];
  const { ownTotalPence, lastLineAnswered } = totals;
  return { report, rejects, questions: [], warnings, ownTotalPence, lastLineAnswered };
}

function factsOf(counts: TableCounts, exactDuplicates: Duplicates) {
  const { firstDay, lastDay, wrongWidthAccepted, undated, unnamed } = counts;
  return { firstDay, lastDay, wrongWidthAccepted, undated, unnamed, exactDuplicates };
}

/**
 * Reads one mapped table into the lake under the number `id`. A table with an open question, or one that cannot be
 * read, is set aside with a sentence.
 */
export async function importTable(
  parts: Parts,
  { mapped, id }: { readonly mapped: MappedTable; readonly id: number },
  request: TableRequest,
): Promise<ImportedTable> {
  const { mapping, questions } = mapped.decision;
  if (!mapping) {
    const report = reportOf(mapped, 'set-aside', questions.map((question) => question.sentence).join(' '));
    return { report, questions, ...nothingMore };
  }
  const job = { parts, mapped, mapping, id };
  return importOne(job, request).catch((error: unknown) => {
    if (request.isFatal?.(error)) throw error;
    return setAside(job, whatStopped(mapped.table.name, error));
  });
}

/** Reads every mapped table into the lake; a table with an open question is set aside like a bad file. */
export async function importTables(
  parts: Parts,
  mapped: readonly MappedTable[],
  request: Pick<AnalysisRequest, 'mapping' | 'progress'>,
): Promise<Imported> {
  const done: ImportedTable[] = [];
  let mostRejects = rejectsShown;
  for (const [index, one] of mapped.entries()) {
    if (one.decision.mapping) {
      request.progress(`Importing ${one.table.name} (${index + 1} of ${mapped.length})`);
    }
    const { answers } = request.mapping;
    const table = await importTable(parts, { mapped: one, id: index + 1 }, { answers, mostRejects });
    mostRejects -= table.rejects.length;
    done.push(table);
  }
  return {
    reports: done.map(({ report }) => report),
    rejects: done.flatMap(({ rejects }) => rejects),
    questions: done.flatMap(({ questions }) => questions),
    warnings: done.flatMap(({ warnings }) => warnings),
  };
}
