import { z } from 'zod';
import type { DateOrder } from '../reading/date.ts';
import { headerKey, headerSignature } from './headerText.ts';
import { type MappingDecision, type Role, roles } from './types.ts';

const profile = z
  .object({
    amountColumn: z.string().optional().describe('name of the column to add up, or #3 for the third column'),
    amountBasis: z.enum(['net', 'gross', 'not stated']).optional(),
    dateOrder: z.enum(['dmy', 'mdy']).optional(),
    creditIndicator: z
      .string()
      .optional()
      .describe('the value that marks a credit, or none where the amounts carry their own sign'),
    lastLine: z
      .enum(['total', 'payment'])
      .optional()
      .describe('what a last line with nothing but an amount is'),
    roles: z
      .record(z.string(), z.enum(roles).nullable())
      .optional()
      .describe('column name or #3 -> what it is read as; null leaves the column out'),
  })
  .strict();

/** The file that `--answers` reads: one saved profile for each header, under its signature. */
export const answersSchema = z
  .object({ schemaVersion: z.literal(1), profiles: z.record(z.string(), profile) })
  .strict();

export type Profile = z.infer<typeof profile>;
export type Answers = z.infer<typeof answersSchema>;

/** What is known beside the table itself. Options of a command win over saved answers. */
export interface MappingOptions {
  readonly amountColumn?: string | undefined;
  readonly amountBasis?: 'net' | 'gross' | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly answers?: Answers | undefined;
  /** Orders that other files with the same header were settled to by their values (second round). */
  readonly otherOrders?: readonly DateOrder[] | undefined;
}

/** How a column is named in answers and options: its header, or `#3` where that is empty or not the only one. */
export function columnReference(names: readonly string[], index: number): string {
  const name = names[index] ?? '';
  const alike = names.filter((other) => headerKey(other) === headerKey(name)).length;
  return headerKey(name) === '' || alike > 1 ? `#${index + 1}` : name;
}

/** A sentence that lists the columns a person can name. */
export function listedColumns(names: readonly string[]): string {
  const listed = names.flatMap((name, place) => (name === '' ? [] : [`"${name}" (#${place + 1})`]));
  return `The columns are ${listed.join(', ') || 'without names'}.`;
}

/** The column that an answer names, or a sentence why none is meant. */
export function resolveColumn(
  reference: string,
  names: readonly string[],
): { readonly index: number } | { readonly sentence: string } {
  const position = /^#(\d{1,3})$/.exec(reference.trim())?.[1];
  if (position && Number(position) >= 1 && Number(position) <= names.length) {
    return { index: Number(position) - 1 };
  }
  const exact = names.flatMap((name, index) => (name.trim() === reference.trim() ? [index] : []));
  const alike = names.flatMap((name, index) => (headerKey(name) === headerKey(reference) ? [index] : []));
  const [index, ...others] = exact.length === 1 ? exact : alike;
  if (index !== undefined && others.length === 0) return { index };
  const problem = index === undefined ? 'There is no column' : 'There is more than one column';
  return { sentence: `${problem} named "${reference}". ${listedColumns(names)}` };
}

/** The profile that repeats a decision on every file with the same header; null while questions are open. */
export function profileFrom(decision: MappingDecision): Profile | null {
  const { mapping, header } = decision;
  if (!mapping) return null;
  const columns: Partial<Record<Role, number>> = mapping.columns;
  const named = roles.flatMap((role): [string, Role][] => {
    const index = columns[role];
    return index === undefined ? [] : [[columnReference(header.names, index), role]];
  });
  return {
    amountColumn: columnReference(header.names, mapping.amount),
    amountBasis: mapping.amountBasis,
    dateOrder: mapping.dateOrder === 'day first' ? 'dmy' : 'mdy',
    creditIndicator: mapping.creditIndicator ?? 'none',
    roles: Object.fromEntries(named),
  };
}

/** The saved profile for a header, if there is one. */
export function profileFor(names: readonly string[], answers: Answers | undefined): Profile {
  return answers?.profiles[headerSignature(names)] ?? {};
}

/** One line of JSON: the whole file that `--answers` needs to give one profile to one header. */
export function answersFileText(signature: string, saved: Profile): string {
  return JSON.stringify({ schemaVersion: 1, profiles: { [signature]: saved } } satisfies Answers);
}

/** The signatures of saved profiles that are the signature of no file read, in order of code units. */
export function unusedProfiles(
  answers: Answers | undefined,
  signatures: readonly string[],
): readonly string[] {
  const read = new Set(signatures);
  return Object.keys(answers?.profiles ?? {})
    .filter((signature) => !read.has(signature))
    .toSorted();
}
