import { access, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import {
  matchKey,
  type ReadRegister,
  type RegisteredEntity,
  type RegisterKind,
  type RegisterReading,
} from '../../../domain/suppliers/index.ts';
import { accept, type LocalDate, toLocalDate } from '../../../domain/values/index.ts';
import { openInspector } from '../../inspect/openInspector.ts';
import { openReferenceStore, type ReferenceStore, type RegisterNames } from '../index.ts';
import type { RegisterEdition, RegisterOrder, RegisterProgress } from '../types.ts';

const today = toLocalDate('2026-11-29');
let home: string;
let store: ReferenceStore;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-register-store-'));
  store = openReferenceStore(home);
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** An organisation of which nothing else matters. */
function organisation(
  identifier: string,
  name: string,
  more: Partial<RegisteredEntity> = {},
): RegisteredEntity {
  return {
    identifier,
    name,
    otherNames: [],
    kind: 'company',
    category: 'Private Limited Company',
    status: 'active',
    statusWords: 'Active',
    started: null,
    ended: null,
    postcode: null,
    town: null,
    activities: [],
    accounts: null,
    accountsDue: null,
    income: null,
    alsoKnownAs: [],
    ...more,
  };
}

interface Given {
  readonly kind: RegisterKind;
  readonly date: RegisterReading['date'];
  /** What each file holds, by its label. */
  readonly files: Readonly<Record<string, readonly RegisteredEntity[]>>;
  /** Thrown after the organisations of this file. */
  readonly failing?: { readonly label: string; readonly error: Error };
}

/** A reader that holds what it reads, and remembers which files it was asked for. */
function readerOf({ kind, date, files, failing }: Given) {
  const asked: string[] = [];
  const read: ReadRegister = async (wanted) => {
    const labels = wanted.map(({ label }) => label);
    asked.push(...labels);
    let records = 0;
    async function* entities() {
      for (const label of labels) {
        for (const entity of files[label] ?? []) {
          records += 1;
          yield entity;
        }
        if (failing?.label === label) throw failing.error;
      }
    }
    return accept({
      kind,
      date,
      entities: entities(),
      tally: () => ({ records, leftOut: 0, notes: [], share: null }),
    });
  };
  return { read, asked };
}

async function filesFor(given: Given) {
  await mkdir(join(home, 'files'), { recursive: true });
  return Promise.all(
    Object.entries(given.files).map(async ([label, entities]) => {
      const path = join(home, 'files', label);
      await writeFile(path, `${label} ${JSON.stringify(entities)}`);
      return { path, label };
    }),
  );
}

async function add(given: Given, more: Partial<RegisterOrder> = {}) {
  const reader = readerOf(given);
  const files = await filesFor(given);
  const order = { kind: given.kind, files, today, date: null, read: reader.read, ...more };
  return { asked: reader.asked, outcome: await store.addRegister(order) };
}

async function edition(): Promise<RegisterEdition> {
  const [first] = await store.registers();
  if (first === undefined) throw new Error('there is no register');
  return first;
}

async function names(): Promise<readonly (readonly unknown[])[]> {
  const rows: unknown[][] = [];
  const one = (batch: RegisterNames, row: number) => [
    batch.entity[row],
    batch.kind[row],
    batch.until[row],
    batch.name[row],
    batch.key[row],
  ];
  for await (const batch of store.registerNames(await edition())) {
    for (let row = 0; row < batch.rows; row += 1) rows.push(one(batch, row));
  }
  return rows;
}

const left = async (kind: RegisterKind) => {
  const found = await readdir(join(home, 'reference', kind)).catch(() => []);
  return found.filter((name) => name.startsWith('.'));
};

const november = { day: toLocalDate('2026-11-01'), from: 'file name' } as const;
const alder = organisation('GB-COH-09900007', "Alder & Sons' Joinery Ltd", {
  otherNames: [
    { name: 'Sawdust', kind: 'trading', until: null },
    { name: 'Alder Fittings Limited', kind: 'previous', until: toLocalDate('2011-07-15') },
    { name: 'Old Alder Ltd', kind: 'previous', until: null },
  ],
  status: 'dormant',
  statusWords: 'Active',
  started: toLocalDate('2012-09-11'),
  ended: toLocalDate('2020-01-02'),
  postcode: 'ZZ1 1AA',
  town: 'HUDDERSFIELD',
  activities: ['43320 - Joinery installation', '43390 - Other'],
  accounts: 'DORMANT',
  accountsDue: toLocalDate('2027-06-30'),
  income: 12_345,
  alsoKnownAs: ['GB-CHC-9912345', 'GB-SC-SC099999'],
});
const birch = organisation('GB-COH-00900002', 'Birch "Bee" Cleaning Ltd');
const two: Given = { kind: 'companies', date: november, files: { 'companies.csv': [alder, birch] } };

describe('a register that is added', () => {
  it('is numbered in the order of identifiers and read back as it was', async () => {
    const { outcome } = await add(two);
    expect(outcome).toMatchObject({
      ok: true,
      value: { kind: 'companies', rows: 2, names: 5, leftOut: 0, date: '2026-11-01', dateFrom: 'file name' },
    });
    expect(await store.entities(await edition(), [1, 0, 1])).toEqual([alder, birch, alder].map(sorted));
    expect(await store.entityByIdentifier('GB-COH-09900007')).toEqual(sorted(alder));
    expect(await store.entityByIdentifier("GB-COH-'; --")).toBeUndefined();
    expect([...(await store.entitiesOf(['GB-COH-00900002', 'GB-COH-1'])).keys()]).toEqual([
      'GB-COH-00900002',
    ]);
    expect(await names()).toEqual([
      [0, 'current', null, birch.name, matchKey(birch.name)],
      [1, 'current', null, alder.name, matchKey(alder.name)],
      [1, 'previous', '2011-07-15', 'Alder Fittings Limited', matchKey('Alder Fittings Limited')],
      [1, 'previous', null, 'Old Alder Ltd', matchKey('Old Alder Ltd')],
      [1, 'trading', null, 'Sawdust', matchKey('Sawdust')],
    ]);
    expect(await left('companies')).toEqual([]);
  });

  it('asks in vain for a number that no organisation has', async () => {
    await add(two);
    await expect(store.entities(await edition(), [2])).rejects.toThrow('organisation 2 is in edition');
  });

  it('keeps the first of records with one identifier, and says so', async () => {
    const twice = {
      ...two,
      files: { 'companies.csv': [alder, birch, organisation(birch.identifier, 'Birch Two Ltd')] },
    };
    const { outcome } = await add(twice);
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        rows: 2,
        leftOut: 1,
        notes: ['1 record repeats an identifier and is left out; the first counts.'],
      },
    });
    expect((await names()).map((row) => row[3])).not.toContain('Birch Two Ltd');
  });

  it('is the same edition when the same bytes come again, and takes a date that is given then', async () => {
    const undated = { ...two, date: null };
    const first = await add(undated);
    const again = await add(undated, { date: toLocalDate('2026-10-01') });
    expect(again.asked).toEqual([]);
    expect(again.outcome).toMatchObject({
      ok: true,
      value: { alreadyThere: true, dated: true, date: '2026-10-01', dateFrom: 'given' },
    });
    expect(first.outcome).toMatchObject({ ok: true, value: { date: '2026-11-29', dateFrom: 'day added' } });
    expect(await store.list()).toHaveLength(1);
  });

  it('takes its keys from the names where they were made by other rules', async () => {
    await add(two);
    const path = join(home, 'reference', 'companies', (await edition()).edition, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    expect(manifest.keyedBy).toMatch(/^[0-9a-f]{12}$/);
    const before = await names();
    await writeFile(path, JSON.stringify({ ...manifest, keyedBy: 'elder rules' }));
    expect(await names()).toEqual(before);
  });

  it('is found whole by the inspector, and damaged without its names', async () => {
    await add(two);
    const inspector = openInspector({ lake: join(home, 'lake'), reference: join(home, 'reference') });
    const { edition: name } = await edition();
    expect(await inspector.editions()).toEqual([{ name: `companies/${name}`, why: null }]);
    expect((await inspector.editionFiles()).map((file) => file.name.split('/').at(-1))).toEqual([
      'entities.parquet',
      'manifest.json',
      'names.parquet',
    ]);
    await rm(join(home, 'reference', 'companies', name, 'names.parquet'));
    expect(await inspector.editions()).toEqual([
      { name: `companies/${name}`, why: 'has names that do not read' },
    ]);
    expect((await store.remove(name)).ok).toBe(true);
    expect(await store.registers()).toEqual([]);
  });

  it('tells how far it has come', async () => {
    const steps: RegisterProgress[] = [];
    const many = Array.from({ length: 60_000 }, (_, index) =>
      organisation(`local-${index}`, `Made Up ${index} Ltd`),
    );
    await add(
      { kind: 'register', date: null, files: { 'list.csv': many } },
      { progress: (step) => steps.push(step) },
    );
    expect(steps[0]).toMatchObject({ step: 'reading', share: null });
    expect(steps.at(-1)).toEqual({ step: 'sorting', organisations: 60_000, share: null });
    const all = await names();
    expect([all.length, all.at(-1)?.[0], new Set(all.map(([number]) => number)).size]).toEqual([
      60_000, 59_999, 60_000,
    ]);
  });

  it('property: every organisation and every name is there once, whatever they are called', async () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'É', '"', "'", '\\', ',', ' ', '😀', 'N', '0'),
      minLength: 1,
    });
    const list = fc.array(fc.tuple(word, fc.array(word, { maxLength: 3 })), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(list, async (said) => {
        await rm(join(home, 'reference'), { recursive: true, force: true });
        const all = said.map(([name, others], index) =>
          organisation(`local-${String(index).padStart(3, '0')}`, `x${name}`, {
            otherNames: others.map((other) => ({ name: `y${other}`, kind: 'other', until: null })),
          }),
        );
        const { outcome } = await add({ kind: 'register', date: null, files: { 'list.csv': all } });
        expect(outcome).toMatchObject({ ok: true, value: { rows: all.length, leftOut: 0 } });
        expect(
          await store.entities(
            await edition(),
            all.map((_, index) => index),
          ),
        ).toEqual(all);
      }),
      { numRuns: propertyRuns(10) },
    );
  });
});

/** Other names come back by kind: previous, trading, other. */
function sorted(one: RegisteredEntity): RegisteredEntity {
  const order = ['previous', 'trading', 'other'];
  const otherNames = [...one.otherNames].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return { ...one, otherNames };
}

describe('a register in parts', () => {
  const parts: Given = {
    kind: 'companies',
    date: november,
    files: {
      'part1_3.csv': [alder],
      'part2_3.csv': [birch],
      'part3_3.csv': [organisation('GB-COH-09900008', 'Cedar Ltd')],
    },
  };
  const damage = Object.assign(new Error('cut'), {
    refusal: { code: 'register-damaged', sentence: 'part3_3.csv is damaged or cut short. Fetch it again.' },
  });

  it('is one edition, in whatever order the parts are named', async () => {
    const { outcome } = await add(parts);
    expect(outcome).toMatchObject({
      ok: true,
      value: { rows: 3, source: 'part1_3.csv to part3_3.csv (3 files)' },
    });
    const reader = readerOf(parts);
    const files = [...(await filesFor(parts))].reverse();
    const again = await store.addRegister({ kind: 'companies', files, today, date: null, read: reader.read });
    expect(again).toMatchObject({ ok: true, value: { alreadyThere: true } });
  });

  it('is refused with a part missing, with parts of two days, and as what it is not', async () => {
    const { 'part2_3.csv': _, ...files } = parts.files;
    expect((await add({ ...parts, files })).outcome).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'reference-part-missing',
          sentence: expect.stringContaining('3 parts and part 2 is missing'),
        },
      ],
    });
    const days: Given[] = [parts, { ...parts, date: { day: toLocalDate('2026-10-01'), from: 'file name' } }];
    const readers = days.map((given) => readerOf(given).read);
    let turn = 0;
    const read: ReadRegister = (wanted) => readers[turn++ % 2]?.(wanted) ?? readerOf(parts).read(wanted);
    expect((await add(parts, { read })).outcome).toMatchObject({
      ok: false,
      refusals: [{ code: 'reference-parts-differ' }],
    });
    expect((await add({ ...parts, kind: 'charities' }, { kind: 'companies' })).outcome).toMatchObject({
      ok: false,
      refusals: [
        {
          sentence:
            'part1_3.csv is the register of charities, not the register of companies. Add it as charities.',
        },
      ],
    });
    expect(await left('companies')).toEqual([]);
    expect(await store.list()).toEqual([]);
  });

  it('leaves nothing behind when a part is damaged', async () => {
    const { outcome } = await add({ ...parts, failing: { label: 'part3_3.csv', error: damage } });
    expect(outcome).toEqual({ ok: false, refusals: [damage.refusal] });
    expect(await left('companies')).toEqual([]);
    expect(await store.list()).toEqual([]);
  });

  it('goes on after a stop without reading again what had been read to its end', async () => {
    const files = await filesFor(parts);
    const reader = readerOf(parts);
    const stopped = new Promise<never>(() => undefined);
    const halting: ReadRegister = async (wanted) => {
      if (wanted[0]?.label === 'part3_3.csv') {
        const kept = await left('companies');
        if (kept.filter((name) => name.startsWith('.read-')).length === 2) reached();
        return stopped;
      }
      return reader.read(wanted);
    };
    let reached: () => void = () => {};
    const here = new Promise<void>((resolve) => {
      reached = resolve;
    });
    store.addRegister({ kind: 'companies', files, today, date: null, read: halting }).catch(() => undefined);
    await here;
    expect(await store.list()).toEqual([]);
    const after = await add(parts);
    expect(after.asked).toEqual(['part3_3.csv']);
    expect(after.outcome).toMatchObject({ ok: true, value: { rows: 3, names: 6 } });
    expect((await store.entities(await edition(), [0, 1, 2])).map(({ name }) => name)).toEqual([
      birch.name,
      alder.name,
      'Cedar Ltd',
    ]);
    expect((await left('companies')).filter((name) => name.startsWith('.read'))).toEqual([]);
  });

  it('clears away a day later what a stop left', async () => {
    const folder = join(home, 'reference', 'companies', '.reading-left');
    await mkdir(folder, { recursive: true });
    await add(two);
    await access(folder);
    const old = new Date(Date.now() - 25 * 3_600_000);
    await utimes(folder, old, old);
    await add(parts);
    await expect(access(folder)).rejects.toThrow('ENOENT');
  });

  it('is refused, and leaves nothing, where what was read cannot be written', async () => {
    const torn = organisation('GB-COH-09900009', 'Torn\tName Ltd');
    const { outcome } = await add({ ...two, files: { 'torn.csv': [torn] } });
    expect(outcome).toMatchObject({
      ok: false,
      refusals: [{ code: 'reference-unwritten', sentence: expect.stringContaining('could not be written') }],
    });
    expect(await left('companies')).toEqual([]);
    expect(await store.list()).toEqual([]);
  });

  it('is a bug, not a register, when the reader miscounts', async () => {
    const { read } = readerOf(parts);
    const miscounting: ReadRegister = async (wanted) => {
      const reading = await read(wanted);
      if (!reading.ok) return reading;
      return accept({ ...reading.value, tally: () => ({ records: 7, leftOut: 0, notes: [], share: null }) });
    };
    await expect(add(parts, { read: miscounting })).rejects.toThrow('7 records were read as 1 organisations');
    expect(await left('companies')).toEqual([]);
  });
});

describe('registers in use', () => {
  const at = (day: string): RegisterReading['date'] => ({
    day: toLocalDate(day) as LocalDate,
    from: 'register',
  });
  const list = (label: string, identifiers: readonly string[], day: string): Given => ({
    kind: 'register',
    date: at(day),
    files: {
      [label]: identifiers.map((identifier) => organisation(identifier, `${identifier} of ${label}`)),
    },
  });

  it('are the newest of companies and charities, and of every other register', async () => {
    await add({ ...two, date: november });
    await add({ kind: 'companies', date: at('2026-12-01'), files: { 'newer.csv': [birch] } });
    await add(list('scotland.csv', ['GB-SC-SC099991', 'GB-SC-SC099992'], '2026-10-01'));
    await add(list('both.csv', ['GB-SC-SC099991', 'GB-NIC-109999'], '2026-09-01'));
    await add(list('old.csv', ['GB-SC-SC099993'], '2026-08-01'));
    expect((await store.registers()).map(({ source, holds }) => [source, holds])).toEqual([
      ['newer.csv', []],
      ['scotland.csv', ['GB-SC']],
      ['both.csv', ['GB-NIC', 'GB-SC']],
    ]);
    const found = await store.entitiesOf([
      'GB-SC-SC099991',
      'GB-SC-SC099993',
      'GB-NIC-109999',
      'GB-COH-09900007',
    ]);
    expect([...found.values()].map(({ name }) => name).sort()).toEqual([
      'GB-NIC-109999 of both.csv',
      'GB-SC-SC099991 of scotland.csv',
    ]);
  });

  it('are read the same by many numbers as by few', async () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      organisation(`local-${String(index).padStart(4, '0')}`, `Made Up ${index}`, {
        otherNames: [{ name: `Other ${index}`, kind: 'trading', until: null }],
      }),
    );
    await add({ kind: 'register', date: null, files: { 'many.csv': many } });
    const numbers = many.map((_, index) => index).reverse();
    expect(await store.entities(await edition(), numbers)).toEqual([...many].reverse());
  });
});
