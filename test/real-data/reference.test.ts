import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeIndex } from '../../src/domain/places/index.ts';
import { type Postcode, parsePostcode, toLocalDate } from '../../src/domain/values/index.ts';
import { readPlaceTables } from '../../src/formats/places/readPlaceTables.ts';
import { openReferenceStore, type ReferenceStore } from '../../src/lake/reference/index.ts';

const shared = new URL('../../../shared/data/', import.meta.url);
const samples = new URL('onspd-nspl-format-samples/', shared);
const westYorkshire = new URL('postcodes/west_yorkshire_postcodes_derived.csv.gz', shared);
const today = toLocalDate('2026-11-23');
let home: string;
let store: ReferenceStore;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-real-'));
  store = openReferenceStore(home);
});
afterEach(() => rm(home, { recursive: true, force: true }));

function postcode(text: string): Postcode {
  const read = parsePostcode(text);
  if (!read) throw new Error(`${text} is a postcode`);
  return read;
}

async function add(file: URL) {
  const path = fileURLToPath(file);
  return store.add('onspd', { path, label: path.split('/').at(-1) ?? '' }, today);
}

describe.skipIf(!existsSync(samples))('real data: genuine rows of the NSPL', () => {
  it.each([
    ['NSPL_FEB_2016_sample.csv', '2016-02-01', 0, 'AB1 0AA', 'S12000033', true],
    ['NSPL_FEB_2016_Barnet_Sample.csv', '2016-02-01', 0, 'N2 8AA', 'E09000003', false],
    ['NSPL_MAY_2015_sample.csv', '2015-05-01', 0, 'AB1 0AA', 'S12000033', true],
    ['NSPL_MAY_2015_Barnet_Sample.csv', '2015-05-01', 1, 'N2 8AA', 'E09000003', false],
    ['NSPL_sample.csv', today, 0, 'AB1 0AA', 'S12000033', true],
  ])('%s', async (name, date, leftOut, known, code, terminated) => {
    const added = await add(new URL(name, samples));
    expect(added).toMatchObject({ ok: true, value: { date, leftOut } });
    expect((await store.postcodes([postcode(known)])).get(postcode(known))).toEqual({ code, terminated });
  });

  it('a sample without a header is refused in words', async () => {
    const refused = await add(new URL('NSPL_barnet_sample.csv', samples));
    expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'reference-no-postcode' }] });
  });
});

describe.skipIf(!existsSync(westYorkshire))('real data: postcodes of West Yorkshire', () => {
  const index = placeIndex(readPlaceTables());

  it('agree with the built-in sectors, every one', async () => {
    const added = await add(westYorkshire);
    expect(added).toMatchObject({ ok: true, value: { rows: 90_124, leftOut: 0 } });
    const codes = gunzipSync(readFileSync(westYorkshire))
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => postcode(line.split(',', 1)[0] ?? ''));
    const register = await store.postcodes(codes);
    expect(register.size).toBe(90_124);
    const lost = codes.filter((code) => {
      const { candidates } = index.place(code);
      const truth = register.get(code)?.code;
      return candidates !== 'anywhere' && truth !== undefined && !candidates.includes(truth);
    });
    expect(lost).toEqual([]);
  });
});
