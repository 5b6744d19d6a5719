/** In how many bits the grams of a key are summed up. */
const bits = 64;
const nibbles = bits / 4;

/** Grams that weigh less are in so many keys that a bit for them would say nothing. */
const leastWeight = 1_500;

/** Stands for a gram that has no bit. */
export const noBit = 255;

/** The bit that says that a key may have this gram. */
export function bitOf(gram: number, weight: number): number {
  return weight < leastWeight ? noBit : Math.imul(gram + 1, 0x9e3779b1) >>> 26;
}

/** What a key can have in common with a question at most, as its signature tells. */
export interface SignatureBound {
  /** Takes in grams `from` to `to` as the question; answers what weighs nothing in any signature. */
  readonly ask: (grams: Uint16Array, weights: Uint16Array, from: number, to: number) => number;
  /** For each four bits of a signature, what each of their sixteen values weighs. */
  readonly table: Uint32Array;
}

/** Room for the bounds of one question at a time. */
export function signatureBound(): SignatureBound {
  const table = new Uint32Array(nibbles * 16);
  const weightOfBit = new Uint32Array(bits);
  const ask = (grams: Uint16Array, weights: Uint16Array, from: number, to: number): number => {
    weightOfBit.fill(0);
    let always = 0;
    for (let at = from; at < to; at += 1) {
      const weight = weights[at] ?? 0;
      const bit = bitOf(grams[at] ?? 0, weight);
      if (bit === noBit) always += weight;
      else weightOfBit[bit] = (weightOfBit[bit] ?? 0) + weight;
    }
    for (let nibble = 0; nibble < nibbles; nibble += 1) {
      const first = nibble * 4;
      for (let value = 1; value < 16; value += 1) {
        const lowest = 31 - Math.clz32(value & -value);
        table[nibble * 16 + value] =
          (table[nibble * 16 + (value & (value - 1))] ?? 0) + (weightOfBit[first + lowest] ?? 0);
      }
    }
    return always;
  };
  return { ask, table };
}
