import { describe, expect, it } from 'vitest';
import type { Candidates } from '../places/index.ts';
import type {
  StoredFinding,
  SupplierDecision,
  SupplierFinding,
  SupplierOutcome,
} from '../suppliers/index.ts';
import { type Postcode, toPlaceCode } from '../values/index.ts';
import { factsFor } from './figures/basis.ts';
import type { CubePayee } from './figures/cube.ts';
import { type PlacedPayee, placePayee } from './figures/placing.ts';
import { nothingKnown, type SupplierKnowledge, supplierFacts } from './supplierFacts.ts';

const home = toPlaceCode('E08000901');
const next = toPlaceCode('E08000902');
const places: Readonly<Record<string, Candidates>> = { 'ZZ1 1AA': [home], 'ZZ2 2BB': [next] };
const ofPostcode = (postcode: string) => places[postcode] ?? 'anywhere';
const offices: Readonly<Record<string, string>> = {
  'GB-COH-99000001': 'ZZ1 1AA',
  'GB-COH-99000002': 'ZZ2 2BB',
};
const [atHome, away, nowhere] = ['GB-COH-99000001', 'GB-COH-99000002', 'GB-COH-99000003'];

const payee = (more: Partial<CubePayee> = {}): CubePayee => ({
  ...{ kind: 'named', key: 'ALDER', nameKey: 'ALDER', supplierNumber: null, name: 'Alder', postcode: null },
  ...more,
});
const decided = (outcome: SupplierOutcome, more: Partial<SupplierDecision> = {}): SupplierDecision => ({
  id: `dec_${'1'.repeat(20)}` as SupplierDecision['id'],
  ...{ supplierNumber: null, nameKeys: ['ALDER'], name: 'Alder', outcome, reason: null, editions: '' },
  ...{ source: 'review', decidedAt: '2026-11-23T09:00:00.000Z' as never, undoneAt: null },
  ...more,
});
const linked = (identifier: string, deliveryPostcode: string | null = null): SupplierOutcome => ({
  ...{ kind: 'linked', identifier, deliveryPostcode: deliveryPostcode as Postcode | null },
});
const found = (finding: SupplierFinding, supplierNumber: string | null = null): StoredFinding => ({
  ...{ supplierNumber, nameKey: 'ALDER', asked: '', finding },
});
const link = (identifier: string): SupplierFinding => ({
  kind: 'linked',
  identifier,
  band: 'A',
  reasons: [],
});

function placed(
  known: Partial<SupplierKnowledge>,
  basis: 'ledger address' | 'registered office' | 'delivery site' = 'ledger address',
  about: { readonly fallback?: boolean; readonly payee?: CubePayee } = {},
): PlacedPayee {
  const list = { rows: 0, factsOf: () => [] };
  const knowledge = { ...nothingKnown, postcodeOf: (id: string) => offices[id] ?? null, ...known };
  const suppliers = supplierFacts(knowledge, ofPostcode);
  const facts = factsFor({ basis, fallback: about.fallback ?? true }, { list, suppliers, ofPostcode });
  return placePayee(about.payee ?? payee(), facts);
}

const open = { settled: false, candidates: 'anywhere', source: null };

describe('where a supplier is by who it is', () => {
  it('is nowhere known where nobody decided and nothing was found', () => {
    expect(placed({})).toEqual(open);
    expect(supplierFacts(nothingKnown, ofPostcode).officeOf(payee())).toEqual([]);
  });

  it('is the office of what was found on a register, and a decision outranks that', () => {
    const findings = [found(link(away))];
    expect(placed({ findings })).toEqual({ settled: true, candidates: [next], source: 'register' });
    const decisions = [decided(linked(atHome))];
    const reviewed = { settled: true, candidates: [home], source: 'reviewed decision' };
    expect(placed({ findings, decisions })).toEqual(reviewed);
    expect(placed({ findings, decisions: [decided(linked(nowhere))] })).toEqual(open);
  });

  it.each([{ kind: 'none' }, { kind: 'person' }, { kind: 'public-body' }, { kind: 'several' }] as const)(
    'is open where a person said $kind, whatever a register says',
    (outcome) => {
      expect(placed({ findings: [found(link(away))], decisions: [decided(outcome)] })).toEqual(open);
    },
  );

  it('is as before once the decision is undone', () => {
    const undone = decided(linked(atHome), { undoneAt: '2026-11-23T10:00:00.000Z' as never });
    const findings = [found(link(away))];
    expect(placed({ findings, decisions: [undone] })).toEqual(placed({ findings }));
  });

  it('is every office of an ambiguous finding, and anywhere when one of them is not known', () => {
    const ambiguous = (...identifiers: readonly string[]): StoredFinding =>
      found({ kind: 'ambiguous', identifiers, reasons: [] });
    expect(placed({ findings: [ambiguous(away, atHome)] }).candidates).toEqual([home, next]);
    expect(placed({ findings: [ambiguous(atHome, nowhere)] })).toEqual(open);
    expect(placed({ findings: [ambiguous()] })).toEqual(open);
    const unmatched = found({ kind: 'unmatched', identifiers: [atHome], reasons: [] });
    expect(placed({ findings: [unmatched] })).toEqual(open);
    const person = found({ kind: 'not-listed', sort: 'person', reasons: [] });
    expect(placed({ findings: [person] })).toEqual(open);
  });

  it('tells two numbers of one name apart', () => {
    const findings = [found(link(atHome), '1'), found(link(away), '2')];
    const of = (supplierNumber: string) => payee({ supplierNumber, key: supplierNumber });
    const at = (number: string) => placed({ findings }, 'ledger address', { payee: of(number) }).candidates;
    expect([at('1'), at('2'), at('3')]).toEqual([[home], [next], 'anywhere']);
  });
});

describe('what counts under a basis', () => {
  const decisions = [decided(linked(atHome, 'ZZ2 2BB'))];
  const written = payee({ postcode: 'ZZ2 2BB' });

  it('ledger address: the registered office only where the ledger is silent, and only where it may stand in', () => {
    expect(placed({ decisions }, 'ledger address', { payee: written }).candidates).toEqual([next]);
    expect(placed({ decisions }, 'ledger address').candidates).toEqual([home]);
    expect(placed({ decisions }, 'ledger address', { fallback: false })).toEqual(open);
    const unknown = payee({ postcode: 'ZZ9 9ZZ' });
    expect(placed({ decisions }, 'ledger address', { payee: unknown }).candidates).toEqual([home]);
  });

  it('registered office: before the ledger', () => {
    expect(placed({ decisions }, 'registered office', { payee: written }).candidates).toEqual([home]);
    expect(placed({}, 'registered office', { payee: written }).candidates).toEqual([next]);
    expect(placed({}, 'registered office', { payee: written, fallback: false })).toEqual(open);
  });

  it('delivery site: where a person said that the work is done, else the address, else the office', () => {
    expect(placed({ decisions }, 'delivery site').candidates).toEqual([next]);
    const office = [decided(linked(atHome))];
    expect(placed({ decisions: office }, 'delivery site', { payee: written }).candidates).toEqual([next]);
    expect(placed({ decisions: office }, 'delivery site').candidates).toEqual([home]);
    expect(placed({ decisions: office }, 'delivery site', { fallback: false })).toEqual(open);
    expect(placed({ decisions: [decided({ kind: 'none' })] }, 'delivery site')).toEqual(open);
  });

  it('says nothing of payees that are many', () => {
    const many = payee({ kind: 'redacted', key: null, nameKey: null });
    expect(
      placed({ decisions, findings: [found(link(away))] }, 'registered office', { payee: many }),
    ).toEqual(open);
  });
});
