import type { KindRow, SupplierOverview } from '../../src/actions/suppliers/overviewTypes.ts';
import type { ProfileOrganisation, SupplierProfile } from '../../src/actions/suppliers/profileTypes.ts';
import type { Slice } from '../../src/domain/spend/explore/types.ts';
import { type KindUnit, spendByKind } from '../../src/domain/spend/figures/kindSpend.ts';
import {
  concentrationOf,
  type KindId,
  kindDefinitions,
  kindIds,
  kindsOf,
  type RegisteredEntity,
  standingWhenPaid,
  supplierChange,
} from '../../src/domain/suppliers/index.ts';
import { type Share, toLocalDate, toPence } from '../../src/domain/values/index.ts';
import { figureFrom } from './analysisFixture.ts';
import { entityAt, manyDecisions } from './suppliersFixture.ts';

const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };
const definition = { id: 'ledger-all', name: 'All payments, ledger address' };
const on = toLocalDate('2026-11-01');
const editions = ['Companies House, 1 November 2026', 'Charity Commission, 1 November 2026'];
export const longName = `${'Hebbleden and Hallcroft Extraordinarily Long Named '.repeat(3)}Holdings`;

function unit(pence: number, kind: KindUnit['kind'], local: KindUnit['local']): KindUnit {
  return { pence: toPence(pence), kind, local };
}

function kindRow(kind: KindId, by: KindRow['by'], isKnown: boolean): KindRow {
  const share = isKnown ? (by === 'certain' ? 9 : 24) : 0;
  const units = [
    unit(share * 1_000_000_00, 'yes', 'inside'),
    unit(share * 400_000_00, 'yes', 'elsewhere'),
    unit((isKnown ? 31 : 0) * 1_000_000_00, 'no', 'elsewhere'),
    unit((42 - share) * 1_000_000_00, 'open', 'open'),
    unit(-12_000_00, 'open', 'open'),
  ];
  const { anywhere, local } = spendByKind(units);
  const suppliers = isKnown ? (by === 'certain' ? 412 : 901) : 0;
  return { kind, by, suppliers, openSuppliers: 1918 - suppliers - (isKnown ? 300 : 0), anywhere, local };
}

function kindRows(isKnown: boolean): readonly KindRow[] {
  return kindIds.flatMap((kind) => {
    const certain = kindRow(kind, 'certain', isKnown && kind !== 'sme-ppn-001' && kind !== 'sme-ec');
    const { group } = kindDefinitions[kind];
    if (group !== 'size' && group !== 'purpose') return [certain];
    if (kind === 'sme-accounts') return [certain, { ...certain, by: 'pointed to' }];
    return [certain, kindRow(kind, 'pointed to', isKnown)];
  });
}

function moneyOf(count: number, from: number) {
  return Array.from({ length: count }, (_, index) => ({
    key: `s${index + from}`,
    pence: toPence(Math.round(90_000_000 / (index + 1)) + 1),
  }));
}

function changeOf(name: (key: string) => string): NonNullable<SupplierOverview['change']> {
  const { newcomers, lost, totals } = supplierChange(moneyOf(400, 30), moneyOf(400, 0));
  const named = (all: typeof newcomers) =>
    all.slice(0, 20).map(({ key, ...money }) => ({ payee: key, name: name(key), ...money }));
  return { year: '2020/21', months: 12, totals, newcomers: named(newcomers), lost: named(lost) };
}

/** What the overview shows: everything, nothing known of anybody, or long names and payments out of time. */
export function overviewOf(
  state: 'full' | 'bare' | 'long',
  changed: Partial<SupplierOverview> = {},
): SupplierOverview {
  const isKnown = state !== 'bare';
  const name = (key: string) => (state === 'long' ? `${longName} ${key}` : `Invented Trader ${key.slice(1)}`);
  return {
    ...{ definition, ring, year: '2021/22', months: isKnown ? 12 : 3, years: ['2020/21', '2021/22'] },
    figure: figureFrom({
      ...{ definition: definition.id, period: '2021/22', total: 83_106_000_00, ring, perCent: 39 },
      perMilleUnplaced: 200,
    }),
    counts: isKnown
      ? { suppliers: 1918, placed: 1600, linked: 1405, decided: 37, waiting: 37 }
      : { suppliers: 1918, placed: 1600, linked: 0, decided: 0, waiting: 0 },
    ...{ supplierPence: toPence(80_106_000_00), manyPence: toPence(isKnown ? 3_000_000_00 : 0) },
    kinds: kindRows(isKnown),
    concentration: isKnown ? concentrationOf(moneyOf(400, 0)) : null,
    change: isKnown ? changeOf(name) : null,
    credits: {
      ...{ lines: 41_906, creditLines: isKnown ? 819 : 0, paidPence: toPence(84_000_000_00) },
      ...{ creditPence: toPence(isKnown ? -894_000_00 : 0), share: (isKnown ? 0.010643 : 0) as Share },
    },
    paidOutside: Array.from({ length: { full: 3, bare: 0, long: 45 }[state] }, (_, index) => ({
      ...{ payee: `o${index}`, name: name(`o${index}`), pence: toPence(1_234_56 * (50 - index)) },
      organisation: state === 'long' ? `${longName} Limited` : `INVENTED TRADER ${index}`,
      sentences: ['Last paid on 10 August 2021, after it was dissolved on 1 February 2021.'],
    })),
    ...{ editions: isKnown ? editions : [], on: isKnown ? on : null, isMatching: false },
    ...changed,
  };
}

function sliceOf(value: string, total: number): Slice {
  return { value, totalPence: toPence(total), lines: 12, figures: [] };
}

function organisationOf(
  entity: RegisteredEntity,
  also: readonly RegisteredEntity[] = [],
): ProfileOrganisation {
  const days = [toLocalDate('2014-05-03'), toLocalDate('2022-03-30')] as const;
  return {
    ...{ entity, also, answers: kindsOf(entity, also, on) },
    places: ['Kirklees'],
    outOfTime: standingWhenPaid(entity, ...days),
  };
}

/** The registered charity that is the first invented company too. */
const charity = entityAt(9, {
  ...{
    identifier: 'GB-CHC-9990001',
    name: 'Hebbleden Support',
    kind: 'charity',
    category: 'Charitable company',
  },
  ...{ accounts: null, income: 900_000, alsoKnownAs: ['GB-COH-99417721'], otherNames: [] },
});

/** A supplier that is known to be one organisation, of which everything there can be is known. */
export function profileOf(changed: Partial<SupplierProfile> = {}): SupplierProfile {
  const entity = entityAt(1, { accountsDue: toLocalDate('2026-06-30') });
  return {
    ...{ payee: 'p1', name: 'Hebbleden Support Svcs', supplierNumbers: ['0038114'], definition, ring },
    names: [
      {
        ...{ name: 'Hebbleden Support Svcs', alsoWritten: ['HEBBLEDEN SUPPORT SERV'], payments: 31 },
        ...{ supplierNumber: '0038114', pence: toPence(1_412_806_40) },
        ...{ firstPaid: toLocalDate('2014-05-03'), lastPaid: toLocalDate('2022-03-30') },
      },
    ],
    companyNumbers: ['99417721'],
    who: [{ kind: 'organisation', identifier: entity.identifier, by: 'register' }],
    reasons: ['“Svcs” is short for “Services”.', 'The postcode in the ledger is that of its office.'],
    isPerson: false,
    organisations: [organisationOf(entity, [charity])],
    ...{ decidedKinds: [], decisions: manyDecisions(4) },
    years: [sliceOf('2020/21', 400_000_00), sliceOf('2021/22', 1_012_806_40)],
    serviceBy: 'category',
    services: [
      { year: '2020/21', service: 'Adult social care', lines: 12, pence: toPence(400_000_00) },
      { year: '2021/22', service: 'Adult social care', lines: 8, pence: toPence(1_000_000_00) },
      { year: '2021/22', service: '', lines: 4, pence: toPence(12_806_40) },
    ],
    places: [
      {
        ...{ basis: 'ledger address', postcode: 'LS9 1AA', places: ['Leeds', 'Kirklees'] },
        source: 'Postcode on payments in the ledgers',
      },
      {
        ...{ basis: 'registered office', postcode: 'HD1 2TT', places: ['Kirklees'] },
        source: 'Register entry GB-COH-99417721',
      },
    ],
    ...{ editions, isMatching: false },
    ...changed,
  };
}

/** A supplier that may be several organisations, all with long names. */
export function ambiguousProfile(): SupplierProfile {
  const entities = Array.from({ length: 4 }, (_, index) =>
    entityAt(index + 1, { name: `${longName} ${index}` }),
  );
  const [first] = profileOf().names;
  return profileOf({
    ...{ payee: 'p2', name: longName, reasons: [`Several organisations have the name “${longName}”.`] },
    names: first
      ? [{ ...first, name: longName, alsoWritten: [`${longName} LTD`], supplierNumber: null }]
      : [],
    who: [{ kind: 'one of', identifiers: entities.map(({ identifier }) => identifier) }],
    organisations: entities.map((entity) => organisationOf(entity)),
    ...{ places: [], decisions: manyDecisions(4, true) },
  });
}

/** A supplier of whom nothing is known but its payments. */
export function unknownProfile(changed: Partial<SupplierProfile> = {}): SupplierProfile {
  return profileOf({
    ...{
      payee: 'p3',
      name: 'Unheard-of Traders',
      who: [{ kind: 'not known' }],
      reasons: [],
      organisations: [],
    },
    ...{ decisions: [], places: [], editions: [], companyNumbers: [], supplierNumbers: [] },
    ...{ serviceBy: null, services: [] },
    ...changed,
  });
}

/** A person, as its name looks. */
export function personProfile(): SupplierProfile {
  return unknownProfile({
    ...{ payee: 'p4', name: 'Ms Ada Quillfeather', isPerson: true },
    who: [{ kind: 'not listed', sort: 'person' }],
  });
}
