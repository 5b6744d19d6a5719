import type { Owner } from '../../domain/organisations/index.ts';
import type { Home, PlaceIndex } from '../../domain/places/index.ts';
import type { Figure } from '../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import { pairFigures } from '../../domain/spend/figureChange.ts';
import { decideDefinition, plainNote } from '../../domain/spend/ownDefinition.ts';
import { scopeClasses } from '../../domain/spend/scopeClasses.ts';
import {
  accept,
  assert,
  type Decision,
  type Instant,
  refuse,
  toPlaceCode,
} from '../../domain/values/index.ts';
import type { Records, StoredDefinition } from '../../records/types.ts';
import type { ComparedDefinitions, DefinitionCalls, DefinitionInUse, SaidDefinition } from './types.ts';

export interface DefinitionParts {
  readonly records: Pick<Records, 'owner' | 'saveOwner' | 'definitions' | 'addDefinition'>;
  /** The definitions that come with the product, the default one first. */
  readonly shipped: readonly LocalDefinition[];
  readonly places: () => Promise<PlaceIndex>;
  /** The figures over all current batches under any definition, an older version too; empty without ledgers. */
  readonly figuresUnder: (definition: LocalDefinition) => Promise<readonly Figure[]>;
  readonly now: () => Instant;
  /** Called after a definition was saved or made to lead, so that what was worked out before is not shown any more. */
  readonly changed: () => void;
}

interface Known {
  readonly owner: Owner | null;
  readonly all: readonly DefinitionInUse[];
}

function shippedInUse(definition: LocalDefinition, leading: string): DefinitionInUse {
  const leads = definition.id === leading;
  return { definition, shipped: true, leads, older: [], savedAt: null, note: '' };
}

function ownInUse(stored: readonly StoredDefinition[], leading: string): readonly DefinitionInUse[] {
  const ids = [...new Set(stored.map((one) => one.definition.id))];
  return ids.flatMap((id) => {
    const [newest, ...older] = stored.filter((one) => one.definition.id === id);
    if (newest === undefined) return [];
    const { definition, savedAt, note } = newest;
    return [{ definition, shipped: false, leads: id === leading, older, savedAt, note }];
  });
}

async function load({ records, shipped }: DefinitionParts): Promise<Known> {
  const owner = await records.owner();
  const stored = owner === null ? [] : await records.definitions(owner.id);
  const leading = owner?.definition ?? shipped[0]?.id ?? '';
  return {
    owner,
    all: [...shipped.map((one) => shippedInUse(one, leading)), ...ownInUse(stored, leading)],
  };
}

function noOwner(): Decision<never> {
  return refuse(
    'definition:owner',
    'Add a ledger first. Then it is known which council is home, and a definition can be saved.',
  );
}

function homeOf(owner: Owner, index: PlaceIndex): Home {
  const found = index.home(owner.home.code);
  return found.ok ? found.value : { code: toPlaceCode(owner.home.code), name: owner.home.name, note: null };
}

const ringsAnywhere = [
  { id: 'authority', name: 'The local authority that is home' },
  { id: 'combined-authority', name: 'Its combined authority' },
  { id: 'region', name: 'Its region' },
  { id: 'uk', name: 'United Kingdom' },
];

async function partsOf(parts: DefinitionParts): ReturnType<DefinitionCalls['parts']> {
  const owner = await parts.records.owner();
  const index = await parts.places();
  const around = owner === null ? ringsAnywhere : index.rings(homeOf(owner, index));
  return {
    classes: scopeClasses.map(({ id, label }) => ({ id, label })),
    rings: around.map(({ id, name }) => ({ id, name })),
    placeName: (code) => index.nameOf(toPlaceCode(code)),
  };
}

function unknown(id: string): Decision<never> {
  return refuse('definition-unknown', `There is no definition "${id.slice(0, 80)}".`);
}

/** The definition that may be changed: null for a new one; shipped ones never change. */
function previousOf(all: readonly DefinitionInUse[], id: string | null): Decision<LocalDefinition | null> {
  if (id === null) return accept(null);
  const found = all.find((one) => one.definition.id === id);
  if (found === undefined) return unknown(id);
  if (!found.shipped) return accept(found.definition);
  return refuse(
    'definition:shipped',
    `${found.definition.name} comes with Sevenbox and never changes. Copy it.`,
  );
}

async function save(
  parts: DefinitionParts,
  said: SaidDefinition,
  { id, copiedFrom }: Parameters<DefinitionCalls['save']>[1],
): Promise<Decision<LocalDefinition>> {
  const { owner, all } = await load(parts);
  if (owner === null) return noOwner();
  const previous = previousOf(all, id);
  if (!previous.ok) return previous;
  const index = await parts.places();
  const decided = decideDefinition(said, {
    places: { index, home: homeOf(owner, index) },
    others: all.map((one) => one.definition),
    previous: previous.value,
  });
  if (!decided.ok) return decided;
  const source = all.find((one) => one.definition.id === copiedFrom);
  const stored = {
    definition: decided.value,
    savedAt: parts.now(),
    copiedFrom: source?.definition.id ?? null,
    note: plainNote(said),
  };
  if (await parts.records.addDefinition(owner.id, stored)) {
    parts.changed();
    return decided;
  }
  const sentence =
    'Somebody saved this definition while you were writing. Look at what was saved, then save again.';
  return refuse('definition:name', sentence);
}

async function lead(parts: DefinitionParts, id: string): Promise<Decision<LocalDefinition>> {
  const { owner, all } = await load(parts);
  if (owner === null) return noOwner();
  const found = all.find((one) => one.definition.id === id);
  if (found === undefined) return unknown(id);
  await parts.records.saveOwner({ ...owner, definition: id }, parts.now());
  parts.changed();
  return accept(found.definition);
}

/** The definition that `id` or `id@version` names. */
function named(all: readonly DefinitionInUse[], text: string): Decision<LocalDefinition> {
  const [id = '', version] = text.split('@');
  const versions = all.flatMap((one) =>
    one.definition.id === id ? [one.definition, ...one.older.map((older) => older.definition)] : [],
  );
  const found = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  return found === undefined ? unknown(text) : accept(found);
}

async function compare(
  parts: DefinitionParts,
  before: string,
  after: string,
): Promise<Decision<ComparedDefinitions>> {
  const { all } = await load(parts);
  const old = named(all, before);
  if (!old.ok) return old;
  const now = named(all, after);
  if (!now.ok) return now;
  const figures = await parts.figuresUnder(old.value);
  const figuresNow = await parts.figuresUnder(now.value);
  return accept({ before: old.value, after: now.value, figures: pairFigures(figures, figuresNow) });
}

/** Everything the pages on definitions ask for, on the owner's records. Throws when there is no shipped definition. */
export function definitionCalls(parts: DefinitionParts): DefinitionCalls {
  assert(parts.shipped.length > 0, 'a definition comes with the product');
  return {
    all: async () => (await load(parts)).all,
    parts: () => partsOf(parts),
    save: (said, about) => save(parts, said, about),
    lead: (id) => lead(parts, id),
    compare: (before, after) => compare(parts, before, after),
  };
}
