import { z } from 'zod';
import {
  type NameIndexTables,
  nameIndexFormat,
  tableNames,
  type WordCounts,
} from '../../domain/suppliers/index.ts';

/** All names of an edition, ready to be searched. */
export interface SearchedNames {
  readonly tables: NameIndexTables;
  /** The number of the organisation for each row of the index. */
  readonly owners: Int32Array;
  readonly counts: WordCounts;
}

/** The head of a file: text that says what each stretch of it is, padded with spaces. */
export const headBytes = 4_096;
/** The SHA-256 of everything before it. */
export const checkBytes = 32;
/** How much is read or written at once; a file may be larger than one call can take. */
export const bytesAtOnce = 1 << 26;
const alignment = 64;

const sections = [...tableNames, 'owners', 'wordCounts', 'words'] as const;
export type Section = (typeof sections)[number];

const placeSchema = z.object({ from: z.int().nonnegative(), bytes: z.int().nonnegative() });
const headSchema = z.object({
  format: z.literal(nameIndexFormat),
  fingerprint: z.string(),
  names: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  places: z.record(z.enum(sections), placeSchema),
});

/** What a file says about itself. */
export type Head = z.infer<typeof headSchema>;

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Names as the stretches of bytes that a file of them has. */
export function stretchesOf({ tables, owners, counts }: SearchedNames): ReadonlyMap<Section, Uint8Array> {
  const words = new TextEncoder().encode([...counts.counts.keys()].join('\n'));
  const more = { owners, wordCounts: Uint32Array.from(counts.counts.values()), words };
  const all = { ...tables, ...more };
  return new Map(sections.map((name) => [name, bytesOf(all[name])]));
}

/** The head for some stretches, which lie one after another behind it. */
export function headOf(
  stretches: ReadonlyMap<Section, Uint8Array>,
  { fingerprint, names }: Pick<Head, 'fingerprint' | 'names'>,
): Head {
  let bytes = 0;
  const places = [...stretches].map(([name, { byteLength }]) => {
    const place = { from: bytes, bytes: byteLength };
    bytes = Math.ceil((bytes + byteLength) / alignment) * alignment;
    return [name, place] as const;
  });
  // Every stretch has a place.
  const placed = Object.fromEntries(places) as Head['places'];
  return { format: nameIndexFormat, fingerprint, names, bytes, places: placed };
}

/** A head as the bytes that stand in a file. */
export function writtenHead(head: Head): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(head).padEnd(headBytes - 1)}\n`);
}

/** What the first bytes of a file say; undefined where they are no head of this format. */
export function readHead(bytes: Uint8Array): Head | undefined {
  try {
    return headSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}
