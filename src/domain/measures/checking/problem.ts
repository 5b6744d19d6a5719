/** Something wrong in a set of measures: a stable code, the measure it is about, and a sentence a person can act on. */
export interface SetProblem {
  readonly code: string;
  /** Null where it is about the set, a list or a rule. */
  readonly reference: string | null;
  readonly sentence: string;
}

/** The texts that occur more than once, each named once; capitals and small letters are the same. */
export function repeated(texts: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  for (const text of texts) seen.set(text.toLowerCase(), (seen.get(text.toLowerCase()) ?? 0) + 1);
  return texts.filter((text, index) => {
    const first = texts.findIndex((other) => other.toLowerCase() === text.toLowerCase()) === index;
    return first && (seen.get(text.toLowerCase()) ?? 0) > 1;
  });
}
