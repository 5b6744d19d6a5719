import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cityMonth, districtMonth } from '../../../test/support/importLedgers.ts';
import {
  confirmed,
  type ImportSite,
  incoming,
  stored,
  tableOf,
  traces,
  upload,
  withImportSite,
} from '../../../test/support/imports.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';

const both = (month: number) => ({
  'city.csv': cityMonth(month),
  'district.csv': districtMonth(month),
});

async function answerCredits(site: ImportSite, one: { readonly id: string; readonly version: number }) {
  const profiles = { 'district.csv': { creditIndicator: 'S' } };
  acceptedOf(await site.calls.answer(one.id, one.version, { profiles, tables: {} }));
  await site.idle();
  return stored(site, one.id);
}

async function importedMonth(site: ImportSite, month: number) {
  const one = await upload(site, both(month));
  return confirmed(site, await answerCredits(site, one));
}

describe('two ledgers of one month', () => {
  it('are read, asked about, imported, and the next month asks nothing', () =>
    withImportSite(async (site) => {
      const read = await upload(site, both(4));
      expect(read.state).toBe('waiting');
      const asks = tableOf(read, 'district.csv');
      expect(asks).toMatchObject({ status: 'asks', profile: null, fromSavedAnswers: false });
      expect(asks.questions.map(({ id }) => id)).toEqual(['creditIndicator']);
      expect(asks.firstLines[0]).toMatchObject({ line: 3, pence: null });
      expect(refusalOf(await site.calls.confirm(read.id, read.version))).toMatchObject({
        code: 'question:district.csv',
      });

      const settled = await answerCredits(site, read);
      const district = tableOf(settled, 'district.csv');
      expect(district).toMatchObject({ status: 'ready', creditsPence: -241_120, paymentsPence: 601_600 });
      expect(district.rejectGroups).toMatchObject([{ rule: 'amount-unreadable', lines: 1, pence: null }]);
      expect(district.firstLines.slice(3, 6)).toMatchObject([
        { cells: expect.arrayContaining(['1,203.60']), pence: -120_360, day: '2021-04-17' },
        { pence: 120_460 },
        { line: 8, pence: null, day: '2021-04-19' },
      ]);
      const city = tableOf(settled, 'city.csv');
      expect(city.report.control).toMatchObject({ physicalRecords: 12, accepted: 12, rejected: 0 });
      expect(city.columns.find(({ role }) => role === 'body')?.name).toBe('Body name');
      expect(settled.reading?.control).toMatchObject({
        physicalRecords: 21,
        accepted: 19,
        rejected: 1,
        blank: 1,
      });

      const done = await confirmed(site, settled);
      expect(done).toMatchObject({ state: 'imported', sentence: null });
      expect(site.hooks).toMatchObject({ changes: 1, failures: [] });
      const left = await traces(site);
      expect(left).toMatchObject({ working: [], lines: 19 });
      expect(left.published).toEqual(left.catalogued);
      expect(left.inLake).toEqual(left.catalogued);
      const batches = await site.calls.batchesOfImport(done.id);
      expect(batches.map(({ name }) => name).sort()).toEqual(['city.csv', 'district.csv']);
      const batch = await site.calls.batchOf(batches.find(({ name }) => name === 'district.csv')?.id ?? '');
      expect(batch?.rejects).toHaveLength(1);

      const next = await upload(site, both(5));
      expect(tableOf(next, 'district.csv')).toMatchObject({ status: 'ready', fromSavedAnswers: true });
      expect(tableOf(next, 'city.csv')).toMatchObject({ status: 'ready', fromSavedAnswers: false });
      expect((await confirmed(site, next)).state).toBe('imported');
      expect(await traces(site)).toMatchObject({ working: [], lines: 38 });
    }));

  it('change nothing when they come again, under whatever name', () =>
    withImportSite(async (site) => {
      await importedMonth(site, 4);
      const before = await traces(site);
      const again = await upload(site, { 'a.csv': cityMonth(4), 'b.csv': districtMonth(4) });
      expect(tableOf(again, 'a.csv')).toMatchObject({ status: 'same', sameBytes: { name: 'city.csv' } });
      expect(tableOf(again, 'b.csv')).toMatchObject({ status: 'same', fromSavedAnswers: true, overlaps: [] });
      const refusal = refusalOf(await site.calls.confirm(again.id, again.version));
      expect(refusal).toEqual({
        code: 'nothing-to-add',
        sentence: 'Everything in these files is imported already. Importing it again changes nothing.',
      });
      acceptedOf(await site.calls.cancel(again.id));
      expect(await traces(site)).toEqual(before);
    }));
});

describe('payments that are there already', () => {
  it('are shown where a longer file holds a batch, and the batch is replaced', () =>
    withImportSite(async (site) => {
      await confirmed(site, await upload(site, { 'april.csv': cityMonth(4, 6) }));
      const [old] = await site.calls.batches();
      const longer = await upload(site, { 'april-full.csv': cityMonth(4, 12) });
      const [overlap, ...others] = tableOf(longer, 'april-full.csv').overlaps;
      expect(others).toEqual([]);
      expect(overlap).toMatchObject({ batch: old?.id, name: 'april.csv', sameLines: 6, sameDocuments: 6 });
      expect(overlap?.sameLinesPence).toBe(old?.report.control.acceptedPence);
      const { code, sentence } = refusalOf(await site.calls.confirm(longer.id, longer.version));
      expect([code, sentence]).toEqual([
        'overlap:april-full.csv',
        'april-full.csv holds payments that are in april.csv as well. Say whether to add, replace or leave out.',
      ]);
      const tables = { 'april-full.csv': { take: 'replace', batch: overlap?.batch ?? longer.id } } as never;
      const chosen = acceptedOf(await site.calls.answer(longer.id, longer.version, { profiles: {}, tables }));
      expect(chosen.state).toBe('waiting');
      await confirmed(site, chosen);
      const batches = await site.calls.batches();
      const [newer, older] = [
        batches.find(({ id }) => id !== old?.id),
        batches.find(({ id }) => id === old?.id),
      ];
      expect(older).toMatchObject({ state: 'superseded', supersededBy: newer?.id });
      expect(newer).toMatchObject({ state: 'current', name: 'april-full.csv' });
      expect(await traces(site)).toMatchObject({ lines: 12 });
      expect(refusalOf(await site.calls.bringBack({ batch: older?.id ?? '' })).sentence).toBe(
        'april.csv was replaced by april-full.csv. Undo that file, and april.csv counts again.',
      );
    }));

  it('count twice only when a person says so', () =>
    withImportSite(async (site) => {
      await confirmed(site, await upload(site, { 'april.csv': cityMonth(4, 6) }));
      const longer = await upload(site, { 'more.csv': cityMonth(4, 12) });
      const said = { profiles: {}, tables: { 'more.csv': { take: 'add' } } } as const;
      await confirmed(site, acceptedOf(await site.calls.answer(longer.id, longer.version, said)));
      expect(await traces(site)).toMatchObject({ lines: 18 });
    }));

  it('are asked about when the same bytes are read another way', () =>
    withImportSite(async (site) => {
      await importedMonth(site, 4);
      const again = await upload(site, { 'district.csv': districtMonth(4) });
      acceptedOf(await site.calls.cancel(again.id));
      const other = await upload(site, { 'district.csv': districtMonth(4), 'city.csv': cityMonth(6) });
      const profiles = { 'district.csv': { creditIndicator: 'none' } };
      acceptedOf(await site.calls.answer(other.id, other.version, { profiles, tables: {} }));
      await site.idle();
      const read = await stored(site, other.id);
      const table = tableOf(read, 'district.csv');
      expect(table).toMatchObject({ status: 'ready', creditsPence: 0, overlaps: [] });
      expect(refusalOf(await site.calls.confirm(read.id, read.version)).code).toBe('same-bytes:district.csv');
      const adds = { profiles: {}, tables: { 'district.csv': { take: 'add' } } } as const;
      expect(refusalOf(await site.calls.answer(read.id, read.version, adds)).code).toBe(
        'answer:district.csv:take',
      );
      const batch = table.sameBytes?.batch;
      if (!batch) throw new Error('the batch of the same bytes is named');
      const replaces = { profiles: {}, tables: { 'district.csv': { take: 'replace', batch } } } as const;
      await confirmed(site, acceptedOf(await site.calls.answer(read.id, read.version, replaces)));
      expect(await traces(site)).toMatchObject({ lines: 31 });
      const states = (await site.calls.batches()).map(({ state }) => state).sort();
      expect(states).toEqual(['current', 'current', 'current', 'superseded']);
    }));
});

describe('undo', () => {
  it('takes an import out and brings it back, but never the same bytes twice', () =>
    withImportSite(async (site) => {
      const first = await confirmed(site, await upload(site, { 'city.csv': cityMonth(4) }));
      const whole = await traces(site);
      expect(acceptedOf(await site.calls.undo({ import: first.id }))).toHaveLength(1);
      expect(await traces(site)).toMatchObject({ lines: 0, catalogued: whole.catalogued });
      expect(refusalOf(await site.calls.undo({ import: first.id })).code).toBe('not-counted');
      acceptedOf(await site.calls.bringBack({ import: first.id }));
      expect(await traces(site)).toEqual(whole);
      expect(refusalOf(await site.calls.bringBack({ import: first.id })).code).toBe('counted');

      const [batch] = await site.calls.batches();
      acceptedOf(await site.calls.undo({ batch: batch?.id ?? '' }));
      await confirmed(site, await upload(site, { 'city again.csv': cityMonth(4) }));
      expect(refusalOf(await site.calls.bringBack({ import: first.id })).sentence).toBe(
        'city.csv cannot be brought back, because the same bytes count already as city again.csv. Undo that one first.',
      );
      expect(await traces(site)).toMatchObject({ lines: 12 });
      expect(site.hooks.changes).toBe(5);
      expect(refusalOf(await site.calls.undo({ batch: 'bat_../../etc' })).code).toBe('batch-unknown');
    }));
});

describe('files that are no good', () => {
  it('stop nothing else, and say why', () =>
    withImportSite(async (site) => {
      const one = await upload(site, {
        'city.csv': cityMonth(4),
        '../../evil.csv': '%PDF-1.7 no ledger',
        'notes.csv': 'just,some\nwords,here\n',
        'city copy.csv': cityMonth(4),
        'CITY.csv': cityMonth(5),
      });
      expect(one.files.map(({ name }) => name)).toEqual([
        'city.csv',
        'evil.csv',
        'notes.csv',
        'city copy.csv',
        'CITY (2).csv',
      ]);
      expect(one.reading?.tables.map(({ name, status }) => [name, status])).toEqual([
        ['city.csv', 'ready'],
        ['evil.csv', 'refused'],
        ['notes.csv', 'refused'],
        ['city copy.csv', 'ignored'],
        ['CITY (2).csv', 'ready'],
      ]);
      expect(tableOf(one, 'evil.csv').report.why).toMatch(/PDF/);
      expect(existsSync(join(site.home, '..', 'evil.csv'))).toBe(false);
      const done = await confirmed(site, one);
      expect(done.state).toBe('imported');
      expect(await traces(site)).toMatchObject({ lines: 24, working: [] });
    }));

  it('cannot be imported on their own', () =>
    withImportSite(async (site) => {
      const one = await upload(site, { 'notes.csv': 'just,some\nwords,here\n' });
      expect(refusalOf(await site.calls.confirm(one.id, one.version))).toEqual({
        code: 'nothing-to-add',
        sentence: 'None of these files holds a payment that can be added. Cancel, and try other files.',
      });
    }));

  it('are refused when nobody chose any, or nobody said whose they are', () =>
    withImportSite(async (site) => {
      expect(refusalOf(await site.calls.receive(incoming({}))).code).toBe('no-files');
      expect(await site.calls.imports()).toEqual([]);
    }));
});

describe('an upload that breaks', () => {
  it('leaves nothing when it is cut off, and its row says so', () =>
    withImportSite(async (site) => {
      async function* broken() {
        yield {
          name: 'whole.csv',
          content: (async function* () {
            yield Buffer.from(cityMonth(4));
          })(),
        };
        yield {
          name: 'half.csv',
          content: (async function* () {
            yield Buffer.from('Date,Supplier');
            throw new Error('the connection was closed');
          })(),
        };
      }
      await expect(site.calls.receive(broken())).rejects.toThrow('the connection was closed');
      expect(await site.calls.imports()).toMatchObject([
        { state: 'cancelled', sentence: expect.stringContaining('cut off'), files: [] },
      ]);
      expect((await traces(site)).working).toEqual([]);
    }));

  it('is refused in words where it is too large', () =>
    withImportSite(
      async (site) => {
        const large = refusalOf(await site.calls.receive(incoming({ 'big.csv': 'x'.repeat(2_001) })));
        expect(large).toEqual({
          code: 'file-too-large',
          sentence:
            'big.csv is larger than 2,000 bytes, the most one file may have. Split it, for example by month, and upload the parts.',
        });
        const two = { 'a.csv': 'x'.repeat(1_900), 'b.csv': 'x'.repeat(1_900) };
        expect(refusalOf(await site.calls.receive(incoming(two))).code).toBe('import-too-large');
        const many = { 'a.csv': 'a', 'b.csv': 'b', 'c.csv': 'c', 'd.csv': 'd' };
        expect(refusalOf(await site.calls.receive(incoming(many))).sentence).toMatch(/^d.csv is file 4/);
        expect((await traces(site)).working).toEqual([]);
        expect((await site.calls.imports()).map(({ state }) => state)).toEqual(Array(3).fill('cancelled'));
      },
      { fileBytes: 2_000, importBytes: 3_000, files: 3 },
    ));

  it('is refused in words where the disk has too little room', () =>
    withImportSite(
      async (site) => {
        const full = refusalOf(await site.calls.receive(incoming({ 'a.csv': 'a,b' })));
        expect(full.sentence).toMatch(/^There is not enough room on the disk for a.csv\. Nothing was kept\./);
        expect((await traces(site)).working).toEqual([]);
      },
      { freeBytes: 1e15 },
    ));
});

describe('answers', () => {
  it('are refused by field where they do not fit', () =>
    withImportSite(async (site) => {
      const one = await upload(site, both(4));
      const codes = async (said: unknown) => {
        const decision = await site.calls.answer(one.id, one.version, said as never);
        return decision.ok ? [] : decision.refusals.map(({ code }) => code);
      };
      const profile = (said: unknown) => codes({ profiles: { 'district.csv': said }, tables: {} });
      expect(await codes({ profiles: { 'other.csv': {} }, tables: {} })).toEqual(['answer:other.csv:table']);
      expect(await profile({ amountColumn: 'Nowhere' })).toEqual(['answer:district.csv:amountColumn']);
      expect(await profile({ roles: { Nowhere: 'supplier' } })).toEqual(['answer:district.csv:roles']);
      expect(await profile({ roles: { Name: 'supplier', Description: 'supplier' } })).toEqual([
        'answer:district.csv:roles',
      ]);
      expect(await profile({ dateOrder: 'ymd' })).toEqual(['answer:district.csv:dateOrder']);
      expect(await profile({ creditIndicator: 'x'.repeat(21) })).toEqual([
        'answer:district.csv:creditIndicator',
      ]);
      const replace = { 'city.csv': { take: 'replace', batch: 'bat_aaaaaaaaaaaaaaaaaaaa' } };
      expect(await codes({ profiles: {}, tables: replace })).toEqual(['answer:city.csv:take']);
      expect((await stored(site, one.id)).version).toBe(one.version);
      expect(
        refusalOf(await site.calls.answer(one.id, one.version - 1, { profiles: {}, tables: {} })).code,
      ).toBe('import-changed');
      expect(refusalOf(await site.calls.confirm('imp_nothing', 1)).code).toBe('import-unknown');
    }));

  it('change what columns mean, and a table that is left out asks nothing', () =>
    withImportSite(async (site) => {
      const one = await upload(site, both(4));
      const said = {
        profiles: { 'city.csv': { roles: { 'Service label': 'category', 'Expenditure category': null } } },
        tables: { 'district.csv': { take: 'leave-out' } },
      } as const;
      acceptedOf(await site.calls.answer(one.id, one.version, said));
      await site.idle();
      const read = await stored(site, one.id);
      const roles = Object.fromEntries(
        tableOf(read, 'city.csv').columns.map(({ name, role }) => [name, role]),
      );
      expect(roles).toMatchObject({ 'Service label': 'category', 'Expenditure category': null });
      await confirmed(site, read);
      expect(await traces(site)).toMatchObject({ lines: 12 });
      const next = await upload(site, { 'city.csv': cityMonth(5) });
      expect(tableOf(next, 'city.csv').profile?.roles).toMatchObject({
        'Service label': 'category',
        'Expenditure category': null,
      });
    }));

  it('see the disagreement with a total that the file states', () =>
    withImportSite(async (site) => {
      const ledger = `${cityMonth(4)},,,,,99999.00,,\r\n`;
      const one = await upload(site, { 'city.csv': ledger });
      expect(tableOf(one, 'city.csv').questions.map(({ id }) => id)).toEqual(['lastLine']);
      expect(tableOf(one, 'city.csv').firstLines[0]).toMatchObject({ pence: 10_025, day: '2021-04-13' });
      const profiles = { 'city.csv': { lastLine: 'total' } } as const;
      acceptedOf(await site.calls.answer(one.id, one.version, { profiles, tables: {} }));
      await site.idle();
      const read = tableOf(await stored(site, one.id), 'city.csv');
      expect(read).toMatchObject({ status: 'ready', ownTotalPence: 9_999_900 });
      expect(read.profile?.lastLine).toBe('total');
      expect(read.rejectGroups).toMatchObject([{ rule: 'total-row', lines: 1, pence: 9_999_900 }]);
    }));
});

describe('the organisation', () => {
  it('is saved with a home that is known, and refused by field', () =>
    withImportSite(async (site) => {
      const changed = acceptedOf(
        await site.calls.saveOwner({ name: ' Kirkvale ', orgId: '', home: 'E08000035' }),
      );
      expect(changed).toMatchObject({ name: 'Kirkvale', orgId: null, home: { name: 'Leeds' } });
      expect(await site.calls.owner()).toEqual(changed);
      const refused = await site.calls.saveOwner({ name: ' ', orgId: 'kirklees', home: 'Atlantis' });
      expect(refused.ok ? [] : refused.refusals.map(({ code }) => code)).toEqual([
        'owner:name',
        'owner:org-id',
        'owner:home',
      ]);
      expect(await site.calls.homeNames()).toContain('Kirklees');
    }));
});
