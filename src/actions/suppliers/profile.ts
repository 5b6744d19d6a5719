import { openFilter } from '../../domain/spend/explore/filterQuery.ts';
import type { Slice } from '../../domain/spend/explore/types.ts';
import {
  isPersonAmong,
  organisationAmong,
  type RegisteredEntity,
  standingWhenPaid,
  type WhoIs,
} from '../../domain/suppliers/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { StoredDecision } from '../../records/supplierTypes.ts';
import { decisionList } from './decisionList.ts';
import { type KnownSuppliers, knownSuppliers } from './known.ts';
import { paidAs } from './outOfTime.ts';
import type { SupplierParts } from './parts.ts';
import { profilePlaces } from './profilePlaces.ts';
import type { NameUsed, ProfileOrganisation, ServiceRow, SupplierProfile } from './profileTypes.ts';
import { editionInWords, findingsByAlias } from './queue.ts';

const mostOrganisations = 10;

function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}

function nameUsed({ name, names, firstDay, lastDay, lines, ...string }: SupplierString): NameUsed {
  const { supplierNumber, pence } = string;
  const alsoWritten = names.filter((one) => one !== name);
  return {
    name,
    alsoWritten,
    supplierNumber,
    firstPaid: firstDay,
    lastPaid: lastDay,
    payments: lines,
    pence,
  };
}

/** Whether a decision is about a payee under one of its names; one about another number of the same name is not. */
function isAbout({ supplierNumber, nameKeys }: StoredDecision, strings: readonly SupplierString[]): boolean {
  return strings.some((string) => {
    if (supplierNumber !== null && string.supplierNumber === supplierNumber) return true;
    const sameName = string.nameKey !== null && nameKeys.includes(string.nameKey);
    return sameName && (supplierNumber === null || string.supplierNumber === null);
  });
}

interface About {
  readonly parts: SupplierParts;
  readonly known: KnownSuppliers;
  readonly strings: readonly SupplierString[];
  readonly who: readonly WhoIs[];
}

async function organisationsOf(about: About): Promise<readonly ProfileOrganisation[]> {
  const { parts, known, who } = about;
  const identifiers = who.flatMap((one) => {
    if (one.kind === 'organisation') return [one.identifier];
    return one.kind === 'one of' ? one.identifiers : [];
  });
  const entities = distinct(identifiers).flatMap((identifier): readonly RegisteredEntity[] => {
    const entity = known.entityOf(identifier);
    return entity ? [entity] : [];
  });
  const shown = entities.slice(0, mostOrganisations);
  const places = await parts.explore.placesAt(shown.flatMap(({ postcode }) => postcode ?? []));
  return shown.map((entity) => {
    const { identifier, postcode } = entity;
    const paid = paidAs(about.known, about.strings, identifier);
    const [answers = []] = known.answersOf({ kind: 'organisation', identifier, by: 'register' });
    return {
      ...{ entity, also: known.alsoOf(entity), answers },
      places: places.get(postcode ?? '') ?? [],
      outOfTime: paid ? standingWhenPaid(entity, ...paid) : [],
    };
  });
}

function decidedKindsOf({ known, who }: About): SupplierProfile['decidedKinds'] {
  const [only] = who;
  return only?.kind === 'decided' && who.length === 1 ? (known.answersOf(only)[0] ?? []) : [];
}

/** What a supplier was paid for, by category or, where ledgers have none, by department. */
async function servicesOf(
  { explore }: SupplierParts,
  { payee, definition, years }: { payee: string; definition: string; years: readonly Slice[] },
): Promise<Pick<SupplierProfile, 'serviceBy' | 'services'>> {
  const choices = await explore.choices(definition);
  const by = choices?.categories.some((one) => one !== '') ? 'category' : 'department';
  if (!choices || (by === 'department' && !choices.departments.some((one) => one !== ''))) {
    return { serviceBy: null, services: [] };
  }
  const services: ServiceRow[] = [];
  for (const { value: year } of years) {
    const slices = await explore.slices({ ...openFilter(definition), payee, year }, by);
    if (!slices.ok) continue;
    services.push(
      ...slices.value.map(({ value, lines, totalPence }) => ({
        year,
        service: value,
        lines,
        pence: totalPence,
      })),
    );
  }
  return { serviceBy: by, services };
}

async function spendOf(parts: SupplierParts, payee: string) {
  const choices = await parts.explore.choices(null);
  const [definition] = choices?.definitions ?? [];
  const [ring] = choices?.rings ?? [];
  if (!definition || !ring) return null;
  const { id, name } = definition;
  const years = await parts.explore.slices({ ...openFilter(id), payee }, 'year');
  if (!years.ok) return null;
  const services = await servicesOf(parts, { payee, definition: id, years: years.value });
  return { definition: { id, name }, ring, years: years.value, ...services };
}

/** Everything known about one supplier; null where no payment names it, or where it stands for many. */
export async function profileOf(parts: SupplierParts, payee: string): Promise<SupplierProfile | null> {
  const strings = (await parts.explore.stringsOf(payee)).toSorted(
    (one, other) => Math.abs(other.pence) - Math.abs(one.pence),
  );
  const [main] = strings;
  const spend = main ? await spendOf(parts, payee) : null;
  if (!main || !spend) return null;
  const known = await knownSuppliers(parts);
  const who = known.whoIs(strings);
  const about: About = { parts, known, strings, who };
  const organisations = await organisationsOf(about);
  const findings = findingsByAlias(await parts.records.supplierFindings())(strings);
  const decisions = (await decisionList(parts)).filter(({ decision }) => isAbout(decision, strings));
  const numbers = strings.flatMap((one) => [...one.companyNumbers, ...one.charityNumbers]);
  return {
    ...{ payee, name: main.name, who, organisations, decisions, ...spend },
    supplierNumbers: distinct(strings.flatMap(({ supplierNumber }) => supplierNumber ?? [])),
    names: strings.map(nameUsed),
    companyNumbers: distinct(numbers),
    reasons: distinct(findings.flatMap(({ finding }) => finding.reasons)),
    isPerson: isPersonAmong(who),
    decidedKinds: decidedKindsOf(about),
    places: await profilePlaces(parts, { strings, organisations, decisions, sure: organisationAmong(who) }),
    editions: known.editions.map(editionInWords),
    isMatching: await parts.matching.isGoingOn(),
  };
}
