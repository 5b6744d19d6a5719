import type { ImportCalls, Progress } from '../../src/actions/imports/types.ts';
import type { Organisation, Owner } from '../../src/domain/organisations/index.ts';
import { openMatters } from '../../src/domain/spend/imports/planImport.ts';
import type {
  Batch,
  BatchState,
  Import,
  ImportState,
  TableReading,
} from '../../src/domain/spend/imports/types.ts';
import { accept, refuse } from '../../src/domain/values/index.ts';
import {
  batchNumber,
  earlier,
  fixtureNow,
  fixtureOwner,
  importNumber,
  present,
  readingOf,
  readyTable,
} from './importsReadings.ts';
/** An import in some state; its files are those of its tables. */
export function importFrom(
  number: number,
  state: ImportState,
  tables: readonly TableReading[],
  more: Partial<Import> = {},
): Import {
  return {
    id: importNumber(number),
    owner: fixtureOwner.id,
    state,
    createdAt: earlier,
    changedAt: earlier,
    files: tables.map(({ name }) => ({ name, bytes: 4_321_987, sha256: 'a3f1'.repeat(16) })),
    answers: { profiles: {}, tables: {} },
    reading: readingOf(tables),
    sentence: null,
    version: 7,
    ...more,
  };
}

/** A batch of an import in some state. */
export function batchFrom(number: number, of: number, name: string, state: BatchState = 'current'): Batch {
  const { report, rejects, profile } = readyTable(name);
  return {
    id: batchNumber(number),
    owner: fixtureOwner.id,
    import: importNumber(of),
    identity: String(number).padStart(64, '0'),
    name,
    sha256: 'a3f1'.repeat(16),
    signature: 'one header',
    profile: { ...profile, roles: { 'Vendor Name': 'supplier', 'Ref 2': null } },
    report,
    warnings: [],
    rejects,
    state,
    importedAt: earlier,
    endedAt: state === 'current' ? null : fixtureNow,
    supersededBy: state === 'superseded' ? batchNumber(1) : null,
  };
}

export interface ImportsState {
  readonly owner?: Owner | null;
  readonly imports?: readonly Import[];
  readonly batches?: readonly Batch[];
  readonly progress?: Readonly<Record<string, Progress>>;
}

const homeNames = ['Calderdale', 'Kirklees', 'Leeds'];

const { id, name, orgId } = fixtureOwner;
const fixtureOrganisation: Organisation = { id, kind: 'anchor', form: null, name, orgId };

type What = { readonly batch: string } | { readonly import: string };

/** What is kept between two calls. */
function keeping(state: ImportsState) {
  const imports = new Map((state.imports ?? []).map((one) => [String(one.id), one]));
  const batches = new Map((state.batches ?? []).map((one) => [String(one.id), one]));
  const keep = (one: Import, changes: Partial<Import>) => {
    const next = { ...one, ...changes, version: one.version + 1 };
    imports.set(one.id, next);
    return accept(next);
  };
  const find = (id: string) => present(imports.get(id), `import ${id}`);
  const turn = (what: What, from: BatchState, to: BatchState) => {
    const ids = [...batches.values()]
      .filter((one) => one.state === from)
      .filter((one) => ('batch' in what ? one.id === what.batch : one.import === what.import))
      .map((one) => {
        batches.set(one.id, { ...one, state: to, endedAt: to === 'current' ? null : fixtureNow });
        return one.id;
      });
    return accept(ids);
  };
  return { imports, batches, keep, find, turn };
}

type Kept = ReturnType<typeof keeping>;

function ownerCalls(
  state: ImportsState,
): Pick<ImportCalls, 'owner' | 'organisation' | 'saveOwner' | 'homeNames'> {
  let owner = state.owner === undefined ? fixtureOwner : state.owner;
  return {
    owner: async () => owner,
    organisation: async () => fixtureOrganisation,
    saveOwner: async ({ name, orgId, home }) => {
      if (!homeNames.includes(home)) return refuse('owner:home', `We know no authority named ${home}.`);
      owner = {
        ...fixtureOwner,
        name,
        orgId: orgId === '' ? null : orgId,
        home: { code: 'E08000034', name: home },
      };
      return accept(owner);
    },
    homeNames: async () => homeNames,
  };
}

function decisionCalls(
  { keep, find }: Kept,
  said: unknown[],
): Pick<ImportCalls, 'answer' | 'confirm' | 'cancel' | 'retry'> {
  const changed = refuse('import-changed', 'Somebody changed this import.');
  return {
    answer: async (id, version, answers) => {
      const one = find(id);
      if (one.version !== version) return changed;
      said.push(answers);
      const reads = Object.keys(answers.profiles).length > 0;
      const tables = { ...one.answers.tables, ...answers.tables };
      return keep(one, { state: reads ? 'reading' : 'waiting', answers: { ...one.answers, tables } });
    },
    confirm: async (id, version) => {
      const one = find(id);
      if (one.version !== version) return changed;
      const open = one.reading === null ? [] : openMatters(one.reading, one.answers);
      return open.length > 0 ? { ok: false, refusals: open } : keep(one, { state: 'importing' });
    },
    cancel: async (id) => keep(find(id), { state: 'cancelled' }),
    retry: async (id) =>
      find(id).state === 'stopped'
        ? keep(find(id), { state: 'reading' })
        : refuse('import-imported', 'This import is finished.'),
  };
}

/** Calls over invented values in memory. Uploads are read at once, and what was answered is kept in `said`. */
export function importsFixture(state: ImportsState): ImportCalls & { readonly said: unknown[] } {
  const kept = keeping(state);
  const { imports, batches, turn } = kept;
  const said: unknown[] = [];
  return {
    said,
    ...ownerCalls(state),
    ...decisionCalls(kept, said),
    receive: async (files) => {
      const tables: TableReading[] = [];
      for await (const file of files) {
        for await (const _ of file.content);
        tables.push(readyTable(file.name));
      }
      if (tables.length === 0) return refuse('no-files', 'Choose at least one file.');
      const one = importFrom(900, 'waiting', tables);
      imports.set(one.id, one);
      return accept(one.id);
    },
    importOf: async (id) => imports.get(id) ?? null,
    progressOf: async (id) => state.progress?.[id] ?? null,
    imports: async () => [...imports.values()],
    batches: async () => [...batches.values()],
    batchOf: async (id) => batches.get(id) ?? null,
    batchesOfImport: async (id) => [...batches.values()].filter((one) => one.import === id),
    undo: async (what) => turn(what, 'current', 'undone'),
    bringBack: async (what) => turn(what, 'undone', 'current'),
  };
}
