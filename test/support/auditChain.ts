import { createHash } from 'node:crypto';
import {
  type Anchor,
  type AuditFacts,
  type ChainHead,
  emptyHead,
  headOf,
  nextEntry,
  type PersonId,
  parsePersonId,
  type StoredEntry,
  storedEntry,
} from '../../src/domain/organisations/index.ts';
import { minute, organisationId } from './records.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export function personId(number: number): PersonId {
  const parsed = parsePersonId(`per_${String(number).padStart(20, '0')}`);
  if (!parsed) throw new Error(`There is no person ${number}.`);
  return parsed;
}

/** What an invented person did to a batch of the first organisation. */
export function auditFacts(changed: Partial<AuditFacts> = {}): AuditFacts {
  return {
    ...{ chain: organisationId(1), at: minute(0), actor: 'person', person: personId(1) },
    ...{ organisation: organisationId(1), action: 'imports.undo', request: 'req_1', outcome: 'done' },
    subjects: [{ kind: 'batch', id: 'bat_1', before: null, after: 'b'.repeat(64) }],
    reason: null,
    ...changed,
  };
}

/** A chain in memory, as a store holds it. */
export interface HeldChain {
  readonly chain: string;
  readonly entries: readonly StoredEntry[];
  readonly head: ChainHead | null;
  readonly anchors: readonly Anchor[];
}

/** Every third entry is a refusal of nobody in particular, so that every field has been empty and full. */
function factsAt(number: number): AuditFacts {
  if (number % 3 !== 0) return auditFacts({ at: minute(number), request: `req_${number}` });
  const refused = { actor: 'nobody', person: null, outcome: 'refused', reason: 'not-allowed' } as const;
  return auditFacts({ at: minute(number), request: `req_${number}`, subjects: [], ...refused });
}

/** A chain of the first organisation with so many entries. */
export function heldChain(count: number): HeldChain {
  let head = emptyHead(organisationId(1));
  const entries: StoredEntry[] = [];
  for (let number = 1; number <= count; number += 1) {
    const entry = nextEntry(sha256, head, factsAt(number));
    entries.push(storedEntry(entry));
    head = headOf(entry);
  }
  return { chain: head.chain, entries, head, anchors: [] };
}

/** Something that was done to a chain, and the entry in which it is to be found where that is certain. */
export interface Tampering {
  readonly name: string;
  readonly held: HeldChain;
  readonly at: number | null;
}

/** Whole numbers below a bound, always the same for a seed (mulberry32). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Numbers = (below: number) => number;

/** One bit of one byte is another; what was empty is empty text. */
function flipped(value: string | number | null, below: Numbers): string | number {
  if (value === null || value === '') return value === null ? '' : ' ';
  if (typeof value === 'number') return value ^ (1 << below(20));
  const bytes = Buffer.from(value, 'latin1');
  const place = below(bytes.length);
  bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << below(8)), place);
  return bytes.toString('latin1');
}

function withFlip<T extends object>(row: T, below: Numbers): { readonly row: T; readonly field: string } {
  const fields = Object.entries(row);
  const [field = '', value] = fields[below(fields.length)] ?? [];
  return { row: { ...row, [field]: flipped(value, below) }, field };
}

function flipInEntry(held: HeldChain, below: Numbers): Tampering {
  const place = below(held.entries.length);
  const entries = [...held.entries];
  const { row, field } = withFlip(entryAt(held, place), below);
  entries[place] = row;
  return { name: `a bit of ${field}`, held: { ...held, entries }, at: field === 'number' ? null : place + 1 };
}

function flipInHead(held: HeldChain, below: Numbers): Tampering {
  const { row, field } = withFlip(held.head ?? emptyHead(held.chain), below);
  return { name: `a bit of ${field} of the head`, held: { ...held, head: row }, at: null };
}

function entryAt({ entries }: HeldChain, place: number): StoredEntry {
  const entry = entries[place];
  if (!entry) throw new Error(`There is no entry at ${place}.`);
  return entry;
}

function gap(held: HeldChain, below: Numbers): Tampering {
  const start = below(held.entries.length - 1);
  const length = 1 + below(held.entries.length - 1 - start);
  const entries = held.entries.toSpliced(start, length);
  return { name: 'a gap', held: { ...held, entries }, at: start + 1 };
}

function twoPlaces({ entries }: HeldChain, below: Numbers): readonly [number, number] {
  const one = below(entries.length - 1);
  return [one, one + 1 + below(entries.length - one - 1)];
}

function swapped(held: HeldChain, below: Numbers): Tampering {
  const [one, other] = twoPlaces(held, below);
  const entries = [...held.entries];
  [entries[one], entries[other]] = [entryAt(held, other), entryAt(held, one)];
  return { name: 'two entries in each other’s place', held: { ...held, entries }, at: one + 1 };
}

function renumbered(held: HeldChain, below: Numbers): Tampering {
  const [one, other] = twoPlaces(held, below);
  const entries = [...held.entries];
  entries[one] = { ...entryAt(held, other), number: one + 1 };
  entries[other] = { ...entryAt(held, one), number: other + 1 };
  return { name: 'two entries with each other’s number', held: { ...held, entries }, at: one + 1 };
}

function cut(held: HeldChain, below: Numbers): Tampering {
  const kept = below(held.entries.length);
  const entries = held.entries.slice(0, kept);
  return { name: 'a tail cut off', held: { ...held, entries }, at: kept + 1 };
}

function cutWithHead(held: HeldChain, below: Numbers): Tampering {
  const { held: shorter, at } = cut(held, below);
  const last = shorter.entries.at(-1);
  const head = last ? { chain: held.chain, number: last.number, hash: last.hash } : null;
  const anchors = held.head ? [held.head] : [];
  return { name: 'a tail cut off together with its head', held: { ...shorter, head, anchors }, at };
}

function insertedCopy(held: HeldChain, below: Numbers): Tampering {
  const [place, copied] = [below(held.entries.length + 1), below(held.entries.length)];
  const entries = held.entries.toSpliced(place, 0, entryAt(held, copied));
  return { name: 'an entry put in twice', held: { ...held, entries }, at: null };
}

/** From some entry on everything is written anew with right hashes; `until` leaves the rest as it was. */
function forged(held: HeldChain, start: number, end: number): HeldChain {
  const entries = [...held.entries];
  const before = entries[start - 1];
  let head = before ? { ...emptyHead(held.chain), ...headOfRow(before) } : emptyHead(held.chain);
  for (let place = start; place < end; place += 1) {
    const entry = nextEntry(sha256, head, auditFacts({ action: 'forged', request: `req_${place}` }));
    entries[place] = storedEntry(entry);
    head = headOf(entry);
  }
  return { ...held, entries, head: end < entries.length ? held.head : head };
}

function headOfRow({ number, hash }: StoredEntry) {
  return { number, hash };
}

function forgedMiddle(held: HeldChain, below: Numbers): Tampering {
  const [start, end] = twoPlaces(held, below);
  return { name: 'entries written anew', held: forged(held, start, end), at: end + 1 };
}

function forgedTail(held: HeldChain, below: Numbers): Tampering {
  const length = held.entries.length;
  const anchors = held.head ? [held.head] : [];
  const tail = forged(held, below(length), length);
  return { name: 'everything to the end written anew', held: { ...tail, anchors }, at: length };
}

function withoutHead(held: HeldChain): Tampering {
  return { name: 'a head taken out', held: { ...held, head: null }, at: held.entries.length };
}

const ways = [
  ...[flipInEntry, flipInEntry, flipInEntry, flipInEntry, flipInHead, gap, swapped, renumbered],
  ...[cut, cutWithHead, insertedCopy, forgedMiddle, forgedTail, withoutHead],
] as const;

/** Does something to a chain. Only what can be seen no other way is done with an anchor at hand. */
export function tamper(held: HeldChain, below: Numbers): Tampering {
  const way = ways[below(ways.length)] ?? flipInEntry;
  return way(held, below);
}
