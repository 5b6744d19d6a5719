import type { Refusal } from '../../../domain/values/index.ts';

/** A refusal beside the field it is about; the summary leads to the field. */
export interface FieldError {
  readonly field: string;
  readonly text: string;
  readonly href: string;
}

/** Refusals as errors of a form; `fieldOf` says which field a code is about. */
export function fieldErrors(
  refusals: readonly Refusal[],
  fieldOf: (code: string) => string,
): readonly FieldError[] {
  return refusals.map(({ code, sentence }) => ({
    field: fieldOf(code),
    text: sentence,
    href: `#${fieldOf(code)}`,
  }));
}
