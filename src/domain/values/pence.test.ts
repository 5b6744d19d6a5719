import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { addPence, formatPounds, noPence, plainPounds, shortPounds, toPence } from './index.ts';

const largest = Number.MAX_SAFE_INTEGER;
const anyPence = fc.maxSafeInteger().map(toPence);

describe('pence', () => {
  it('takes whole numbers of both kinds', () => {
    expect(toPence(123)).toBe(123);
    expect(toPence(-123n)).toBe(-123);
    expect(toPence(largest)).toBe(largest);
  });

  it('has one nought', () => expect(Object.is(toPence(-0), 0)).toBe(true));

  it.each([
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    largest + 1,
    BigInt(largest) + 1n,
    BigInt(largest) + 2n,
  ])('throws on %s', (value) => expect(() => toPence(value)).toThrow('is a whole number of pence'));
});

describe('sums', () => {
  it('is nothing for nothing', () => expect(addPence()).toBe(noPence));
  it('nets credits', () => expect(addPence(toPence(1000), toPence(-250), toPence(-750))).toBe(0));

  it('throws rather than lose a penny on the way', () => {
    const amounts = [largest, largest, -largest, -largest].map(toPence);
    expect(() => addPence(...amounts)).toThrow('is a whole number of pence');
  });

  it('property: equals the sum of big integers in every order', () => {
    const amounts = fc.array(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }).map(toPence), { maxLength: 50 });
    fc.assert(
      fc.property(amounts, (list) => {
        const exact = list.reduce((sum, amount) => sum + BigInt(amount), 0n);
        expect(BigInt(addPence(...list))).toBe(exact);
        expect(addPence(...list.toReversed())).toBe(addPence(...list));
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

describe('pounds in full', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [99, '0.99'],
    [100, '1.00'],
    [123456, '1,234.56'],
    [-123456, '-1,234.56'],
    [99999, '999.99'],
    [100000, '1,000.00'],
    [123456789012, '1,234,567,890.12'],
    [largest, '90,071,992,547,409.91'],
  ])('%i is %s', (pence, text) => {
    expect(formatPounds(toPence(pence))).toBe(text);
    expect(plainPounds(toPence(pence))).toBe(text.replaceAll(',', ''));
  });

  it('property: the text reads back to the same pence', () => {
    fc.assert(
      fc.property(anyPence, (amount) => {
        const plain = plainPounds(amount);
        expect(plain).toMatch(/^-?\d+\.\d\d$/);
        expect(formatPounds(amount)).toMatch(/^-?\d{1,3}(,\d{3})*\.\d\d$/);
        expect(BigInt(plain.replace('.', ''))).toBe(BigInt(amount));
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

describe('pounds in short', () => {
  it.each([
    [0, '£0'],
    [49, '£0'],
    [50, '£1'],
    [-50, '-£1'],
    [95000, '£950'],
    [99949, '£999'],
    [99950, '£1.0k'],
    [99995, '£1.0k'],
    [100000, '£1.0k'],
    [104999, '£1.0k'],
    [105000, '£1.1k'],
    [1200000, '£12.0k'],
    [99994999, '£999.9k'],
    [99995000, '£1.0m'],
    [-99995000, '-£1.0m'],
    [31840000000, '£318.4m'],
    [31845000000, '£318.5m'],
    [123456789012, '£1,234.6m'],
    [largest, '£90,071,992.5m'],
  ])('%i is %s', (pence, text) => expect(shortPounds(toPence(pence))).toBe(text));

  it('property: is never further off than half of its last digit', () => {
    fc.assert(
      fc.property(anyPence, (amount) => {
        const text = shortPounds(amount);
        expect(text).toMatch(/^-?£(\d{1,3}|\d{1,3}\.\d[km]|\d{1,3}(,\d{3})+\.\dm)$/);
        const unit = text.endsWith('m') ? 10_000_000n : text.endsWith('k') ? 10_000n : 100n;
        const size = BigInt(text.replace(/[^\d]/g, '')) * unit;
        const actual = BigInt(Math.abs(amount));
        const off = size > actual ? size - actual : actual - size;
        expect(off * 2n <= unit).toBe(true);
        expect(text.startsWith('-')).toBe(amount < 0);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});
