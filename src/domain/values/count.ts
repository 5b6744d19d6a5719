/** A whole number with commas between thousands, the same in every locale: `27,339`. */
export function formatCount(count: number): string {
  return withCommas(String(count));
}

/** Digits with commas between thousands. */
export function withCommas(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
