import type { Visitor } from '../../src/actions/access/entering.ts';
import type { ImportCalls } from '../../src/actions/imports/types.ts';
import type { Reading, ReadingCalls } from '../../src/actions/readings/types.ts';
import { type Organisation, type Owner, parseOrganisationId } from '../../src/domain/organisations/index.ts';
import type { Analysis } from '../../src/domain/spend/analysis.ts';
import { parseBatchId, parseImportId } from '../../src/domain/spend/imports/ids.ts';
import { accept, assert, instantAt, refuse } from '../../src/domain/values/index.ts';
import type { Site } from '../../src/web/site.ts';
import { fullAnalysis } from './analysisFixture.ts';
import { nobodyHere } from './visitors.ts';

function sure<T>(value: T | undefined): T {
  assert(value !== undefined, 'the invented values are there');
  return value;
}

/** An organisation that is not there. */
export const inventedOwner: Owner = {
  id: sure(parseOrganisationId('org_00000000000000000000')),
  name: 'Kirklees Council',
  orgId: null,
  home: { code: 'E08000034', name: 'Kirklees' },
  definition: 'ledger-all',
};

export const longOwner: Owner = {
  ...inventedOwner,
  name: 'The Joint Board for Invented Waterways, Commons, Bridges and Market Halls of the Northern Districts',
};

const notAsked = (): never => {
  throw new Error('The landing pages do not ask for this.');
};

/** What a test says about the site around the landing pages; the rest is empty. */
export interface LandingSaid {
  readonly owner?: Owner | null;
  readonly demonstration?: Analysis | null;
  /** The result over what is kept. */
  readonly kept?: Analysis | null;
  readonly readings?: ReadingCalls;
  readonly imports?: Partial<ImportCalls>;
  readonly css?: string;
  /** Who looks; nobody on this computer where it is not said. */
  readonly visitor?: Visitor;
}

/** Readings that stand still, by their ids. */
export function stillReadings(all: readonly Reading[]): ReadingCalls {
  return {
    start: async () =>
      refuse('home-unknown', 'No local authority of England has the name or code "Atlantis".'),
    of: (asked) => all.find((one) => one.id === asked) ?? null,
    answer: async () => accept(null),
    keep: async () => refuse('disk-full', 'There is not enough room on the disk.'),
    forget: async () => undefined,
  };
}

function organisationOf({ organisation }: Visitor): Organisation | null {
  if (organisation === null) return null;
  const { organisation: id, name, kind } = organisation;
  return { id, name, kind, form: null, orgId: null };
}

function importsOf({ owner = null, kept = null, imports, visitor = nobodyHere }: LandingSaid): ImportCalls {
  return {
    owner: async () => owner,
    organisation: async () => organisationOf(visitor),
    saveOwner: async ({ name }) =>
      name.trim() === ''
        ? refuse('name-missing', 'Enter the name of the organisation.')
        : accept(inventedOwner),
    homeNames: async () => ['Kirklees', 'Leeds', 'Bristol, City of', 'Kingston upon Hull, City of'],
    receive: notAsked,
    importOf: notAsked,
    progressOf: notAsked,
    imports: notAsked,
    answer: notAsked,
    confirm: notAsked,
    cancel: notAsked,
    retry: notAsked,
    batches: async () => (kept === null ? [] : [rowOfBatch()]),
    batchOf: notAsked,
    batchesOfImport: notAsked,
    undo: notAsked,
    bringBack: notAsked,
    ...imports,
  };
}

function rowOfBatch(): Awaited<ReturnType<ImportCalls['batches']>>[number] {
  const report = sure(fullAnalysis().files[0]);
  return {
    id: sure(parseBatchId('bat_00000000000000000000')),
    owner: inventedOwner.id,
    import: sure(parseImportId('imp_00000000000000000000')),
    identity: '0',
    name: report.name,
    sha256: '0',
    signature: null,
    profile: {},
    report,
    warnings: [],
    state: 'current',
    importedAt: instantAt(0),
    endedAt: null,
    supersededBy: null,
  };
}

/** A site as far as the landing pages ask for it. */
export function landingSite(said: LandingSaid = {}): Site {
  const site: Partial<Site> = {
    visitor: said.visitor ?? nobodyHere,
    imports: importsOf(said),
    explore: {
      openSuppliers: async () => null,
      supplierMoney: async () => null,
      stringsOf: async () => [],
      everyString: async () => undefined,
      placesAt: async () => new Map(),
      analysis: async () => said.kept ?? null,
      bundle: notAsked,
      figuresUnder: notAsked,
      choices: notAsked,
      slices: notAsked,
      suppliers: notAsked,
      lines: notAsked,
      line: notAsked,
      everySupplier: notAsked,
      everyLine: notAsked,
    },
    definitions: { all: notAsked, parts: notAsked, save: notAsked, lead: notAsked, compare: notAsked },
    references: {
      suppliers: notAsked,
      list: notAsked,
      add: notAsked,
      remove: notAsked,
      changeOf: notAsked,
      without: notAsked,
    },
    readings: said.readings ?? stillReadings([]),
    demonstration: () => said.demonstration ?? null,
    demonstrationBundles: () => [],
    css: said.css ?? '',
    now: () => instantAt(0),
  };
  return site as Site;
}
