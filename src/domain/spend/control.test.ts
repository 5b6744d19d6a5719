import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import type { AmountBasis, Control } from './analysis.ts';
import { addControls, assertNothingLost, commonBasis, emptyControl } from './control.ts';

const count = fc.nat({ max: 1_000_000 });
const pence = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const controls: fc.Arbitrary<Control> = fc
  .record({ accepted: count, rejected: count, blank: count, acceptedPence: pence, rejectedPence: pence })
  .map((one) => ({ ...one, physicalRecords: one.accepted + one.rejected + one.blank }));

const april: Control = {
  physicalRecords: 10,
  accepted: 6,
  rejected: 3,
  blank: 1,
  acceptedPence: 12_345,
  rejectedPence: -500,
};

describe('control totals', () => {
  it('add up count by count and penny by penny', () => {
    expect(addControls([april, { ...april, accepted: 7, physicalRecords: 11 }])).toEqual({
      physicalRecords: 21,
      accepted: 13,
      rejected: 6,
      blank: 2,
      acceptedPence: 24_690,
      rejectedPence: -1000,
    });
    expect(addControls([])).toEqual(emptyControl);
  });

  it('property: files that lost nothing add up to a whole that lost nothing, in any order', () => {
    fc.assert(
      fc.property(fc.array(controls, { maxLength: 10 }), (list) => {
        const whole = addControls(list);
        expect(() => assertNothingLost('All files', whole)).not.toThrow();
        expect(addControls(list.toReversed())).toEqual(whole);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

describe('nothing is lost', () => {
  it.each(['physicalRecords', 'accepted', 'rejected', 'blank'] as const)(
    'or the program stops: %s',
    (field) => {
      expect(() => assertNothingLost('april.csv', april)).not.toThrow();
      for (const step of [-1, 1]) {
        const wrong = { ...april, [field]: april[field] + step };
        expect(() => assertNothingLost('april.csv', wrong)).toThrow('Assumption broken: april.csv: ');
      }
    },
  );

  it('or the program says which counts do not add up', () => {
    expect(() => assertNothingLost('april.csv', { ...april, blank: 0 })).toThrow(
      'april.csv: 6 accepted + 3 rejected + 0 blank = 10 records',
    );
  });
});

describe('the basis of all files', () => {
  it.each<readonly [readonly AmountBasis[], string]>([
    [[], 'not stated'],
    [['net'], 'net'],
    [['gross', 'gross'], 'gross'],
    [['net', 'net', 'gross'], 'mixed'],
    [['not stated', 'net'], 'mixed'],
  ])('%j is %s', (bases, expected) => expect(commonBasis(bases)).toBe(expected));
});
