import { describe, expect, it } from 'vitest';
import { decisionAt } from '../../../../test/support/suppliers.ts';
import type { StoredFinding, SupplierFinding } from './finding.ts';
import { isPersonAmong, organisationAmong, whoIs } from './whoIs.ts';

const finding = (nameKey: string, said: SupplierFinding): StoredFinding => ({
  supplierNumber: '7',
  nameKey,
  asked: '',
  finding: said,
});
const linked = (identifier: string) => ({ kind: 'linked', identifier, band: 'a', reasons: [] }) as const;
const alias = (nameKey: string) => ({ supplierNumber: '7', nameKey });

describe('who a payee is', () => {
  const findings = [
    finding('HALLCROFT', linked('GB-COH-99000002')),
    finding('HALLCROFT GROUP', linked('GB-COH-99000003')),
    finding('HALL', { kind: 'ambiguous', identifiers: ['GB-COH-1', 'GB-COH-2'], reasons: [] }),
    finding('MS A INVENTED', { kind: 'not-listed', sort: 'person', reasons: [] }),
    finding('UNHEARD OF', { kind: 'unmatched', identifiers: ['GB-COH-1'], reasons: [] }),
  ];
  const find = whoIs([], findings);

  it('is what registers say where nobody decided', () => {
    expect(find([alias('HALLCROFT')])).toEqual([
      { kind: 'organisation', identifier: 'GB-COH-99000002', by: 'register' },
    ]);
    expect(find([alias('HALL')])).toEqual([{ kind: 'one of', identifiers: ['GB-COH-1', 'GB-COH-2'] }]);
    expect(find([alias('UNHEARD OF'), alias('NEVER SEEN')])).toEqual([{ kind: 'not known' }]);
  });

  it('is nobody in particular where two names are two organisations', () => {
    expect(organisationAmong(find([alias('HALLCROFT')]))).toBe('GB-COH-99000002');
    expect(organisationAmong(find([alias('HALLCROFT'), alias('HALLCROFT GROUP')]))).toBeNull();
    expect(organisationAmong(find([alias('HALLCROFT'), alias('HALL')]))).toBeNull();
    expect(organisationAmong([])).toBeNull();
  });

  it('is a person as soon as one of its names is', () => {
    expect(isPersonAmong(find([alias('HALLCROFT'), alias('MS A INVENTED')]))).toBe(true);
    expect(isPersonAmong(find([alias('HALLCROFT'), alias('HALL')]))).toBe(false);
  });

  it('is what was decided, whatever registers say, until that is undone', () => {
    const decision = decisionAt(1, { supplierNumber: '7', outcome: { kind: 'person' } });
    const decided = whoIs([decision], findings)([alias('HALLCROFT')]);
    expect(decided).toEqual([{ kind: 'decided', outcome: 'person', at: decision.decidedAt }]);
    expect(isPersonAmong(decided)).toBe(true);
    const undone = whoIs([{ ...decision, undoneAt: decision.decidedAt }], findings);
    expect(organisationAmong(undone([alias('HALLCROFT')]))).toBe('GB-COH-99000002');
  });
});
