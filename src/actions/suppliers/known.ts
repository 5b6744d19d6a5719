import {
  type CountedKind,
  countedKind,
  type KindAnswer,
  type KindId,
  kindsDecided,
  kindsOf,
  type PayeeAlias,
  type RegisteredEntity,
  type WhoIs,
  whoIs,
} from '../../domain/suppliers/index.ts';
import { dayInLondon, type LocalDate, millisecondsOf } from '../../domain/values/index.ts';
import type { RegisterEdition } from '../../lake/reference/types.ts';
import type { StoredDecision } from '../../records/supplierTypes.ts';
import type { SupplierParts } from './parts.ts';

/** Everything that decisions and registers say of the suppliers of an organisation. */
export interface KnownSuppliers {
  readonly decisions: readonly StoredDecision[];
  readonly editions: readonly RegisterEdition[];
  /** The day for which answers about kinds hold: that of the oldest register in use; null where there is none. */
  readonly on: LocalDate | null;
  readonly whoIs: (aliases: readonly PayeeAlias[]) => readonly WhoIs[];
  readonly entityOf: (identifier: string) => RegisteredEntity | null;
  /** What other registers in use have of the same organisation. */
  readonly alsoOf: (entity: RegisteredEntity) => readonly RegisteredEntity[];
  /** The answers to every definition for each organisation that somebody may be; an empty list where nothing is known. */
  readonly answersOf: (who: WhoIs) => readonly (readonly KindAnswer[])[];
}

type Found = Awaited<ReturnType<SupplierParts['records']['supplierFindings']>>;

function namedIn(decisions: readonly StoredDecision[], findings: Found): readonly string[] {
  const decided = decisions.flatMap(({ outcome }) => (outcome.kind === 'linked' ? [outcome.identifier] : []));
  const found = findings.flatMap(({ finding }) => {
    if (finding.kind === 'linked') return [finding.identifier];
    return finding.kind === 'ambiguous' ? finding.identifiers : [];
  });
  return [...new Set([...decided, ...found])];
}

async function entitiesNamed(
  { registers }: Pick<SupplierParts, 'registers'>,
  identifiers: readonly string[],
): Promise<ReadonlyMap<string, RegisteredEntity>> {
  const first = await registers.entitiesOf(identifiers);
  const also = [...first.values()].flatMap(({ alsoKnownAs }) => alsoKnownAs);
  const unseen = [...new Set(also)].filter((identifier) => !first.has(identifier));
  const naming = [...(await registers.entitiesNaming([...first.keys()])).values()].flat();
  return new Map([
    ...first,
    ...(unseen.length > 0 ? await registers.entitiesOf(unseen) : []),
    ...naming.map((entity) => [entity.identifier, entity] as const),
  ]);
}

/** Each organisation with those on other registers that name it, or that it names. */
function relations(entities: ReadonlyMap<string, RegisteredEntity>) {
  const related = new Map<string, Set<string>>();
  const add = (one: string, other: string) =>
    related.set(one, (related.get(one) ?? new Set<string>()).add(other));
  for (const { identifier, alsoKnownAs } of entities.values()) {
    for (const other of alsoKnownAs) {
      add(identifier, other);
      add(other, identifier);
    }
  }
  return ({ identifier }: RegisteredEntity): readonly RegisteredEntity[] =>
    [...(related.get(identifier) ?? [])].flatMap((other) =>
      other === identifier ? [] : (entities.get(other) ?? []),
    );
}

function answering(
  entities: ReadonlyMap<string, RegisteredEntity>,
  alsoOf: KnownSuppliers['alsoOf'],
  on: LocalDate | null,
): KnownSuppliers['answersOf'] {
  const known = new Map<string, readonly KindAnswer[]>();
  const ofOrganisation = (identifier: string): readonly KindAnswer[] => {
    const entity = entities.get(identifier);
    if (!entity || on === null) return [];
    const answers = known.get(identifier) ?? kindsOf(entity, alsoOf(entity), on);
    known.set(identifier, answers);
    return answers;
  };
  return (who) => {
    if (who.kind === 'organisation') return [ofOrganisation(who.identifier)];
    if (who.kind === 'one of') return who.identifiers.map(ofOrganisation);
    if (who.kind === 'decided') return [kindsDecided(who.outcome, dayInLondon(millisecondsOf(who.at)))];
    return [[]];
  };
}

/** Reads everything that is known of who the suppliers are and what kind each is. */
export async function knownSuppliers(
  parts: Pick<SupplierParts, 'records' | 'registers'>,
): Promise<KnownSuppliers> {
  const { records, registers } = parts;
  const decisions = await records.supplierDecisions();
  const findings = await records.supplierFindings();
  const editions = await registers.registers();
  const entities = await entitiesNamed(parts, namedIn(decisions, findings));
  const on = editions.map(({ date }) => date).toSorted()[0] ?? null;
  const alsoOf = relations(entities);
  return {
    ...{ decisions, editions, on, alsoOf },
    whoIs: whoIs(decisions, findings),
    entityOf: (identifier) => entities.get(identifier) ?? null,
    answersOf: answering(entities, alsoOf, on),
  };
}

/** How money of a payee counts under one definition, whoever of all that it may be was paid. */
export function countedAmong(
  { answersOf }: Pick<KnownSuppliers, 'answersOf'>,
  whos: readonly WhoIs[],
  [kind, by]: readonly [KindId, 'certain' | 'pointed to'],
): CountedKind {
  const answers = whos.flatMap(answersOf).map((all) => all.find((one) => one.kind === kind));
  const told = answers.filter((answer) => answer !== undefined);
  return told.length < answers.length ? 'open' : countedKind(told, by);
}
