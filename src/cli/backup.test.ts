import { expect, it } from 'vitest';
import { accept, instantAt } from '../domain/values/index.ts';
import type { BackupManifest } from '../formats/backup/index.ts';
import { type BackUpOrder, backupCommand } from './backup.ts';

const manifest: BackupManifest = {
  ...{ format: 'sevenbox backup', version: 1, madeAt: instantAt(0), productVersion: '0.1.0' },
  store: { kind: 'embedded', version: 'PostgreSQL 17', migrations: [1], mode: 'real' },
  ...{ rows: { measure_sets: 3 }, batches: 0, editions: 0, evidence: 0, withheld: 2 },
  ...{ missing: [], missingEvidence: [], keyCheck: null, parts: [] },
};

/** What the command asks for and says of a store with these facts. */
async function run(facts: Partial<BackupManifest>, ...words: readonly string[]) {
  const said: { orders: BackUpOrder[]; talk: string; help: string } = { orders: [], talk: '', help: '' };
  const command = backupCommand({
    out: () => undefined,
    talk: (text) => {
      said.talk += text;
    },
    setExitCode: () => undefined,
    backUp: async (order) => {
      said.orders.push(order);
      return accept({ value: { ...manifest, ...facts }, asked: false });
    },
    checkBackUp: async () => accept({ value: null, asked: false }),
  });
  said.help = command.helpInformation();
  await command.parseAsync(['store.zip', ...words], { from: 'user' });
  return said;
}

it('a whole backup warns that lists of measures are in it', async () => {
  const { orders, talk } = await run({ withheld: 0 });
  expect(orders).toEqual([{ path: 'store.zip', force: false, keys: null, shareable: false }]);
  expect(talk).toContain('Where the licence of one is restricted, do not pass the file on');
});

it('without lists of measures it says nothing of them', async () => {
  expect((await run({ rows: {}, withheld: 0 })).talk).not.toContain('measures');
});

it('one that may be passed on says how many lists are left out, and still warns of people and payments', async () => {
  const { orders, talk, help } = await run({}, '--shareable');
  expect(orders).toMatchObject([{ shareable: true }]);
  expect(talk).toContain('Texts and values of 2 restricted lists of measures are left out.');
  expect(talk).toContain('who people are. Keep it where nobody else can read it.');
  expect(help).toContain('--shareable');
});
