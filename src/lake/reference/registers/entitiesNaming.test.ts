import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganisations, organisation } from '../../../../test/support/registerStore.ts';
import type { RegisteredEntity } from '../../../domain/suppliers/index.ts';
import { openReferenceStore } from '../index.ts';
import { rememberEntities } from './rememberEntities.ts';

const home = mkdtempSync(join(tmpdir(), 'sevenbox-naming-'));
const store = openReferenceStore(home);
const naming = (identifier: string, ...alsoKnownAs: string[]) =>
  organisation(identifier, `${identifier} of the example`, { kind: 'charity', alsoKnownAs });

const charities = [
  naming('GB-CHC-900001', 'GB-COH-10000001'),
  naming('GB-CHC-900002', 'GB-COH-10000001', 'GB-COH-10000002'),
  naming('GB-CHC-900003'),
  naming("GB-CHC-9'00004", "GB-COH-O'NEILL"),
];
const others = [naming('GB-EX-1', 'GB-COH-10000002'), naming('GB-EX-2', 'GB-CHC-900003')];

async function add(kind: 'charities' | 'register', file: string, entities: readonly RegisteredEntity[]) {
  writeFileSync(join(home, file), file);
  await addOrganisations(store, join(home, file), { kind, entities });
}

beforeAll(async () => {
  await add('charities', 'charities.csv', charities);
  await add('register', 'others.csv', others);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('organisations that name others as themselves', () => {
  const namedBy = async (...identifiers: string[]) =>
    [...(await store.entitiesNaming(identifiers))].map(([identifier, found]) => [
      identifier,
      found.map((one) => one.identifier).sort(),
    ]);

  it('are found in every register in use, for each that was asked about', async () => {
    expect(await namedBy('GB-COH-10000001', 'GB-COH-10000002', 'GB-COH-10000003', 'GB-CHC-900003')).toEqual([
      ['GB-COH-10000001', ['GB-CHC-900001', 'GB-CHC-900002']],
      ['GB-COH-10000002', ['GB-CHC-900002', 'GB-EX-1']],
      ['GB-COH-10000003', []],
      ['GB-CHC-900003', ['GB-EX-2']],
    ]);
  });

  it('come once for an id that is asked twice, whole, and with quotes in it', async () => {
    expect(await namedBy('GB-COH-10000001', 'GB-COH-10000001')).toEqual([
      ['GB-COH-10000001', ['GB-CHC-900001', 'GB-CHC-900002']],
    ]);
    const found = await store.entitiesNaming(["GB-COH-O'NEILL"]);
    expect(found.get("GB-COH-O'NEILL")).toEqual([charities[3]]);
    expect(await namedBy()).toEqual([]);
  });

  it('are found among hundreds of ids as they are alone', async () => {
    const many = Array.from({ length: 400 }, (_, at) => `GB-COH-2${String(at).padStart(7, '0')}`);
    const found = await store.entitiesNaming([...many, 'GB-COH-10000002']);
    expect(
      found
        .get('GB-COH-10000002')
        ?.map((one) => one.identifier)
        .sort(),
    ).toEqual(['GB-CHC-900002', 'GB-EX-1']);
    expect(found.size).toBe(401);
  });

  it('are those of the editions in use: a register taken out names nobody', async () => {
    const remembered = rememberEntities(store);
    expect((await remembered.entitiesNaming(['GB-CHC-900003'])).get('GB-CHC-900003')).toHaveLength(1);
    const edition = (await store.registers()).find(({ kind }) => kind === 'register');
    await store.remove(edition?.edition ?? '', 'register');
    expect(await namedBy('GB-CHC-900003')).toEqual([['GB-CHC-900003', []]]);
    expect((await remembered.entitiesNaming(['GB-CHC-900003'])).get('GB-CHC-900003')).toEqual([]);
    await add('register', 'others.csv', others);
    expect((await remembered.entitiesNaming(['GB-CHC-900003'])).get('GB-CHC-900003')).toHaveLength(1);
  });
});
