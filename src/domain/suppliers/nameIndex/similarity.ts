/**
 * The cosine of two keys: what their common grams weigh, over the geometric mean of what each weighs. Square root and
 * division are exact to the last bit everywhere, so the same keys have the same similarity on every machine.
 */
export function similarityOf(common: number, norm: number, otherNorm: number): number {
  return common / Math.sqrt(norm * otherNorm);
}
