import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidenceAt } from '../../test/support/fullStore.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { minute, organisationId, recordsOf, removeTemplate, withOwner } from '../../test/support/records.ts';
import { type OpenedStore, soundness, storesOn } from '../../test/support/stores.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

/** A file that nobody is said to have added, because the store of the test has no people. */
const file = (number: number) => ({ ...evidenceAt(number), addedBy: null });

describe.each(storesOn(server).filter(({ there }) => there))('a store $name', ({ open }) => {
  let opened: OpenedStore;

  beforeEach(async () => {
    opened = await open();
    await withOwner(opened.store);
  });
  afterEach(() => opened.end());

  it('adds no evidence whose bytes are gone, and removes no bytes that are needed', async () => {
    const records = recordsOf(opened.store);
    const { sha256 } = file(1);
    const never = async () => {
      throw new Error('The bytes were removed.');
    };
    expect(await records.addEvidence(file(1), async () => false)).toBe(false);
    expect(await opened.store.ifUnnamed(sha256, async () => undefined)).toBe(true);
    expect(await records.addEvidence(file(1), async () => true)).toBe(true);
    expect(await opened.store.ifUnnamed(sha256, never)).toBe(false);
    expect(await records.removeEvidence(file(1).id, minute(9))).toBe(true);
    expect(await records.removeEvidence(file(1).id, minute(9))).toBe(false);
    expect(await opened.store.namedBytes()).toEqual([]);
    expect((await soundness(opened.store)).wrong).toEqual([]);
  });

  it('refuses evidence whose bytes are removed at the same moment, and never leaves it without them', async () => {
    const { sha256 } = file(1);
    for (let round = 0; round < 20; round += 1) {
      let there = true;
      const [removed, added] = await Promise.all([
        opened.store.ifUnnamed(sha256, async () => {
          there = false;
        }),
        recordsOf(opened.store).addEvidence(file(1), async () => there),
      ]);
      expect([removed, added]).toSatisfy(([one, other]) => one !== other);
      if (added) expect(there).toBe(true);
      if (added) break;
    }
  });

  it('takes a backup of a time without organisations, whose owner becomes one', async () => {
    await opened.empty();
    const id = organisationId(7);
    const moments = { created_at: minute(0), changed_at: minute(1) };
    async function* rows() {
      const home = { home_code: 'E08000034', home_name: 'Kirklees', definition: 'ledger-all' };
      yield {
        table: 'owners',
        row: { id, name: 'Kirkvale Council', org_id: 'GB-LAE-KIR', ...home, ...moments },
      };
    }
    await opened.store.load(rows());
    const records = recordsOf(opened.store, 7);
    expect(await records.organisation()).toMatchObject({ id, name: 'Kirkvale Council', kind: 'anchor' });
    expect(await records.owner()).toMatchObject({ definition: 'ledger-all', home: { name: 'Kirklees' } });
  });
});
