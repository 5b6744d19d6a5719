/** Letters without regard to case, digits, the space and everything else: what a gram is written in. */
export const symbols = 38;
const space = 0;
const anythingElse = 37;

/** How many different grams of three symbols there can be. Small enough for tables with a cell for each. */
export const gramCount = symbols ** 3;

function symbolOfByte(byte: number): number {
  if (byte === 0x20) return space;
  const letter = (byte | 0x20) - 0x60;
  if (byte >= 0x41 && letter >= 1 && letter <= 26) return letter;
  return byte >= 0x30 && byte <= 0x39 ? 27 + byte - 0x30 : anythingElse;
}

export const symbolOf = Uint8Array.from({ length: 256 }, (_, byte) => symbolOfByte(byte));

/** A reader of the grams of keys; one at a time, because it remembers which ones it saw in a key. */
export interface GramReader {
  /** The different grams of the last key that was read, in the order in which they come; valid up to `read`'s answer. */
  readonly grams: Uint16Array;
  /** Reads bytes `from` to `to` as one key and answers how many different grams it has. */
  readonly read: (bytes: Uint8Array, from: number, to: number) => number;
}

/** Keys longer than this are read up to here only, on both sides of a comparison. */
export const longestKey = 1_000;

/**
 * Reads the grams of keys. A key is read with a space before and after it, so that the beginning and the end of a
 * name count as those of its words do; a gram that comes twice in a key counts once.
 */
export function gramReader(): GramReader {
  const grams = new Uint16Array(longestKey);
  const seenIn = new Uint32Array(gramCount);
  let key = 0;
  const read = (bytes: Uint8Array, from: number, to: number): number => {
    key += 1;
    const end = Math.min(to, from + longestKey);
    let pair = end > from ? (symbolOf[bytes[from] ?? 0] ?? 0) : 0;
    let found = 0;
    for (let at = from + 1; at <= end; at += 1) {
      const symbol = at < end ? (symbolOf[bytes[at] ?? 0] ?? 0) : space;
      const gram = pair * symbols + symbol;
      pair = (pair % symbols) * symbols + symbol;
      if (seenIn[gram] === key) continue;
      seenIn[gram] = key;
      grams[found] = gram;
      found += 1;
    }
    return found;
  };
  return { grams, read };
}

/** The bytes in which a key is kept and compared: UTF-8, at most the longest length. */
export function keyBytes(key: string, into: Uint8Array): number {
  const length = Math.min(key.length, longestKey);
  for (let at = 0; at < length; at += 1) {
    const unit = key.charCodeAt(at);
    if (unit >= 0x80) return new TextEncoder().encodeInto(key, into).written;
    into[at] = unit;
  }
  return length;
}
