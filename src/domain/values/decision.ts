/** Why something was refused: a stable code for programs and a sentence a person can act on. */
export interface Refusal {
  readonly code: string;
  readonly sentence: string;
}

/** The outcome of a rule that may refuse. Expected refusals are values; bugs are assertions. */
export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The outcome of a rule that holds. */
export function accept<T>(value: T): Decision<T> {
  return { ok: true, value };
}

/** The outcome of a rule that refuses for one reason: a stable code and a sentence a person can act on. */
export function refuse(code: string, sentence: string): Decision<never> {
  return { ok: false, refusals: [{ code, sentence }] };
}

/** Stops the program when one of our own assumptions does not hold. Never used for what a person typed. */
export function assert(condition: boolean, assumption: string): asserts condition {
  if (!condition) throw new Error(`Assumption broken: ${assumption}`);
}
