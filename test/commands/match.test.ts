import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sevenbox } from '../support/command.ts';
import { company, companyCsv } from '../support/registerFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'sevenbox-match-command-'));

beforeAll(() => {
  writeFileSync(
    join(folder, 'companies.csv'),
    companyCsv([
      company('09900001', 'HEBBLEDEN SUPPORT SERVICES LIMITED', { IncorporationDate: '01/04/2020' }),
      company('09900002', 'ALDER BAKERY LIMITED'),
    ]),
  );
  writeFileSync(
    join(folder, 'names.csv'),
    'Supplier,Last paid\nHebbleden Support Services Ltd,31/03/2020\nHebbleden Support Services Ltd,01/04/2020\nAlder Bakery,\nAlder Bakry Ltd,\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const words = ['match', 'names.csv', '--register', 'companies.csv'];

it('answers on its output, talks beside it, and keeps nothing', async () => {
  const done = await sevenbox(words, { cwd: folder });
  expect(done.code).toBe(0);
  expect(done.talk).toBe(
    '4 names matched with 2 organisations: 3 linked, 0 ambiguous, 1 no match, 0 not a company.\n',
  );
  expect(done.out.split('\r\n').map((line) => line.split(',').slice(1, 3).join())).toEqual([
    'decision,identifier',
    'no match,',
    'linked,GB-COH-09900001',
    'linked,GB-COH-09900002',
    'linked,GB-COH-09900002',
    '',
  ]);
  expect(readdirSync(folder).sort()).toEqual(['companies.csv', 'names.csv']);
});

it.each([
  ['Pacific/Kiritimati', 'tr_TR.UTF-8'],
  ['Pacific/Niue', 'lt_LT.UTF-8'],
])('says the same in %s with the language %s', async (zone, language) => {
  const environment = { TZ: zone, LANG: language, LC_ALL: language };
  const [here, there] = [
    await sevenbox(words, { cwd: folder }),
    await sevenbox(words, { cwd: folder, environment }),
  ];
  expect(there).toEqual(here);
});

it.each([
  [['match', 'nowhere.csv', '--register', 'companies.csv'], 1, /^There is no file nowhere\.csv/],
  [['match', 'names.csv', '--register', 'names.csv'], 1, /^names\.csv is no register that we know/],
  [['match', 'names.csv'], 64, /--register/],
  [['match'], 64, /--register/],
])('sevenbox %j ends with %i', async (wrong, code, sentence) => {
  const done = await sevenbox(wrong, { cwd: folder });
  expect(done).toMatchObject({ code, out: '' });
  expect(done.talk).toMatch(sentence);
});
