import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../test/support/auditChain.ts';
import { propertyRuns } from '../../../../test/support/property.ts';
import { canonicalJson, contentHash } from './canonical.ts';

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

describe('the hash of a content', () => {
  const salt = '0123456789abcdef';

  it('is the one that is written down', () => {
    expect(contentHash(sha256, salt, { b: true, a: [1, null, 'é'] })).toBe(
      'b87a02ef25e08d5a906d83e1c9738d772c8da9c097e2cf9dd67bcd6a34a81052',
    );
  });

  it('is another with another salt or content, and cannot be moved between the two', () => {
    const hashes = [
      contentHash(sha256, salt, 'x'),
      contentHash(sha256, `${salt}x`, 'x'),
      contentHash(sha256, salt, 'xx'),
      contentHash(sha256, `${salt}","x`, ''),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(() => contentHash(sha256, 'short', 'x')).toThrow('sixteen');
  });
});
