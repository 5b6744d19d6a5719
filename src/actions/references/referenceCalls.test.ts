import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { figureFrom } from '../../../test/support/analysisFixture.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { company, companyCsv } from '../../../test/support/registerFiles.ts';
import { toLocalDate } from '../../domain/values/index.ts';
import { receiveReference } from '../../external/receiveReference.ts';
import { scratchFilesIn } from '../../external/scratchFile.ts';
import { supplierListCsv } from '../../formats/downloads/index.ts';
import { readRegister } from '../../formats/registers/index.ts';
import { openReferenceStore, type ReferenceStore } from '../../lake/reference/index.ts';
import { inUseOf } from '../../lake/reference/inUse.ts';
import { LastChanges, referenceCalls } from './referenceCalls.ts';
import type { ReferenceCalls } from './types.ts';

let home: string;
let store: ReferenceStore;
let calls: ReferenceCalls;
let changes: number;

async function* inPieces(text: string | Buffer) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}
const file = (name: string, text: string | Buffer) => ({ name, content: inPieces(text) });
const suppliers = 'Supplier name,Postcode\nAlder Joinery Ltd,HD1 1CV\n';

/** A figure that tells how many supplier rows are in use. */
async function figures() {
  const rows = await store.supplierPlaces();
  const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };
  const slice = { definition: 'ledger-all', period: '2020/21', total: 100_000, ring, perMilleUnplaced: 0 };
  return [figureFrom({ ...slice, perCent: 10 * rows.length })];
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-references-'));
  store = openReferenceStore(home);
  changes = 0;
  calls = referenceCalls({
    store,
    readRegister,
    inUseOf,
    withScratchFile: scratchFilesIn(join(home, 'scratch')),
    receive: (one) => receiveReference(one, { fileBytes: 5000, freeBytes: 0 }),
    figures,
    today: () => toLocalDate('2026-11-23'),
    changed: async () => {
      changes += 1;
    },
    last: new LastChanges(),
  });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const shares = (changes: readonly { readonly before: unknown; readonly after: unknown }[]) =>
  changes.flatMap((one) => [one.before, one.after].map((figure) => Object(figure).share));

describe('an edition that is uploaded', () => {
  it('is added under its own name, with the figures before and after', async () => {
    const { edition, changes: moved } = acceptedOf(
      await calls.add('suppliers', file('C:\\lists\\ours.csv', suppliers)),
    );
    expect(edition).toMatchObject({ kind: 'suppliers', source: 'ours.csv', rows: 1, addedOn: '2026-11-23' });
    expect(shares(moved)).toEqual([0, 0.1]);
    expect(changes).toBe(1);
    expect((await calls.list()).map((one) => one.source)).toEqual(['ours.csv']);
    expect(await readdir(join(home, 'scratch'))).toEqual([]);
  });

  it('may be a register of organisations, of the month that its name says', async () => {
    const csv = companyCsv([company('09900001', 'ALDER JOINERY LIMITED')]);
    const { edition } = acceptedOf(
      await calls.add('companies', file('BasicCompanyData-2026-11-01.csv', csv)),
    );
    expect(edition).toMatchObject({ kind: 'companies', date: '2026-11-01', rows: 1, names: 1 });
    expect(refusalOf(await calls.add('charities', file('companies.csv', csv)))).toEqual({
      code: 'reference-other-register',
      sentence:
        'companies.csv is the register of companies, not the register of charities. Add it as companies.',
    });
    expect(changes).toBe(1);
    expect(await readdir(join(home, 'scratch'))).toEqual([]);
  });

  it('can be downloaded, and says the same when it is added again', async () => {
    const list = [
      'Supplier name,Supplier number,Postcode,Place code,Delivery site,Date checked',
      '"Alder, Joinery & Sons Ltd",0041877,HD1 1CV,,WF1 1CV,2026-05-03',
      ',0000002,,E08000035,E08000034,',
      '=SUM(A1),,LS1 1CV,,,',
    ];
    acceptedOf(await calls.add('suppliers', file('ours.csv', list.join('\n'))));
    const before = await calls.suppliers();
    expect(before).toHaveLength(3);
    acceptedOf(await calls.add('suppliers', file('again.csv', supplierListCsv(before))));
    const after = await calls.suppliers();
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[2]).toMatchObject({ postcode: 'LS1 1CV', name: "'=SUM(A1)" });
  });

  it('can be taken out again, with what is used afterwards', async () => {
    const first = acceptedOf(await calls.add('suppliers', file('one.csv', suppliers)));
    const second = acceptedOf(
      await calls.add('suppliers', file('two.csv', `${suppliers}Birch Ltd,LS1 1CV\n`)),
    );
    const [inUse] = await calls.list();
    const left = inUse === undefined ? [] : await calls.without(inUse);
    expect(left.map((one) => one.edition)).toEqual([first.edition.edition]);
    const removed = acceptedOf(await calls.remove(second.edition.edition.toUpperCase()));
    expect(removed.edition.inUse.map((one) => one.edition)).toEqual([first.edition.edition]);
    expect(shares(removed.changes)).toEqual([0.2, 0.1]);
    expect(refusalOf(await calls.remove(second.edition.edition)).code).toBe('reference-no-edition');
    expect(changes).toBe(3);
  });

  it('is remembered with what it changed, twenty at most', async () => {
    const { edition } = acceptedOf(await calls.add('suppliers', file('one.csv', suppliers)));
    expect(calls.changeOf(edition.edition, 'suppliers')).toMatchObject({
      kind: 'added',
      edition: { source: 'one.csv' },
    });
    expect(calls.changeOf(edition.edition, 'onspd')).toBeNull();
    acceptedOf(await calls.remove(edition.edition, 'suppliers'));
    expect(calls.changeOf(edition.edition, 'suppliers')?.kind).toBe('removed');
    for (let number = 0; number < 20; number += 1) {
      acceptedOf(await calls.add('suppliers', file('more.csv', `${suppliers}Ash ${number},LS1 1CV\n`)));
    }
    expect(calls.changeOf(edition.edition, 'suppliers')).toBeNull();
  });

  it.each<readonly [string, string | Buffer, string, RegExp]>([
    [
      'with the wrong columns',
      'Colour,Weight\nred,1\n',
      'list.csv',
      /There is no column with supplier names/,
    ],
    ['that is a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', 'list.pdf', /list\.pdf is not a CSV file/],
    ['that is empty', '', 'list.csv', /list\.csv is empty/],
    ['that is a zip cut off', Buffer.from('504b0304140000000800aaaaaa', 'hex'), 'list.zip', /list\.zip/],
    ['that is larger than the limit', 'x'.repeat(5001), 'list.csv', /list\.csv is larger than 5,000 bytes/],
  ])('is refused %s, and leaves nothing', async (_, content, name, sentence) => {
    expect(refusalOf(await calls.add('suppliers', file(name, content))).sentence).toMatch(sentence);
    expect(await calls.list()).toEqual([]);
    expect(await readdir(join(home, 'scratch'))).toEqual([]);
    expect(changes).toBe(0);
  });

  it('leaves nothing when it is cut off on its way in', async () => {
    async function* cutOff() {
      yield Buffer.from(suppliers);
      throw new Error('The connection was closed.');
    }
    await expect(calls.add('suppliers', { name: 'list.csv', content: cutOff() })).rejects.toThrow('closed');
    expect(await calls.list()).toEqual([]);
    expect(await readdir(join(home, 'scratch'))).toEqual([]);
  });
});
