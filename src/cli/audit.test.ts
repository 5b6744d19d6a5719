import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HeldChain, heldChain, sha256 } from '../../test/support/auditChain.ts';
import { minute } from '../../test/support/records.ts';
import { keepAnchors, readAnchors } from '../actions/audit/anchors.ts';
import { verifyAudit } from '../actions/audit/verifyAudit.ts';
import type { RecordHash } from '../domain/organisations/index.ts';
import { accept, refuse } from '../domain/values/index.ts';
import { auditCommand } from './audit.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-audit-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* oneByOne<T>(all: readonly T[]) {
  yield* all;
}

/** A store that holds one chain, and batches. */
interface Store {
  readonly held: HeldChain;
  readonly batches?: readonly RecordHash[];
  readonly asked?: boolean;
}

const asEntered: readonly RecordHash[] = [{ kind: 'batch', id: 'bat_1', hash: 'b'.repeat(64) }];

function partsOver({ held, batches = asEntered }: Store) {
  const heads = held.head ? [held.head] : [];
  return {
    sha256,
    chainNames: async () => (held.entries.length > 0 || held.head ? [held.chain] : []),
    heads: async () => heads,
    chainEntries: () => oneByOne(held.entries),
    presentRecords: () => ({ kinds: ['batch'], each: oneByOne(batches) }),
  };
}

async function run(store: Store | null, ...words: string[]) {
  const said = { out: '', talk: '', code: 0 };
  const asked = store?.asked === true;
  const files = {
    readText: (path: string) => readFile(path, 'utf8'),
    appendText: (path: string, text: string) => appendFile(path, text),
    now: () => minute(0),
  };
  const noStore = refuse('no-store', 'There is no store here yet.');
  const command = auditCommand({
    verify: async (order) =>
      store ? accept({ value: await verifyAudit(partsOver(store), order), asked }) : noStore,
    heads: async () => (store ? accept({ value: await partsOver(store).heads(), asked }) : noStore),
    readAnchors: (path) => readAnchors(files, path),
    keepAnchors: (heads, path) => keepAnchors(files, heads, path),
    out: (text) => {
      said.out += text;
    },
    talk: (text) => {
      said.talk += text;
    },
    setExitCode: (code) => {
      said.code = code;
    },
  });
  await command.parseAsync(words, { from: 'user' });
  return said;
}

const held = heldChain(4);
const changed = {
  ...held,
  entries: held.entries.map((entry) => (entry.number === 2 ? { ...entry, action: 'imports.redo' } : entry)),
};

describe('sevenbox audit verify', () => {
  it('says that everything is as it was entered', async () => {
    expect(await run({ held }, 'verify')).toEqual({
      ...{ talk: '', code: 0 },
      out: `All audit chains are as they were entered.\n\nThe chain of ${held.chain}: 4 entries, 1 record compared.\n`,
    });
    const { out } = await run({ held: heldChain(0) }, 'verify');
    expect(out).toContain('as they were entered');
    const empty = { ...heldChain(0), head: null };
    expect((await run({ held: empty }, 'verify')).out).toBe(
      'Nothing has been entered in an audit chain yet.\n',
    );
  });

  it('names the entry that was changed, and ends with 1', async () => {
    const { out, code } = await run({ held: changed }, 'verify');
    expect(code).toBe(1);
    expect(out).toContain('Something was changed');
    expect(out).toContain(`  Entry 2 of the chain of ${held.chain} was changed`);
  });

  it('names the record that was changed, unless only entries are verified', async () => {
    const store = { held, batches: [{ kind: 'batch', id: 'bat_1', hash: 'c'.repeat(64) }] };
    const { out, code } = await run(store, 'verify');
    expect([code, out.includes('  The batch bat_1 is not what it was after entry 4')]).toEqual([1, true]);
    const without = await run(store, 'verify', '--no-records');
    expect(without).toMatchObject({ code: 0, out: expect.not.stringContaining('compared') });
  });

  it('prints JSON, and says when a running Sevenbox was asked', async () => {
    const { out, talk } = await run({ held: changed, asked: true }, 'verify', '--json');
    expect(talk).toContain('it was asked to do this');
    expect(JSON.parse(out)).toMatchObject({
      ...{ sound: false, anchors: 0 },
      chains: [{ chain: held.chain, entries: 4, found: 1, findings: [{ number: 2, code: 'entry-changed' }] }],
    });
  });

  it('counts what it does not list', async () => {
    const long = heldChain(103);
    const entries = long.entries.map((entry) => ({ ...entry, action: 'x' }));
    expect((await run({ held: { ...long, entries } }, 'verify', '--no-records')).out).toContain(
      '\n  And 3 more.\n',
    );
  });
});

describe('sevenbox audit anchor', () => {
  it('keeps heads, old ones too, by which a cut tail and a lost chain are seen', async () => {
    const file = join(folder, 'anchors.jsonl');
    expect((await run({ held: heldChain(3) }, 'anchor', file)).talk).toContain('Anchored 1 chain in');
    expect(await run({ held }, 'anchor', file)).toMatchObject({ code: 0, out: '' });
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(3);
    const sound = await run({ held }, 'verify', '--anchor', file);
    expect(sound).toMatchObject({ code: 0, out: expect.stringContaining('and agree with 2 anchors') });
    const cut = await run({ held: heldChain(3) }, 'verify', '--no-records', '--anchor', file);
    expect(cut).toMatchObject({ code: 1, out: expect.stringContaining('Entry 4 is missing at the end') });
    const gone = { ...held, entries: [], head: null };
    const lost = await run({ held: gone }, 'verify', '--no-records', '--anchor', file);
    expect(lost).toMatchObject({ code: 1, out: expect.stringContaining('Entries 1 to 4 are missing') });
  });

  it('is refused where there is nothing to anchor, no store, or a file that cannot be written', async () => {
    const file = join(folder, 'anchors.jsonl');
    const refused = [
      await run({ held: heldChain(0) }, 'anchor', file),
      await run(null, 'anchor', file),
      await run({ held }, 'anchor', join(folder, 'nowhere', 'anchors.jsonl')),
    ];
    expect(refused.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(refused[0]?.talk).toContain('there is nothing to anchor');
    expect(refused[1]?.talk).toContain('There is no store here yet.');
    expect(refused[2]?.talk).toContain('cannot be written');
  });

  it('is measured against only when the file can be read', async () => {
    const file = join(folder, 'notes.txt');
    await writeFile(file, 'Milk and bread\n');
    const refused = [
      await run({ held }, 'verify', '--anchor', file),
      await run({ held }, 'verify', '--anchor', join(folder, 'nothing')),
      await run(null, 'verify'),
    ];
    expect(refused.map(({ code, out }) => [code, out])).toEqual([
      [1, ''],
      [1, ''],
      [1, ''],
    ]);
    expect(refused[0]?.talk).toContain('Line 1 is not an anchor');
    expect(refused[1]?.talk).toContain('cannot be read');
  });
});
