import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRatios,
  compareRatios,
  dividedBy,
  exactInWords,
  exactText,
  formatRatio,
  larger,
  minus,
  nought,
  one,
  parseRatio,
  type Ratio,
  ratio,
  roundedUnits,
  signOf,
  sizeOf,
  smaller,
  timesRatios,
} from './ratio.ts';

const whole = fc.bigInt({ min: -1_000_000n, max: 1_000_000n });
const ratios = fc
  .tuple(whole, whole)
  .filter(([, under]) => under !== 0n)
  .map(([over, under]) => ratio(over, under));

describe('exact numbers', () => {
  it('are in lowest terms with a positive denominator', () => {
    expect(ratio(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(ratio(0, -9)).toEqual(nought);
    expect(() => ratio(1, 0)).toThrow('a fraction has a denominator');
    expect(() => dividedBy(one, nought)).toThrow('divided by nought');
  });

  it('add, take away, multiply and divide without loss (property)', () => {
    fc.assert(
      fc.property(ratios, ratios, ratios, (a, b, c) => {
        expect(minus(addRatios(a, b), b)).toEqual(a);
        expect(timesRatios(a, addRatios(b, c))).toEqual(addRatios(timesRatios(a, b), timesRatios(a, c)));
        if (signOf(b) !== 0) expect(dividedBy(timesRatios(a, b), b)).toEqual(a);
      }),
    );
  });

  it('are in one order (property)', () => {
    fc.assert(
      fc.property(ratios, ratios, (a, b) => {
        expect(Math.sign(compareRatios(a, b))).toBe(signOf(minus(a, b)));
        expect(compareRatios(smaller(a, b), larger(a, b))).toBeLessThanOrEqual(0);
        expect(signOf(sizeOf(a))).toBe(Math.abs(signOf(a)));
      }),
    );
    expect([addRatios(), timesRatios()]).toEqual([nought, one]);
  });

  it.each([
    ['1,234.50', ratio(2469, 2)],
    ['-0.1', ratio(-1, 10)],
    ['+.5', ratio(1, 2)],
    [' 12 ', ratio(12)],
    ['1e3', undefined],
    ['', undefined],
    ['.', undefined],
    ['12,34', undefined],
    ['£5', undefined],
    ['1234567890123456', undefined],
    ['0.1234567890123456', undefined],
  ] as const)('%s reads as people write it', (text, wanted: Ratio | undefined) => {
    expect(parseRatio(text)).toEqual(wanted);
  });

  it('round half up only for print', () => {
    expect(formatRatio(ratio(5, 1000), 2)).toBe('0.01');
    expect(formatRatio(ratio(-5, 1000), 2)).toBe('0.00');
    expect(formatRatio(ratio(-15, 1000), 2)).toBe('-0.01');
    expect(formatRatio(ratio(7, 2), 0)).toBe('4');
    expect(formatRatio(ratio(-7, 2), 0)).toBe('-3');
    expect(roundedUnits(ratio(1235, 1000), 2)).toBe(124n);
    expect([
      exactText(ratio(1, 3)),
      exactText(ratio(5, 4)),
      exactText(ratio(100)),
      exactText(nought),
    ]).toEqual(['1/3', '1.25', '100', '0']);
  });
});

it('an exact number is said with commas between thousands, and nothing of it is lost', () => {
  const said = [ratio(1234567), ratio(-123), ratio(-1234), ratio(12345, 2), ratio(4000, 3), nought];
  expect(said.map(exactInWords)).toEqual(['1,234,567', '-123', '-1,234', '6,172.5', '4,000/3', '0']);
});
