import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { figureFrom } from '../../../test/support/analysisFixture.ts';
import {
  acceptedOf,
  embeddedStore,
  emptyHome,
  minute,
  organisationId,
  removeTemplate,
} from '../../../test/support/records.ts';
import { placeIndex } from '../../domain/places/index.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import { type SaidDefinition, saidOf } from '../../domain/spend/ownDefinition.ts';
import { readPlaceTables } from '../../formats/places/readPlaceTables.ts';
import { shippedDefinitions } from '../../formats/readDefinitions.ts';
import { definitionCalls } from './definitionCalls.ts';
import type { DefinitionCalls } from './types.ts';

const index = placeIndex(readPlaceTables());
const shipped = shippedDefinitions();
const owner = {
  id: organisationId(1),
  name: 'Kirkvale Council',
  orgId: null,
  home: { code: 'E08000034', name: 'Kirklees' },
  definition: 'ledger-all',
};

/** Figures that tell which definition they were asked under. */
function figuresUnder(definition: LocalDefinition) {
  const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };
  const perCent = 40 + Number(definition.version);
  const slice = { definition: definition.id, period: '2020/21', total: 100_000, ring, perMilleUnplaced: 0 };
  return Promise.resolve([figureFrom({ ...slice, perCent })]);
}

let store: Awaited<ReturnType<typeof embeddedStore>>;
let calls: DefinitionCalls;
let changes: number;

beforeEach(async () => {
  store = await embeddedStore(await emptyHome());
  const { id, name, orgId } = owner;
  await store.records.addOrganisation({ id, kind: 'anchor', form: null, name, orgId }, null, minute(0));
  changes = 0;
  calls = definitionCalls({
    records: store.records,
    shipped,
    places: async () => index,
    figuresUnder,
    now: () => minute(5),
    changed: () => {
      changes += 1;
    },
  });
});
afterEach(async () => {
  await store.close();
  store.remove();
});
afterAll(removeTemplate);

const said: SaidDefinition = {
  name: 'Kirklees and Calderdale',
  sentence: 'Local means an address in Kirklees or Calderdale.',
  basis: 'ledger address',
  fallback: false,
  rings: ['region'],
  ownRingName: 'Kirklees and Calderdale',
  ownRingPlaces: 'Kirklees\nE08000033',
  leaveOut: ['tax'],
  note: '',
};
const fresh = { id: null, copiedFrom: null };

async function refusals(decision: ReturnType<DefinitionCalls['save']>) {
  const made = await decision;
  return made.ok ? [] : made.refusals.map((one) => one.code);
}

describe('without an organisation', () => {
  it('shows the shipped definitions, the first of them leading, and saves nothing', async () => {
    const all = await calls.all();
    expect(all.map((one) => [one.definition.id, one.leads])).toEqual(
      shipped.map((one, position) => [one.id, position === 0]),
    );
    expect((await calls.parts()).rings.map((ring) => ring.id)).toEqual([
      'authority',
      'combined-authority',
      'region',
      'uk',
    ]);
    expect(await refusals(calls.save(said, fresh))).toEqual(['definition:owner']);
    expect(await refusals(calls.lead('third-party'))).toEqual(['definition:owner']);
    expect(changes).toBe(0);
  });
});

describe('definitions of an organisation', () => {
  beforeEach(() => store.records.saveOwner(owner, minute(1)));

  it('offers the rings around home and what can be left out', async () => {
    const { rings, classes } = await calls.parts();
    expect(rings.map((ring) => ring.name)).toEqual([
      'Kirklees',
      'West Yorkshire',
      'Yorkshire and The Humber',
      'United Kingdom',
    ]);
    expect(classes.map((one) => one.id)).toEqual(['salaries', 'tax', 'financing', 'public-bodies']);
  });

  it('are made, changed and kept with every version and why it was made', async () => {
    const made = acceptedOf(await calls.save(said, { id: null, copiedFrom: 'third-party' }));
    expect(made).toMatchObject({ id: 'kirklees-and-calderdale', version: '1' });
    const changed = { ...saidOf(made), leaveOut: [], note: 'Tax is spend, too.' };
    expect(acceptedOf(await calls.save(changed, { id: made.id, copiedFrom: null })).version).toBe('2');
    const own = (await calls.all()).filter((one) => !one.shipped);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      definition: { version: '2', leaveOut: [] },
      note: 'Tax is spend, too.',
      older: [{ definition: made, note: '', savedAt: minute(5) }],
    });
    expect((await store.records.definitions(owner.id)).map((one) => one.copiedFrom)).toEqual([
      null,
      'third-party',
    ]);
    expect(changes).toBe(2);
  });

  it('never change one that is shipped, or one that is not there', async () => {
    expect(await refusals(calls.save(said, { id: 'third-party', copiedFrom: null }))).toEqual([
      'definition:shipped',
    ]);
    expect(await refusals(calls.save(said, { id: 'nowhere', copiedFrom: null }))).toEqual([
      'definition-unknown',
    ]);
    expect(await refusals(calls.save({ ...said, name: 'Same region' }, fresh))).toEqual(['definition:name']);
    expect(changes).toBe(0);
  });

  it('are saved once where two people save at the same moment', async () => {
    const both = await Promise.all([calls.save(said, fresh), calls.save(said, fresh)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect((await store.records.definitions(owner.id)).length).toBe(1);
  });

  it('lead when they are told to, an own one too', async () => {
    const made = acceptedOf(await calls.save(said, fresh));
    acceptedOf(await calls.lead(made.id));
    expect((await store.records.owner())?.definition).toBe(made.id);
    expect((await calls.all()).filter((one) => one.leads).map((one) => one.definition.id)).toEqual([made.id]);
    expect(await refusals(calls.lead('nowhere'))).toEqual(['definition-unknown']);
  });

  it('are compared by id and version, the newest where none is named', async () => {
    const made = acceptedOf(await calls.save(said, fresh));
    acceptedOf(await calls.save({ ...said, leaveOut: [], note: 'More.' }, { id: made.id, copiedFrom: null }));
    const compared = acceptedOf(await calls.compare(`${made.id}@1`, made.id));
    expect([compared.before.version, compared.after.version]).toEqual(['1', '2']);
    expect(compared.figures).toHaveLength(1);
    expect([compared.figures[0]?.before?.share, compared.figures[0]?.after?.share]).toEqual([0.41, 0.42]);
    for (const [before, after] of [
      [`${made.id}@3`, made.id],
      [made.id, 'nowhere'],
      ['', ''],
    ] as const) {
      expect((await calls.compare(before, after)).ok).toBe(false);
    }
  });
});
