import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { IncomingFile } from '../../src/actions/imports/types.ts';
import { overlapsToDecide } from '../../src/domain/spend/imports/planImport.ts';
import { confirmed, type ImportSite, stored, traces, withImportSite } from '../support/imports.ts';
import { acceptedOf } from '../support/records.ts';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

async function* filesOf(paths: readonly string[]): AsyncGenerator<IncomingFile> {
  for (const path of paths) {
    const content = (async function* () {
      yield readFileSync(join(shared, path));
    })();
    yield { name: path, content };
  }
}

async function uploaded(site: ImportSite, paths: readonly string[]) {
  const id = acceptedOf(await site.calls.receive(filesOf(paths)));
  await site.idle();
  return stored(site, id);
}

const names = (folder: string) =>
  readdirSync(join(shared, folder))
    .filter((name) => /\.csv/.test(name))
    .map((name) => `${folder}/${name}`);

describe.skipIf(!existsSync(join(shared, 'leeds-raw')))('real ledgers of two councils', () => {
  it(
    'are imported in two goes to the penny, and never twice',
    () =>
      withImportSite(async (site) => {
        const [leeds, hyndburn] = [names('leeds-raw'), names('hyndburn-raw')];
        const even = (_: string, index: number) => index % 2 === 0;
        const odd = (_: string, index: number) => index % 2 === 1;
        const first = await uploaded(site, [...leeds.filter(even), ...hyndburn.filter(even)]);
        expect((await confirmed(site, first)).state).toBe('imported');
        const second = await uploaded(site, [...leeds.filter(odd), ...hyndburn.filter(odd)]);
        const tables = second.reading?.tables ?? [];
        expect(new Set(tables.map(({ status }) => status))).toEqual(new Set(['ready']));
        expect(tables.filter(({ overlaps }) => overlaps.length > 0)).toHaveLength(10);
        expect(tables.flatMap(overlapsToDecide)).toEqual([]);
        expect((await confirmed(site, second)).state).toBe('imported');
        expect(await traces(site)).toMatchObject({ lines: 134_326, pence: 104_440_955_682, working: [] });
        const again = await uploaded(site, [...leeds, ...hyndburn]);
        expect(new Set(again.reading?.tables.map(({ status }) => status))).toEqual(new Set(['same']));
      }),
    600_000,
  );
});
