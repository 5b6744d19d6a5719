import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Visitor } from '../../src/actions/access/entering.ts';
import { definitionCalls } from '../../src/actions/definitions/definitionCalls.ts';
import { LastChanges, referenceCalls } from '../../src/actions/references/referenceCalls.ts';
import { type Owner, parseOrganisationId } from '../../src/domain/organisations/index.ts';
import { placeIndex } from '../../src/domain/places/index.ts';
import type { Figure } from '../../src/domain/spend/analysis.ts';
import { type LocalDefinition, ringsOf } from '../../src/domain/spend/definitions.ts';
import { instantAt, toLocalDate } from '../../src/domain/values/index.ts';
import { receiveReference } from '../../src/external/receiveReference.ts';
import { scratchFilesIn } from '../../src/external/scratchFile.ts';
import { readPlaceTables } from '../../src/formats/places/readPlaceTables.ts';
import { shippedDefinitions } from '../../src/formats/readDefinitions.ts';
import { readRegister } from '../../src/formats/registers/index.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';
import { inUseOf } from '../../src/lake/reference/inUse.ts';
import type { StoredDefinition } from '../../src/records/types.ts';
import type { DefinitionSite } from '../../src/web/pages/definitions/routes.ts';
import type { ReferenceSite } from '../../src/web/pages/references/routes.ts';
import { figureFrom } from './analysisFixture.ts';
import { everyRole } from './visitors.ts';

const index = placeIndex(readPlaceTables());
const shipped = shippedDefinitions();
const years = ['2017/18', '2018/19', '2019/20', '2020/21'];
const perCentOf: Readonly<Record<string, number>> = {
  authority: 44,
  'combined-authority': 57,
  region: 65,
  uk: 100,
};

/** An invented council whose home is a real authority, because places are real. */
export function exampleOwner(name = 'Examplewell Council'): Owner {
  const id = parseOrganisationId('org_examplewell000000000');
  if (id === undefined) throw new Error('The identifier of the example is one of ours.');
  return { id, name, orgId: null, home: { code: 'E08000034', name: 'Kirklees' }, definition: 'ledger-all' };
}

/** Invented figures that move with what is left out, with the size of an own ring, and with how much is known. */
export function invented(definition: LocalDefinition, known: number): readonly Figure[] {
  const home = index.home('E08000034');
  const rings = home.ok ? ringsOf(definition, index.rings(home.value)) : [];
  const left = definition.leaveOut.length;
  return years.flatMap((period, year) =>
    rings.map((ring) =>
      figureFrom({
        definition: definition.id,
        period,
        total: 31_841_230_617 + year * 1_700_000_000 - left * 2_100_000_000,
        ring: { ...ring, codes: [...ring.codes] },
        perCent: Math.min(100, (perCentOf[ring.id] ?? 46 + ring.codes.length) + year * 2 + left * 2),
        perMilleUnplaced: ring.id === 'uk' ? 0 : Math.max(5, 60 - known * 5),
      }),
    ),
  );
}

export interface ExampleOptions {
  readonly owner: Owner | null;
  readonly ledgers: boolean;
  /** Who looks; somebody with every role where it is not said. */
  readonly visitor?: Visitor;
  /** The largest reference file that is taken, in bytes. */
  readonly mostBytes?: number;
}

/** The owner's records as far as definitions need them, in memory. */
function memoryRecords(first: Owner | null) {
  let owner = first;
  const stored: StoredDefinition[] = [];
  return {
    owner: async () => owner,
    saveOwner: async (changed: Owner) => {
      owner = changed;
    },
    definitions: async () => stored,
    addDefinition: async (_: string, one: StoredDefinition) => {
      const { id, version } = one.definition;
      if (stored.some(({ definition }) => definition.id === id && definition.version === version))
        return false;
      stored.unshift(one);
      return true;
    },
  };
}

/** The real actions over records in memory and a real reference store in a folder of its own, with invented figures. */
export function exampleSite(
  options: ExampleOptions,
): DefinitionSite & ReferenceSite & { readonly close: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'sevenbox-definitions-'));
  const store = openReferenceStore(home);
  const records = memoryRecords(options.owner);
  let moment = Date.UTC(2026, 10, 23, 9);
  const figuresUnder = async (definition: LocalDefinition) =>
    options.ledgers ? invented(definition, (await store.supplierPlaces()).length) : [];
  const definitions = definitionCalls({
    records,
    shipped,
    places: async () => index,
    figuresUnder,
    now: () => {
      moment += 86_400_000;
      return instantAt(moment);
    },
    changed: () => {},
  });
  const leading = async () => {
    const all = await definitions.all();
    return all.find((one) => one.leads)?.definition;
  };
  return {
    visitor: options.visitor ?? everyRole,
    definitions,
    references: referenceCalls({
      store,
      readRegister,
      inUseOf,
      withScratchFile: scratchFilesIn(join(home, 'scratch')),
      receive: (file) =>
        receiveReference(file, { fileBytes: options.mostBytes ?? 2_000_000_000, freeBytes: 0 }),
      figures: async () => {
        const definition = await leading();
        return definition === undefined ? [] : figuresUnder(definition);
      },
      today: () => toLocalDate('2026-11-23'),
      changed: async () => {},
      last: new LastChanges(),
    }),
    imports: { owner: records.owner },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

async function* inOnePiece(text: string) {
  yield Buffer.from(text);
}

const long = 'The Invented Partnership of Extraordinarily Long Names (Northern Division)';

/** Definitions with versions and reference editions, as a council has after a year; or with names as long as they may be. */
export async function fillExample(
  site: DefinitionSite & ReferenceSite,
  names: 'ordinary' | 'long',
): Promise<void> {
  const name = names === 'long' ? `${long} ${'X'.repeat(20)}` : 'Kirklees and Calderdale';
  const said = {
    name,
    sentence: `Local means that the supplier’s address is in ${name}.`,
    basis: 'ledger address',
    fallback: false,
    rings: ['region', 'uk'],
    ownRingName: name,
    ownRingPlaces: 'Kirklees\nCalderdale',
    leaveOut: ['salaries', 'tax'],
    note: '',
  };
  const made = await site.definitions.save(said, { id: null, copiedFrom: 'third-party' });
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  const about = { id: made.value.id, copiedFrom: null };
  const note =
    names === 'long'
      ? `${'averylongreasonwithoutspaces'.repeat(6)} was agreed by everybody who was there.`
      : 'Wakefield joined the partnership in October.';
  await site.definitions.save({ ...said, ownRingPlaces: `${said.ownRingPlaces}\nWakefield`, note }, about);
  await site.definitions.save(
    { ...said, leaveOut: ['salaries', 'tax', 'financing', 'public-bodies'], note: 'Transfers are no spend.' },
    about,
  );
  const file = names === 'long' ? `${'averylongfilenamewithoutspaces'.repeat(5)}.csv` : 'suppliers-2025.csv';
  const list =
    'Supplier name,Postcode\nAlder Joinery Ltd,HD1 1CV\nAlder Joinery Ltd,LS1 1CV\nBirch Care,nowhere\n';
  await site.references.add('suppliers', { name: file, content: inOnePiece(list) });
  await site.references.add('suppliers', {
    name: `new-${file}`,
    content: inOnePiece(`${list}Cedar Cleaning,HX1 1CV\n`),
  });
  const register = 'pcds,lad25cd,doterm\nHD1 1CV,E08000034,\nHX1 1CV,E08000033,\n';
  await site.references.add('onspd', { name: 'ONSPD_MAY_2025.csv', content: inOnePiece(register) });
}
