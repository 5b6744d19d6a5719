import { describe, expect, it } from 'vitest';
import {
  auditFacts,
  type HeldChain,
  heldChain,
  numbersFrom,
  sha256,
  tamper,
} from '../../../../test/support/auditChain.ts';
import { propertyRuns } from '../../../../test/support/property.ts';
import { organisationId } from '../../../../test/support/records.ts';
import { emptyHead, headOf, nextEntry, storedEntry } from './entry.ts';
import type { StoredEntry } from './types.ts';
import { chainName, verifyChain } from './verify.ts';

async function* oneByOne(entries: readonly StoredEntry[]) {
  yield* entries;
}

const verify = ({ entries, ...same }: HeldChain) =>
  verifyChain(sha256, { ...same, entries: oneByOne(entries) });

const held = heldChain(12);
const codes = async (changed: Partial<HeldChain>) =>
  (await verify({ ...held, ...changed })).findings.map(({ number, code }) => `${number} ${code}`);

/** The chain with one of its entries changed. */
const changedAt = (number: number, changed: Partial<StoredEntry>) => ({
  entries: held.entries.map((entry) => (entry.number === number ? { ...entry, ...changed } : entry)),
});

describe('a chain as it was entered', () => {
  it('is sound, whatever its length, with the anchors of any moment', async () => {
    for (const count of [0, 1, 2, 12]) {
      const { entries, ...same } = heldChain(count);
      const anchors = [heldChain(Math.min(count, 1)), heldChain(count)].flatMap(({ head }) => head ?? []);
      const report = await verify({ ...same, entries, anchors });
      expect(report).toEqual({ chain: organisationId(1), entries: count, findings: [], found: 0 });
    }
  });

  it('is sound without a head only while it has no entry', async () => {
    expect((await verify({ ...heldChain(0), head: null })).found).toBe(0);
    expect(await codes({ head: null })).toEqual(['12 head-missing']);
  });

  it('is not measured by the anchors of another chain', async () => {
    const anchors = [{ chain: organisationId(2), number: 99, hash: 'f'.repeat(64) }];
    expect(await codes({ anchors })).toEqual([]);
  });
});

describe('a chain that was tampered with', () => {
  it('says once, and with its number, which entry was changed', async () => {
    expect(await codes(changedAt(4, { action: 'imports.redo' }))).toEqual(['4 entry-changed']);
    expect(await codes(changedAt(4, { hash: 'f'.repeat(64) }))).toEqual(['4 entry-changed']);
    expect(await codes(changedAt(4, { previous: 'f'.repeat(64) }))).toEqual(['4 entry-changed']);
    expect(await codes(changedAt(12, { reason: null }))).toEqual(['12 entry-changed']);
    expect(await codes(changedAt(4, { chain: organisationId(2) }))).toEqual(['4 entry-elsewhere']);
    const { findings } = await verify({ ...held, ...changedAt(3, { at: 'x' }) });
    expect(findings).toEqual([
      {
        ...{ chain: held.chain, number: 3, code: 'entry-changed' },
        sentence: `Entry 3 of the chain of ${held.chain} was changed: its hash is not the hash of what it says.`,
      },
    ]);
  });

  it('notices white space and further keys in what an entry is about', async () => {
    const [first] = held.entries;
    const spaced = first?.subjects.replace('[{', '[ {') ?? '';
    const twice = first?.subjects.replace('"kind"', '"id":"bat_2","kind"') ?? '';
    for (const subjects of [spaced, twice]) {
      expect(await codes(changedAt(1, { subjects }))).toEqual(['1 entry-changed']);
    }
  });

  it('says which entries are missing', async () => {
    const without = (...numbers: number[]) => ({
      entries: held.entries.filter(({ number }) => !numbers.includes(number)),
    });
    expect(await codes(without(1))).toEqual(['1 entries-missing']);
    const { findings } = await verify({ ...held, ...without(5, 6, 7) });
    expect(findings.map(({ sentence }) => sentence)).toEqual([
      `Entries 5 to 7 are missing in the chain of ${held.chain}: entry 8 comes right after entry 4.`,
    ]);
    expect(await codes(without(12))).toEqual(['12 tail-cut']);
    expect(await codes(without(11, 12))).toEqual(['11 tail-cut']);
  });

  it('says which entries were moved or put in', async () => {
    const [first, second, ...rest] = held.entries;
    if (!first || !second) throw new Error('The chain is too short.');
    expect(await codes({ entries: [second, first, ...rest] })).toEqual([
      '1 entries-missing',
      '1 entries-out-of-order',
    ]);
    expect(await codes({ entries: [first, first, second, ...rest] })).toEqual(['1 entries-out-of-order']);
  });

  it('says where entries were written anew with right hashes', async () => {
    const forged = storedEntry(nextEntry(sha256, emptyHead(held.chain), auditFacts({ action: 'forged' })));
    expect(await codes(changedAt(1, forged))).toEqual(['2 link-broken']);
  });

  it('says when the head is not the last entry', async () => {
    const head = held.head ?? emptyHead(held.chain);
    for (const changed of [{ hash: 'f'.repeat(64) }, { number: 11 }, { chain: organisationId(2) }]) {
      expect(await codes({ head: { ...head, ...changed } })).toEqual(['12 head-changed']);
    }
    expect(await codes({ head: { ...head, number: 14 } })).toEqual(['13 tail-cut']);
  });

  it('shows by an anchor what was cut off or written anew together with its head', async () => {
    const anchors = held.head ? [held.head] : [];
    expect(await codes({ ...heldChain(9), anchors })).toEqual(['10 tail-cut']);
    expect(await codes({ entries: [], head: null, anchors })).toEqual(['1 tail-cut']);
    const entry = nextEntry(sha256, heldChain(11).head ?? emptyHead(held.chain), auditFacts());
    const anew = { ...changedAt(12, storedEntry(entry)), head: headOf(entry) };
    expect(await codes(anew)).toEqual([]);
    expect(await codes({ ...anew, anchors })).toEqual(['12 anchor-differs']);
    expect(await codes({ ...heldChain(9), head: held.head, anchors })).toEqual(['10 tail-cut']);
  });

  it('counts every finding and keeps the first hundred', async () => {
    const { entries, ...same } = heldChain(120);
    const report = await verify({ ...same, entries: entries.map((entry) => ({ ...entry, action: 'x' })) });
    expect(report).toMatchObject({ entries: 120, found: 120 });
    expect(report.findings).toHaveLength(100);
  });

  it('reads one entry after another', async () => {
    let open = 0;
    async function* counted() {
      for (const entry of held.entries) {
        open += 1;
        yield entry;
        open -= 1;
        expect(open).toBe(0);
      }
    }
    expect((await verifyChain(sha256, { ...held, entries: counted() })).found).toBe(0);
  });
});

it('finds each of ten thousand random changes', async () => {
  const below = numbersFrom(20_261_123);
  const seen = new Set<string>();
  const runs = Math.max(10_000, propertyRuns(10_000));
  for (let run = 0; run < runs; run += 1) {
    const { name, held: tampered, at } = tamper(held, below);
    const { findings, found } = await verify(tampered);
    expect(found, `${name} in run ${run}`).toBeGreaterThan(0);
    if (at !== null) expect(findings[0]?.number, `${name} in run ${run}`).toBe(at);
    seen.add(name);
  }
  expect([...seen].filter((name) => name.startsWith('a bit of'))).toHaveLength(16);
  expect(seen.size).toBe(16 + 9);
}, 600_000);

it('calls chains by what they are of', () => {
  expect(chainName('system')).toBe('the chain of the system');
  expect(chainName('org_1')).toBe('the chain of org_1');
});
