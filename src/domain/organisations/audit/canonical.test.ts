import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import { canonicalJson } from './canonical.ts';

describe('canonical JSON', () => {
  it('has one text for a value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é"\n' }], a: true, B: -0 })).toBe(
      String.raw`{"B":0,"a":true,"b":[1,{"c":"é\"\n","d":null}]}`,
    );
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
    expect(canonicalJson(Object.create(null))).toBe('{}');
  });

  it.each([
    ['nothing', undefined],
    ['a key without a value', { a: undefined }],
    ['a hole in a list', new Array(1)],
    ['no number', Number.NaN],
    ['a number without end', [Number.POSITIVE_INFINITY]],
    ['a large whole number', 1n],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
  ])('cannot hold %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow('can be written as JSON');
  });

  it('property: reads as the value it was written from, so two values never have the same text', () => {
    const isPlainToRead = (value: unknown) => !JSON.stringify(value).includes('__proto__');
    fc.assert(
      fc.property(fc.jsonValue().filter(isPlainToRead), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});
