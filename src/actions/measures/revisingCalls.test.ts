import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptTenderFileAt } from '../../../test/support/keptSets.ts';
import { madeUpMeasure, madeUpSet } from '../../../test/support/measureSets.ts';
import {
  acceptedOf,
  actingIn,
  embeddedStore,
  emptyHome,
  minute,
  organisationId,
  removeTemplate,
} from '../../../test/support/records.ts';
import { type MeasureChange, type MeasureSetId, parseMeasureSetId } from '../../domain/measures/index.ts';
import type { Role } from '../../domain/organisations/index.ts';
import { revisingCalls } from './revisingCalls.ts';
import type { RevisingCalls } from './revisingTypes.ts';

const lists = [
  { id: 'main', name: 'Main list', subsetOf: null },
  { id: 'lite', name: 'Lite list', subsetOf: 'main' },
];
const base = madeUpSet(
  [
    madeUpMeasure('A', { weighting: '2' }),
    madeUpMeasure('B', { lists: ['main', 'lite'] }),
    madeUpMeasure('C'),
  ],
  { lists },
);
const shipped = [
  {
    ...base,
    themes: [
      ...base.themes,
      {
        ...{ id: 'second', title: 'Second', confirmed: true },
        outcomes: [{ id: 'o2', title: 'Outcome', confirmed: true, measures: [madeUpMeasure('D')] }],
      },
    ],
  },
];
const ref = 'made-up@1';

function removal(reference: string): MeasureChange {
  return { kind: 'remove', reference, reason: 'no-evidence', overlaps: null, sentence: 'Nobody showed it.' };
}

let store: Awaited<ReturnType<typeof embeddedStore>>;
let calls: RevisingCalls;
let made: number;

function newSetId(): MeasureSetId {
  made += 1;
  const id = parseMeasureSetId(`set_${String(made).padStart(20, '0')}`);
  if (!id) throw new Error('A number is missing.');
  return id;
}

function callsOf(roles: readonly Role[]): RevisingCalls {
  const person = {
    kind: 'person',
    person: 'per_00000000000000000001',
    organisation: organisationId(1),
    roles,
  };
  const acting = { ...actingIn(organisationId(1)), action: 'measures.revise', actor: person } as never;
  return revisingCalls({
    ...{ acting, records: store.records, shipped, newSetId, now: () => minute(5) },
  });
}

beforeEach(async () => {
  made = 0;
  store = await embeddedStore(await emptyHome());
  const council = { kind: 'anchor', form: null, name: 'Kirkvale Council', orgId: null } as const;
  await store.records.addOrganisation({ ...council, id: organisationId(1) }, null, minute(0));
  calls = revisingCalls({
    ...{ acting: actingIn(organisationId(1)), records: store.records, shipped, newSetId },
    now: () => minute(5),
  });
});
afterEach(async () => {
  await store.close();
  store.remove();
});
afterAll(removeTemplate);

const codes = async (decision: ReturnType<RevisingCalls['revise']>) => {
  const decided = await decision;
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};

describe('revising a shipped version', () => {
  it('makes a draft of the organisation’s own, which keeps what other themes changed', async () => {
    const draft = acceptedOf(
      await calls.revise(ref, { theme: 'theme', changes: [removal('A')], edits: null }),
    );
    const bench = await calls.workbench(draft);
    expect(bench?.base.ref).toBe(ref);
    expect(bench?.draft?.set).toMatchObject({
      ...{ id: 'own-made-up', version: '2', status: 'draft', publisher: 'Kirkvale Council' },
      replaces: '1',
    });
    const second = { theme: 'second', changes: [removal('D')], edits: 0 };
    // From the shipped version the same draft is found.
    expect(acceptedOf(await calls.revise(ref, second))).toBe(draft);
    const dropped: MeasureChange = { kind: 'drop-weighting', reference: 'A' };
    acceptedOf(await calls.revise(draft, { theme: 'theme', changes: [dropped], edits: 1 }));
    expect((await calls.workbench(ref))?.revision.changes).toEqual([removal('D'), dropped]);
    expect((await calls.sets()).map((one) => one.ref)).toEqual([draft, ref]);
  });

  it('tells the second of two people who change a draft at once', async () => {
    acceptedOf(await calls.revise(ref, { theme: 'theme', changes: [removal('A')], edits: null }));
    const late = calls.revise(ref, { theme: 'theme', changes: [removal('B')], edits: 5 });
    expect(await codes(late)).toEqual(['draft-changed']);
    // A form that was opened before there was any draft does not overwrite the one that there is now.
    const unaware = calls.revise(ref, { theme: 'theme', changes: [removal('B')], edits: null });
    expect(await codes(unaware)).toEqual(['draft-changed']);
    const both = await Promise.all(
      ['A', 'C'].map((one) =>
        codes(calls.revise(ref, { theme: 'theme', changes: [removal(one)], edits: 0 })),
      ),
    );
    expect(both.flat()).toEqual(['draft-changed']);
  });

  it('takes no change to a measure of another theme, and none without its reason', async () => {
    expect(await codes(calls.revise(ref, { theme: 'second', changes: [removal('A')], edits: null }))).toEqual(
      ['revise-nothing'],
    );
    const bare: MeasureChange = {
      ...removal('A'),
      kind: 'remove',
      reason: null,
      overlaps: null,
      sentence: '',
    };
    const refused = await codes(calls.revise(ref, { theme: 'theme', changes: [bare], edits: null }));
    expect(refused).toEqual(['revise-without-reason', 'revise-without-sentence']);
    expect(await store.records.measureSets()).toEqual([]);
    expect(await codes(calls.revise('nothing@1', { theme: 'theme', changes: [], edits: 0 }))).toEqual([
      'revise-gone',
    ]);
  });
});

describe('papers', () => {
  it('compare two versions, and use bids only for who may see them', async () => {
    const draft = acceptedOf(
      await calls.revise(ref, { theme: 'theme', changes: [removal('A')], edits: null }),
    );
    const content = { schemaVersion: 1, rows: [] };
    await store.records.addTenderFile(keptTenderFileAt(1, { kind: 'past-bids', content }));
    await store.records.addTenderFile(keptTenderFileAt(2, { kind: 'results' }));
    const asked = { from: ref, to: draft, bids: keptTenderFileAt(1).id };
    const officer = callsOf(['procurement-officer']);
    expect((await officer.pastBids()).map(({ id }) => id)).toEqual([keptTenderFileAt(1).id]);
    const shown = await officer.paper(asked, 'page');
    expect(shown?.bids?.id).toBe(keptTenderFileAt(1).id);
    expect(shown?.paper.title).toContain('from 4 to 3 measures');
    const finance = callsOf(['finance']);
    expect(await finance.pastBids()).toEqual([]);
    expect((await finance.paper(asked, 'page'))?.bids).toBeNull();
    expect((await officer.paper({ ...asked, bids: keptTenderFileAt(2).id }, 'page'))?.bids).toBeNull();
    expect(await officer.paper({ ...asked, from: 'none@1' }, 'page')).toBeNull();
    expect(await officer.findings(ref, keptTenderFileAt(2).id, 'page')).toBeNull();
  });
});
