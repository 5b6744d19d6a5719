import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compile } from '../../../test/support/compiled.ts';
import type { ImportRequest } from '../ledgers/types.ts';
import type { openLakeApart as Open } from './openLakeApart.ts';

type Lake = Awaited<ReturnType<typeof Open>>;

/** The processes that this one started. */
function children(): readonly string[] {
  const pid = process.pid;
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
}

describe.skipIf(process.platform !== 'linux')('a lake in a process of its own', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-apart-'));
  let compiled: Compiled;
  let open: typeof Open;
  beforeAll(async () => {
    compiled = compile(['lake/apart/openLakeApart.ts', 'lake/apart/lakeProgram.ts']);
    ({ openLakeApart: open } = await import(compiled.address('lake/apart/openLakeApart.js')));
  }, 300_000);
  afterAll(() => {
    compiled.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const withLake = async (use: (lake: Lake, pid: string) => Promise<void>) => {
    const before = children();
    const lake = await open({ scratch: folder });
    const [pid = ''] = children().filter((child) => !before.includes(child));
    try {
      await use(lake, pid);
    } finally {
      await lake.close();
    }
    expect(children()).toEqual(before);
  };

  /** A table of one record that is said to have three. */
  const missing = (): ImportRequest => {
    const path = join(folder, 'pay.csv');
    writeFileSync(path, 'Supplier,Amount\nInvented Joinery Ltd,12.00\n');
    // The reading ends before columns matter.
    const mapping = { supplier: 0, amount: 1 } as unknown as ImportRequest['mapping'];
    return {
      ...{ table: 1, source: { kind: 'direct', path, delimiter: ',', width: 2 }, records: 3 },
      ...{ firstRecord: 2, width: 2, mapping, witnesses: [], placeholders: [] },
    };
  };

  it('reads what it is told to read, with less urgency than this one, and ends when it is closed', () =>
    withLake(async (lake, pid) => {
      expect(await lake.importTable(missing())).toBe('disagrees');
      await expect(lake.coverage()).rejects.toThrow('Table with name lines does not exist');
      expect(lake.recomputeSql.length).toBeGreaterThan(100);
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      expect(Number(fields[16])).toBe(19);
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('PATH=');
    }));

  it('says so when its process ends too early', () =>
    withLake(async (lake, pid) => {
      process.kill(Number(pid), 'SIGTERM');
      process.kill(Number(pid), 'SIGINT');
      expect(await lake.importTable(missing())).toBe('disagrees');
      const asked = lake.coverage();
      process.kill(Number(pid), 'SIGKILL');
      await asked.catch(() => undefined);
      await expect(lake.coverage()).rejects.toThrow('ended before it was done');
    }));
});
