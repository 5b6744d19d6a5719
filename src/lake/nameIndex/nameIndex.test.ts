import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Compiled, compile } from '../../../test/support/compiled.ts';
import { propertyRuns } from '../../../test/support/property.ts';
import { nameIndex, nameIndexOver } from '../../domain/suppliers/index.ts';
import { loadNames, type SearchedNames, saveNames } from './index.ts';

const keys = ['ALDERFORD JOINERY', 'BECKWICK CARE', 'CRAGSIDE WASTE', 'BECKWICK CARE', 'BECKWITH CARE'];
const names: SearchedNames = {
  tables: nameIndex(keys).tables,
  owners: Int32Array.from([0, 1, 1, 2, 2]),
  counts: {
    names: 5,
    counts: new Map([
      ['CARE', 3],
      ['CAFÉ', 1],
    ]),
  },
};
const wanted = { fingerprint: 'of these names', organisations: 3 };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sevenbox-name-index-'));
  path = join(folder, 'names.index');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = () => readdirSync(folder);
const kept = () => {
  saveNames(path, names, wanted.fingerprint);
  return readFileSync(path);
};
const load = (bytes: Uint8Array) => {
  writeFileSync(path, bytes);
  return loadNames(path, wanted);
};

/** The same bytes with a checksum that fits them again, as nobody but a program writes them. */
function sealed(bytes: Buffer): Buffer {
  const all = bytes.subarray(0, bytes.length - 32);
  return Buffer.concat([all, createHash('sha256').update(all).digest()]);
}

describe('kept names', () => {
  it('are read back as they were, whatever is asked of them', () => {
    expect(saveNames(path, names, wanted.fingerprint)).toBe(true);
    const again = loadNames(path, wanted);
    expect(again?.owners).toEqual(names.owners);
    expect(again?.counts).toEqual(names.counts);
    const asked = ['BECKWIK CARE', 'CRAGSIDE', 'NOTHING LIKE IT', ''];
    const [before, after] = [names, again ?? names].map(({ tables }) => nameIndexOver(tables));
    const nearness = { most: 5, floor: 0.1 };
    expect(after?.nearestAll(asked, nearness)).toEqual(before?.nearestAll(asked, nearness));
    expect(after?.exact('BECKWICK CARE')).toEqual([1, 3]);
    expect(left()).toEqual(['names.index']);
  });

  it('of no name are read back', () => {
    const none = {
      tables: nameIndex([]).tables,
      owners: new Int32Array(),
      counts: { names: 0, counts: new Map() },
    };
    saveNames(path, none, 'none');
    expect(loadNames(path, { fingerprint: 'none', organisations: 0 })?.counts).toEqual(none.counts);
  });

  it('are the same bytes when they are kept again', () => {
    expect(kept().equals(kept())).toBe(true);
  });

  it('are not taken for those of other names, or of fewer organisations', () => {
    kept();
    expect(loadNames(path, { ...wanted, fingerprint: 'of other names' })).toBeUndefined();
    expect(loadNames(path, { ...wanted, organisations: 2 })).toBeUndefined();
    expect(loadNames(join(folder, 'nowhere'), wanted)).toBeUndefined();
    expect(loadNames(folder, wanted)).toBeUndefined();
  });

  it('are not read from a file of another version, however well it is sealed', () => {
    const text = kept().toString('latin1').replace('"names ', '"names 1');
    expect(load(sealed(Buffer.from(text, 'latin1')))).toBeUndefined();
    expect(load(Buffer.alloc(10_000, 'x'))).toBeUndefined();
    expect(load(new Uint8Array())).toBeUndefined();
  });

  it('property: are not read from a file with one bit turned', () => {
    const whole = kept();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        expect(load(damaged)).toBeUndefined();
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('property: are not read from a file that is cut short or goes on', () => {
    const whole = kept();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(load(whole.subarray(0, length))).toBeUndefined();
      }),
      { numRuns: propertyRuns(50) },
    );
    expect(load(Buffer.concat([whole, Buffer.alloc(1)]))).toBeUndefined();
    expect(load(whole)).toBeDefined();
  });

  it('property: whatever a well sealed file says, a search in it ends, and stays in it', () => {
    const whole = kept();
    const from = whole.indexOf('"places"');
    const turned = fc.record({ at: fc.integer({ min: from, max: whole.length - 33 }), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(turned, { minLength: 1, maxLength: 4 }), (changes) => {
        const other = Buffer.from(whole);
        for (const { at, to } of changes) other[at] = to;
        const found = load(sealed(other));
        if (found === undefined) return;
        const index = nameIndexOver(found.tables);
        const rows = [
          ...index.exact('BECKWICK CARE'),
          ...index.nearest('BECKWIK CARE', { most: 5, floor: 0.1 }).map(({ row }) => row),
        ];
        for (const row of rows) expect(found.owners[row]).toBeLessThan(wanted.organisations);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('are not kept where that is not possible, and nothing half-written stays', () => {
    expect(saveNames(join(folder, 'removed', 'names.index'), names, '')).toBe(false);
    mkdirSync(path);
    writeFileSync(join(path, 'in the way'), '');
    expect(saveNames(path, names, '')).toBe(false);
    expect(left()).toEqual(['names.index']);
  });

  it('take away what a killed process left long ago, and nothing of one that writes now', () => {
    for (const name of ['.names-old', '.names-new', 'names.parquet'])
      writeFileSync(join(folder, name), 'half');
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const name of ['.names-old', 'names.parquet']) utimesSync(join(folder, name), old, old);
    kept();
    expect(left().sort()).toEqual(['.names-new', 'names.index', 'names.parquet']);
  });
});

describe.skipIf(process.platform !== 'linux')('names that other processes keep', { timeout: 300_000 }, () => {
  let compiled: Compiled;
  let program: string;
  beforeAll(() => {
    compiled = compile(['lake/nameIndex/index.ts']);
    const [lake, domain] = ['lake/nameIndex/index.js', 'domain/suppliers/index.js'].map(compiled.address);
    program = `import { saveNames } from '${lake}';
      import { nameIndex } from '${domain}';
      const keys = Array.from({ length: 300 }, (_, at) => 'ALDERFORD ' + at);
      const { tables } = nameIndex(keys);
      const counts = { names: 300, counts: new Map() };
      const kept = Array.from({ length: Number(process.argv[2]) }, () =>
        saveNames(process.argv[1], { tables, owners: new Int32Array(300), counts }, 'of these names'));
      process.stdout.write(String(kept.every(Boolean)));`;
  }, 300_000);
  afterAll(() => compiled.remove());

  const run = async (times: number, before = '') => {
    const command = `${before} exec "$0" --input-type=module -e "$1" "$2" "$3"`;
    const child = spawn('/bin/sh', ['-c', command, process.execPath, program, path, String(times)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (some) => {
      text += some;
    });
    await once(child, 'close');
    return text;
  };

  it('are whole at every moment while two processes keep them', async () => {
    expect(await run(1)).toBe('true');
    let isOver = false;
    const both = Promise.all([run(40), run(40)]).finally(() => {
      isOver = true;
    });
    let looks = 0;
    for (; !isOver; looks += 1) {
      expect(loadNames(path, wanted)?.owners).toHaveLength(300);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await both).toEqual(['true', 'true']);
    expect(looks).toBeGreaterThan(2);
    expect(left()).toEqual(['names.index']);
  });

  it('are not kept where there is no room, which leaves those that were kept before', async () => {
    kept();
    expect(await run(1, 'ulimit -f 16;')).toBe('false');
    expect(left()).toEqual(['names.index']);
    expect(loadNames(path, wanted)?.owners).toEqual(names.owners);
  });
});
