import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asXlsx } from '../../test/support/measureWorkbook.ts';
import { listening } from '../../test/support/spoken.ts';
import { asFullCsv } from '../../test/support/tenderWorkbook.ts';
import { carbonRows, deflatorRows, unitCostSheets } from '../../test/support/valueFiles.ts';
import { parseDeflators, parseValues } from '../domain/measures/index.ts';
import { parseDataRows } from '../formats/dataRows.ts';
import { textCell, writeCsv } from '../formats/downloads/csv.ts';
import { readDeflatorFile, readValueFile } from '../formats/measures/readValueFile.ts';
import { valuesCommand } from './values.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-values-command-'));
  await writeFile(join(folder, 'costs.xlsx'), await asXlsx(unitCostSheets));
  await writeFile(join(folder, 'carbon.csv'), asFullCsv(carbonRows));
  await writeFile(join(folder, 'levels.csv'), asFullCsv(deflatorRows));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(file: string, ...options: readonly string[]) {
  const { said, speaking } = listening();
  const csv: Parameters<typeof valuesCommand>[0]['csv'] = (header, rows) =>
    writeCsv(
      header,
      rows.map((row) => row.map(textCell)),
    );
  const command = valuesCommand({
    ...speaking,
    csv,
    readValues: readValueFile,
    readDeflators: readDeflatorFile,
  });
  await command.parseAsync([join(folder, file), ...options], { from: 'user' });
  return said;
}

it('shows values with their price years and where they come from', async () => {
  const { out, talk, code } = await run('costs.xlsx', '--kind', 'unit-costs');
  expect([talk, code]).toEqual(['', 0]);
  expect(out).toMatch(/unit-cost-CR1\.0 +Example incident +2010-04-01 +1200\.5 +2010\/11\n/);
  expect(out).toContain('Source: Invented Unit Cost Database v9.9 (costs.xlsx). CC BY 4.0.');
});

it('uprates by one table, keeps what was published, and tells what could not be', async () => {
  const levels = ['--uprate-to', '2025/26', '--deflators', join(folder, 'levels.csv')];
  const { out, talk, code } = await run('costs.xlsx', '--kind', 'unit-costs', ...levels);
  expect(out).toMatch(/unit-cost-CR1\.0 +Example incident +2010-04-01 +1200\.5 +2010\/11 +1800\.75\n/);
  expect(talk).toContain('There is no deflator for 2020.');
  expect(code).toBe(2);
  const json = JSON.parse((await run('costs.xlsx', '--kind', 'unit-costs', '--json', ...levels)).out);
  expect(json.values[1]).toMatchObject({
    ...{ value: { exact: '300', rounded: '300.0000' }, priceYear: '2011/12', place: 'Sheet “Crime”, row 4' },
    uprated: {
      year: '2025/26',
      value: { exact: '18000/41', rounded: '439.0244' },
      factor: { exact: '60/41' },
    },
  });
  expect(json.values[2].uprated).toBeNull();
});

it('prints CSV that the tables of values and price levels take as they are', async () => {
  const address = ['--address', 'https://example.org/carbon'];
  const { out } = await run('carbon.csv', '--kind', 'carbon', '--csv', ...address);
  expect(parseValues(parseDataRows(out))).toMatchObject([
    { id: 'carbon', from: '2025-01-01', priceYear: '2020', address: 'https://example.org/carbon' },
    { id: 'carbon', from: '2026-01-01' },
  ]);
  const levels = (await run('levels.csv', '--kind', 'deflators', '--csv')).out;
  expect(parseDeflators(parseDataRows(levels)).rows.map(({ year }) => year)).toEqual([
    '2010/11',
    '2011/12',
    '2025/26',
  ]);
});

it('shows price levels', async () => {
  expect((await run('levels.csv', '--kind', 'deflators')).out).toMatch(/2010\/11 +80\n/);
  const json = JSON.parse((await run('levels.csv', '--kind', 'deflators', '--json')).out);
  expect(json.deflators[0]).toEqual({ year: '2010/11', index: { exact: '80', rounded: '80.0000' } });
});

it('refuses what cannot be used with a sentence, and uprating without price levels', async () => {
  const without = await run('costs.xlsx', '--kind', 'unit-costs', '--uprate-to', '2026');
  expect([without.code, without.out]).toEqual([1, '']);
  expect(without.talk).toContain('--deflators');
  const other = await run('levels.csv', '--kind', 'carbon');
  expect([other.code, other.talk]).toEqual([
    1,
    expect.stringContaining('no line that names the columns year and central'),
  ]);
  const nowhere = await run('nowhere.csv', '--kind', 'wages');
  expect([nowhere.code, nowhere.out]).toEqual([1, '']);
});
