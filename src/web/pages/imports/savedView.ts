import type { Import, Reading, TableReading } from '../../../domain/spend/imports/types.ts';
import { type Profile, roleWords } from '../../../domain/spend/mapping/index.ts';
import { namesText } from './importWords.ts';

/** Answers of an earlier import that were used again, for the tables with one header. */
export interface SavedView {
  readonly names: string;
  readonly answers: readonly string[];
  readonly changeHref: string | null;
}

const basisWords = {
  net: 'without VAT',
  gross: 'with VAT',
  'not stated': 'not said whether with or without VAT',
} as const;

function amountAnswer({ amountColumn, amountBasis }: Profile): string | null {
  if (amountColumn === undefined) return null;
  return `“${amountColumn}” is added up${amountBasis === undefined ? '' : `, ${basisWords[amountBasis]}`}`;
}

function creditAnswer({ creditIndicator }: Profile): string | null {
  if (creditIndicator === undefined || creditIndicator.toLowerCase() === 'none') return null;
  return `The mark “${creditIndicator}” means money back`;
}

/** What a profile says, in words for a list. */
export function profileWords(profile: Profile): readonly string[] {
  const { dateOrder, lastLine, roles = {} } = profile;
  const meanings = Object.entries(roles).flatMap(([column, role]) =>
    role === null ? [`“${column}” is not used`] : [`“${column}” is ${roleWords[role]}`],
  );
  const answers = [
    amountAnswer(profile),
    dateOrder === undefined ? null : `Dates give the ${dateOrder === 'dmy' ? 'day' : 'month'} first`,
    creditAnswer(profile),
    lastLine === undefined ? null : `A last line with nothing but an amount is a ${lastLine}`,
    ...meanings,
  ];
  return answers.filter((answer) => answer !== null);
}

/** The answers kept from earlier imports that this one used, once for each header. */
export function savedView(one: Pick<Import, 'id' | 'state'>, { tables }: Reading): readonly SavedView[] {
  const groups = new Map<string, { readonly tables: TableReading[]; readonly position: number }>();
  for (const [index, table] of tables.entries()) {
    if (!table.fromSavedAnswers) continue;
    const key = table.signature ?? table.name;
    const group = groups.get(key) ?? { tables: [], position: index + 1 };
    group.tables.push(table);
    groups.set(key, group);
  }
  return [...groups.values()].slice(0, 10).map((group) => ({
    names: namesText(group.tables.map(({ name }) => name)),
    answers: profileWords({ ...group.tables[0]?.profile, roles: {} }),
    changeHref: one.state === 'waiting' ? `/imports/${one.id}/tables/${group.position}/columns` : null,
  }));
}
