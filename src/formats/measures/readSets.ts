import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { contentOf, type MeasureSet, measureSetSchema, verifyVersion } from '../../domain/measures/index.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import { readDataRows } from '../dataRows.ts';

const folder = new URL('../../../data/measures/sets/', import.meta.url);

/** The hash of what a version says: SHA-256, in hexadecimal. */
export function hashOfSet(set: MeasureSet): string {
  return createHash('sha256').update(contentOf(set)).digest('hex');
}

/** A set from JSON text; refused with every place that does not fit, in words. `name` is what people call the file. */
export function parseMeasureSet(text: string, name: string): Decision<MeasureSet> {
  try {
    const read = measureSetSchema.safeParse(JSON.parse(text));
    if (read.success) return accept(read.data);
    const problems = read.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
    );
    return refuse('set-unreadable', `${name} is not a set of measures. ${problems.join('; ')}.`);
  } catch {
    return refuse(
      'set-unreadable',
      `${name} is not JSON. Export the set again, or correct it where it was changed by hand.`,
    );
  }
}

function shippedSet(file: string, published: string): MeasureSet {
  const read = parseMeasureSet(readFileSync(new URL(file, folder), 'utf8'), file);
  assert(read.ok, `${file} is a set of measures`);
  const verified = verifyVersion(read.value, { published, now: hashOfSet(read.value) });
  assert(verified.ok, `${file} says what was published`);
  return verified.value;
}

/**
 * The sets that come with the product, the newest version of Sevenbox Open Measures first. Each says what it said when it
 * was published, or the program stops.
 */
export function readShippedSets(): readonly MeasureSet[] {
  return readDataRows(new URL('published.csv', folder)).map(({ file = '', sha256 = '' }) =>
    shippedSet(file, sha256),
  );
}
