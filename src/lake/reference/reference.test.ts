import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeZip } from '../../../test/support/zipFile.ts';
import { type Postcode, parsePostcode, toLocalDate } from '../../domain/values/index.ts';
import { openReferenceStore, type PlaceKind, type ReferenceStore } from './index.ts';

const today = toLocalDate('2026-11-23');
let home: string;
let store: ReferenceStore;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-reference-'));
  store = openReferenceStore(home);
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** The layout of 2026, cut down to every column that matters and some that do not. */
const layout2026 = [
  'pcd7,pcd8,pcds,dointr,doterm,usrtypind,lad26cd,ctry26cd,rgn26cd,lat,long',
  'ZZ1 1AA,ZZ1  1AA,ZZ1 1AA,200001,,0,E08000034,E92000001,E12000003,53.1,-1.1',
  'ZZ11AB,ZZ1  1AB,ZZ1 1AB,200001,202001,0,E08000035,E92000001,E12000003,53.1,-1.1',
  'ZZ11AC,ZZ1  1AC,ZZ1 1AC,200001,,0,,N92000002,N99999999,,',
  'ZZ11AD,ZZ1  1AD,ZZ1 1AD,200001,202001,0,E99999999,E92000001,E99999999,,',
  'none,none,none,200001,,0,E08000034,E92000001,E12000003,,',
].join('\r\n');

/** The older ONSPD style: quoted cells, oslaua, one row for the Isle of Man. */
const layout2015 = [
  '"pcd","pcd2","pcds","dointr","doterm","oscty","oslaua","osward","parish","ctry"',
  '"ZZ2 1AA","ZZ2  1AA","ZZ2 1AA","198001","199606","E99999999","E08000034","E05000001","E04000001","E92000001"',
  '"ZZ2 1AB","ZZ2  1AB","ZZ2 1AB","198001","","S99999999","S12000033","S13000001","S99999999","S92000003"',
  '"ZZ2 1AC","ZZ2  1AC","ZZ2 1AC","198001","","M99999999","M99999999","M99999999","M99999999","M83000003"',
].join('\n');

async function add(kind: PlaceKind, name: string, content: string | Buffer) {
  const path = join(home, name);
  await writeFile(path, content);
  return store.add(kind, { path, label: name }, today);
}

async function sentence(kind: PlaceKind, name: string, content: string | Buffer): Promise<string> {
  const decision = await add(kind, name, content);
  return decision.ok ? 'accepted' : (decision.refusals[0]?.sentence ?? '');
}

function postcodes(...texts: string[]): Postcode[] {
  return texts.map((text) => {
    const postcode = parsePostcode(text);
    if (!postcode) throw new Error(`${text} is a postcode`);
    return postcode;
  });
}

describe('a register of postcodes', () => {
  it('is read in the layout of 2026', async () => {
    const added = await add('onspd', 'NSPL_AUG_2026_UK.csv', layout2026);
    expect(added).toMatchObject({
      ok: true,
      value: {
        kind: 'onspd',
        date: '2026-08-01',
        dateFrom: 'file name',
        addedOn: today,
        rows: 4,
        leftOut: 1,
        notes: [
          'This is a part of the directory: 4 rows; the full directory has about 2.7 million. Postcodes it does not list are placed by sector, which is approximate.',
          '1 record holds no whole postcode or repeat one.',
          '1 postcode has no known place.',
        ],
        approximate: false,
        alreadyThere: false,
      },
    });
    const places = await store.postcodes(postcodes('ZZ1 1AA', 'ZZ1 1AB', 'ZZ1 1AC', 'ZZ1 1AD', 'ZZ9 9ZZ'));
    expect([...places].sort()).toEqual([
      ['ZZ1 1AA', { code: 'E08000034', terminated: false }],
      ['ZZ1 1AB', { code: 'E08000035', terminated: true }],
      ['ZZ1 1AC', { code: 'N92000002', terminated: false }],
    ]);
  });

  it('is found in a zip among guides, whole or in parts', async () => {
    const whole = join(home, 'ONSPD_MAY_2015.zip');
    await writeZip(whole, {
      'Documents/LA names.csv': `${'code,name\n'.repeat(900)}`,
      'Data/ONSPD_MAY_2015_UK.csv': layout2015,
      'Data/multi_csv/ONSPD_MAY_2015_UK_ZZ.csv': layout2015,
    });
    const added = await store.add('onspd', { path: whole, label: 'ONSPD_MAY_2015.zip' }, today);
    expect(added).toMatchObject({ ok: true, value: { rows: 3, date: '2015-05-01' } });
    const parts = join(home, 'parts.zip');
    await writeZip(parts, {
      'Data/multi_csv/ONSPD_FEB_2016_UK_ZZ.csv': layout2015,
      'Data/multi_csv/ONSPD_FEB_2016_UK_ZY.csv': layout2015.replaceAll('ZZ2', 'ZY2'),
    });
    const both = await store.add('onspd', { path: parts, label: 'parts.zip' }, today);
    expect(both).toMatchObject({ ok: true, value: { rows: 6, date: '2016-02-01' } });
    const places = await store.postcodes(postcodes('ZY2 1AB', 'ZZ2 1AC', 'ZZ2 1AA'));
    expect(Object.fromEntries(places)).toEqual({
      'ZY2 1AB': { code: 'S12000033', terminated: false },
      'ZZ2 1AC': { code: 'M99999999', terminated: false },
      'ZZ2 1AA': { code: 'E08000034', terminated: true },
    });
  });

  it('changes nothing when the same bytes come again, under any name', async () => {
    const first = await add('onspd', 'register.csv', layout2026);
    const again = await add('onspd', 'copy.csv', layout2026);
    expect(first.ok && again.ok && { ...again.value, alreadyThere: false }).toEqual(first.ok && first.value);
    expect(again).toMatchObject({ ok: true, value: { alreadyThere: true, source: 'register.csv' } });
    expect(await store.list()).toHaveLength(1);
  });

  it('stays one edition when two processes add it at once, and leaves no scratch behind', async () => {
    const path = join(home, 'register.csv');
    await writeFile(path, layout2026);
    const other = openReferenceStore(home);
    const source = { path, label: 'register.csv' };
    const [one, two] = await Promise.all([
      store.add('onspd', source, today),
      other.add('onspd', source, today),
    ]);
    expect(one.ok && two.ok && one.value.edition === two.value.edition).toBe(true);
    expect(await readdir(join(home, 'reference', 'onspd'))).toHaveLength(1);
  });

  it('comes out gzipped as it does plain, and the newest date is used', async () => {
    await add('onspd', 'ONSPD_FEB_2025.csv.gz', gzipSync(layout2026));
    await add('onspd', 'ONSPD_MAY_2025.csv', layout2015);
    await add('onspd', 'NSPL_NOV_2024.csv', layout2026.replace('E08000035', 'E08000036'));
    expect((await store.list()).map((one) => one.date)).toEqual(['2025-05-01', '2025-02-01', '2024-11-01']);
    expect((await store.newest('onspd'))?.source).toBe('ONSPD_MAY_2025.csv');
    expect((await store.postcodes(postcodes('ZZ1 1AA'))).size).toBe(0);
  });

  it('is refused in words', async () => {
    expect(await sentence('onspd', 'a.csv', 'street,laua\nHigh Street,E08000034\n')).toBe(
      'There is no postcode column (pcds, pcd, pcd7 or pcd8). The first line reads: street, laua.',
    );
    expect(await sentence('onspd', 'b.csv', 'pcds,ward\nZZ1 1AA,E05000001\n')).toContain(
      'no local authority column',
    );
    expect(await sentence('onspd', 'c.csv', 'pcds,laua\n')).toContain('No row below the header');
    expect(await sentence('onspd', 'd.csv', 'pcds,laua\nZZ1 1AA,00CZ\n')).toContain(
      'No row holds an ONS code',
    );
    expect(await sentence('onspd', 'e.csv', '')).toBe('e.csv is empty.');
    expect(await sentence('onspd', 'f.csv', '%PDF-1.7 example')).toContain('is not a CSV file');
    expect(await sentence('onspd', 'g.zip', 'PK\u0003\u0004 broken')).toContain('damaged or incomplete');
    expect(
      await sentence('onspd', 'h.csv', `pcds,laua\nZZ1 1AA,E08000034\n"ZZ1,${'x'.repeat(50)}`),
    ).toContain('h.csv');
    const missing = await store.add('onspd', { path: join(home, 'no.csv'), label: 'no.csv' }, today);
    expect(missing).toMatchObject({ ok: false, refusals: [{ code: 'reference-missing' }] });
    const workbook = join(home, 'book.xlsx');
    await writeZip(workbook, { 'xl/workbook.xml': '<workbook/>' });
    const refused = await store.add('suppliers', { path: workbook, label: 'book.xlsx' }, today);
    expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'reference-workbook' }] });
    expect(await store.list()).toEqual([]);
  });

  it('is absent at first', async () => {
    expect(await store.list()).toEqual([]);
    expect(await store.newest('onspd')).toBeUndefined();
    expect((await store.postcodes(postcodes('ZZ1 1AA'))).size).toBe(0);
    expect(await store.supplierPlaces()).toEqual([]);
    expect(await store.ladLookups()).toEqual([]);
  });
});

describe('look-ups', () => {
  it('may hold combined authorities, regions or both, one edition filling what the other lacks', async () => {
    const combined =
      '\uFEFFLAD25CD,LAD25NM,CAUTH25CD,CAUTH25NM,ObjectId\nE08000034,Kirklees,E47000003,"West, Yorkshire",1\n';
    await add('lad-lookups', 'LAD_CAUTH_December_2025.csv', combined);
    await add(
      'lad-lookups',
      'LAD_RGN_April_2025.csv',
      'LAD25CD,LAD25NM,RGN25CD,RGN25NM\nE08000034,Kirklees,E12000003,Yorkshire\n,,,\n',
    );
    expect(await store.ladLookups()).toEqual([
      {
        authority: 'E08000034',
        combinedAuthority: { code: 'E47000003', name: 'West, Yorkshire' },
        region: null,
      },
      { authority: 'E08000034', combinedAuthority: null, region: { code: 'E12000003', name: 'Yorkshire' } },
    ]);
  });

  it('are refused in words', async () => {
    expect(await sentence('lad-lookups', 'a.csv', 'LAD25CD,LAD25NM\nE08000034,Kirklees\n')).toContain(
      'CAUTH25CD',
    );
    expect(await sentence('lad-lookups', 'b.csv', 'code,RGN25CD\nx,y\n')).toContain('LAD25CD');
    expect(await sentence('lad-lookups', 'c.csv', 'LAD25CD,RGN25CD\nx,y\n')).toContain(
      'No row holds ONS codes',
    );
  });
});

describe('a supplier list', () => {
  it('is read by header, Excel or not, and keeps rows that disagree', async () => {
    const list = [
      'Supplier Name;Supplier No.;Post code;Delivery site;Date checked',
      '"Example; Caf\u00e9 Ltd";0042;hd1 2ta;E08000035;01/04/2026',
      '"Example; Caf\u00e9 Ltd";0042;ZZ1 1AA;;2026-05-02',
      'Invented Supplies;;Leeds;;',
      ';;HD1 2TA;;',
      '',
      'Made Up CIC;;;Leeds HQ;',
      'Sample Works;;HD1 2TA;somewhere;',
    ].join('\r');
    const added = await add('suppliers', 'list.csv', Buffer.from(list, 'latin1'));
    expect(added).toMatchObject({
      ok: true,
      value: {
        rows: 3,
        leftOut: 3,
        licence: 'yours',
        dateFrom: 'day added',
        notes: [
          'The rows of 1 supplier disagree about where it is: Example; Café Ltd, HD1 2TA on line 2 and ZZ1 1AA on line 3. Such a supplier counts as being in any one of its places.',
          'Line 4: "Leeds" is neither a whole postcode nor an ONS code.',
          'Line 5: there is no supplier name or number.',
          'Line 7: "Leeds HQ" is neither a whole postcode nor an ONS code.',
          'Line 8: "somewhere" is neither a whole postcode nor an ONS code.',
        ],
      },
    });
    const places = await store.supplierPlaces();
    expect(places[0]).toEqual({
      name: 'Example; Café Ltd',
      number: '0042',
      postcode: 'HD1 2TA',
      place: null,
      deliveryPostcode: null,
      deliveryPlace: 'E08000035',
      date: '2026-04-01',
      line: 2,
    });
    expect(places.map((one) => [one.name, one.postcode, one.line])).toEqual([
      ['Example; Café Ltd', 'HD1 2TA', 2],
      ['Example; Café Ltd', 'ZZ1 1AA', 3],
      ['Sample Works', 'HD1 2TA', 8],
    ]);
  });

  it('is refused in words', async () => {
    expect(await sentence('suppliers', 'a.csv', 'town,postcode\nx,HD1 2TA\n')).toContain('Supplier name');
    expect(await sentence('suppliers', 'b.csv', 'supplier,town\nExample Ltd,Leeds\n')).toContain(
      'where a supplier is',
    );
    expect(await sentence('suppliers', 'c.csv', 'supplier,postcode\nExample Ltd,Leeds\n')).toContain(
      'Line 2: "Leeds"',
    );
    expect(await sentence('suppliers', 'd.csv', 'supplier,postcode\n')).toContain('no row below the header');
  });
});
