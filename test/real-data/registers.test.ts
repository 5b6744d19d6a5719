import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePostcode, toLocalDate } from '../../src/domain/values/index.ts';
import { readRegister } from '../../src/formats/registers/index.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';

const companies = new URL('../../../shared/data/companies-house-sample/companies_1160.csv', import.meta.url);
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-real-registers-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe.skipIf(!existsSync(companies))('real data: 1,155 companies as a plain register', () => {
  it('is read whole, every company with its number, kind, day and postcode', async () => {
    const store = openReferenceStore(home);
    const files = [{ path: fileURLToPath(companies), label: 'companies.csv' }];
    const today = toLocalDate('2026-11-29');
    const added = await store.addRegister({ kind: 'register', files, today, date: null, read: readRegister });
    expect(added).toMatchObject({ ok: true, value: { rows: 1155, leftOut: 0, holds: ['GB-COH'] } });
    const [edition] = await store.registers();
    const numbers = Array.from({ length: 1155 }, (_, index) => index);
    const all = edition ? await store.entities(edition, numbers) : [];
    const ofKind = (wanted: string) => all.filter(({ kind }) => kind === wanted).length;
    expect([ofKind('partnership'), ofKind('other'), all.length]).toEqual([23, 0, 1155]);
    expect(ofKind('co-operative or community benefit society')).toBe(5);
    expect(all.filter(({ postcode }) => postcode !== null && parsePostcode(postcode)).length).toBe(1146);
    expect(all.filter(({ started }) => started === null).length).toBeLessThan(40);
    const ofStatus = (wanted: string) => all.filter(({ status }) => status === wanted).length;
    expect([ofStatus('closing'), ofStatus('active') + ofStatus('dormant')]).toEqual([44, 1111]);
  });
});
