import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWithPapaParse } from '../bench/contestants/strictReader.mjs';
import { generateLedger } from '../bench/generator/index.mjs';
import { importTables } from '../src/actions/analysis/importTables.ts';
import type { AnalysisRequest } from '../src/actions/analysis/parts.ts';
import { readTables } from '../src/actions/analysis/readTables.ts';
import type { Reject } from '../src/domain/spend/analysis.ts';
import { ledgerFiles } from '../src/formats/ledgers/index.ts';
import { readVocabulary } from '../src/formats/vocabulary/readVocabulary.ts';
import { openLake } from '../src/lake/ledgers/openLake.ts';

let folder: string;
let ledger: ReturnType<typeof generateLedger>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-generator-'));
  ledger = generateLedger({ folder, lines: 2_000, badEvery: 17 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readWithSevenbox(path: string) {
  const scratch = mkdtempSync(join(folder, 'scratch-'));
  const vocabulary = readVocabulary();
  const request: AnalysisRequest = {
    paths: [path],
    home: 'E08000034',
    definitions: [],
    mapping: {},
    title: null,
    demonstration: false,
    progress: () => {},
  };
  const lake = await openLake({ scratch });
  const { mapped } = await readTables({ files: ledgerFiles(), vocabulary, scratch }, request);
  const { reports, rejects } = await importTables({ lake, vocabulary }, mapped, request);
  await lake.close();
  return { control: reports[0]?.control, rejects, direct: mapped.map(({ table }) => table.direct !== null) };
}

/** What is wrong with which line. The two files differ in their bytes, so a dash may be another character. */
function placesOf(rejects: readonly Reject[]) {
  return rejects.map(({ line, rule, column, pence }) => ({ line, rule, column, pence }));
}

describe('the generator of the benchmark', () => {
  it('plants every kind of fault', () => {
    expect(ledger.truth.lines).toBe(2_000);
    expect(Object.keys(ledger.truth.kinds)).toHaveLength(9);
    expect(ledger.truth.accepted + ledger.truth.rejected + ledger.truth.blank).toBe(2_000);
  });

  it('is told the truth by Sevenbox on both routes, line by line, and by Papa Parse', async () => {
    const { accepted, acceptedPence, rejected, blank } = ledger.truth;
    const truth = { accepted, acceptedPence, rejected, blank };
    const clean = await readWithSevenbox(ledger.clean);
    const mixed = await readWithSevenbox(ledger.mixed);
    const papa = await readWithPapaParse(ledger.clean);
    expect([clean.direct, mixed.direct]).toEqual([[true], [false]]);
    expect(clean.control).toMatchObject(truth);
    expect(mixed.control).toEqual(clean.control);
    expect(placesOf(mixed.rejects)).toEqual(placesOf(clean.rejects));
    expect(papa).toMatchObject(truth);
    expect(papa.rejects.map(({ line }) => line)).toEqual(clean.rejects.map(({ line }) => line));
  });
});
