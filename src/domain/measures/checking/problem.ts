/** Something wrong in a set of measures: a stable code, the measure it is about, and a sentence a person can act on. */
export interface SetProblem {
  readonly code: string;
  /** Null where it is about the set, a list or a rule. */
  readonly reference: string | null;
  readonly sentence: string;
}

/** The texts that occur more than once, each named once; capitals and small letters are the same. */
export function repeated(texts: readonly string[]): readonly string[] {
  const small = texts.map((text) => text.toLowerCase());
  return texts.filter((text, index) => {
    const one = text.toLowerCase();
    return small.indexOf(one) === index && small.lastIndexOf(one) > index;
  });
}
