import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fillStore, type StorePlace, said } from '../support/keptStore.ts';
import { emptyHome, removeTemplate } from '../support/records.ts';

// Making an embedded store takes seconds, and many tests make several.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const page = readFileSync(
  fileURLToPath(new URL('../../docs/guide/keeping-the-store.md', import.meta.url)),
  'utf8',
);
const folder = mkdtempSync(join(tmpdir(), 'sevenbox-keeping-'));
let filled: StorePlace;
let empty: StorePlace;

beforeAll(async () => {
  filled = { home: await emptyHome(), databaseUrl: null };
  empty = { home: join(folder, 'home'), databaseUrl: null };
  await fillStore(filled);
});
afterAll(async () => {
  for (const path of [folder, filled.home]) await rm(path, { recursive: true, force: true });
  removeTemplate();
});

/** Moments and versions differ from run to run. */
function withoutMoments(text: string): string {
  return text
    .replaceAll(`${folder}/`, '')
    .replace(/\d+ \w+ \d{4} at \d\d:\d\d UTC/g, 'MOMENT')
    .replace(/PostgreSQL [\d.]+/g, 'PostgreSQL VERSION')
    .replace(/made by Sevenbox [\w.-]+\w/g, 'made by Sevenbox VERSION');
}

/** The commands of the page in their order; restoring happens in a folder of its own. */
it('the page shows what the commands print', async () => {
  const blocks = [...page.matchAll(/^```text\n\$ sevenbox (.*)\n([\s\S]*?)^```$/gm)];
  expect(blocks.length).toBe(6);
  for (const [, command = '', shown = ''] of blocks) {
    const words = command
      .split(' ')
      .map((word) => (word.endsWith('.zip') ? join(folder, basename(word)) : word));
    const { out, talk } = await said(command.startsWith('restore') ? empty : filled, ...words);
    expect(withoutMoments(`${talk}${out}`), command).toBe(withoutMoments(shown));
  }
});
