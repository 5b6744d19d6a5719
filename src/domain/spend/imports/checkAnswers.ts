import { accept, type Decision, type Refusal } from '../../values/index.ts';
import { columnReference, resolveColumn } from '../mapping/answers.ts';
import { answersSchema, type Profile, type Role, roleWords } from '../mapping/index.ts';
import { replaceable } from './planImport.ts';
import { basisOfRole, overlaidProfile } from './profiles.ts';
import type { ImportAnswers, Reading, TableChoice, TableReading } from './types.ts';

/** What a person said on the check page, by the shown names of tables. */
export interface SaidOfTables {
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly tables: Readonly<Record<string, TableChoice>>;
}

const longestMark = 20;

function about(table: string, field: string, sentence: string): Refusal {
  return { code: `answer:${table}:${field}`, sentence };
}

/** The names of a table's columns in the order of the file. */
function namesOf({ columns }: TableReading): readonly string[] {
  return columns.map(({ name }) => name);
}

function shapeTroubles(table: string, profile: Profile): readonly Refusal[] {
  const read = answersSchema.safeParse({ schemaVersion: 1, profiles: { said: profile } });
  if (read.success) return [];
  const fields = [...new Set(read.error.issues.map(({ path }) => String(path[2] ?? 'profile')))];
  return fields.map((field) =>
    about(table, field, `This answer about ${table} is none we know. Choose another.`),
  );
}

/** The columns that an answer names, under the names answers are saved with, and what is wrong with it. */
function named(table: TableReading, references: readonly string[], field: string) {
  const names = namesOf(table);
  const found = references.map((reference) => ({ reference, column: resolveColumn(reference, names) }));
  const columns = new Map(
    found.flatMap(({ reference, column }) =>
      'index' in column ? [[reference, columnReference(names, column.index)] as const] : [],
    ),
  );
  const troubles = found.flatMap(({ column }) =>
    'sentence' in column ? [about(table.name, field, column.sentence)] : [],
  );
  return { columns, troubles };
}

function twice(table: TableReading, roles: readonly (readonly [string, Role | null])[]): readonly Refusal[] {
  const kindOf = (role: Role) => (basisOfRole(role) === undefined ? role : 'amount');
  const seen = new Map<string, string>();
  return roles.flatMap(([column, role]): Refusal[] => {
    if (role === null) return [];
    const kind = kindOf(role);
    const other = seen.get(kind);
    seen.set(kind, column);
    if (other === undefined) return [];
    const meaning = kind === 'amount' ? 'the amount to add up' : roleWords[role];
    const sentence = `"${other}" and "${column}" cannot both be ${meaning}. Choose one of them.`;
    return [about(table.name, 'roles', sentence)];
  });
}

/** Meanings of columns, with an amount among them turned into the column that is added up and its VAT. */
function withAmount(profile: Profile, roles: readonly (readonly [string, Role | null])[]): Profile {
  const [amount] = roles.flatMap(([column, role]) => {
    const basis = basisOfRole(role);
    return basis === undefined ? [] : [{ column, basis }];
  });
  const others = Object.fromEntries(roles.filter(([, role]) => basisOfRole(role) === undefined));
  const { roles: _, ...rest } = profile;
  const meanings = roles.length > 0 ? { roles: others } : {};
  if (!amount || rest.amountColumn !== undefined) return { ...rest, ...meanings };
  const amountBasis = rest.amountBasis ?? amount.basis;
  return { ...rest, ...meanings, amountColumn: amount.column, amountBasis };
}

/** One table's answers with its columns under the names that are saved, or what is wrong with them. */
function checkedProfile(table: TableReading, profile: Profile): Decision<Profile> {
  const shape = shapeTroubles(table.name, profile);
  if (shape.length > 0) return { ok: false, refusals: shape };
  const amount = named(
    table,
    profile.amountColumn === undefined ? [] : [profile.amountColumn],
    'amountColumn',
  );
  const meant = named(table, Object.keys(profile.roles ?? {}), 'roles');
  const roles = Object.entries(profile.roles ?? {}).flatMap(([reference, role]) => {
    const column = meant.columns.get(reference);
    return column === undefined ? [] : [[column, role] as const];
  });
  const mark = profile.creditIndicator;
  const long = mark !== undefined && (mark.trim() === '' || mark.length > longestMark);
  const markTrouble = about(table.name, 'creditIndicator', 'A mark of credits has 1 to 20 characters.');
  const troubles = [
    ...amount.troubles,
    ...meant.troubles,
    ...twice(table, roles),
    ...(long ? [markTrouble] : []),
  ];
  if (troubles.length > 0) return { ok: false, refusals: troubles };
  const [column] = amount.columns.values();
  return accept(withAmount({ ...profile, ...(column === undefined ? {} : { amountColumn: column }) }, roles));
}

/** Two tables with one header are read one way, so answers to them must agree. */
function disagreements(table: string, profile: Profile, earlier: Profile | undefined): readonly Refusal[] {
  if (!earlier) return [];
  const before = new Map<string, unknown>(Object.entries(earlier));
  const fields = Object.entries(profile).filter(
    ([field, value]) => before.has(field) && JSON.stringify(before.get(field)) !== JSON.stringify(value),
  );
  const sentence = `${table} has the same header as another table you answered for, and both are read the same way. Give one answer to both, or import them one after the other.`;
  return fields.map(([field]) => about(table, field, sentence));
}

function choiceTroubles(table: TableReading, choice: TableChoice): readonly Refusal[] {
  const { name, status, sameBytes } = table;
  const say = (sentence: string) => [about(name, 'take', sentence)];
  if (choice.take === 'leave-out') return [];
  if (status === 'same') return say(`${name} is imported already. Importing it again changes nothing.`);
  if (status === 'refused' || status === 'ignored')
    return say(`${name} cannot be added, because it was not read.`);
  if (choice.take === 'replace') {
    if (replaceable(table).includes(choice.batch)) return [];
    return say(`${name} cannot replace that batch, because they hold none of the same payments.`);
  }
  if (!sameBytes) return [];
  return say(`${name} holds the same bytes as ${sameBytes.name}. Replace it, or leave this one out.`);
}

interface Gathered {
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly refusals: readonly Refusal[];
}

function gatherProfiles(tables: ReadonlyMap<string, TableReading>, said: SaidOfTables): Gathered {
  const profiles: Record<string, Profile> = {};
  const refusals: Refusal[] = [];
  for (const [name, profile] of Object.entries(said.profiles)) {
    const table = tables.get(name);
    const key = table?.signature;
    if (!table || !key) {
      refusals.push(
        about(name, 'table', `There is no table "${name.slice(0, 200)}" to answer for in this import.`),
      );
      continue;
    }
    const checked = checkedProfile(table, profile);
    if (!checked.ok) {
      refusals.push(...checked.refusals);
      continue;
    }
    refusals.push(...disagreements(name, checked.value, profiles[key]));
    profiles[key] = { ...profiles[key], ...checked.value };
  }
  return { profiles, refusals };
}

function choicesTroubles(tables: ReadonlyMap<string, TableReading>, said: SaidOfTables): readonly Refusal[] {
  return Object.entries(said.tables).flatMap(([name, choice]) => {
    const table = tables.get(name);
    if (table) return choiceTroubles(table, choice);
    return [about(name, 'table', `There is no table "${name.slice(0, 200)}" in this import.`)];
  });
}

/**
 * Lays what a person said over the answers of an import, by the signatures of headers. Refuses what does not fit, with
 * codes `answer:<table>:<field>`: a table or column that is not there, a meaning given twice, an impossible value, a
 * batch that cannot be replaced.
 */
export function mergedAnswers(
  reading: Reading,
  answers: ImportAnswers,
  said: SaidOfTables,
): Decision<ImportAnswers> {
  const tables = new Map(reading.tables.map((table) => [table.name, table]));
  const { profiles, refusals } = gatherProfiles(tables, said);
  const troubles = [...refusals, ...choicesTroubles(tables, said)];
  if (troubles.length > 0) return { ok: false, refusals: troubles };
  const overlaid = Object.entries(profiles).map(
    ([key, profile]) => [key, overlaidProfile(answers.profiles[key] ?? {}, profile)] as const,
  );
  return accept({
    profiles: { ...answers.profiles, ...Object.fromEntries(overlaid) },
    tables: { ...answers.tables, ...said.tables },
  });
}
