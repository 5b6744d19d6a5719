import type { KnownSet } from '../../../actions/measures/types.ts';
import {
  type ColumnMeaning,
  columnMeanings,
  columnsIn,
  type SetMapping,
  type SheetColumn,
} from '../../../domain/measures/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { meaningWords, setHref } from './setWords.ts';

function fieldOf(index: number): string {
  return `column-${index + 1}`;
}

/** The columns of the file that a draft was read from; null where there is no such draft. */
export function columnsOf({ set, stored }: KnownSet): readonly SheetColumn[] | null {
  if (set.status !== 'draft' || stored?.source.kind !== 'file' || stored.source.rows === null) return null;
  return columnsIn({ ...stored.source, rows: stored.source.rows });
}

function meaningOf(text: string | null): ColumnMeaning | undefined {
  return columnMeanings.find((meaning) => meaning === text);
}

/** What the form says of the columns; refused where two columns have one meaning. */
export function mappingIn(
  columns: readonly SheetColumn[],
  form: URLSearchParams,
): { readonly mapping: SetMapping; readonly refusals: readonly Refusal[] } {
  const said = columns.map(({ header }, index) => ({
    ...{ header, field: fieldOf(index), meaning: meaningOf(form.get(fieldOf(index))) },
  }));
  const refusals = said.flatMap(({ header, field, meaning }) => {
    const first = said.find((other) => meaning !== undefined && other.meaning === meaning);
    if (meaning === undefined || first === undefined || first.field === field) return [];
    const sentence = `“${first.header}” and “${header}” cannot both be the ${meaningWords[meaning].toLowerCase()}. Choose one of them.`;
    return [{ code: field, sentence }];
  });
  const mapping = Object.fromEntries(
    said.flatMap(({ header, meaning }) => (meaning === undefined ? [] : [[meaning, header]])),
  );
  return { mapping, refusals };
}

/** The form that says what columns mean, as it is or as it was sent. */
export function columnsView(
  { ref, set, stored }: KnownSet,
  columns: readonly SheetColumn[],
  { form, refusals }: { readonly form: URLSearchParams | null; readonly refusals: readonly Refusal[] },
) {
  const shown = columns.map(({ header, meaning, examples }, index) => ({
    ...{ field: fieldOf(index), header, examples: examples.map((text) => text.slice(0, 60)).join('; ') },
    value: (form === null ? meaning : meaningOf(form.get(fieldOf(index)))) ?? '',
    error: refusals.find(({ code }) => code === fieldOf(index))?.sentence ?? null,
  }));
  return {
    ...{ name: set.name, action: setHref(ref, '/columns'), back: setHref(ref), edits: stored?.edits ?? 0 },
    columns: shown,
    options: [
      { value: '', text: 'Not read' },
      ...columnMeanings.map((value) => ({ value, text: meaningWords[value] })),
    ],
    errors: refusals.map(({ code, sentence }) => ({
      text: sentence,
      href: `#${shown.some(({ field }) => field === code) ? code : fieldOf(0)}`,
    })),
  };
}
