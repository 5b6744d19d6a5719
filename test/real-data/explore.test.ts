import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withAnalysis } from '../support/analyse.ts';
import { withBatchStore } from '../support/batchStore.ts';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const folders = ['leeds-raw', 'hyndburn-raw', 'trafford-spend-2024-25'];

describe.skipIf(!existsSync(shared))('real ledgers of three councils as batches', () => {
  it('have the figures of reading them all afresh, to the penny', async () => {
    const paths = folders.map((folder) => join(shared, folder));
    const fresh = await withAnalysis({ paths }, async ({ analysis }) => analysis);
    await withBatchStore(async (store) => {
      await store.import(paths);
      const stored = await store.calls.analysis(null);
      for (const part of ['control', 'coverage', 'figures', 'excluded', 'unknownSuppliers'] as const) {
        expect(stored?.[part]).toEqual(fresh[part]);
      }
      expect(stored?.figures.length).toBeGreaterThan(50);
    });
  }, 600_000);
});
