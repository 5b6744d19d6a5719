/** In how many words of 32 bits the grams of a key are summed up. */
export const signatureWords = 2;

/** Grams that weigh less are in so many keys that a bit for them would say nothing. */
const leastWeight = 1_500;

/** Whether keys say by a bit that they may have a gram of this weight. */
export function hasBit(weight: number): boolean {
  return weight >= leastWeight;
}

/** The bit that says that a key may have this gram. */
export function bitOf(gram: number): number {
  return (Math.imul(gram + 1, 0x9e3779b1) >>> 16) % (32 * signatureWords);
}

/** Sets a bit in the signature of a key. */
export function sign(signatures: Int32Array, key: number, bit: number): void {
  const word = signatureWords * key + (bit >> 5);
  signatures[word] = (signatures[word] ?? 0) | (1 << (bit & 31));
}

/** How many bits are set in two words together. */
export function bitsSet(one: number, other: number): number {
  const first = one - ((one >>> 1) & 0x55555555);
  const second = other - ((other >>> 1) & 0x55555555);
  const fours =
    (first & 0x33333333) +
    ((first >>> 2) & 0x33333333) +
    (second & 0x33333333) +
    ((second >>> 2) & 0x33333333);
  return Math.imul((fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}
