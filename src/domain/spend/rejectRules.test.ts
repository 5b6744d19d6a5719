import { describe, expect, it } from 'vitest';
import { rejectReason, rejectSentence } from './rejectRules.ts';

describe('why a record was rejected', () => {
  it.each([
    ['amount-missing', 'Net amount is empty, so there is no amount to count.'],
    ['amount-part-penny', 'Net amount is "1.005", which has a part of a penny.'],
    ['amount-unreadable', 'Net amount is "1.005", which is not an amount in pounds.'],
    ['vat-unreadable', 'Net amount is "1.005", which is not an amount of VAT.'],
    ['indicator-unreadable', 'Net amount is "1.005", which is neither a debit nor a credit.'],
    [
      'wrong-width',
      'The line has more or fewer cells than the header, and a cell that is needed does not read.',
    ],
    [
      'header-again',
      'This line is a header again. If the lines below it have other columns, put them into a file of their own.',
    ],
    ['a rule of tomorrow', 'The line could not be read.'],
  ])('%s', (rule, sentence) => expect(rejectSentence(rule, 'Net amount', ' 1.005 ')).toBe(sentence));

  it('a total is quoted as one, and that it would count twice', () => {
    const sentence = rejectSentence('total-row', 'Net amount', '1.005');
    expect(sentence).toMatch(/^Net amount is "1\.005": a total\b.* twice\.$/);
  });

  it('every rule has a sentence of its own', () => {
    const rules = [
      'amount-missing',
      'amount-part-penny',
      'amount-unreadable',
      'vat-unreadable',
      'indicator-unreadable',
      'wrong-width',
      'header-again',
      'total-row',
    ];
    expect(new Set([...rules, 'other'].map(rejectReason)).size).toBe(rules.length + 1);
    const sentences = rules.map((rule) => rejectSentence(rule, 'Net amount', '1'));
    expect(new Set([...sentences, rejectSentence('', '', '')]).size).toBe(rules.length + 1);
  });

  it('quotes a cell at most sixty letters long, and a missing one as empty', () => {
    expect(rejectSentence('vat-unreadable', 'VAT', `  ${'x'.repeat(61)}`)).toContain(`"${'x'.repeat(60)}"`);
    expect(rejectSentence('vat-unreadable', 'VAT', null)).toContain('VAT is "", which');
  });
});
