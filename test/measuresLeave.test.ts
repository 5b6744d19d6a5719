import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backUp } from '../src/actions/store/backUp.ts';
import {
  leavingMeasures,
  measureSetSchema,
  parseMeasureSetId,
  withheldText,
} from '../src/domain/measures/index.ts';
import { newId } from '../src/external/newId.ts';
import { openBackup } from '../src/formats/backup/index.ts';
import { backUpPartsOf, openStoreOf } from '../src/main/keeping.ts';
import { openLog } from '../src/main/logging.ts';
import type { Route, Site } from '../src/web/site.ts';
import { addressOf, everythingNameable, type Nameable, statesFor, stranger } from './access/addresses.ts';
import { multipartForm } from './support/accessDeeds.ts';
import { type AccessWorld, kirkvale, openAccessWorld, type WorldActor } from './support/accessWorld.ts';
import { said, withStore } from './support/keptStore.ts';
import { saidOfList } from './support/measuresSite.ts';
import { acceptedOf, actingIn, emptyHome, minute, removeTemplate } from './support/records.ts';
import { marker, markersIn, restrictedList, restrictedRates } from './support/restrictedSets.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

let world: AccessWorld;
let nameable: Nameable;
let officer: WorldActor;
let sets: { readonly draft: string; readonly published: string; readonly revision: string };
let pastBids = '';
let logged = '';
const talked = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
  logged += String(text);
  return true;
});

const to = new Writable({
  write: (chunk, _encoding, done) => {
    logged += String(chunk);
    done();
  },
});

async function bring(about: Readonly<Record<string, string>>, list = restrictedList, name = 'list.csv') {
  const form = multipartForm({ ...saidOfList, ...about }, [{ field: 'file', name, content: list }]);
  return (await world.send({ method: 'POST', url: '/measures/import', by: officer, ...form })).answer;
}

async function brought(version: string): Promise<string> {
  const { headers, body } = await bring({ version });
  const [, id] = /^\/measures\/sets\/(set_\w+)/.exec(headers.location ?? '') ?? [];
  if (id === undefined) throw new Error(`Nothing was brought: ${body}`);
  return id;
}

/** Posts a form about a set. */
async function post(id: string, below: string, fields: Readonly<Record<string, string>>) {
  const payload = new URLSearchParams(fields).toString();
  const url = `/measures/sets/${id}/${below}`;
  return (await world.send({ method: 'POST', url, by: officer, payload })).answer;
}

/** Bids of the past against the list, so that papers and tables have something to work out. */
async function addPastBids(): Promise<void> {
  const head =
    'Procurement,Weight for price,Weight for quality,Weight for social value,Bidder,Price,Quality score,Measure,Quantity,Local share';
  const bids = ['Wobbleton Electric', 'Plumley Sparks'].flatMap((bidder, at) => [
    `Lamps,50,30,20,${bidder},${1000 + at},7${at},RS1,${3 + at},100%`,
    `Lamps,,,,${bidder},,,RS2,${700 + 50 * at},100%`,
  ]);
  const content = [head, ...bids].join('\r\n');
  const form = multipartForm({ title: 'Bids' }, [{ field: 'file', name: 'bids.csv', content }]);
  const { answer } = await world.send({ method: 'POST', url: '/tenders/past-bids', by: officer, ...form });
  expect(answer.statusCode).toBe(303);
  const [file] = await world.opened.store.as(actingIn(kirkvale)).tenderFiles('past-bids');
  pastBids = file?.id ?? '';
}

/** A draft that revises the published version, with a sentence that quotes what goes. */
async function revisionOf(published: string): Promise<string> {
  const records = world.opened.store.as(actingIn(kirkvale));
  const id = parseMeasureSetId(published);
  const stored = id && (await records.measureSetOf(id));
  const next = parseMeasureSetId(newId('set'));
  if (!stored || !next) throw new Error('There is nothing to revise.');
  const sentence = `It says ${marker.title}.`;
  const removal = { reference: 'RS1', reason: 'not-local', overlaps: null, sentence } as const;
  const content = { ...stored.content, version: 'revised', status: 'draft' as const, replaces: 'published' };
  const themes = content.themes.map((theme) => ({
    ...theme,
    outcomes: theme.outcomes.map((outcome) => ({
      ...outcome,
      measures: outcome.measures.filter(({ reference }) => reference !== 'RS1'),
    })),
  }));
  const change = { kind: 'remove', ...removal } as const;
  await records.addMeasureSet({
    ...{ id: next, savedBy: null, savedAt: minute(1), content: { ...content, themes, removed: [removal] } },
    source: { kind: 'revision', base: published, revision: { changes: [change] } },
  });
  return next;
}

beforeAll(async () => {
  world = await openAccessWorld({ log: openLog({ level: 'trace', to }) });
  officer = world.actorNamed('procurement-officer');
  nameable = await everythingNameable(world);
  const published = await brought('published');
  const done = await post(published, 'publish', restrictedRates);
  expect(done.headers.location).toBe(`/measures/sets/${published}?done=published`);
  await addPastBids();
  sets = { published, draft: await brought('draft'), revision: await revisionOf(published) };
});
afterAll(async () => {
  talked.mockRestore();
  await world?.close();
  removeTemplate();
});

/** What stands behind the question mark of addresses that show nothing without it. */
function queriesOf({ action }: Route<Site>): readonly string[] {
  const { published, draft, revision } = sets;
  if (!/^measures\.(compare|paper)$/.test(action)) return [''];
  return [
    `?from=${published}&to=${revision}`,
    `?from=${published}&to=${revision}&bids=${pastBids}`,
    `?from=${published}&to=${draft}`,
    `?from=open-measures@1&to=${published}`,
  ];
}

/** Every address of a route, over records in every state, with each of the restricted lists where it names one. */
function addressesOf(route: Route<Site>, by: WorldActor): readonly string[] {
  const whose = by.name === stranger ? ('other' as const) : ('own' as const);
  const found = ([whose, 'own'] as const).flatMap((side) =>
    [sets.published, sets.draft, sets.revision].flatMap((set) => {
      const own = { ...nameable.own, sets: { draft: set, published: set } };
      const named = { ...nameable, own };
      return statesFor(route).flatMap((state) => addressOf(named, route, { whose: side, state, by }) ?? []);
    }),
  );
  return [...new Set(found)].flatMap((address) => queriesOf(route).map((query) => `${address}${query}`));
}

/** What of the restricted lists somebody gets from some routes, by address. */
async function leaks(by: WorldActor, routes: readonly Route<Site>[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    for (const url of addressesOf(route, by)) {
      const { answer } = await world.send({ method: 'GET', url, by });
      const head = JSON.stringify(answer.headers);
      const markers = [...(await markersIn(answer.rawPayload)), ...(await markersIn(head))];
      if (markers.length > 0) found.push(`${url}: ${markers.join(', ')}`);
    }
  }
  return found;
}

const isDownload = ({ kind }: Route<Site>) => kind !== 'page';
const ofMeasures = ({ action }: Route<Site>) => action.startsWith('measures.');

describe('the texts and values of a restricted list', () => {
  it('are shown to people who are signed in, on pages of lists', async () => {
    const page = async (url: string) => (await world.send({ method: 'GET', url, by: officer })).answer.body;
    const shown = await markersIn(await page(`/measures/sets/${sets.published}`));
    const { header: _header, refused: _refused, ...texts } = marker;
    for (const text of Object.values(texts).filter((one) => one !== marker.weight))
      expect(shown).toContain(text);
    expect(shown).toEqual(expect.arrayContaining(['1,234.57', '98.76', '7.7711']));
    expect(await markersIn(await page(`/measures/sets/${sets.draft}`))).toContain(marker.refused);
    expect(await markersIn(await page(`/measures/sets/${sets.draft}/columns`))).toContain(marker.header);
  });

  it.each(['procurement-officer', 'category-manager', 'administrator', 'auditor', 'spend-analyst'])(
    'leave through no file that a %s downloads, and stand on no page but those of lists',
    async (name) => {
      const by = world.actorNamed(name);
      expect(await leaks(by, world.routes.filter(isDownload))).toEqual([]);
      expect(
        await leaks(
          by,
          world.routes.filter((route) => !isDownload(route) && !ofMeasures(route)),
        ),
      ).toEqual([]);
    },
  );

  it.each([
    ...['nobody here', 'nobody elsewhere', 'somebody who belongs nowhere', stranger],
    ...['somebody removed while signed in', 'bidder', 'community-member'],
  ])('are shown on no page and in no file to %s', async (name) => {
    expect(await leaks(world.actorNamed(name), world.routes)).toEqual([]);
  });

  it('leave only as references and units where its list is downloaded', async () => {
    const get = async (below: string) => {
      const url = `/measures/sets/${sets.published}/${below}`;
      return (await world.send({ method: 'GET', url, by: officer })).answer;
    };
    const csv = await get('measures.csv');
    expect(csv.body).toBe('reference,unit\r\nRS1,hours\r\nRS2,pounds\r\n');
    expect(csv.headers['content-disposition']).toContain('-references.csv');
    const json = await get('set.json');
    expect([json.statusCode, json.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8']);
    expect(json.body).toContain('Members only');
    const paper = `/measures/compare/paper.xlsx?from=${sets.published}&to=${sets.revision}`;
    const { answer } = await world.send({ method: 'GET', url: `${paper}&bids=${pastBids}`, by: officer });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const table = await get(`bids/measures.csv?bids=${pastBids}`);
    expect(table.body).toMatch(/RS1.*hours/);
  });

  it('stand in no refusal of a list', async () => {
    const refusals = [
      await bring({ version: 'published' }),
      await bring({ version: 'other', licence: '' }),
      await bring({ version: 'other' }, `${restrictedList}${`\r\n,,L,${marker.title},hours`.repeat(1_500)}`),
      await bring({ version: 'other' }, restrictedList, 'list.pdf'),
      await post(sets.draft, 'publish', { ...restrictedRates, edits: '7' }),
    ];
    const nul = await bring(
      { version: 'nul' },
      restrictedList.replace(marker.guide, `${marker.guide}\u0000`),
    );
    expect(nul.statusCode).toBeLessThan(500);
    for (const { statusCode, body } of refusals.slice(0, 3)) {
      expect(statusCode).toBe(422);
      expect(await markersIn(body)).toEqual([]);
    }
  });

  it('stand in no line of the log and in no entry of an audit chain', async () => {
    expect(logged).toContain('"route":"/measures/import"');
    expect(await markersIn(logged)).toEqual([]);
    let entries = 0;
    for (const chain of [kirkvale, 'system'] as const) {
      for await (const entry of world.opened.store.chainEntries(chain)) {
        entries += 1;
        expect(await markersIn(JSON.stringify(entry))).toEqual([]);
      }
    }
    expect(entries).toBeGreaterThan(10);
  });

  it('are left in no working file', async () => {
    const folder = join(world.config.home, 'scratch');
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const one of names.filter((entry) => entry.isFile())) {
      expect(await markersIn(readFileSync(join(one.parentPath, one.name)))).toEqual([]);
    }
  });
});

describe('a backup', () => {
  const partsOf = () =>
    backUpPartsOf(
      world.config.home,
      openStoreOf(world.config, world.opened.store, () => false),
    );

  async function written(shareable: boolean): Promise<string> {
    const path = join(world.config.home, `${shareable}.zip`);
    await writeFile(path, await backUp(partsOf(), { shareable }));
    return path;
  }

  it('that may be passed on holds restricted lists only as references and units, and says so', async () => {
    const path = await written(true);
    expect(await markersIn(await readFile(path))).toEqual([]);
    const opened = acceptedOf(await openBackup(path));
    opened.close();
    expect(opened.manifest.withheld).toBeGreaterThanOrEqual(3);
    const rows = opened.manifest.rows.measure_sets;
    expect(rows).toBeGreaterThanOrEqual(opened.manifest.withheld);
  });

  it('that may be passed on is restored, and its lists can be looked at', async () => {
    const place = { home: await emptyHome(), databaseUrl: null };
    const restored = await said(place, 'restore', await written(true), '--without-keys');
    expect(restored).toMatchObject({ code: 0 });
    const id = parseMeasureSetId(sets.published);
    const kept = await withStore(place, async (store) => id && store.as(actingIn(kirkvale)).measureSetOf(id));
    expect(measureSetSchema.safeParse(kept?.content).success).toBe(true);
    expect(kept?.content).toMatchObject({ name: 'Mill Street list', note: withheldText });
    expect(kept && leavingMeasures(kept.content)).toMatchObject([{ reference: 'RS1' }, { reference: 'RS2' }]);
  });

  it('of one’s own is whole', async () => {
    const markers = await markersIn(await readFile(await written(false)));
    expect(markers).toEqual(expect.arrayContaining([marker.title, marker.guide, '1234.57', '98.76']));
  });
});
