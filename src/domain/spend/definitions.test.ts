import { describe, expect, it } from 'vitest';
import type { Ring } from '../places/index.ts';
import { toPlaceCode } from '../values/index.ts';
import { definitionSchema, ringsOf } from './definitions.ts';

const definition = {
  id: 'own-valley',
  version: '1',
  name: 'Our valley',
  sentence: 'Local means inside the valley.',
  basis: 'ledger address',
  fallback: false,
  rings: ['authority', { name: 'Valley', codes: ['E08000901', ' e08000902 '] }, 'combined-authority', 'uk'],
  leaveOut: ['tax'],
  scopeSentence: 'Tax is left out.',
};

const ring = (id: string): Ring => ({ id, name: `The ${id}`, codes: [toPlaceCode('E08000901')] });

describe('the rings of a definition', () => {
  it('come in its order, with own rings between built-in ones', () => {
    const rings = ringsOf(
      definitionSchema.parse(definition),
      ['uk', 'combined-authority', 'authority'].map(ring),
    );
    expect(rings.map(({ id }) => id)).toEqual(['authority', 'own-2', 'combined-authority', 'uk']);
    expect(rings[1]).toEqual({ id: 'own-2', name: 'Valley', codes: ['E08000901', 'E08000902'] });
    expect(rings[0]).toEqual(ring('authority'));
  });

  it('leave out a combined authority where home has none', () => {
    const rings = ringsOf(definitionSchema.parse(definition), ['authority', 'region', 'uk'].map(ring));
    expect(rings.map(({ id }) => id)).toEqual(['authority', 'own-2', 'uk']);
  });

  it('pass over a code that is none, which only a definition past its check could hold', () => {
    const unchecked = { ...definitionSchema.parse(definition), rings: [{ name: 'Odd', codes: ['Valley'] }] };
    expect(ringsOf(unchecked, [])).toEqual([{ id: 'own-1', name: 'Odd', codes: [] }]);
  });
});

describe('a definition from a file', () => {
  it('is read as it stands', () => {
    expect(definitionSchema.safeParse(definition)).toMatchObject({ success: true, data: definition });
  });

  const own = (more: object) => ({ rings: [{ name: 'Valley', codes: ['E08000901'], ...more }] });
  it.each<readonly [string, object]>([
    ['a key that is not known', { fallBack: true }],
    ['a key of a ring that is not known', own({ code: 'E08000901' })],
    ['a code that is no ONS code', own({ codes: ['E0800901'] })],
    ['a ring without codes', own({ codes: [] })],
    ['a ring with more codes than there are places', own({ codes: Array(2001).fill('E08000901') })],
    ['a ring without a name', own({ name: '' })],
    ['a ring with a name too long', own({ name: 'V'.repeat(201) })],
    ['a built-in ring that is not known', { rings: ['county'] }],
    ['no rings', { rings: [] }],
    ['more than ten rings', { rings: Array(11).fill('uk') }],
    ['an id with capitals', { id: 'Own' }],
    ['an id with more than an id', { id: 'own valley' }],
    ['an id that starts with a line break', { id: '\nown' }],
    ['an empty id', { id: '' }],
    ['an id too long', { id: 'a'.repeat(61) }],
    ['no version', { version: '' }],
    ['a version too long', { version: '1'.repeat(21) }],
    ['no name', { name: '' }],
    ['a name too long', { name: 'n'.repeat(101) }],
    ['no sentence', { sentence: '' }],
    ['a sentence too long', { sentence: 's'.repeat(501) }],
    ['no sentence of scope', { scopeSentence: '' }],
    ['a sentence of scope too long', { scopeSentence: 's'.repeat(501) }],
    ['a basis that is not known', { basis: 'delivery' }],
    ['a fallback in words', { fallback: 'yes' }],
    ['more than fifty classes to leave out', { leaveOut: Array(51).fill('tax') }],
  ])('is refused with %s', (_, wrong) => {
    expect(definitionSchema.safeParse({ ...definition, ...wrong }).success).toBe(false);
  });

  it('says what is wrong with an id and with a code', () => {
    const wrong = { ...definition, id: 'Own', rings: [{ name: 'Valley', codes: ['Valley'] }] };
    const found = JSON.stringify(definitionSchema.safeParse(wrong).error?.issues);
    expect(found).toContain('small letters, digits and hyphens');
    expect(found).toContain('is not an ONS code');
  });

  it.each<readonly [string, object]>([
    ['an id of sixty letters', { id: 'a'.repeat(60) }],
    ['ten rings', { rings: Array(10).fill('uk') }],
    ['a ring of two thousand codes', own({ codes: Array(2000).fill('E08000901') })],
    ['fifty classes to leave out', { leaveOut: Array(50).fill('tax') }],
  ])('may have %s', (_, right) => {
    expect(definitionSchema.safeParse({ ...definition, ...right }).success).toBe(true);
  });
});
