import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RegisterKind, RegisterReading } from '../../../domain/suppliers/index.ts';
import {
  accept,
  type Decision,
  type LocalDate,
  type Refusal,
  refuse,
  toLocalDate,
} from '../../../domain/values/index.ts';
import { hasCode } from '../editions.ts';
import type { RegisterOrder } from '../types.ts';
import { keyRules } from './keyedBy.ts';
import type { RegisterPart } from './parts.ts';
import { type StagedPart, stageEntities } from './staging.ts';

const day = z.iso.date().transform((text): LocalDate => toLocalDate(text));

const tallySchema = z.object({
  organisations: z.int().nonnegative(),
  names: z.int().nonnegative(),
  records: z.int().nonnegative(),
  leftOut: z.int().nonnegative(),
  notes: z.array(z.string()),
  date: z.object({ day, from: z.enum(['file name', 'register']) }).nullable(),
});

/** What a part holds, once it has been read to its end. */
export type PartTally = z.infer<typeof tallySchema>;

/** A part that has been read, in its folder. */
export interface ReadPart extends StagedPart {
  readonly tally: PartTally;
}

const tallyFile = 'tally.json';
/** Counted up when readings are written in another way, so that what an older program left is not taken. */
const layout = 1;
const hoursKept = 24;

async function tallyIn(folder: string): Promise<PartTally | undefined> {
  try {
    return tallySchema.parse(JSON.parse(await readFile(join(folder, tallyFile), 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

const kindNames: Readonly<Record<RegisterKind, string>> = {
  companies: 'the register of companies',
  charities: 'the register of charities',
  register: 'a list of organisations',
};

function refuseKind(label: string, asked: RegisterKind, { kind }: RegisterReading): Decision<never> {
  const sentence = `${label} is ${kindNames[kind]}, not ${kindNames[asked]}. Add it as ${kind}.`;
  return refuse('reference-other-register', sentence);
}

/** The refusal that an error out of the middle of a reading carries; undefined for a bug. */
function carried(error: unknown): Refusal | undefined {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    const sentence =
      'There is no room left on the disk. A register of all companies needs about 3 GB while it is added.';
    return { code: 'reference-no-room', sentence };
  }
  return error instanceof Error && 'refusal' in error ? (error.refusal as Refusal) : undefined;
}

/** Reads parts of one register, each into a folder of its own that outlives a stop of the program. */
export class PartReader {
  private readonly made: string[] = [];
  private organisations = 0;

  constructor(
    private readonly folder: string,
    private readonly order: RegisterOrder,
  ) {}

  /** Every part in turn; what had been read to its end before is not read again. */
  async read(parts: readonly RegisterPart[]): Promise<Decision<readonly ReadPart[]>> {
    const found: ReadPart[] = [];
    for (const part of parts) {
      const before = this.organisations;
      const folder = join(this.folder, `.read-${layout}-${keyRules()}-${part.sha256.slice(0, 32)}`);
      this.made.push(folder);
      const known = await tallyIn(folder);
      const tally = known === undefined ? await this.stage(part, folder) : accept(known);
      if (!tally.ok) return tally;
      this.organisations = before + tally.value.organisations;
      found.push({ folder, before, tally: tally.value });
    }
    return accept(found);
  }

  /** Takes away what was read for this order, and what others left a day ago or earlier. */
  async clear(now: number): Promise<void> {
    for (const folder of this.made) await rm(folder, { recursive: true, force: true });
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names.filter((one) => /^\.(read|reading|adding|unpacking)-/.test(one))) {
      const path = join(this.folder, name);
      const age = now - ((await stat(path).catch(() => undefined))?.mtimeMs ?? now);
      if (age > hoursKept * 3_600_000) await rm(path, { recursive: true, force: true });
    }
  }

  private async stage(part: RegisterPart, folder: string): Promise<Decision<PartTally>> {
    const { kind, read } = this.order;
    const reading = await read(part.files);
    if (!reading.ok) return reading;
    const label = part.files[0]?.label ?? '';
    if (reading.value.kind !== kind) return refuseKind(label, kind, reading.value);
    const unfinished = join(this.folder, `.reading-${randomUUID()}`);
    try {
      const tally = await this.write(unfinished, reading.value);
      await rm(folder, { recursive: true, force: true });
      await rename(unfinished, folder);
      return accept(tally);
    } catch (error) {
      const refusal = carried(error);
      if (refusal === undefined) throw error;
      return refuse(refusal.code, refusal.sentence);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }

  private async write(folder: string, reading: RegisterReading): Promise<PartTally> {
    const before = this.organisations;
    const { organisations, names } = await stageEntities(folder, reading.entities, (count) =>
      this.order.progress?.({
        step: 'reading',
        organisations: before + count,
        share: reading.tally().share,
      }),
    );
    const { records, leftOut, notes } = reading.tally();
    if (records !== organisations + leftOut) {
      throw new Error(
        `${records} records were read as ${organisations} organisations and ${leftOut} left out`,
      );
    }
    const { date } = reading;
    const tally: PartTally = { organisations, names, records, leftOut, notes: [...notes], date };
    await writeFile(join(folder, tallyFile), JSON.stringify(tally));
    return tally;
  }
}
