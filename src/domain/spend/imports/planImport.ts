import type { Refusal } from '../../values/index.ts';
import type { BatchId, ImportAnswers, Reading, TableChoice, TableReading } from './types.ts';

/** A table that becomes a batch, and the batch whose place it takes. */
export interface PlannedTable {
  readonly table: TableReading;
  readonly replaces: BatchId | null;
}

export interface ImportPlan {
  readonly add: readonly PlannedTable[];
  /** Names of tables that are in the store already. */
  readonly unchanged: readonly string[];
  /** Names of tables that a person left out. */
  readonly leftOut: readonly string[];
}

function choiceFor({ name }: TableReading, answers: ImportAnswers): TableChoice | undefined {
  return Object.hasOwn(answers.tables, name) ? answers.tables[name] : undefined;
}

/** The batches that a table may take the place of: those that hold some of the same payments. */
export function replaceable(table: TableReading): readonly BatchId[] {
  return [...(table.sameBytes ? [table.sameBytes.batch] : []), ...table.overlaps.map(({ batch }) => batch)];
}

/** One document in so many lines: fewer are invoices paid in parts, which real ledgers list in two months. */
const linesPerSharedDocument = 10;

/**
 * The overlaps that a person has to decide about: some line is in the batch as well, or a tenth of the lines have a
 * document of it, as when a month is published again with other amounts. Fewer shared documents are only shown.
 */
export function overlapsToDecide({ overlaps, report }: TableReading): TableReading['overlaps'] {
  const { accepted } = report.control;
  return overlaps.filter(
    ({ sameLines, sameDocuments }) => sameLines > 0 || sameDocuments * linesPerSharedDocument >= accepted,
  );
}

/** Which tables become batches, which batches they replace, and which tables change nothing. */
export function planImport(reading: Reading, answers: ImportAnswers): ImportPlan {
  const left = (table: TableReading) => choiceFor(table, answers)?.take === 'leave-out';
  const add = reading.tables.flatMap((table): PlannedTable[] => {
    if (table.status !== 'ready' || table.report.control.accepted === 0 || left(table)) return [];
    const choice = choiceFor(table, answers);
    return [{ table, replaces: choice?.take === 'replace' ? choice.batch : null }];
  });
  const namesOf = (tables: readonly TableReading[]) => tables.map(({ name }) => name);
  return {
    add,
    unchanged: namesOf(reading.tables.filter(({ status }) => status === 'same')),
    leftOut: namesOf(reading.tables.filter((table) => table.status !== 'same' && left(table))),
  };
}

function matter(code: string, table: TableReading, sentence: string): Refusal {
  return { code: `${code}:${table.name}`, sentence };
}

function mattersOf(table: TableReading, answers: ImportAnswers): readonly Refusal[] {
  const choice = choiceFor(table, answers);
  if (choice?.take === 'leave-out') return [];
  const { name, sameBytes } = table;
  if (table.status === 'asks') {
    const asked = table.questions.map(({ sentence }) => sentence).join(' ');
    return [matter('question', table, `Answer the question about ${name}, or leave it out: ${asked}`)];
  }
  if (table.status !== 'ready') return [];
  if (choice?.take === 'replace' && !replaceable(table).includes(choice.batch)) {
    const gone = `The batch that ${name} was to replace does not hold the same payments any more.`;
    return [matter('replace', table, `${gone} Say again what to do with ${name}.`)];
  }
  if (sameBytes && choice?.take !== 'replace') {
    const same = `${name} holds the same bytes as ${sameBytes.name}, which was imported and read another way.`;
    return [matter('same-bytes', table, `${same} Replace it, or leave this one out.`)];
  }
  const undecided = overlapsToDecide(table);
  if (undecided.length > 0 && !choice) {
    const there = undecided.map((overlap) => overlap.name).join(', ');
    const said = `${name} holds payments that are in ${there} as well.`;
    return [matter('overlap', table, `${said} Say whether to add, replace or leave out.`)];
  }
  return [];
}

/** Two tables cannot both take the place of one batch, because only one can be named as its successor. */
function sharedPlaces({ add }: ImportPlan): readonly Refusal[] {
  return add.flatMap(({ table, replaces }, index) => {
    const first = add.slice(0, index).find((other) => replaces !== null && other.replaces === replaces);
    if (!first) return [];
    const both = `${first.table.name} and ${table.name} are both to replace the same batch.`;
    return [matter('replace', table, `${both} Let one of them replace it and add the other.`)];
  });
}

function nothingToAdd({ tables }: Reading, plan: ImportPlan): Refusal {
  const code = 'nothing-to-add';
  if (tables.length > 0 && plan.unchanged.length === tables.length) {
    return {
      code,
      sentence: 'Everything in these files is imported already. Importing it again changes nothing.',
    };
  }
  if (plan.leftOut.length > 0) {
    return {
      code,
      sentence: 'With what you left out there is nothing to import. Take a table in, or cancel.',
    };
  }
  return {
    code,
    sentence: 'None of these files holds a payment that can be added. Cancel, and try other files.',
  };
}

/**
 * What still stands between a reading and its import, as sentences a person can act on: open questions, payments
 * that are in the store as well, and nothing to add. Empty when the import can be confirmed.
 */
export function openMatters(reading: Reading, answers: ImportAnswers): readonly Refusal[] {
  const plan = planImport(reading, answers);
  const open = [...reading.tables.flatMap((table) => mattersOf(table, answers)), ...sharedPlaces(plan)];
  return open.length === 0 && plan.add.length === 0 ? [nothingToAdd(reading, plan)] : open;
}
