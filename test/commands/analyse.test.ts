import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Analysis, analysisSchema } from '../../src/domain/spend/analysis.ts';
import { demoLedgers } from '../../src/formats/demo/index.ts';
import { sevenbox } from '../support/command.ts';
import { withFiles, zipOf } from '../support/openLedgers.ts';

const good = [
  'Payment Date,Supplier Name,Net Amount,Supplier Postcode',
  '13/04/2020,Alder Joinery Ltd,400.00,HD1 1CV',
  '14/04/2020,Birch Cleaning Ltd,350.00,LS1 1CV',
  '15/04/2020,Cedar Care Ltd,150.00,BD11 1CV',
  '16/04/2020,REDACTED PERSONAL DATA,100.00,',
].join('\n');

const analyse = (cwd: string, ...words: readonly string[]) => sevenbox(['analyse', ...words], { cwd });
const read = (json: string): Analysis => analysisSchema.parse(JSON.parse(json));

describe('sevenbox analyse', () => {
  it('prints the table to stdout, nothing of the ledger to stderr, and ends with 0', () =>
    withFiles({ 'ledger.csv': good }, async (folder) => {
      const { code, out, talk } = await analyse(folder, 'ledger.csv', '--home', 'E08000034');
      expect(code).toBe(0);
      expect(talk).toBe('');
      expect(out).toMatch(/Kirklees {2,}2020\/21 +53% +40 to 65% +£400 +£1\.0k/);
      expect(out).toContain('Cedar Care Ltd');
      expect(out).toContain('sevenbox reference add onspd FILE');
    }));

  it('prints one documented object with --json and a row a figure with --csv', () =>
    withFiles({ 'ledger.csv': good }, async (folder) => {
      const json = await analyse(folder, 'ledger.csv', '--home', 'kirklees', '--json');
      const analysis = read(json.out);
      expect(analysis.control).toMatchObject({
        physicalRecords: 4,
        accepted: 4,
        rejected: 0,
        blank: 0,
        acceptedPence: 100_000,
      });
      expect(analysis.figures[0]).toMatchObject({
        definition: 'ledger-all',
        period: '2020/21',
        ring: { id: 'authority', name: 'Kirklees', codes: ['E08000034'] },
        totalPence: 100_000,
        localPence: 40_000,
        elsewherePence: 35_000,
        undeterminedPositivePence: 25_000,
        undeterminedNegativePence: 0,
        share: 0.533333,
        shareOfAll: 0.4,
        shareLower: 0.4,
        shareUpper: 0.65,
      });
      const csv = await analyse(folder, 'ledger.csv', '--home', 'E08000034', '--csv');
      expect(csv.out.trimEnd().split('\r\n')).toHaveLength(analysis.figures.length + 1);
    }));

  it('writes a workbook, a page and a bundle, and lets another definition lead', () =>
    withFiles({ 'ledger.csv': good }, async (folder) => {
      const words = ['ledger.csv', '--home', 'E08000034', '--definition', 'third-party', '--json'];
      const outputs = ['--xlsx', 'out/spend.xlsx', '--html', 'out/report.html', '--bundle', 'out/bundle'];
      const { code, out, talk } = await analyse(folder, ...words, ...outputs);
      expect(code).toBe(0);
      expect(read(out).definitions.map((definition) => definition.id)[0]).toBe('third-party');
      expect(readdirSync(join(folder, 'out', 'bundle')).sort()).toEqual([
        'definition.json',
        'figure.json',
        'lines.csv',
        'places.csv',
        'recompute.sql',
      ]);
      expect(readFileSync(join(folder, 'out', 'report.html'), 'utf8')).toContain('<!DOCTYPE html>');
      expect(
        readFileSync(join(folder, 'out', 'spend.xlsx'))
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      expect(talk).toContain('Wrote out/report.html');
    }));

  it('refuses wrong use in words with 64', () =>
    withFiles({ 'ledger.csv': good }, async (folder) => {
      expect(await analyse(folder, 'ledger.csv')).toMatchObject({ code: 64, out: '' });
      const unknown = await analyse(folder, 'ledger.csv', '--home', 'E08009999');
      expect(unknown.code).toBe(64);
      expect(unknown.talk).toContain('E08009999');
      const definition = await analyse(folder, 'ledger.csv', '--home', 'E08000034', '--definition', 'nearby');
      expect(definition).toMatchObject({ code: 64 });
      expect(definition.talk).toContain('ledger-all');
      const answers = await analyse(folder, 'ledger.csv', '--home', 'E08000034', '--answers', 'ledger.csv');
      expect(answers).toMatchObject({ code: 64 });
    }));
});

const bytes = (text: string) => Buffer.from(text, 'latin1');
const ole = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(1024),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(512),
]);

describe('bad input gets a sentence and the good files still count', () => {
  const twelve = Object.fromEntries(
    Array.from({ length: 11 }, (_, month) => [
      `month-${String(month + 1).padStart(2, '0')}.csv`,
      good.replaceAll('.00,', `.${10 + month},`),
    ]),
  );
  it.each<[string, () => Promise<Record<string, string | Buffer>>, RegExp]>([
    ['a PDF renamed .csv', async () => ({ 'bad.csv': bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj') }), /PDF/],
    ['an empty file', async () => ({ 'bad.csv': '' }), /empty/],
    ['a single line without end', async () => ({ 'bad.csv': 'x'.repeat(30_000_000) }), /line|record/i],
    ['a workbook with a password', async () => ({ 'bad.xlsx': ole }), /password/],
    [
      'an old workbook',
      async () => ({
        'bad.xls': Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]),
      }),
      /\.xlsx/,
    ],
    [
      'a ledger with no amount column',
      async () => ({ 'bad.csv': 'Date,Supplier,Purpose\n13/04/2020,Alder,Timber\n' }),
      /column of amounts/,
    ],
    [
      'a zip bomb',
      async () => ({ 'bad.zip': await zipOf({ 'ledger.csv': Buffer.alloc(60_000_000, 'a,b,c\n') }) }),
      /unpack|packed|times/i,
    ],
    [
      'a damaged zip',
      async () => ({ 'bad.zip': (await zipOf({ 'a.csv': good })).subarray(0, 150) }),
      /damaged|complete|end/i,
    ],
    [
      'a question that changes a figure',
      async () => ({
        'bad.csv':
          'Date,Supplier,Net Amount,Net Amount\n13/04/2020,Alder,1.00,2.00\n14/04/2020,Birch,3.00,5.00\n',
      }),
      /\?/,
    ],
  ])('%s', async (_, make, sentence) => {
    await withFiles({ ...twelve, ...(await make()) }, async (folder) => {
      const { code, out, talk } = await analyse(folder, '.', '--home', 'E08000034', '--json');
      const analysis = read(out);
      const [bad] = analysis.files.filter((file) => file.name.includes('bad'));
      expect(bad?.why).toMatch(sentence);
      expect(bad?.status).toBe('set-aside');
      expect(code).toBe(2);
      expect(talk).toMatch(sentence);
      expect(analysis.files.filter((file) => file.status === 'read')).toHaveLength(11);
      expect(analysis.control.accepted).toBe(44);
      const alone = await analyse(folder, bad?.name.split(' › ')[0] ?? '', '--home', 'E08000034');
      expect(alone.code).toBe(2);
      expect(alone.out).toMatch(sentence);
    });
  });

  it('a path that is not there, beside one that is', () =>
    withFiles({ 'ledger.csv': good }, async (folder) => {
      const { code, out } = await analyse(folder, 'ledger.csv', 'gone.csv', '--home', 'E08000034', '--json');
      expect(code).toBe(2);
      expect(read(out).files.find((file) => file.name === 'gone.csv')?.status).toBe('set-aside');
      expect(read(out).control.accepted).toBe(4);
    }));

  it('answers from an option and from a saved profile settle a question', () =>
    withFiles(
      { 'ledger.csv': 'Date,Supplier,Amount\n03/04/2021,Alder,1.00\n04/03/2021,Birch,2.00\n' },
      async (folder) => {
        const open = await analyse(folder, 'ledger.csv', '--home', 'E08000034', '--json');
        expect(open.code).toBe(2);
        const [question] = read(open.out).questions;
        expect(question?.id).toBe('dateOrder');
        const told = await analyse(
          folder,
          'ledger.csv',
          '--home',
          'E08000034',
          '--json',
          '--date-order',
          'dmy',
        );
        expect(told.code).toBe(0);
        const profile = {
          schemaVersion: 1,
          profiles: { 'date|supplier|amount': { dateOrder: 'mdy', amountBasis: 'net' } },
        };
        writeFileSync(join(folder, 'answers.json'), JSON.stringify(profile));
        const saved = await analyse(
          folder,
          'ledger.csv',
          '--home',
          'E08000034',
          '--json',
          '--answers',
          'answers.json',
        );
        expect(saved.code).toBe(0);
        expect(read(saved.out)).toMatchObject({ amountBasis: 'net', files: [{ dateOrder: 'month first' }] });
      },
    ));

  it('a last line that may be a total is asked, and an answer settles it', () =>
    withFiles({ 'ledger.csv': `${good}\n,Total,999.00,\n` }, async (folder) => {
      const open = await analyse(folder, 'ledger.csv', '--home', 'E08000034', '--json');
      expect(open.code).toBe(2);
      expect(read(open.out).questions[0]?.id).toBe('lastLine');
      expect(read(open.out).control.physicalRecords).toBe(0);
      const key = 'paymentdate|suppliername|netamount|supplierpostcode';
      writeFileSync(
        join(folder, 'answers.json'),
        JSON.stringify({ schemaVersion: 1, profiles: { [key]: { lastLine: 'total' } } }),
      );
      const told = await analyse(
        folder,
        'ledger.csv',
        '--home',
        'E08000034',
        '--json',
        '--answers',
        'answers.json',
      );
      expect(read(told.out).control).toMatchObject({
        physicalRecords: 5,
        accepted: 4,
        rejected: 1,
        rejectedPence: 99_900,
      });
    }));

  it('every row listed twice is shown and not decided', () => {
    const [header = '', ...rows] = good.split('\n');
    const many = Array.from({ length: 4 }, (_, n) =>
      rows.map((row) => row.replace('.00,', `.0${n},`)),
    ).flat();
    return withFiles({ 'june.csv': [header, ...many, ...many].join('\n') }, async (folder) => {
      const { code, out } = await analyse(folder, 'june.csv', '--home', 'E08000034', '--json');
      const analysis = read(out);
      expect(code).toBe(0);
      expect(analysis.control.accepted).toBe(32);
      expect(analysis.files[0]?.exactDuplicates).toEqual({
        records: 16,
        pence: 400_024,
        everyRecordTwice: true,
      });
      expect(analysis.warnings.map((warning) => warning.code)).toContain('every-record-twice');
    });
  });
});

describe('the same everywhere', () => {
  it('gives byte-identical outputs in two time zones and locales', async () => {
    const files = Object.fromEntries(
      (await demoLedgers()).slice(0, 14).map(({ name, bytes }) => [name, Buffer.from(bytes)]),
    );
    await withFiles({ ...files, 'ledger.csv': good }, async (folder) => {
      mkdirSync(join(folder, '.out'));
      const run = async (name: string, environment: Readonly<Record<string, string>>) => {
        const target = (file: string) => join('.out', name, file);
        const words = [
          'analyse',
          '.',
          '--home',
          'E08000034',
          '--json',
          '--xlsx',
          target('x.xlsx'),
          '--html',
          target('x.html'),
          '--bundle',
          target('bundle'),
        ];
        const { out } = await sevenbox(words, { cwd: folder, environment });
        const { out: csv } = await sevenbox(['analyse', '.', '--home', 'E08000034', '--csv'], {
          cwd: folder,
          environment,
        });
        const { out: table } = await sevenbox(['analyse', '.', '--home', 'E08000034'], {
          cwd: folder,
          environment,
        });
        const written = readdirSync(join(folder, '.out', name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => [
            entry.name,
            createHash('sha256')
              .update(readFileSync(join(entry.parentPath, entry.name)))
              .digest('hex'),
          ])
          .sort();
        return { out, csv, table, written };
      };
      const london = await run('a', { TZ: 'Europe/London', LANG: 'en_GB.UTF-8', LC_ALL: 'en_GB.UTF-8' });
      const tokyo = await run('b', { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
      expect(london.written).toHaveLength(7);
      expect(tokyo).toEqual(london);
    });
  });
});
