import type { Visitor } from '../../src/actions/access/entering.ts';
import type { SupplierOverview } from '../../src/actions/suppliers/overviewTypes.ts';
import type { SupplierProfile } from '../../src/actions/suppliers/profileTypes.ts';
import type {
  DecisionInUse,
  QueueRow,
  ReviewCandidate,
  ReviewCase,
  ReviewQueue,
  SaidDecision,
  SupplierCalls,
} from '../../src/actions/suppliers/types.ts';
import type { Figure } from '../../src/domain/spend/analysis.ts';
import { planReview } from '../../src/domain/spend/review/reviewPlan.ts';
import {
  decideOutcome,
  parseDecisionId,
  plainReason,
  type RegisteredEntity,
} from '../../src/domain/suppliers/index.ts';
import {
  accept,
  addPence,
  type Decision,
  noPence,
  refuse,
  shareOf,
  toLocalDate,
  toPence,
} from '../../src/domain/values/index.ts';
import type { SuppliersSite } from '../../src/web/pages/suppliers/frame.ts';
import { figureFrom } from './analysisFixture.ts';
import { personId } from './auditChain.ts';
import { minute } from './records.ts';
import { decisionAt } from './suppliers.ts';
import { everyRole } from './visitors.ts';

type Stored = DecisionInUse['decision'];

const total = 83_106_000_00;
const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };
const longName = `${'Hebbleden and Hallcroft Extraordinarily Long Named '.repeat(3)}Holdings`;

/** What the pages show. */
export interface SuppliersState {
  readonly suppliers: number;
  /** Candidates of the first supplier. */
  readonly candidates: number;
  readonly long?: boolean;
  readonly editions?: readonly string[];
  readonly isMatching?: boolean;
  /** Decisions that were made before. */
  readonly decisions?: readonly DecisionInUse[];
  readonly nothingImported?: boolean;
  /** A year in which nothing was paid on balance. */
  readonly noShare?: boolean;
  readonly visitor?: Visitor;
  /** Who the money of the newest year went to; nothing unless given. */
  readonly overview?: SupplierOverview;
  /** Suppliers of which everything is known, by payee. */
  readonly profiles?: readonly SupplierProfile[];
}

const names = [
  'Hebbleden Support Svcs',
  'Hallcroft Group',
  'MVC LTD',
  'Norcastle Prop Mgt',
  'Ferrygate Hire',
];
const findings = ['ambiguous', 'unmatched', 'linked', 'not-listed'] as const;

function rowAt(index: number, long: boolean): QueueRow {
  const pence = toPence(Math.round(141_280_640 / (1 + index / 4)));
  return {
    payee: `p${index + 1}`,
    name: long ? `${longName} ${index + 1}` : (names[index] ?? `Invented Trader ${index + 1}`),
    supplierNumber: index % 3 === 0 ? `00381${index}` : null,
    ...{ pence, lines: 31 + index, narrows: shareOf(pence, toPence(total)) },
    finding: findings[index % findings.length] ?? null,
  };
}

/** An invented organisation as a register has it. */
export function entityAt(number: number, changed: Partial<RegisteredEntity> = {}): RegisteredEntity {
  return {
    ...{ identifier: `GB-COH-994177${20 + number}`, name: `Hebbleden Support Services ${number} Ltd` },
    otherNames: [
      { name: 'Hebbleden Home Support Ltd', kind: 'previous', until: toLocalDate('2019-03-31') },
      { name: 'Hebbleden at Home', kind: 'trading', until: null },
    ],
    ...{ kind: 'company', category: 'Private limited company', status: 'active', statusWords: 'Active' },
    ...{ started: toLocalDate('2015-01-29'), ended: null, postcode: 'HD1 2TT', town: 'Huddersfield' },
    activities: ['Social work without accommodation'],
    ...{ accounts: 'MICRO ENTITY', accountsDue: null, income: null, alsoKnownAs: [] },
    ...changed,
  };
}

const dissolved: Partial<RegisteredEntity> = {
  ...{ name: 'Hebbleden Supported Living Ltd', status: 'closed', statusWords: 'Dissolved', otherNames: [] },
  ...{ ended: toLocalDate('2020-06-03'), started: toLocalDate('2011-08-08'), postcode: 'LS9 1AA' },
  ...{ town: 'Leeds', activities: ['Residential care'] },
};
const newer: Partial<RegisteredEntity> = {
  ...{ name: 'Hebbleden Support Services (North West) CIC', kind: 'community interest company' },
  ...{ category: 'Community interest company', otherNames: [], started: toLocalDate('2019-05-20') },
  ...{ postcode: 'OL1 1AA', town: 'Oldham', activities: ['Other social work'] },
};
const wordy: Partial<RegisteredEntity> = {
  name: longName,
  otherNames: Array.from({ length: 12 }, (_, index) => {
    return { name: `${longName} ${index}`, kind: 'previous', until: null } as const;
  }),
  activities: Array.from({ length: 6 }, () => 'The relief of need in the invented districts '.repeat(9)),
  ...{ postcode: null, town: null, started: null, alsoKnownAs: ['GB-CHC-9941772'], statusWords: '' },
};

const likelihoods = ['most likely', 'possible'] as const;
const evidence = [
  [['“Svcs” is short for “Services”', 'Same activity as the payments'], ['Postcode not in the ledger']],
  [['“Svcs” is short for “Services”'], ['You paid this name before it existed (4 payments)']],
  [['Same sector'], ['Two words differ', 'Dissolved before your last 9 payments']],
] as const;

function candidateAt(index: number, long: boolean): ReviewCandidate {
  const [agrees, disagrees] = evidence[index % 3] ?? [[], []];
  const changed = long ? wordy : (([{}, newer, dissolved] as const)[index] ?? {});
  return {
    entity: entityAt(index + 1, changed),
    likelihood: likelihoods[index] ?? 'unlikely',
    places: index === 0 ? ['Kirklees', 'West Yorkshire'] : [],
    ...{ agrees: index > 3 ? [] : agrees, disagrees },
  };
}

function figureOf(rows: readonly QueueRow[], noShare: boolean): Figure {
  const unplaced = addPence(...rows.map(({ pence }) => pence), toPence(2_000_000_00));
  const figure = figureFrom({
    ...{ definition: 'ledger-all', period: '2021/22', total, ring, perCent: 39 },
    perMilleUnplaced: (unplaced / total) * 1000,
  });
  const none = { share: null, shareLower: null, shareUpper: null, whyNoShare: 'Nothing was paid.' };
  return noShare ? { ...figure, ...none } : figure;
}

function queueOf(state: SuppliersState, rows: readonly QueueRow[], decided: number): ReviewQueue {
  const { editions = ['Companies House, November 2026'], isMatching = false, noShare = false } = state;
  const figure = figureOf(rows, noShare);
  const widths = rows.map(({ pence }) => pence);
  return {
    definition: { id: 'ledger-all', name: 'All payments, ledger address' },
    ...{ ring, year: '2021/22', years: ['2021/22', '2020/21', '2019/20'], figure },
    plan: noShare ? null : planReview(figure, widths),
    ...{ rows: rows.slice(0, 200), count: rows.length, decided, editions, isMatching },
    unreviewablePence: rows.length === 0 ? noPence : toPence(811_930_00),
  };
}

/** What is decided in memory, and which suppliers are left. */
function memoryOf(all: readonly QueueRow[], isRegistered: (id: string) => boolean) {
  const made: Stored[] = [];
  const payees = new Map<string, string>();
  const holding = () => made.filter(({ undoneAt }) => undoneAt === null);
  const holdsFor = (payee: string) => holding().find(({ id }) => payees.get(id) === payee) ?? null;
  const decide = (payee: string, said: SaidDecision): Decision<Stored['id']> => {
    const [outcome, reason] = [decideOutcome(said, isRegistered), plainReason(said.reason)];
    const refusals = [...(outcome.ok ? [] : outcome.refusals), ...(reason.ok ? [] : reason.refusals)];
    if (!outcome.ok || !reason.ok) return { ok: false, refusals };
    const name = all.find((one) => one.payee === payee)?.name ?? '';
    const decision = { ...storedAt(made.length + 1), outcome: outcome.value, reason: reason.value, name };
    made.push(decision);
    payees.set(decision.id, payee);
    return accept(decision.id);
  };
  const undo = (id: string): Decision<Stored> => {
    const at = made.findIndex((one) => one.id === parseDecisionId(id) && one.undoneAt === null);
    const found = made[at];
    if (found === undefined) return refuse('decision-unknown', 'This decision does not hold any more.');
    const undone = { ...found, undoneAt: minute(50), undoneByName: 'Ada Fernsby' };
    made[at] = undone;
    return accept(undone);
  };
  return { made, holding, holdsFor, decide, undo, left: () => all.filter(({ payee }) => !holdsFor(payee)) };
}

function caseOf(
  row: QueueRow,
  rows: readonly QueueRow[],
  { candidates, long }: { readonly candidates: readonly ReviewCandidate[]; readonly long: boolean },
): Omit<ReviewCase, 'decision'> {
  const at = rows.findIndex(({ payee }) => payee === row.payee);
  const isFirst = row.payee === 'p1';
  return {
    ...{ row, year: '2021/22', payments: 31, count: rows.length, position: at < 0 ? null : at + 1 },
    alsoWritten: long ? [longName, `${longName} again`] : ['HEBBLEDEN SUPPORT SERV'],
    ...{ postcodes: long ? ['HD1 2TT', 'LS9 1AA'] : [], companyNumbers: long ? ['99417722'] : [] },
    ...{ firstPaid: toLocalDate('2018-05-03'), lastPaid: toLocalDate('2022-03-30') },
    paidFor: long ? [longName, longName] : ['Adult social care'],
    candidates: isFirst ? candidates : [],
    reasons: isFirst ? [] : ['No name on a register is near enough.'],
    next: at < 0 ? null : (rows[at + 1] ?? null),
    previous: at < 1 ? null : (rows[at - 1] ?? null),
  };
}

type Memory = ReturnType<typeof memoryOf>;

function deciding(state: SuppliersState, { decide, undo, holding, made }: Memory) {
  const earlier = state.decisions ?? [];
  return {
    decide: async (payee, said) => decide(payee, said),
    decideMany: async (many, said) => {
      if (many.length > 100) return refuse('payees', 'Tick at most 100 suppliers.');
      const refused = many.map((payee) => decide(payee, said)).find(({ ok }) => !ok);
      return refused && !refused.ok ? refused : accept(many.length);
    },
    undo: async (id) => undo(id),
    overview: async (year) => {
      const { overview = null } = state;
      return year === null || overview?.years.includes(year) ? overview : null;
    },
    profile: async (payee) => state.profiles?.find((one) => one.payee === payee) ?? null,
    lastOwn: async () => holding().at(-1) ?? null,
    decisions: async () => [
      ...made.toReversed().map((decision) => ({ decision, entity: null, contradiction: null })),
      ...earlier,
    ],
    dictionary: async () => 'name,outcome\r\n',
    takeDictionary: async (csv) =>
      csv.startsWith('name,outcome')
        ? accept({ added: 2, same: 1, different: ['Hallcroft Group'], unknown: ['Ferrygate Hire'] })
        : refuse('dictionary', 'This is no file of decisions. Its first line must name the columns.'),
    match: async () =>
      state.isMatching ? refuse('matching', 'The names are being looked up already.') : accept(null),
  } satisfies Partial<SupplierCalls>;
}

/** The pages on suppliers over invented suppliers in memory: decisions are taken in, and undone. */
export function suppliersSite(state: SuppliersState): SuppliersSite & { readonly made: readonly Stored[] } {
  const { long = false, visitor = everyRole, nothingImported = false } = state;
  const all = Array.from({ length: state.suppliers }, (_, index) => rowAt(index, long));
  const candidates = Array.from({ length: state.candidates }, (_, index) => candidateAt(index, long));
  const memory = memoryOf(all, (id) => candidates.some(({ entity }) => entity.identifier === id));
  const { made, holding, holdsFor, left } = memory;
  const decided = () => holding().length + (state.decisions?.length ?? 0);
  const suppliers: SupplierCalls = {
    ...deciding(state, memory),
    queue: async () => (nothingImported ? null : queueOf(state, left(), decided())),
    reviewCase: async (payee) => {
      const row = all.find((one) => one.payee === payee);
      if (row === undefined || nothingImported) return null;
      return { ...caseOf(row, left(), { candidates, long }), decision: holdsFor(payee) };
    },
  };
  return { visitor, suppliers, made };
}

/** A decision as it is kept, by an invented person. */
export function storedAt(number: number, changed: Partial<Stored> = {}): Stored {
  return {
    ...decisionAt(number),
    decidedBy: personId(1),
    decidedByName: 'Ada Fernsby',
    undoneByName: null,
    ...changed,
  };
}

/** Decisions of every kind, some contradicted and some undone. */
export function manyDecisions(count: number, long = false): readonly DecisionInUse[] {
  const name = long ? { name: longName, reason: `${longName}. `.repeat(4) } : {};
  const kinds: readonly DecisionInUse[] = [
    { decision: storedAt(101, name), entity: entityAt(2), contradiction: null },
    {
      decision: storedAt(102, {
        ...name,
        outcome: { kind: 'person' },
        reason: null,
        decidedBy: null,
        decidedByName: null,
      }),
      ...{ entity: null, contradiction: null },
    },
    {
      decision: storedAt(103, { ...name, source: 'dictionary' }),
      entity: entityAt(2, dissolved),
      contradiction: 'It was dissolved on 3 June 2020, before your last 9 payments.',
    },
    {
      decision: storedAt(104, { ...name, undoneAt: minute(104), undoneByName: 'Bela Fernsby' }),
      ...{ entity: null, contradiction: 'No register in use has it.' },
    },
  ];
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]).flatMap((one) => one ?? []);
}
