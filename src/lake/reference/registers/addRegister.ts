import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, type Decision, formatCount, formatDay, refuse } from '../../../domain/values/index.ts';
import { dateByName, type EditionDate, type Folders, type Made, publishEdition } from '../publishing.ts';
import type { AddedEdition, RegisterOrder } from '../types.ts';
import { withDuck } from '../withDuck.ts';
import { type ConvertedRegister, convertRegister } from './convertRegister.ts';
import { keyRules } from './keyedBy.ts';
import { type RegisterParts, registerParts } from './parts.ts';
import { PartReader, type ReadPart } from './readParts.ts';

const mostNotes = 20;

function byName({ date, today }: RegisterOrder, source: RegisterParts): EditionDate {
  if (date !== null) return { date, dateFrom: 'given' };
  const labels = source.parts.flatMap(({ files }) => files).map(({ label }) => label);
  return dateByName(labels, today);
}

/** The date given, else the one that the register says; parts of different dates are no one edition. */
function dateOf(
  order: RegisterOrder,
  source: RegisterParts,
  parts: readonly ReadPart[],
): Decision<EditionDate> {
  const dates = parts.flatMap(({ tally }) => tally.date ?? []);
  const [first] = dates;
  const other = dates.find(({ day }) => day !== first?.day);
  if (first && other) {
    const sentence = `The parts are of different days: ${formatDay(first.day)} and ${formatDay(other.day)}. Add parts of one edition together.`;
    return refuse('reference-parts-differ', sentence);
  }
  if (order.date !== null || first === undefined) return accept(byName(order, source));
  return accept({ date: first.day, dateFrom: first.from });
}

function notesOf(parts: readonly ReadPart[], repeated: number): readonly string[] {
  const twice =
    repeated === 0
      ? []
      : [
          `${formatCount(repeated)} ${repeated === 1 ? 'record repeats an identifier' : 'records repeat an identifier'} and ${repeated === 1 ? 'is' : 'are'} left out; the first counts.`,
        ];
  return [...twice, ...parts.flatMap(({ tally }) => tally.notes)].slice(0, mostNotes);
}

/** The files of the edition; refuses where the disk or the memory of the engine does not do. */
async function convert(
  order: RegisterOrder,
  parts: readonly ReadPart[],
  folders: Folders,
): Promise<Decision<ConvertedRegister>> {
  const { kind } = order;
  const organisations = parts.reduce((sum, { tally }) => sum + tally.organisations, 0);
  order.progress?.({ step: 'sorting', organisations, share: null });
  try {
    const { scratch, building } = folders;
    return accept(await withDuck(scratch, (duck) => convertRegister(duck, { kind, parts, building })));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : 'unknown';
    const sentence = `The register was read but could not be written: ${reason} Check that there is room on the disk, and add it again.`;
    return refuse('reference-unwritten', sentence);
  }
}

async function make(
  order: RegisterOrder,
  source: RegisterParts,
  work: Folders & { readonly reader: PartReader },
): Promise<Decision<Made>> {
  const read = await work.reader.read(source.parts);
  if (!read.ok) return read;
  const date = dateOf(order, source, read.value);
  if (!date.ok) return date;
  const converted = await convert(order, read.value, work);
  if (!converted.ok) return converted;
  const { rows, names, repeated, holds } = converted.value;
  const leftOut = read.value.reduce((sum, { tally }) => sum + tally.leftOut, 0);
  return accept({
    ...date.value,
    rows,
    names,
    leftOut: leftOut + repeated,
    notes: notesOf(read.value, repeated),
    holds,
    keyedBy: keyRules(),
  });
}

/**
 * Adds a register of organisations as an edition. Nothing counts before all parts have been read, sorted, written and
 * counted again. Where the program is stopped on the way, parts read to their end are used by the next attempt; after a
 * refusal nothing stays.
 */
export async function addRegister(root: string, order: RegisterOrder): Promise<Decision<AddedEdition>> {
  const { kind, files, today } = order;
  const source = await registerParts(kind, files);
  if (!source.ok) return source;
  const { sha256, label } = source.value;
  const folder = join(root, kind);
  await mkdir(folder, { recursive: true });
  const reader = new PartReader(folder, order);
  try {
    return await publishEdition({
      root,
      kind,
      label,
      today,
      sha256,
      dated: byName(order, source.value),
      make: (folders) => make(order, source.value, { ...folders, reader }),
    });
  } finally {
    await reader.clear(Date.now());
  }
}
