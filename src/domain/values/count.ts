/** A whole number with commas between thousands, the same in every locale: `27,339`. */
export function formatCount(count: number): string {
  return withCommas(String(count));
}

/** A count with its noun: `1 batch`, `1,604 batches`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Names as a sentence has them: `A`, `A and B`, `A, B and C`. Nothing of none. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Digits with commas between thousands. */
export function withCommas(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
