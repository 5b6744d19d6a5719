/** A hash of some bytes (FNV-1a, with its upper half mixed in): the same on every machine. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Whether two stretches of bytes are the same. */
export function sameBytes(
  one: { readonly bytes: Uint8Array; readonly from: number; readonly to: number },
  other: Uint8Array,
  from: number,
): boolean {
  const { bytes, from: first, to } = one;
  for (let at = first; at < to; at += 1) if (bytes[at] !== other[from + at - first]) return false;
  return true;
}
