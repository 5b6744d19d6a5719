import { describe, expect, it } from 'vitest';
import {
  batchFrom,
  type ImportsState,
  importFrom,
  importsFixture,
} from '../../../../test/support/importsFixture.ts';
import {
  askingTable,
  batchNumber,
  fixtureNow,
  importNumber,
  overlapWith,
  questionsOf,
  readyTable,
  toldQuestion,
} from '../../../../test/support/importsReadings.ts';
import { everyRole } from '../../../../test/support/visitors.ts';
import type { TableReading } from '../../../domain/spend/imports/types.ts';
import { toPence } from '../../../domain/values/index.ts';
import { openDoor } from '../../door.ts';
import { buildServer } from '../../server.ts';
import { checkView } from './checkView.ts';
import { profileFromColumns } from './columnsForm.ts';
import { withoutCommands } from './importWords.ts';
import { mattersOf, saidFrom } from './questions.ts';
import { importsRoutes } from './routes.ts';
import { totalsView } from './totalsView.ts';

const nothingTyped = { given: new Map<string, string>(), errors: new Map<string, string>() };
const first = `/imports/${importNumber(1)}`;

function waiting(tables: readonly TableReading[]) {
  return importFrom(1, 'waiting', tables);
}

function viewOf(tables: readonly TableReading[]) {
  const one = waiting(tables);
  if (one.reading === null) throw new Error('There is a reading.');
  return checkView(one, one.reading, nothingTyped);
}

function served(state: ImportsState, visitor = everyRole) {
  const imports = importsFixture(state);
  const server = buildServer({
    routes: importsRoutes,
    door: openDoor({ imports, visitor, now: () => fixtureNow }),
  });
  const get = (url: string) => server.inject({ method: 'GET', url });
  const post = (url: string, form: Readonly<Record<string, string>>) =>
    server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    });
  return { imports, get, post };
}

describe('the questions of the check page', () => {
  it('turn every kind of answer into its part of a profile', () => {
    const said = saidFrom(
      mattersOf(waiting([askingTable('april.csv', questionsOf('april.csv'))])),
      new URLSearchParams({
        'table-1-amountColumn': 'answer:Total',
        'table-1-dateOrder': 'answer:mdy',
        'table-1-creditIndicator': 'answer:H',
        'table-1-lastLine': 'answer:payment',
      }),
    );
    const profile = { amountColumn: 'Total', dateOrder: 'mdy', creditIndicator: 'H', lastLine: 'payment' };
    expect(said.errors).toEqual([]);
    expect(said.said).toEqual({ profiles: { 'april.csv': profile }, tables: {} });
  });

  it('are asked once for files with the same columns, and the answer stands for all of them', () => {
    const names = ['april.csv', 'may.csv', 'june.csv'];
    const one = waiting(names.map((name) => askingTable(name, questionsOf(name).slice(1, 2), 'one header')));
    const matters = mattersOf(one);
    expect(matters.map(({ tables }) => tables.map(({ name }) => name))).toEqual([names]);
    const left = saidFrom(matters, new URLSearchParams({ 'table-1-dateOrder': 'leave-out' }));
    expect(Object.keys(left.said.tables)).toEqual(names);
    expect(left.errors).toEqual([]);
  });

  it('never have an answer before a person gave one', () => {
    const { matters } = viewOf([
      askingTable('april.csv', questionsOf('april.csv')),
      readyTable('may.csv', { overlaps: [overlapWith(1, 'old.csv')] }),
    ]);
    expect(matters).toHaveLength(5);
    expect(matters.flatMap(({ options }) => options).filter(({ checked }) => checked)).toEqual([]);
  });

  it('refuse an answer that is none of the options, and name what is missing', () => {
    const said = saidFrom(
      mattersOf(waiting([askingTable('april.csv', questionsOf('april.csv').slice(0, 2))])),
      new URLSearchParams({ 'table-1-amountColumn': 'answer:Ref 2' }),
    );
    expect(said.errors.map(({ field }) => field)).toEqual(['table-1-amountColumn', 'table-1-dateOrder']);
    expect(said.said.profiles).toEqual({});
  });

  it('take a file named like a part of every object like all others', () => {
    const one = waiting([askingTable('__proto__', questionsOf('__proto__').slice(0, 1))]);
    const { said } = saidFrom(
      mattersOf(one),
      new URLSearchParams({ 'table-1-amountColumn': 'answer:Amount' }),
    );
    expect(Object.entries(said.profiles)).toEqual([['__proto__', { amountColumn: 'Amount' }]]);
  });

  it('offer no import of a single file that has to be corrected first', () => {
    const view = viewOf([askingTable('two.csv', [toldQuestion('two.csv')])]);
    expect(view.confirm).toBeNull();
    expect(view.nothing).toContain('correct the file');
    expect(view.matters[0]?.options).toEqual([]);
  });

  it('are asked ten at a time', () => {
    const tables = Array.from({ length: 6 }, (_, index) =>
      askingTable(`${index}.csv`, questionsOf(`${index}.csv`)),
    );
    const view = viewOf(tables);
    expect(view.matters).toHaveLength(10);
    expect(view.moreMatters).toBe('14 more questions will follow when these are answered.');
  });
});

describe('the figures of the check page', () => {
  it('say that lines read are lines accepted, rejected and blank over all tables', () => {
    const { equation } = viewOf([readyTable('april.csv'), readyTable('may.csv', { signature: 'another' })]);
    const [read = 0, ...parts] = equation.map(({ count }) => Number(count.replaceAll(',', '')));
    expect(read).toBe(28_424);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(read);
  });

  it('count a rejected total in no sum, and explain the difference to the total of the file', () => {
    const totals = totalsView(readyTable('april.csv'));
    expect(totals?.rows.map(({ amount }) => amount)).toEqual([
      '32,011,560.02',
      '−825,741.86',
      '0.00',
      '31,185,818.16',
      '31,243,907.12',
      '58,088.96',
    ]);
    expect(totals?.sentence).toContain('37 rejected lines');
  });

  it('leave out advice that only a command line can take', () => {
    expect(withoutCommands('It does not say. Say so with --amount-basis net.')).toBe('It does not say.');
    expect(withoutCommands('Lines 1 to 3 -- titles.')).toBe('Lines 1 to 3 -- titles.');
  });
});

describe('the form of columns', () => {
  const table = readyTable('april.csv');
  const profileOf = (form: Readonly<Record<string, string>>) =>
    profileFromColumns(table, undefined, new URLSearchParams({ basis: 'net', order: 'dmy', ...form }));

  it('says nothing where nothing was changed', () => {
    expect(profileOf({})).toEqual({ profile: {}, errors: [] });
  });

  it('holds only what was changed', () => {
    expect(
      profileOf({ 'column-4': '', 'column-5': 'sum', 'column-8': 'documentNumber', order: 'mdy' }),
    ).toEqual({
      profile: {
        amountColumn: 'Total',
        amountBasis: 'net',
        dateOrder: 'mdy',
        roles: { Amount: null, 'Ref 2': 'documentNumber' },
      },
      errors: [],
    });
  });

  it('refuses one meaning for two columns, no amount, and a meaning there is not', () => {
    const fields = (form: Readonly<Record<string, string>>) =>
      profileOf(form).errors.map(({ field }) => field);
    expect(fields({ 'column-3': 'supplier' })).toEqual(['column-3']);
    expect(fields({ 'column-3': '', 'column-4': '' })).toEqual(['column-4']);
    expect(fields({ 'column-8': 'toString' })).toEqual(['column-8']);
    expect(fields({ basis: 'both' })).toEqual(['basis']);
  });
});

describe('the addresses of the import journey', () => {
  it('ask whose ledgers they are before the first upload, and lead back', async () => {
    const { get, post } = served({ owner: null });
    expect((await get('/ledgers/add')).headers.location).toBe('/ledgers/owner?next=add');
    const said = { name: 'Examplewell Council', 'org-id': '', home: 'Kirklees', next: 'add' };
    const wrong = await post('/ledgers/owner', { ...said, home: '<Nowhere>' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('<title>Error: Whose ledgers are these? - Sevenbox</title>');
    expect(wrong.body).toContain('value="&lt;Nowhere&gt;"');
    expect((await post('/ledgers/owner', said)).headers.location).toBe('/ledgers/add');
    expect((await get('/ledgers/add')).statusCode).toBe(200);
  });

  it('answer 409 with the newest page when somebody changed the import meanwhile', async () => {
    const { post, imports } = served({ imports: [waiting([readyTable('april.csv')])] });
    for (const what of ['answers', 'confirm']) {
      const response = await post(`${first}/${what}`, { version: '6' });
      expect(response.statusCode).toBe(409);
      expect(response.body).toContain('This import was changed in another window');
    }
    expect((await imports.importOf(importNumber(1)))?.state).toBe('waiting');
  });

  it('save a decision and confirm with one press', async () => {
    const table = readyTable('may.csv', { overlaps: [overlapWith(3, 'old.csv')] });
    const { post, imports } = served({ imports: [waiting([table])] });
    const missing = await post(`${first}/confirm`, { version: '7' });
    expect(missing.statusCode).toBe(422);
    expect(missing.body).toContain('href="#table-1-take"');
    const form = { version: '7', 'table-1-take': `replace:${batchNumber(3)}` };
    expect((await post(`${first}/confirm`, form)).headers.location).toBe(first);
    expect(await imports.importOf(importNumber(1))).toMatchObject({
      state: 'importing',
      answers: { tables: { 'may.csv': { take: 'replace', batch: batchNumber(3) } } },
    });
  });

  it('add a file that shares a few documents without asking, and replace where a person says so', async () => {
    const few = { ...overlapWith(3, 'old.csv'), sameLines: 0, sameLinesPence: toPence(0), sameDocuments: 2 };
    const { post, get, imports } = served({
      imports: [waiting([readyTable('may.csv', { overlaps: [few] })])],
    });
    const { body } = await get(first);
    expect(body).toContain('We need no answer from you');
    expect(body).toMatch(/may\.csv shares a few document numbers[\s\S]+value="add" checked/);
    const form = { version: '7', 'table-1-take': 'add' };
    expect((await post(`${first}/confirm`, form)).headers.location).toBe(first);
    expect((await imports.importOf(importNumber(1)))?.state).toBe('importing');
    expect(imports.said).toEqual([]);
    expect((await post(`${first}/confirm`, form)).headers.location).toBe(first);
  });

  it('say when none of the files could be read, and promise nothing to confirm', async () => {
    const refused = (name: string) => readyTable(name, { status: 'refused', columns: [] });
    const { body } = await served({ imports: [waiting([refused('a.pdf'), refused('b.png')])] }).get(first);
    expect(body).toContain('could not be read.');
    expect(body).not.toContain('then confirm');
    expect(body).not.toContain('change what is left out');
  });

  it('read again before they confirm where an answer changes how a file is read', async () => {
    const asks = askingTable('april.csv', questionsOf('april.csv').slice(1, 2));
    const { post, imports } = served({ imports: [waiting([asks])] });
    const form = { version: '7', 'table-1-dateOrder': 'answer:dmy' };
    expect((await post(`${first}/confirm`, form)).headers.location).toBe(`${first}?done=answered`);
    expect(imports.said).toEqual([{ profiles: { 'april.csv': { dateOrder: 'dmy' } }, tables: {} }]);
    expect((await imports.importOf(importNumber(1)))?.state).toBe('reading');
  });

  it('leave a file out and take it in again', async () => {
    const { post, get } = served({ imports: [waiting([readyTable('april.csv'), readyTable('may.csv')])] });
    await post(`${first}/answers`, { version: '7', 'leave-out': '2' });
    expect((await get(first)).body).toMatch(
      /Left out[\s\S]+Take it in[\s\S]+Confirm and import 14,163 lines/,
    );
    await post(`${first}/answers`, { version: '8', 'take-in': '2' });
    expect((await get(first)).body).toContain('Confirm and import 28,326 lines');
  });

  it('list the files of an import by name', async () => {
    const names = ['b.csv', 'c.csv', 'a.csv'];
    const batches = names.map((name, index) => batchFrom(index + 1, 1, name));
    const { body } = await served({ imports: [waiting([])], batches }).get('/ledgers');
    expect(body).toMatch(/a\.csv[\s\S]+b\.csv[\s\S]+c\.csv/);
  });

  it('take a batch out of the figures and bring it back, and say so', async () => {
    const { post, get } = served({ imports: [waiting([])], batches: [batchFrom(1, 1, 'april.csv')] });
    const href = `/ledgers/${batchNumber(1)}`;
    expect((await get(`${href}/undo`)).body).toContain('14,163 lines leave the figures');
    const undone = await post(`${href}/undo`, {});
    expect(undone.headers.location).toBe(`${href}?done=taken-out`);
    expect((await get(String(undone.headers.location))).body).toContain('was taken out of the figures');
    expect((await get(`${href}/undo`)).headers.location).toBe(href);
    expect((await post(`${href}/bring-back`, {})).headers.location).toBe(`${href}?done=brought-back`);
    expect((await post(`${href}/bring-back`, {})).statusCode).toBe(409);
  });

  it('say what counts again when a file that replaced it is taken out', async () => {
    const old = { ...batchFrom(2, 2, 'old.csv', 'superseded'), sha256: 'b4e2'.repeat(16) };
    const { get, post } = served({ imports: [waiting([])], batches: [batchFrom(1, 1, 'april.csv'), old] });
    const href = `/ledgers/${batchNumber(1)}`;
    expect((await get(`${href}/undo`)).body).toContain('old.csv, which was replaced, counts again.');
    expect((await post(`${href}/undo`, {})).headers.location).toBe(`${href}?done=taken-out-for`);
  });

  it('show an import that is cancelled already as cancelled, without blame', async () => {
    const { post } = served({ imports: [waiting([])] });
    for (const _ of [1, 2]) expect((await post(`${first}/cancel`, {})).headers.location).toBe(first);
  });

  it('give rejected lines as a file that no spreadsheet runs', async () => {
    const { get } = served({ imports: [waiting([readyTable('april "1".csv')])] });
    const response = await get(`${first}/tables/1/rejects.csv`);
    expect(response.headers['content-disposition']).toContain('filename="rejected-lines-april-1-.csv.csv"');
    expect(response.body.split('\r\n')).toHaveLength(40);
    expect(response.body).toContain('"\'=SUM(A1)');
  });

  it('show a name as it is written and never run it', async () => {
    const name = '<script>alert(1)</script>.csv';
    const asks = askingTable(name, questionsOf(name));
    const { get } = served({ imports: [waiting([asks, readyTable(`2${name}`)])] });
    for (const url of [
      first,
      `${first}/tables/1`,
      `${first}/tables/1/columns`,
      `${first}/tables/2/lines`,
      '/ledgers',
    ]) {
      const { statusCode, body } = await get(url);
      expect(statusCode, url).toBe(200);
      expect(body, url).not.toContain('<script>alert');
    }
  });

  it.each([
    '/imports/nothing',
    `${first}/tables/0`,
    `${first}/tables/9`,
    `${first}/tables/1/rejects?page=9`,
    `${first}?page=2`,
    '/ledgers?page=2',
    '/ledgers/nothing',
    '/ledgers/nothing/undo',
  ])('answer %s with a page that says it was not found', async (url) => {
    const { get } = served({ imports: [waiting([readyTable('april.csv')])] });
    expect((await get(url)).statusCode).toBe(404);
  });
});
