import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmed, stored, tableOf, withImportSite } from '../../../test/support/imports.ts';
import {
  incomingFiles,
  newImportId,
  noKeeper,
  realReadingParts,
} from '../../../test/support/realReadings.ts';
import { accept, refuse } from '../../domain/values/index.ts';
import { openUploads } from '../../external/uploads/openUploads.ts';
import { serialQueue } from '../../jobs/serialQueue.ts';
import type { IncomingFile } from '../imports/types.ts';
import type { ReadingParts } from './parts.ts';
import { type OpenReadings, openReadings, type Reader } from './readingCalls.ts';
import type { ReadingCalls } from './types.ts';

const plain = 'Supplier,Date,Net Amount,Postcode\nInvented Nails Ltd,03/04/2024,120.50,HD1 2AA\n';
const openQuestion =
  'Supplier,Date,Amount,Total\nInvented Nails Ltd,13/04/2024,120.50,144.60\nInvented Ropes Ltd,15/04/2024,10.00,12.00\n';

let home: string;
let open: OpenReadings[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sevenbox-readings-'));
  open = [];
});

afterEach(async () => {
  for (const readings of open) await readings.close();
  rmSync(home, { recursive: true, force: true });
});

function readingsWith(changed: Partial<ReadingParts> = {}, receiveImport = noKeeper.receiveImport) {
  const queue = serialQueue((error) => {
    throw error;
  });
  const all = openReadings(realReadingParts(home, { queue, ...changed }));
  open.push(all);
  const reader: Reader = { holder: 'somebody', receiveImport };
  return { all, readings: all.callsFor(reader), settled: () => queue.idle() };
}

async function started(readings: ReadingCalls, text = plain, name = 'april.csv'): Promise<string> {
  const begun = await readings.start('Kirklees', incomingFiles({ [name]: text }));
  if (!begun.ok) throw new Error(begun.refusals.map((refusal) => refusal.sentence).join(' '));
  return begun.value;
}

function sentencesOf(decision: { readonly ok: boolean; readonly refusals?: readonly { code: string }[] }) {
  return decision.refusals?.map((refusal) => refusal.code) ?? [];
}

/** Every file below the state folder with a sum of its bytes. */
function everyFile(folder = home): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
    })
    .toSorted();
}

describe('reading a ledger without keeping it', () => {
  it('gives the whole result under the name of the file, and leaves records and lake as they were', async () => {
    for (const [folder, name] of [
      ['records', 'PG_VERSION'],
      ['lake', 'lines.parquet'],
    ] as const) {
      mkdirSync(join(home, folder));
      writeFileSync(join(home, folder, name), `${folder} of before`);
    }
    const before = everyFile();
    const { readings, settled } = readingsWith();
    const id = await started(readings);
    await settled();
    const reading = readings.of(id);
    expect(reading?.state).toBe('read');
    if (reading?.state !== 'read') return;
    expect(reading.analysis.files.map((file) => file.name)).toEqual(['april.csv']);
    expect(reading.analysis.control).toMatchObject({ accepted: 1, acceptedPence: 12_050 });
    expect(reading.signatures).toEqual({ 'april.csv': 'supplier|date|netamount|postcode' });
    const now = everyFile();
    expect(now.filter((file) => !before.includes(file))).toEqual([
      expect.stringContaining(join('readings', 'imports', id)),
    ]);
    await readings.forget(id);
    expect(readings.of(id)).toBeNull();
    expect(everyFile()).toEqual(before);
  });

  it('refuses a home it does not know, no home and no file, and reads what is sent to its end', async () => {
    const { readings } = readingsWith();
    let read = 0;
    const files = async function* (): AsyncGenerator<IncomingFile> {
      for (const name of ['a.csv', 'b.csv']) {
        yield {
          name,
          content: (async function* () {
            yield Buffer.from('x');
            read += 1;
          })(),
        };
      }
    };
    expect(sentencesOf(await readings.start('Nowhere at all', files()))).toEqual(['home-unknown']);
    expect(read).toBe(2);
    expect(sentencesOf(await readings.start('  ', incomingFiles({})))).toEqual(['home-missing']);
    expect(sentencesOf(await readings.start('Kirklees', incomingFiles({})))).toEqual(['file-missing']);
    expect(everyFile()).toEqual([]);
  });

  it('leaves nothing of an upload that is cut off, and gives its place back', async () => {
    const { readings, settled } = readingsWith();
    const cutOff = async function* (): AsyncGenerator<IncomingFile> {
      yield {
        name: 'a.csv',
        content: (async function* () {
          yield Buffer.from(plain);
          throw new Error('cut off');
        })(),
      };
    };
    for (let round = 0; round < 4; round += 1) {
      await expect(readings.start('Kirklees', cutOff())).rejects.toThrow('cut off');
    }
    expect(everyFile()).toEqual([]);
    const id = await started(readings);
    await settled();
    expect(readings.of(id)?.state).toBe('read');
  });

  it('says why no result can be made when the reading itself breaks', async () => {
    const { readings, settled } = readingsWith({
      analyse: async () => {
        throw new Error('the engine went away');
      },
    });
    const id = await started(readings);
    await settled();
    expect(readings.of(id)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('the engine went away'),
    });
  });

  it('reads again with the answers, for every file with the same header', async () => {
    const { readings, settled } = readingsWith();
    const begun = await readings.start(
      'Kirklees',
      incomingFiles({
        'a.csv': openQuestion,
        'b.csv': `${openQuestion}Invented Tins Ltd,16/04/2024,1.00,1.20\n`,
      }),
    );
    const id = begun.ok ? begun.value : '';
    await settled();
    const asked = readings.of(id);
    expect(asked?.state === 'read' && asked.analysis.questions.map((one) => one.id)).toEqual([
      'amountColumn',
      'amountColumn',
    ]);
    expect(await readings.answer(id, { 'a.csv': { amountColumn: 'Amount' } })).toEqual(accept(null));
    expect(readings.of(id)?.state).toBe('reading');
    expect(sentencesOf(await readings.answer(id, {}))).toEqual(['reading-busy']);
    await settled();
    const answered = readings.of(id);
    expect(answered?.state === 'read' && answered.analysis.questions).toEqual([]);
    expect(answered?.state === 'read' && answered.analysis.control.acceptedPence).toBe(13_050 * 2 + 100);
  });

  it('hands the same bytes and the answers over when they are kept, and then holds nothing', async () => {
    const received: unknown[] = [];
    const importId = newImportId();
    const { readings, settled } = readingsWith({}, async (files, profiles) => {
      for await (const { name, content } of files) {
        const parts: Uint8Array[] = [];
        for await (const part of content) parts.push(part);
        received.push([name, Buffer.concat(parts).toString()]);
      }
      received.push(profiles);
      return accept(importId);
    });
    const id = await started(readings, openQuestion, 'may.csv');
    await settled();
    await readings.answer(id, { 'may.csv': { amountColumn: 'Amount' } });
    await settled();
    expect(await readings.keep(id)).toEqual(accept(importId));
    expect(received).toEqual([
      ['may.csv', openQuestion],
      { 'supplier|date|amount|total': { amountColumn: 'Amount' } },
    ]);
    expect(readings.of(id)).toBeNull();
    expect(sentencesOf(await readings.keep(id))).toEqual(['reading-gone']);
    expect(everyFile()).toEqual([]);
  });

  it('becomes an import that asks nothing again', async () => {
    await withImportSite(async (site) => {
      const { lane: queue } = site;
      const receiveImport = site.calls.receive;
      const uploads = openUploads(join(site.home, 'scratch', 'readings'), { freeBytes: 0 });
      const all = openReadings(realReadingParts(home, { queue, uploads }));
      open.push(all);
      const readings = all.callsFor({ holder: 'somebody', receiveImport });
      const id = await started(readings, openQuestion, 'may.csv');
      await queue.idle();
      expect((await site.calls.imports()).length).toBe(0);
      await readings.answer(id, { 'may.csv': { amountColumn: 'Amount' } });
      await queue.idle();
      const kept = await readings.keep(id);
      await queue.idle();
      const one = await stored(site, kept.ok ? kept.value : '');
      expect(one.state).toBe('waiting');
      expect(tableOf(one, 'may.csv')).toMatchObject({ status: 'ready', questions: [] });
      expect(one.reading?.control.acceptedPence).toBe(13_050);
      expect(await uploads.list()).toEqual([]);
      expect((await confirmed(site, one)).state).toBe('imported');
    });
  });

  it('is still there when it could not be kept', async () => {
    const { readings, settled } = readingsWith({}, async () => refuse('disk-full', 'No room.'));
    const id = await started(readings);
    await settled();
    expect(sentencesOf(await readings.keep(id))).toEqual(['disk-full']);
    expect(readings.of(id)?.state).toBe('read');
    expect(sentencesOf(await readings.keep(id))).toEqual(['disk-full']);
  });
});

describe('a reading', () => {
  it('is there for the one who started it only', async () => {
    const { all, readings, settled } = readingsWith();
    const id = await started(readings);
    await settled();
    const other = all.callsFor({ ...noKeeper, holder: 'somebody else' });
    expect(other.of(id)).toBeNull();
    expect(sentencesOf(await other.keep(id))).toEqual(['reading-gone']);
    expect(sentencesOf(await other.answer(id, {}))).toEqual(['reading-gone']);
    await other.forget(id);
    expect(readings.of(id)?.state).toBe('read');
  });
});

describe('how long and how many', () => {
  it('forgets a reading after an hour, counted from its upload', async () => {
    const timers: { readonly milliseconds: number; readonly action: () => void }[] = [];
    const { readings, settled } = readingsWith({
      after: (milliseconds, action) => {
        timers.push({ milliseconds, action });
        return () => undefined;
      },
    });
    const id = await started(readings);
    await settled();
    expect(timers.map((timer) => timer.milliseconds)).toEqual([3_600_000]);
    timers[0]?.action();
    expect(readings.of(id)).toBeNull();
    await expect.poll(() => everyFile()).toEqual([]);
  });

  it('holds three; the oldest makes room for the fourth', async () => {
    const { readings, settled } = readingsWith();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      ids.push(await started(readings, plain, `${name}.csv`));
      await settled();
    }
    expect(ids.map((id) => readings.of(id)?.state ?? 'gone')).toEqual(['gone', 'read', 'read', 'read']);
    expect(everyFile()).toHaveLength(3);
  });

  it('takes no fourth while three are still being read, and tells each how many stand before it', async () => {
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { readings, settled } = readingsWith({
      analyse: async () => {
        await gate;
        return refuse('stopped', 'Stopped here.');
      },
    });
    const ids = [await started(readings), await started(readings), await started(readings)];
    const progress = ids.map((id) => readings.of(id));
    expect(progress.map((one) => (one?.state === 'reading' ? one.progress.waitingBehind : null))).toEqual([
      0, 1, 2,
    ]);
    expect(sentencesOf(await readings.start('Kirklees', incomingFiles({ 'd.csv': plain })))).toEqual([
      'too-many-readings',
    ]);
    await readings.forget(ids[0] ?? '');
    await readings.forget(ids[2] ?? '');
    go();
    await settled();
    expect(ids.map((id) => readings.of(id)?.state ?? 'gone')).toEqual(['gone', 'refused', 'gone']);
    expect(everyFile()).toEqual([expect.stringContaining(ids[1] ?? '')]);
  });

  it('removes at its start what an earlier run left, and everything at its end', async () => {
    const left = join(home, 'readings', 'imports', newImportId(), 'files', '1');
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'left.csv'), plain);
    const { all, readings, settled } = readingsWith();
    const id = await started(readings);
    await settled();
    expect(everyFile()).toEqual([expect.stringContaining(id)]);
    await all.close();
    expect(everyFile()).toEqual([]);
    expect(readings.of(id)).toBeNull();
  });
});
