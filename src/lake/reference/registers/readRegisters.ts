import {
  type EntityKind,
  type EntityStatus,
  entityKinds,
  entityStatuses,
  type OtherName,
  type OtherNameKind,
  otherNameKinds,
  type RegisteredEntity,
  registerKinds,
} from '../../../domain/suppliers/index.ts';
import { assert, type LocalDate, toLocalDate } from '../../../domain/values/index.ts';
import { type Duck, literal, type SqlRow, type SqlValue } from '../../duckdb.ts';
import { editionsOf, entitiesFile, isRegister, namesFile } from '../editions.ts';
import { inUseOf } from '../inUse.ts';
import type { RegisterEdition, RegisterStore } from '../types.ts';
import { withDuck } from '../withDuck.ts';
import { namesIn, registerFile } from './readNames.ts';
import { searchedNames } from './searchedNames.ts';

const text = (value: SqlValue | undefined): string | null => (typeof value === 'string' ? value : null);

function dayOf(value: SqlValue | undefined): LocalDate | null {
  return typeof value === 'string' ? toLocalDate(value) : null;
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  assert(found !== undefined, `a register holds ${known.join(', ')}, not ${String(value)}`);
  return found;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function entityOf(row: SqlRow, otherNames: readonly OtherName[]): RegisteredEntity {
  return {
    identifier: String(row.identifier),
    name: String(row.name),
    otherNames,
    kind: oneOf<EntityKind>(row.kind, entityKinds),
    category: String(row.category),
    status: oneOf<EntityStatus>(row.status, entityStatuses),
    statusWords: String(row.status_words),
    started: dayOf(row.started),
    ended: dayOf(row.ended),
    postcode: text(row.postcode),
    town: text(row.town),
    activities: textsOf(row.activities),
    accounts: text(row.accounts),
    accountsDue: dayOf(row.accounts_due),
    income: typeof row.income === 'number' ? row.income : null,
    alsoKnownAs: textsOf(row.also_known_as),
  };
}

function* rowsOf({ values }: Wanted): Generator<readonly SqlValue[]> {
  for (const value of values) yield [value];
}

/** Other names of the organisations in the table `found`. */
async function namesOf(
  duck: Duck,
  from: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, readonly OtherName[]>> {
  const only =
    numbers.length > fewValues
      ? 'SEMI JOIN found USING (entity) WHERE'
      : `WHERE entity IN (${numbers.join(', ')}) AND`;
  const rows = await duck.rows(
    `SELECT entity, kind, until::VARCHAR AS until, name FROM ${from} ${only} kind <> 'current' ORDER BY entity, file_row_number`,
  );
  const names = new Map<number, OtherName[]>();
  for (const row of rows) {
    const name = {
      name: String(row.name),
      kind: oneOf<OtherNameKind>(row.kind, otherNameKinds),
      until: dayOf(row.until),
    };
    const known = names.get(Number(row.entity));
    if (known) known.push(name);
    else names.set(Number(row.entity), [name]);
  }
  return names;
}

interface FoundEntity {
  readonly number: number;
  readonly entity: RegisteredEntity;
}

interface Wanted {
  /** `also` is any of the org-ids that an organisation has on other registers. */
  readonly column: 'entity' | 'identifier' | 'also';
  readonly values: readonly (string | number)[];
}

const fewValues = 200;

/** Few values are named, so that the engine skips the parts of the file that cannot hold them. */
function onlyWanted({ column, values }: Wanted, from: string): string {
  if (column === 'also') {
    const named = `SELECT entity, unnest(also_known_as) AS also FROM ${from}`;
    return `WHERE entity IN (SELECT entity FROM (${named}) SEMI JOIN wanted USING (also))`;
  }
  if (values.length > fewValues) return `SEMI JOIN wanted USING (${column})`;
  const list = values.map((value) => (typeof value === 'string' ? literal(value) : String(value)));
  return `WHERE ${column} IN (${list.join(', ')})`;
}

/** Organisations of an edition for which a column holds one of the values. */
async function find(root: string, edition: RegisterEdition, wanted: Wanted): Promise<readonly FoundEntity[]> {
  const { column, values } = wanted;
  if (values.length === 0) return [];
  return withDuck(root, async (duck) => {
    await duck.run(`CREATE TABLE wanted (${column} ${column === 'entity' ? 'INTEGER' : 'VARCHAR'})`);
    if (column === 'also' || values.length > fewValues) await duck.fill('wanted', rowsOf(wanted));
    const from = registerFile(root, edition, entitiesFile);
    await duck.run(`CREATE TABLE found AS SELECT * FROM ${from} ${onlyWanted(wanted, from)}`);
    const rows = await duck.rows('SELECT * FROM found');
    const numbers = rows.map((row) => Number(row.entity));
    if (numbers.length === 0) return [];
    const names = await namesOf(duck, registerFile(root, edition, namesFile), numbers);
    return rows.map((row) => {
      const number = Number(row.entity);
      return { number, entity: entityOf(row, names.get(number) ?? []) };
    });
  });
}

async function entitiesIn(
  root: string,
  edition: RegisterEdition,
  numbers: readonly number[],
): Promise<readonly RegisteredEntity[]> {
  const found = await find(root, edition, { column: 'entity', values: [...new Set(numbers)] });
  const byNumber = new Map(found.map(({ number, entity }) => [number, entity]));
  return numbers.map((number) => {
    const entity = byNumber.get(number);
    assert(entity !== undefined, `organisation ${number} is in edition ${edition.edition}`);
    return entity;
  });
}

type RegistersNow = RegisterStore['registers'];

/** Organisations that name one of the org-ids as their own on another register. */
function naming(root: string, registers: RegistersNow): RegisterStore['entitiesNaming'] {
  return async (identifiers) => {
    const values = [...new Set(identifiers)];
    const found = new Map<string, RegisteredEntity[]>(values.map((one) => [one, []]));
    for (const edition of await registers()) {
      for (const { entity } of await find(root, edition, { column: 'also', values })) {
        for (const named of entity.alsoKnownAs) found.get(named)?.push(entity);
      }
    }
    return found;
  };
}

/** The registers under the reference folder: what a search for names and a look at one organisation need. */
export function openRegisters(root: string): RegisterStore {
  const registers = async () => {
    const kinds = await Promise.all(registerKinds.map((kind) => editionsOf(root, kind)));
    return kinds.flatMap(inUseOf).filter((one): one is RegisterEdition => isRegister(one.kind));
  };
  const entitiesOf = async (identifiers: readonly string[]) => {
    const found = new Map<string, RegisteredEntity>();
    for (const edition of await registers()) {
      const values = [...new Set(identifiers)].filter((one) => !found.has(one));
      for (const { entity } of await find(root, edition, { column: 'identifier', values })) {
        found.set(entity.identifier, entity);
      }
    }
    return found;
  };
  return {
    registers,
    registerNames: (edition) => namesIn(root, edition),
    searchedNames: (edition, words) => searchedNames(root, edition, words),
    entities: (edition, numbers) => entitiesIn(root, edition, numbers),
    entitiesOf,
    entitiesNaming: naming(root, registers),
    entityByIdentifier: async (identifier) => (await entitiesOf([identifier])).get(identifier),
  };
}
