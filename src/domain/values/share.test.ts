import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { percent, percentDown, percentUp, type Share, shareOf, toPence } from './index.ts';

const shareFrom = (part: number, whole: number) => shareOf(toPence(part), toPence(whole));
const share = (value: number) => value as Share;

/** Half up of part / whole in millionths by another route: the remainder is compared, nothing is added first. */
function millionthsHalfUp(part: bigint, whole: bigint): bigint {
  const scaled = part * 1_000_000n;
  const remainder = ((scaled % whole) + whole) % whole;
  const below = (scaled - remainder) / whole;
  return 2n * remainder >= whole ? below + 1n : below;
}

describe('shares of money', () => {
  it.each([
    [0, 5, 0],
    [1, 3, 0.333333],
    [2, 3, 0.666667],
    [5, 5, 1],
    [1, 2_000_000, 0.000001],
    [1, 2_000_001, 0],
    [-1, 2_000_000, 0],
    [-3, 2_000_000, -0.000001],
    [-1, 3, -0.333333],
    [-2, 3, -0.666667],
    [7, 4, 1.75],
    [440_000, 1_000_000, 0.44],
  ])('%i of %i is %d', (part, whole, expected) => expect(shareFrom(part, whole)).toBe(expected));

  it('never writes a negative nought', () => expect(Object.is(shareFrom(-1, 2_000_000), 0)).toBe(true));

  it.each([0, -1])('throws on a whole of %i', (whole) =>
    expect(() => shareFrom(1, whole)).toThrow('a share has a positive whole'),
  );

  it('property: is exact to the last of six decimals', () => {
    const amounts = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
    fc.assert(
      fc.property(amounts, ([part, whole]) => {
        const expected = millionthsHalfUp(BigInt(part), BigInt(whole));
        fc.pre(expected < 10n ** 15n && expected > -(10n ** 15n));
        const [units, decimals = ''] = shareFrom(part, whole).toFixed(6).split('.');
        expect(BigInt(`${units}${decimals}`)).toBe(expected);
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('property: the share of all and the share of the rest add up to one, to a millionth', () => {
    const amounts = fc.tuple(fc.nat(10 ** 12), fc.integer({ min: 1, max: 10 ** 12 }));
    fc.assert(
      fc.property(amounts, ([local, elsewhere]) => {
        const whole = local + elsewhere;
        const sum = Math.round((shareFrom(local, whole) + shareFrom(elsewhere, whole)) * 1e6);
        expect([1_000_000, 1_000_001]).toContain(sum);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

describe('per cent in words', () => {
  it.each([
    [0, 0, '0', '0', '0'],
    [1, 0, '100', '100', '100'],
    [0.524, 0, '52', '52', '53'],
    [0.525, 0, '53', '52', '53'],
    [0.5249, 1, '52.5', '52.4', '52.5'],
    [0.52, 2, '52.00', '52.00', '52.00'],
    [0.000001, 0, '0', '0', '1'],
    [0.0004, 1, '0.0', '0.0', '0.1'],
    [0.123456, 4, '12.3456', '12.3456', '12.3456'],
    [-0.005, 0, '0', '-1', '0'],
    [-0.0051, 0, '-1', '-1', '0'],
    [-0.0004, 1, '0.0', '-0.1', '0.0'],
    [-0.0524, 1, '-5.2', '-5.3', '-5.2'],
    [1.7555, 1, '175.6', '175.5', '175.6'],
  ])('%d with %i decimals', (value, decimals, halfUp, down, up) => {
    expect(percent(share(value), decimals)).toBe(halfUp);
    expect(percentDown(share(value), decimals)).toBe(down);
    expect(percentUp(share(value), decimals)).toBe(up);
  });

  it('writes whole per cent unless told', () => {
    const value = share(0.4449);
    expect([percent(value), percentDown(value), percentUp(value)]).toEqual(['44', '44', '45']);
  });

  it('property: down is at most half up, which is at most up, and they are at most one unit apart', () => {
    const shares = fc.tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.nat(4));
    fc.assert(
      fc.property(shares, ([millionths, decimals]) => {
        const value = share(millionths / 1e6);
        const steps = [percentDown, percent, percentUp].map((write) =>
          Number(write(value, decimals).replace('.', '')),
        );
        const [down = 0, halfUp = 0, up = 0] = steps;
        expect(down <= halfUp && halfUp <= up && up - down <= 1).toBe(true);
        const unit = 10 ** (4 - decimals);
        expect(down * unit <= millionths && millionths <= up * unit).toBe(true);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});
