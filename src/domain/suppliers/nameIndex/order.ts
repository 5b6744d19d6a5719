/** Puts grams in the one order that keys and questions share: the heaviest first, then by number. */
export function orderGrams(
  grams: Uint16Array,
  weights: Uint16Array,
  { from, count }: { readonly from: Uint16Array; readonly count: number },
): void {
  for (let read = 0; read < count; read += 1) {
    const gram = from[read] ?? 0;
    const weight = weights[gram] ?? 0;
    let at = read;
    for (; at > 0; at -= 1) {
      const other = grams[at - 1] ?? 0;
      const theirs = weights[other] ?? 0;
      if (theirs > weight || (theirs === weight && other < gram)) break;
      grams[at] = other;
    }
    grams[at] = gram;
  }
}
