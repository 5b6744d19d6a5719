import type { Reject } from '../../domain/spend/analysis.ts';
import { addControls, assertNothingLost } from '../../domain/spend/control.ts';
import { isMachineFault } from '../../domain/spend/imports/faults.ts';
import { overlaidProfiles } from '../../domain/spend/imports/profiles.ts';
import type { Import, Reading, TableReading } from '../../domain/spend/imports/types.ts';
import type { Answers, Profile } from '../../domain/spend/mapping/index.ts';
import { sameTotalsWarnings } from '../../domain/spend/sameTotals.ts';
import type { LedgerFiles, OpenedLedger } from '../../formats/ledgers/types.ts';
import type { BatchRow } from '../../records/types.ts';
import { importTable } from '../analysis/importTables.ts';
import { readTables } from '../analysis/readTables.ts';
import type { ImportParts } from './parts.ts';
import { passedOverReading, type ReadingContext, tableReading } from './tableReading.ts';
import type { LakeSession } from './withLake.ts';

/** Tables of one import; workbooks and archives hold several. */
const mostTables = 500;
/** First lines of a table, and of each where there are many. */
const linesOfOne = 100;
const linesOfMany = 10;
const many = 50;
/** Rejected lines of one table and of all tables together that are kept in full. */
const rejectsOfOne = 10_000;
const rejectsOfAll = 50_000;

/** What is read, and with what. */
export interface ReadingOrder {
  readonly one: Import;
  readonly saved: Answers;
  readonly current: readonly BatchRow[];
  /** Whether first lines are wanted. */
  readonly forPeople: boolean;
  readonly say: (sentence: string) => void;
}

/** Every table of an import as read; those that the lake holds with their number there and their rejected lines. */
export interface ReadImport {
  readonly reading: Reading;
  readonly staged: ReadonlyMap<string, { readonly id: number; readonly rejects: readonly Reject[] }>;
  /** The answers that were used, by the signature of a header. */
  readonly profiles: Readonly<Record<string, Profile>>;
}

function refused(name: string, code: string, sentence: string): OpenedLedger {
  return { kind: 'refused', name, refusal: { code, sentence } };
}

const nameOf = (opened: OpenedLedger) => (opened.kind === 'table' ? opened.table.name : opened.name);

/** Opens every table once under a name of its own: answers and batches know tables by their names. */
async function* namedOnce(opened: AsyncIterable<OpenedLedger>): AsyncGenerator<OpenedLedger> {
  const seen = new Set<string>();
  for await (const one of opened) {
    const name = nameOf(one);
    if (seen.size >= mostTables) {
      const sentence = `An import may hold at most ${mostTables} tables. This one and those after it were not read; import them on their own.`;
      yield refused(name, 'too-many-tables', sentence);
      return;
    }
    let own = name;
    for (let count = 2; seen.has(own); count += 1) own = `${name} (${count})`;
    seen.add(own);
    const sentence = `Another table of this file has the name ${name} too. Rename one of them.`;
    yield own === name ? one : refused(own, 'name-twice', sentence);
  }
}

/** `Reading april.csv (2 of 3)`: the position of the file among those uploaded. */
function withPosition(sentence: string, { files }: Import): string {
  const index = files.findIndex(({ name }) => {
    const start = `Reading ${name}`;
    return sentence === start || sentence.startsWith(`${start} › `);
  });
  return files.length > 1 && index >= 0 ? `${sentence} (${index + 1} of ${files.length})` : sentence;
}

function inOrder(tables: readonly TableReading[], names: readonly string[]): readonly TableReading[] {
  const position = new Map(names.map((name, index) => [name, index]));
  return tables.toSorted((one, other) => (position.get(one.name) ?? 0) - (position.get(other.name) ?? 0));
}

/** The reading as a whole: tables that hold the same totals say so, and nothing was lost. */
function readingOf(tables: readonly TableReading[]): Reading {
  const reports = tables.map(({ report }) => report);
  const alike = sameTotalsWarnings(reports);
  const control = addControls(
    reports.filter(({ status }) => status === 'read').map((report) => report.control),
  );
  assertNothingLost('All files', control);
  return {
    tables: tables.map((table) => {
      const more = alike.filter(({ file }) => file === table.name);
      return more.length === 0 ? table : { ...table, warnings: [...table.warnings, ...more] };
    }),
    control,
  };
}

async function openTables(
  parts: ImportParts,
  { scratch }: LakeSession,
  order: ReadingOrder,
  answers: Answers,
) {
  const files: LedgerFiles = { open: (paths, folder) => namedOnce(parts.files.open(paths, folder)) };
  const { one, say } = order;
  return readTables(
    { files, vocabulary: parts.vocabulary, scratch },
    {
      paths: parts.uploads.pathsOf(one.id, one.files),
      mapping: { answers },
      progress: (sentence) => say(withPosition(sentence, one)),
    },
  );
}

/** Reads the uploaded files of an import into a session of the lake, by its answers laid over those saved before. */
export async function readImport(
  parts: ImportParts,
  session: LakeSession,
  order: ReadingOrder,
): Promise<ReadImport> {
  const { one, saved, current, say } = order;
  const answersWith = (profiles: Answers['profiles']): Answers => ({ schemaVersion: 1, profiles });
  const profiles = overlaidProfiles(saved.profiles, one.answers.profiles);
  const answers = answersWith(profiles);
  const { mapped, passedOver, names } = await openTables(parts, session, order, answers);
  const shown = mapped.length + passedOver.length > many ? linesOfMany : linesOfOne;
  const linesShown = order.forPeople ? shown : 0;
  const ownAnswers = answersWith(one.answers.profiles);
  const context: ReadingContext = { parts, session, answers, ownAnswers, current, linesShown };
  const tables = passedOver.map((passed) => passedOverReading(passed, linesShown));
  const staged = new Map<string, { readonly id: number; readonly rejects: readonly Reject[] }>();
  const lakeParts = { lake: session.lake, vocabulary: parts.vocabulary };
  let rejectsLeft = rejectsOfAll;
  for (const [index, table] of mapped.entries()) {
    const numbered = { mapped: table, id: index + 1 };
    const { name } = table.table;
    say(`Checking ${name}${mapped.length > 1 ? ` (${index + 1} of ${mapped.length})` : ''}`);
    const mostRejects = Math.min(rejectsOfOne, rejectsLeft);
    const imported = await importTable(lakeParts, numbered, {
      answers,
      mostRejects,
      isFatal: isMachineFault,
    });
    rejectsLeft -= imported.rejects.length;
    if (imported.report.status === 'read') staged.set(name, { id: numbered.id, rejects: imported.rejects });
    tables.push(await tableReading(context, numbered, imported));
  }
  return { reading: readingOf(inOrder(tables, names)), staged, profiles };
}
