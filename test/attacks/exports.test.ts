import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { roles } from '../../src/domain/organisations/index.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { multipartForm, upload } from '../support/accessDeeds.ts';
import { type BareWorld, kirkvale, openBareWorld, type WorldActor } from '../support/accessWorld.ts';
import { pdfFile } from '../support/evidence.ts';
import { get, post } from './attacking.ts';

const hostile = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\uFF1D1+1',
  ' =1+1',
  '=HYPERLINK("http://evil.example")',
];

function ledger(): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = hostile.map((text, index) => {
    const name = quoted(text);
    return `${name},${name},${name},${name},1${index}/04/2021,${name},10${index}.50,${name}`;
  });
  const bad = hostile.map((text) => `${quoted(text)},x,x,x,not a day,x,not an amount,${quoted(text)}`);
  const header =
    'Body name,Department,Expenditure category,Purpose,Date paid,Transaction number,Net amount,Supplier name';
  return `${[header, ...rows, ...bad].join('\n')}\n`;
}

let world: BareWorld;
let insider: WorldActor;
let batch = '';
let place = '';

async function addLedger(): Promise<void> {
  const files = [{ field: 'files', name: '=1+1.csv', content: ledger() }];
  place = (await upload(world, [insider, '/ledgers/add'], { fields: {}, files })).headers.location ?? '';
  await world.opened.idle();
  const checked = await get(world, [insider, place]);
  const [, version = ''] = /name="version" value="(\d+)"/.exec(checked.body) ?? [];
  expect((await post(world, [insider, `${place}/confirm`], { version })).statusCode).toBe(303);
  await world.opened.idle();
  const shown = await get(world, [insider, '/ledgers']);
  [, batch = ''] = /\/ledgers\/(bat_[a-z0-9]+)/.exec(shown.body) ?? [];
}

beforeAll(async () => {
  world = await openBareWorld();
  insider = await world.join({ name: 'the insider', roles, organisation: kirkvale });
  await addLedger();
  await post(world, [insider, '/account'], { name: '=1+1 Ada' });
  await post(world, [insider, '/organisation/change'], { name: '=1+1 Council', orgId: '' });
  const said = { sentence: '=1+1', basis: 'ledger address', rings: 'authority', note: '=1+1', name: '=1+1' };
  await post(world, [insider, '/definitions'], said);
  const list = `Supplier name,Postcode\n${hostile.map((text) => `"${text.replaceAll('"', '""')}",HD1 2TT`).join('\n')}\n`;
  const files = [{ field: 'file', name: '=list.csv', content: list }];
  await upload(world, [insider, '/references/add'], { fields: { kind: 'suppliers' }, files });
  const proof = [{ field: 'file', name: '=proof.pdf', content: pdfFile('/Formula 1') }];
  await upload(world, [insider, '/evidence/add'], { fields: { note: '=1+1' }, files: proof });
}, 300_000);
afterAll(() => world.close());

/** Cells of a file of comma-separated values, as a spreadsheet reads them. */
function cellsOf(csv: string): readonly string[] {
  const cells: string[] = [];
  const reader = /(?:^|[,\n])(?:"((?:[^"]|"")*)"|([^,\n]*))/g;
  for (const [, quoted, plain] of csv
    .replaceAll('\r\n', '\n')
    .replace(/^\uFEFF/, '')
    .matchAll(reader)) {
    cells.push((quoted ?? plain ?? '').replaceAll('""', '"'));
  }
  return cells;
}

/** The text of every part of a workbook that holds cells. */
async function sheetsOf(workbook: Buffer): Promise<string> {
  const zip = await fromBufferPromise(workbook);
  const parts: string[] = [];
  for await (const entry of zip.eachEntry()) {
    if (/worksheets\/.*\.xml$/.test(entry.fileName))
      parts.push(await text(await zip.openReadStreamPromise(entry)));
  }
  return parts.join('\n');
}

/** Whether a spreadsheet would work a cell out; amounts with a minus are numbers. */
function isFormula(cell: string): boolean {
  return /^[\s\p{Cf}]*[=+@\uFF1D\uFF0B\uFF20-]/u.test(cell) && !/^-?\d+(?:\.\d+)?%?$/.test(cell);
}

describe('downloads for spreadsheets', () => {
  const fill: Readonly<Record<string, () => string>> = {
    ':dimension': () => 'department',
    ':batch': () => batch,
    ':table': () => '1',
    ':id': () => place.split('/').at(-1) ?? '',
    ':payee': () => encodeURIComponent("=CMD|' /C CALC'!A0"),
    ':name': () => 'local-spend.csv',
  };
  const fileRoutes = siteRoutes('').filter(
    ({ path, kind }) => kind === 'download' && /\.(?:csv|xlsx)$|:name$|\/audit/.test(path),
  );
  const addressOf = (path: string) =>
    path.replaceAll(/:(?:dimension|batch|table|id|payee|name)/g, (part) => fill[part]?.() ?? part);

  it('hold the ledger that was written to do harm', async () => {
    expect(batch).toMatch(/^bat_/);
    expect((await get(world, [insider, '/spend/suppliers.csv'])).body).toContain('SUM(A1)');
  });

  it.each(fileRoutes.map(({ path }) => path))('%s begins no cell like a formula', async (path) => {
    const answer = await get(world, [insider, addressOf(path)]);
    expect(answer.statusCode).toBeLessThan(500);
    if (String(answer.headers['content-type']).includes('csv')) {
      expect(cellsOf(answer.body).filter(isFormula)).toEqual([]);
    }
    if (path.endsWith('.xlsx') && answer.statusCode === 200) {
      const sheets = await sheetsOf(answer.rawPayload);
      expect(sheets).toContain('<row');
      expect(sheets).not.toMatch(/<f[ >]|<hyperlink|<ddeLink|<externalReference/);
    }
  });

  it('more than a few were looked at, and they had something in them', async () => {
    expect(fileRoutes.length).toBeGreaterThan(8);
    expect(cellsOf('"=1",-2.50,\n"a ""b""",@x').filter(isFormula)).toEqual(['=1', '@x']);
    expect(multipartForm({}, []).payload.length).toBeGreaterThan(0);
  });
});
