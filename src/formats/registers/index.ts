import type { RegisterFile, RegisterKind, RegisterReading } from '../../domain/suppliers/index.ts';
import { accept, type Decision, type LocalDate, monthNamed, refuse } from '../../domain/values/index.ts';
import { readDay } from './cells.ts';
import { findTables, type PackedLimits, usualLimits } from './packed.ts';
import { EntityReader } from './readEntities.ts';
import { type KnownTable, recognise } from './recognise.ts';
import { refusalIn, refusing } from './refusals.ts';

export { refusalIn } from './refusals.ts';

const kindNames: Readonly<Record<RegisterKind, string>> = {
  companies: 'the register of companies',
  charities: 'the register of charities',
  register: 'another list',
};

function kindOf(tables: readonly KnownTable[]): RegisterKind {
  const kinds = new Set(
    tables.flatMap(({ role }): readonly RegisterKind[] => {
      if (role === 'not used') return [];
      return [role === 'charity names' ? 'charities' : role];
    }),
  );
  const [kind, other] = kinds;
  if (kind === undefined) {
    const sentence = `${tables[0]?.label} is a part of the register of charities that is not needed. Add publicextract.charity, and publicextract.charity_other_names with it.`;
    throw refusing('register-not-needed', sentence);
  }
  if (other !== undefined) {
    const sentence = `These files are of different registers: ${kindNames[kind]} and ${kindNames[other]}. Add each on its own.`;
    throw refusing('register-mixed', sentence);
  }
  if (kind === 'charities' && tables.every(({ role }) => role !== 'charities')) {
    const sentence = `${tables[0]?.label} holds only the other names of charities. Add publicextract.charity together with it.`;
    throw refusing('register-only-names', sentence);
  }
  return kind;
}

/** The day that the extract gives for itself in every record, or the month in a file's name. */
function dateOf(tables: readonly KnownTable[]): RegisterReading['date'] {
  for (const { header, first } of tables) {
    const said = readDay(first[header.indexOf('date_of_extract')] ?? '');
    if (said !== null && said !== 'unreadable') return { day: said, from: 'register' };
  }
  const months = tables.flatMap(({ names }) => names).map(monthNamed);
  const named = months.find((month): month is LocalDate => month !== undefined);
  return named === undefined ? null : { day: named, from: 'file name' };
}

async function open(files: readonly RegisterFile[], limits: PackedLimits): Promise<RegisterReading> {
  const tables: KnownTable[] = [];
  for (const table of await findTables(files, limits)) tables.push(await recognise(table));
  const kind = kindOf(tables);
  const reader = new EntityReader(tables);
  return { kind, date: dateOf(tables), entities: reader.entities(), tally: () => reader.tally() };
}

function fileOf(path: string): RegisterFile {
  return {
    path,
    label:
      path
        .replace(/[\\/]+$/, '')
        .split(/[\\/]/)
        .at(-1) ?? path,
  };
}

/**
 * Opens a register: the monthly file of Companies House or its parts, the extract of the Charity Commission with its
 * other names, or a plain list of organisations as CSV; packed or not, as files or a folder. The organisations are read
 * as they are asked for, in little memory. What turns out to be damaged on the way ends them with an error that
 * `refusalIn` turns into a sentence.
 */
export async function readRegister(
  from: string | readonly RegisterFile[],
  limits: Partial<PackedLimits> = {},
): Promise<Decision<RegisterReading>> {
  const files = typeof from === 'string' ? [fileOf(from)] : from;
  try {
    return accept(await open(files, { ...usualLimits, ...limits }));
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    return refuse(refusal.code, refusal.sentence);
  }
}
