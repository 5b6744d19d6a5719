/** How many keys are looked at together: few enough that what is counted of them stays near the processor. */
export const bandSize = 65_536;

/** A share of one, in which shares of a key's norm are counted. */
export const wholeShare = 255;

/**
 * An index as arrays of numbers and nothing else, so that it is saved and opened without being parsed, and shared
 * between threads. Different keys are numbered in order of their norm, and cut into bands of `bandSize`.
 */
export interface NameIndexTables {
  /** What each gram weighs: the square of its inverse document frequency, in whole 64ths. */
  readonly weights: Uint16Array;
  /** The UTF-8 bytes of all keys, one after another, and where each begins; one more offset than keys. */
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  /** The sum of the weights of a key's grams. */
  readonly norms: Uint32Array;
  /** One bit for each key: whether a gram comes twice in it. */
  readonly repeating: Uint8Array;
  /** The rows that have a key, in order, and where those of each key begin; one more offset than keys. */
  readonly rows: Uint32Array;
  readonly rowStarts: Uint32Array;
  /** Open addressing: key number plus one at the hash of the key, or at the next free place. */
  readonly slots: Uint32Array;
  /** For each band and gram where its postings begin; one more offset than bands times grams. */
  readonly postingStarts: Uint32Array;
  /** Keys that have the gram, counted from the first key of their band. */
  readonly postings: Uint16Array;
  /** What the gram and all that come after it in the key's order weigh, as a share of the key's norm, rounded up. */
  readonly shares: Uint8Array;
  /** A few words for each key: a bit for each of its grams that are not too common. */
  readonly signatures: Int32Array;
}

/** The names of the arrays in the order in which they are written down. */
export const tableNames = [
  'weights',
  'bytes',
  'starts',
  'norms',
  'repeating',
  'rows',
  'rowStarts',
  'slots',
  'postingStarts',
  'postings',
  'shares',
  'signatures',
] as const satisfies readonly (keyof NameIndexTables)[];
