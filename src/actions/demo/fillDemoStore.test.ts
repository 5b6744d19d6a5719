import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoPartsOf } from '../../../test/support/demo.ts';
import { openPeopleSite, type PeopleSite } from '../../../test/support/people.ts';
import { acceptedOf, actingIn, refusalOf } from '../../../test/support/records.ts';
import type { OrganisationId } from '../../domain/organisations/index.ts';
import { tenderFileKinds } from '../../domain/procurements/index.ts';
import { demoOrganisations, demoPeople } from '../../formats/demo/people.ts';
import { fillDemoStore } from './fillDemoStore.ts';
import type { DemoParts } from './parts.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let site: PeopleSite;

beforeEach(async () => {
  site = await openPeopleSite({}, 'demo');
});
afterEach(() => site.close());

/** Everything that filling makes, as it stands. */
async function made({ store, opened }: PeopleSite) {
  const organisations = await store.organisations();
  const [council] = organisations;
  const calls = opened.house.imports.callsFor(actingIn(council?.id ?? null));
  return {
    organisations: organisations.map(({ name, kind, form, orgId }) => ({ name, kind, form, orgId })),
    people: (await store.demoPeople()).map(({ name, organisation, roles }) => ({
      name,
      organisation,
      roles,
    })),
    imports: (await calls.imports()).map(({ state, files }) => [state, files.map(({ name }) => name)]),
    batches: (await calls.batches()).map(({ name, state }) => [name, state]),
    owner: await calls.owner(),
    tenders: await tendersIn(council?.id ?? null),
  };

  async function tendersIn(organisation: OrganisationId | null) {
    const records = store.as(actingIn(organisation));
    const titles: string[] = [];
    for (const kind of tenderFileKinds)
      titles.push(
        ...(await records.tenderFiles(kind)).map(({ title, savedByName }) => `${title}, ${savedByName}`),
      );
    return titles;
  }
}

const ledgerNames = ['april.csv', 'may.csv'];

async function expectFilled(): Promise<void> {
  const now = await made(site);
  expect(now.organisations).toEqual(demoOrganisations.map((one) => ({ ...one, orgId: null })));
  const expected = demoPeople.flatMap(({ name, belongs }) => belongs.map((one) => ({ name, ...one })));
  expect(now.people).toHaveLength(expected.length);
  expect(now.people).toEqual(expect.arrayContaining(expected));
  expect(now.imports).toEqual([['imported', ledgerNames]]);
  expect(now.batches.toSorted()).toEqual(ledgerNames.map((name) => [name, 'current']));
  expect(now.tenders).toEqual([
    'Community transport (invented example), Perry Procurement',
    'Invented results, Perry Procurement',
    'Invented bids, Perry Procurement',
  ]);
  expect(now.owner).toMatchObject({ name: demoOrganisations[0]?.name, orgId: null });
}

/** A part that fails when it is asked for the so-manyeth time, as a process that is killed there. */
function dyingAfter(parts: DemoParts, steps: number): DemoParts {
  let count = 0;
  const made = new Set<string | symbol>(['as', 'importsFor', 'tendersFor']);
  const dying = <Parts extends object>(target: Parts): Parts =>
    new Proxy(target, {
      get: (of, name, receiver) => {
        const found: unknown = Reflect.get(of, name, receiver);
        if (name === 'tenders' || name === 'commitments') return dying(found as object);
        if (typeof found !== 'function') return found;
        return (...given: unknown[]) => {
          count += 1;
          if (count > steps) throw new Error('killed');
          const answer: unknown = Reflect.apply(found, of, given);
          return made.has(name) ? dying(answer as object) : answer;
        };
      },
    });
  const { importsFor, tendersFor } = dying({ importsFor: parts.importsFor, tendersFor: parts.tendersFor });
  return { ...parts, store: dying(parts.store), identity: dying(parts.identity), importsFor, tendersFor };
}

describe('the store of the demonstration', () => {
  it('is filled with people, organisations and the ledgers of the council, once', async () => {
    acceptedOf(await fillDemoStore(demoPartsOf(site)));
    await expectFilled();
    acceptedOf(await fillDemoStore(demoPartsOf(site)));
    await expectFilled();
  });

  it('is filled by people who act: the analyst imports, and every change is in the audit chain', async () => {
    acceptedOf(await fillDemoStore(demoPartsOf(site)));
    const council = (await site.store.organisations())[0];
    const analyst = (await site.store.demoPeople()).find(({ name }) => name === 'Avery Analyst');
    const records = site.store.as(actingIn(council?.id ?? null));
    const any = { person: null, action: 'imports.', outcome: null, subject: null, from: null, to: null };
    const { entries } = await records.auditEntries(any, { before: null, size: 100 });
    expect(entries.length).toBeGreaterThanOrEqual(4);
    expect(new Set(entries.map(({ person }) => person))).toEqual(new Set([analyst?.person]));
  });

  it('is completed by the next start, wherever the last one was cut off', async () => {
    for (let steps = 0; ; steps += 3) {
      const parts = demoPartsOf(site);
      const done = await fillDemoStore(dyingAfter(parts, steps)).catch(() => null);
      await site.opened.idle();
      if (done !== null) break;
    }
    await expectFilled();
  });

  it('stays as somebody left it who tried things out', async () => {
    acceptedOf(await fillDemoStore(demoPartsOf(site)));
    const [council] = await site.store.organisations();
    if (!council) throw new Error('There is no council.');
    const acting = actingIn(council.id);
    const records = site.store.as(acting);
    await records.saveOrganisation({ ...council, name: 'Otherwell Council' }, demoPartsOf(site).now());
    const casey = (await records.members()).find(({ name }) => name === 'Casey Category');
    if (!casey) throw new Error('Casey is not there.');
    const change = { kind: 'remove', person: casey.person } as const;
    const now = demoPartsOf(site).now();
    acceptedOf(await records.changeMember(casey.person, () => ({ ok: true, value: change }), now));
    const calls = site.opened.house.imports.callsFor(acting);
    const [one] = await calls.imports();
    acceptedOf(await calls.undo({ import: one?.id ?? '' }));
    const before = await made(site);
    acceptedOf(await fillDemoStore(demoPartsOf(site)));
    expect(await made(site)).toEqual(before);
    expect(before.batches.every(([, state]) => state === 'undone')).toBe(true);
    expect(before.people.some(({ name }) => name === 'Casey Category')).toBe(false);
  });

  it('is not filled twice where somebody cancelled the import', async () => {
    let cancelled = false;
    const parts = demoPartsOf(site);
    const importsFor: DemoParts['importsFor'] = (acting) => ({
      ...parts.importsFor(acting),
      confirm: (id) => {
        cancelled = true;
        return parts.importsFor(acting).cancel(id);
      },
    });
    acceptedOf(await fillDemoStore({ ...parts, importsFor }));
    expect(cancelled).toBe(true);
    acceptedOf(await fillDemoStore(demoPartsOf(site)));
    expect((await made(site)).imports).toEqual([['cancelled', ledgerNames]]);
  });

  it('goes no further when the program is ending', async () => {
    acceptedOf(await fillDemoStore(demoPartsOf(site, { pause: async () => false })));
    expect((await made(site)).batches).toEqual([]);
    await site.opened.idle();
    acceptedOf(await fillDemoStore(demoPartsOf(site)));
    await expectFilled();
  });
});

describe('a real store', () => {
  it('gets no invented people', async () => {
    const real = await openPeopleSite();
    try {
      expect(refusalOf(await fillDemoStore(demoPartsOf(real))).code).toMatch(/demo/);
      expect(await real.store.isEmpty()).toBe(true);
      expect(await real.store.demoPeople()).toEqual([]);
    } finally {
      await real.close();
    }
  });
});
