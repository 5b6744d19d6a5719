import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerParts } from '../../../test/support/registerParts.ts';
import { analyseLedgers } from '../../actions/analysis/analyseLedgers.ts';
import type { Analysis, FileReport } from '../../domain/spend/analysis.ts';
import { findingFor } from '../../domain/spend/findings.ts';
import { percent, type Share } from '../../domain/values/index.ts';
import { openLake } from '../../lake/ledgers/openLake.ts';
import { openReferenceStore } from '../../lake/reference/index.ts';
import { ledgerFiles } from '../ledgers/index.ts';
import { readPlaceTables } from '../places/readPlaceTables.ts';
import { definitionsLedBy } from '../readDefinitions.ts';
import { readVocabulary } from '../vocabulary/readVocabulary.ts';
import { type DemoControl, type DemoFile, demoControls, demoHome, demoLedgers, demoTitle } from './index.ts';
import { planLedgers } from './plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'sevenbox-demo-'));
const linesPath = join(folder, 'lines.csv');
let files: readonly DemoFile[];
let analysis: Analysis;

async function analyse(paths: readonly string[]): Promise<Analysis> {
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  const lake = await openLake({ scratch });
  try {
    const definitions = definitionsLedBy(undefined);
    if (!definitions.ok) throw new Error('the shipped definitions read');
    const parts = {
      files: ledgerFiles(),
      lake,
      ...registerParts(openReferenceStore(join(folder, 'home'))),
      vocabulary: readVocabulary(),
      placeTables: readPlaceTables(),
      scratch,
      productVersion: '0',
    };
    const analysed = await analyseLedgers(parts, {
      paths,
      home: demoHome,
      definitions: definitions.value,
      mapping: {},
      title: demoTitle,
      demonstration: true,
      progress: () => undefined,
    });
    if (!analysed.ok) throw new Error('the demonstration can be analysed');
    const names = analysed.value.tableNames;
    await lake.writeLines(linesPath, [], { settled: [], names });
    return analysed.value.analysis;
  } finally {
    await lake.close();
  }
}

beforeAll(async () => {
  files = await demoLedgers();
  const ledgers = join(folder, 'ledgers');
  mkdirSync(ledgers);
  for (const { name, bytes } of files) writeFileSync(join(ledgers, name), bytes);
  analysis = await analyse([ledgers]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function figuresOf(definition: string, ring: string) {
  return analysis.figures.filter((figure) => figure.definition === definition && figure.ring.id === ring);
}

function planted(field: Exclude<keyof DemoControl, 'name'>): number {
  return demoControls().reduce((sum, control) => sum + control[field], 0);
}

function controlOf({ name, control, exactDuplicates, wrongWidthAccepted }: FileReport) {
  return {
    name,
    accepted: control.accepted,
    acceptedPence: control.acceptedPence,
    rejected: control.rejected,
    blank: control.blank,
    wrongWidthAccepted,
    repeats: exactDuplicates.records,
    repeatedPence: exactDuplicates.pence,
  };
}

describe('the figures of the demonstration', () => {
  const wanted = [
    ['authority', [44, 43, 44, 52]],
    ['combined-authority', [57, 63, 65, 65]],
    ['region', [65, 69, 71, 74]],
  ] as const;

  test.each(wanted)('%s: the shares of the chart of 2021', (ring, perCents) => {
    const figures = figuresOf('ledger-all', ring);
    expect(figures.map((figure) => figure.period)).toEqual(['2017/18', '2018/19', '2019/20', '2020/21']);
    expect(figures.map((figure) => percent(figure.share as Share))).toEqual(perCents.map(String));
    for (const [index, figure] of figures.entries()) {
      expect(Math.abs((figure.share ?? 0) - (perCents[index] ?? 0) / 100)).toBeLessThanOrEqual(0.002);
    }
  });

  test('years add up to what they were steered to, and about 4 % is open for home', () => {
    const figures = figuresOf('ledger-all', 'authority');
    expect(figures.map((figure) => figure.totalPence)).toEqual([
      31_841_230_617, 32_690_114_208, 34_120_556_399, 37_260_411_836,
    ]);
    for (const figure of figures) {
      const open = figure.undeterminedPositivePence - figure.undeterminedNegativePence;
      expect(open / figure.totalPence).toBeGreaterThan(0.035);
      expect(open / figure.totalPence).toBeLessThan(0.045);
    }
  });

  test('the bounds allow the finding', () => {
    const { title, sentences } = findingFor(
      figuresOf('ledger-all', 'authority'),
      'Kirklees',
      'ledger address',
    );
    expect(title).toBe('Local spend rose from 44% to 52% in four years');
    expect(sentences.join(' ')).toContain('so the rise is real');
  });

  test('definitions side by side differ', () => {
    const last = (definition: string) => figuresOf(definition, 'authority').at(-1)?.share ?? 0;
    expect(last('third-party') - last('ledger-all')).toBeGreaterThan(0.02);
  });
});

describe('what the analysis finds is what was planted', () => {
  test('in every table: records, pence, rejects, blank lines and postings listed twice', () => {
    const read = analysis.files.filter((file) => file.status === 'read').map(controlOf);
    const expected = demoControls().map(
      ({ credits, creditPence, leftOut, leftOutPence, ...control }) => control,
    );
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect(read.toSorted(byName)).toEqual(expected.toSorted(byName));
    expect(planted('repeats')).toBeGreaterThan(100);
  });

  test('credits', () => {
    const lines = readFileSync(linesPath, 'utf8').trimEnd().split('\n').slice(1);
    const amounts = lines.map((line) => Number(/,(-?\d+),[^,]*$/.exec(line)?.[1]));
    const credits = amounts.filter((pence) => pence < 0);
    expect(amounts).toHaveLength(analysis.control.accepted);
    expect(credits).toHaveLength(planted('credits'));
    expect(credits.reduce((sum, pence) => sum + pence, 0)).toBe(planted('creditPence'));
    expect(credits.length / amounts.length).toBeCloseTo(0.02, 2);
  });

  test('what third-party spend leaves out, for four reasons', () => {
    const excluded = analysis.excluded.filter(({ definition }) => definition === 'third-party');
    expect(excluded.reduce((sum, { lines }) => sum + lines, 0)).toBe(planted('leftOut'));
    expect(excluded.reduce((sum, { pence }) => sum + pence, 0)).toBe(planted('leftOutPence'));
    expect([...new Set(excluded.map((one) => one.class))]).toHaveLength(4);
  });

  test('a tidy story: no question, no file set aside, every date read, one warning, few rejects', () => {
    expect(analysis.questions).toEqual([]);
    expect(analysis.files.filter((file) => file.status === 'set-aside')).toEqual([]);
    expect(analysis.files.filter((file) => file.status === 'ignored').map((file) => file.name)).toEqual([
      'payments-2019-20.xlsx › Notes',
    ]);
    expect(analysis.files.reduce((sum, file) => sum + file.undated + file.unnamed, 0)).toBe(0);
    expect(analysis.amountBasis).toBe('net');
    expect(analysis.warnings.map(({ code }) => code)).toEqual(['wrong-width']);
    expect(new Set(analysis.rejects.map(({ rule }) => rule))).toEqual(
      new Set(['total-row', 'amount-unreadable', 'amount-part-penny', 'amount-missing', 'wrong-width']),
    );
    expect(analysis.rejects).toHaveLength(planted('rejected'));
  });

  test('formats differ as they do in real folders', () => {
    const formats = analysis.files.map(({ format }) => format ?? '').join('; ');
    for (const kind of ['Windows-1252', 'byte order mark', 'UTF-16', 'Excel', 'CRLF', 'CR line', 'LF line']) {
      expect(formats).toContain(kind);
    }
  });
});

describe('the bytes', () => {
  test('are the same in every run and in another time zone, and fewer than 6 MB', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    try {
      expect(new Date(1980, 0, 3).getTimezoneOffset()).not.toBe(0);
      const again = await demoLedgers();
      expect(again.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
      for (const [index, { name, bytes }] of again.entries()) {
        expect(Buffer.compare(bytes, files[index]?.bytes ?? new Uint8Array()), name).toBe(0);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    expect(files.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(6_000_000);
  });

  test('show nobody: postcodes of no address, company numbers of no register', () => {
    for (const { table } of planLedgers()) {
      const postcode = table.header.findIndex((header) => header.endsWith('Postcode'));
      const company = table.header.findIndex((header) => header.startsWith('Compan'));
      expect(postcode).toBeGreaterThan(0);
      for (const cells of table.rows.filter((row) => row.length === table.header.length)) {
        expect(cells[postcode]).toMatch(/^(?:|[A-Z]{1,2}\d[A-Z\d]? \d[CIKMOV]{2})$/);
        if (company >= 0) expect(cells[company]).toMatch(/^(?:|99\d{6})$/);
      }
    }
  });
});
