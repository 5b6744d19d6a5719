import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import Papa from 'papaparse';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { emptyAnalysis, fullAnalysis, longNamesAnalysis } from '../../../test/support/analysisFixture.ts';
import type { Analysis } from '../../domain/spend/analysis.ts';
import { toLocalDate } from '../../domain/values/index.ts';
import { analysisCsv, leftOutCsv, rejectsCsv, textCell, unknownSuppliersCsv, writeCsv } from './csv.ts';
import { analysisWorkbook } from './workbook.ts';
import { columnLetters, daySerial, sheetText, style } from './xlsxSheet.ts';

async function partsOf(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await fromBufferPromise(bytes);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  }
  return parts;
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('CSV', () => {
  it('has one row for each figure, with CRLF and plain numbers', () => {
    const analysis = fullAnalysis();
    const csv = analysisCsv(analysis);
    const { data, errors } = Papa.parse<string[]>(csv, { newline: '\r\n', skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(analysis.figures.length + 1);
    expect(new Set(data.map((row) => row.length))).toEqual(new Set([14]));
    expect(data[1]?.[4]).toBe('318412306.17');
    expect(data[1]?.[8]).toMatch(/^-\d+\.\d\d$/);
    expect(data[1]?.[9]).toMatch(/^0\.44\d{4}$/);
  });

  it('puts an apostrophe before text that a spreadsheet would run, and never before a number', () => {
    const cells = ['=1+1', '+44', '-5', '@SUM', '\tx', '\rx', 'plain', "'kept"];
    const csv = writeCsv(
      ['a'],
      cells.map((text) => [textCell(text)]),
    );
    expect(csv).toBe(`a\r\n'=1+1\r\n'+44\r\n'-5\r\n'@SUM\r\n'\tx\r\n"'\rx"\r\nplain\r\n'kept\r\n`);
  });

  it('property: any text comes back as it was, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (texts) => {
        const csv = writeCsv(['a', 'b', 'c', 'd', 'e'].slice(0, texts.length), [texts.map(textCell)]);
        const back = Papa.parse<string[]>(csv, { newline: '\r\n', delimiter: ',' }).data[1] ?? [];
        const safe = texts.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text));
        expect(back).toEqual(safe);
        expect(back.every((text) => !/^[=+\-@\t\r]/.test(text))).toBe(true);
      }),
    );
  });

  it('lists rejects, exclusions and unknown suppliers', () => {
    const analysis = fullAnalysis();
    const rows = (csv: string) => Papa.parse<string[]>(csv, { newline: '\r\n', skipEmptyLines: true }).data;
    expect(rows(rejectsCsv(analysis))).toHaveLength(analysis.rejects.length + 1);
    expect(rows(rejectsCsv(analysis))[1]?.[6]?.startsWith("'=SUM")).toBe(true);
    expect(rows(leftOutCsv(analysis))).toHaveLength(analysis.excluded.length + 1);
    expect(rows(unknownSuppliersCsv(analysis))[1]?.[3]).toBe('anywhere');
  });
});

describe('the workbook', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    process.env.TZ = zone;
  });

  it('is well-formed, with every table marked up over its cells and no merged cell', async () => {
    for (const analysis of [fullAnalysis(), emptyAnalysis(), longNamesAnalysis()]) {
      const parts = await partsOf(await analysisWorkbook(analysis));
      for (const xml of parts.values()) new SaxesParser({ xmlns: true }).write(xml).close();
      const sheets = [...parts].filter(([path]) => path.startsWith('xl/worksheets/sheet'));
      expect(sheets).toHaveLength(9);
      expect([...parts.keys()].filter((path) => path.startsWith('xl/tables/'))).toHaveLength(7);
      for (const [, xml] of sheets) expect(xml).not.toContain('mergeCell');
    }
  });

  it('writes pounds exactly from pence, shares as numbers, and headers that match the table', async () => {
    const parts = await partsOf(await analysisWorkbook(fullAnalysis()));
    const figures = parts.get('xl/worksheets/sheet3.xml') ?? '';
    expect(figures).toContain('<c r="H4" s="4"><v>318412306.17</v></c>');
    expect(figures).toMatch(/<c r="D4" s="5"><v>0\.44\d{4}<\/v><\/c>/);
    const table = parts.get('xl/tables/table1.xml') ?? '';
    const names = [...table.matchAll(/<tableColumn id="\d+" name="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(new Set(names).size).toBe(13);
    for (const name of names) expect(figures).toContain(`>${name}<`);
  });

  it('opens on the finding, and writes days as dates', async () => {
    const parts = await partsOf(await analysisWorkbook(fullAnalysis()));
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
      'Local spend rose from 44% to 52% in four years.',
    );
    const files = parts.get('xl/worksheets/sheet4.xml') ?? '';
    expect(files).toContain(`<c r="F4" s="${style.day}"><v>42826</v></c>`);
    expect(daySerial(toLocalDate('1900-03-01'))).toBe(61);
    expect(parts.get('xl/styles.xml')).toContain('<cellStyle name="Normal" xfId="0" builtinId="0"/>');
    for (const [path, xml] of parts) {
      if (path.startsWith('xl/tables/')) expect(xml).toMatch(/<autoFilter ref="A3:[A-Z]+\d+"\/>/);
    }
  });

  it('is the same bytes in two time zones', async () => {
    const digests: string[] = [];
    for (const place of ['UTC', 'Pacific/Auckland', 'America/New_York']) {
      process.env.TZ = place;
      digests.push(digest(await analysisWorkbook(fullAnalysis())));
    }
    expect(new Set(digests).size).toBe(1);
  });

  it('leaves out what XML cannot hold and keeps the rest', () => {
    expect(sheetText('a\u0000b<&>"\uD800c')).toBe('ab&lt;&amp;&gt;&quot;c');
    expect(sheetText('😀')).toBe('😀');
    expect(sheetText('x'.repeat(40_000))).toHaveLength(32_767);
    expect([0, 25, 26, 51, 52].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
  });

  it('property: any supplier name gives a well-formed sheet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (name) => {
        const analysis: Analysis = {
          ...emptyAnalysis(),
          unknownSuppliers: [{ name, payee: 'named', pence: 1, lines: 1, candidates: [] }],
        };
        for (const xml of (await partsOf(await analysisWorkbook(analysis))).values()) {
          new SaxesParser().write(xml).close();
        }
      }),
      { numRuns: 15 },
    );
  });
});
