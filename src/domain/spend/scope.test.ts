import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { readVocabulary } from '../../formats/vocabulary/readVocabulary.ts';
import { payeeKind, supplierKey } from '../suppliers/index.ts';
import type { ScopeRule } from './mapping/index.ts';
import { scopeClassOf, scopeDecisions } from './scope.ts';

const vocabulary = readVocabulary();

function rule(value: string, more: Partial<ScopeRule> = {}): ScopeRule {
  const words = { definition: 'third-party', label: 'Tax', source: 'Made for this test' };
  return { ...words, class: 'tax', field: 'supplier', match: 'exact', to: null, value, ...more };
}

describe('what a scope rule names', () => {
  const rules = [
    rule('Exampleton Tax Office Ltd'),
    rule('Council tax refunds', { field: 'purpose', match: 'exact' }),
    rule('Loan interest', { class: 'financing', field: 'category', match: 'starts' }),
    rule('A10', { class: 'salaries', field: 'categoryCode', match: 'range', to: 'A29' }),
    rule('B7', { class: 'salaries', field: 'categoryCode', match: 'range' }),
  ];

  it.each([
    ['supplier', 'EXAMPLETON TAX OFFICE', 'tax'],
    ['supplier', 'Exampleton Tax-Office Limited', 'tax'],
    ['purpose', 'Council Tax: refunds', 'tax'],
    ['category', 'Loan interest', 'financing'],
    ['category', 'LOAN INTEREST, long term', 'financing'],
    ['categoryCode', 'A10', 'salaries'],
    ['categoryCode', ' a29 ', 'salaries'],
    ['categoryCode', 'B7', 'salaries'],
  ] as const)('%s "%s" is %s', (field, text, expected) => {
    expect(scopeClassOf(field, text, rules)).toBe(expected);
    expect(scopeDecisions(field, [text], rules)).toEqual([{ field, text, class: expected }]);
  });

  it.each([
    ['supplier', 'Exampleton Tax Office Supplies'],
    ['supplier', 'The Exampleton Tax Office'],
    ['supplier', 'Council tax refunds'],
    ['purpose', 'Council tax refunds Ltd'],
    ['purpose', 'Exampleton Tax Office'],
    ['category', 'Loan interests'],
    ['category', 'A loan interest'],
    ['categoryCode', 'A9'],
    ['categoryCode', 'A09'],
    ['categoryCode', 'A30'],
    ['categoryCode', 'A100'],
    ['categoryCode', 'B8'],
    ['department', 'A10'],
    ['supplier', ''],
    ['categoryCode', ''],
  ] as const)('%s "%s" stays in scope', (field, text) => {
    expect(scopeClassOf(field, text, rules)).toBeUndefined();
    expect(scopeDecisions(field, [text], rules)).toEqual([]);
  });

  it('is decided by the first rule of the list, whatever its match', () => {
    const first = rule('Loan interest', { class: 'financing', field: 'category', match: 'starts' });
    const later = rule('Loan interest paid', { field: 'category' });
    const third = rule('LOAN interest-paid', { class: 'salaries', field: 'category' });
    const classOf = (...rules: readonly ScopeRule[]) =>
      scopeDecisions('category', ['Loan interest paid'], rules)[0]?.class;
    expect(classOf(first, later, third)).toBe('financing');
    expect(classOf(later, first, third)).toBe('tax');
    expect(classOf(third, later, first)).toBe('salaries');
  });

  it('keeps the order of the texts and passes over those in scope', () => {
    const texts = ['Loan interest', 'Paper', 'Loan interest paid'];
    expect(scopeDecisions('category', texts, rules).map(({ text }) => text)).toEqual([texts[0], texts[2]]);
  });
});

const words = fc.array(fc.constantFrom('Loan', 'Tax', 'paid', 'Ltd', '', '-', 'A1'), { maxLength: 3 });
const anyText = words.map((list) => list.join(' '));
const anyRule = fc.record({
  value: anyText,
  class: fc.constantFrom<ScopeRule['class']>('tax', 'salaries', 'financing', 'public-bodies'),
  match: fc.constantFrom<ScopeRule['match']>('exact', 'starts', 'range'),
  field: fc.constantFrom<ScopeRule['field']>('supplier', 'category'),
});

describe('properties of scope', () => {
  it('property: many texts at once are decided as one by one', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 8 }), fc.array(anyText), (rows, texts) => {
        const rules = rows.map(({ value, ...more }) => rule(value, more));
        for (const field of ['supplier', 'category'] as const) {
          const alone = texts.flatMap((text) => {
            const found = scopeClassOf(field, text, rules);
            return found === undefined ? [] : [{ field, text, class: found }];
          });
          expect(scopeDecisions(field, texts, rules)).toEqual(alone);
        }
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  const suppliers = vocabulary.scopeRules.filter(({ field }) => field === 'supplier');
  const listed = new Set(suppliers.map(({ value }) => supplierKey(value)));
  const real = fc.constantFrom(...suppliers.map(({ value }) => value));
  const nearby = fc
    .tuple(fc.constantFrom('', 'Friends of ', 'North '), real, fc.constantFrom('', ' Choir', ' Ltd', 's'))
    .map((parts) => parts.join(''));

  it('property: a supplier is left out exactly where its key is in the shipped list', () => {
    fc.assert(
      fc.property(fc.oneof(nearby, fc.string({ maxLength: 30 })), (name) => {
        const decisions = scopeDecisions('supplier', [name], vocabulary.scopeRules);
        expect(decisions).toHaveLength(listed.has(supplierKey(name)) ? 1 : 0);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('leaves redacted, unnamed and many-payee names in scope under the shipped rules', () => {
    const texts = vocabulary.payees.tokens.map(({ token }) => token);
    const many = [...texts, '', 'REDACTED PERSONAL DATA'].filter(
      (text) => payeeKind(text, vocabulary).kind !== 'named',
    );
    expect(many.length).toBeGreaterThan(20);
    expect(scopeDecisions('supplier', many, vocabulary.scopeRules)).toEqual([]);
  });
});
