import { describe, expect, it } from 'vitest';
import type { Figure, Question, UnknownSupplier } from './analysis.ts';
import { nextStep } from './nextStep.ts';

const question: Question = {
  id: 'dateOrder',
  file: 'may.csv',
  sentence: 'Is it day first?',
  evidence: 'Every date reads both ways.',
  options: [],
  howToAnswer: '--date-order dmy',
};

function figure(positive: number, negative: number, more: Partial<Figure> = {}): Figure {
  return {
    definition: 'ledger-all',
    period: '2020/21',
    ring: { id: 'authority', name: 'Exampleton', codes: [] },
    totalPence: 1_000_000,
    localPence: 400_000,
    elsewherePence: 0,
    undeterminedPositivePence: positive,
    undeterminedNegativePence: negative,
    share: null,
    shareOfAll: null,
    shareLower: null,
    shareUpper: null,
    whyNoShare: null,
    ...more,
  };
}

function supplier(pence: number, more: Partial<UnknownSupplier> = {}): UnknownSupplier {
  return { name: 'Alder Joinery', payee: 'named', pence, lines: 1, candidates: [], ...more };
}

const border = supplier(90_000, { candidates: ['Exampleton', 'Farvale'] });
const seen = {
  questions: [],
  figures: [figure(300_000, -50_000)],
  unknownSuppliers: [supplier(-20_000), border],
  hasRegister: false,
};

describe('the next step', () => {
  it('is to answer the first question while one is open', () => {
    const other = { ...question, file: 'june.csv' };
    expect(nextStep({ ...seen, questions: [question, other] })).toEqual({
      sentence: 'Answer a question about may.csv, which is not counted until then: Is it day first?',
      command: '--date-order dmy',
    });
  });

  it('is then to load the postcode directory, where a sector left a supplier open', () => {
    expect(nextStep(seen)?.command).toBe('sevenbox reference add onspd FILE');
    expect(nextStep(seen)?.sentence).toContain('sectors that cross a boundary stay open');
  });

  it('is then to say where the largest suppliers are, credits counted by their size', () => {
    expect(nextStep({ ...seen, hasRegister: true })).toEqual({
      sentence:
        'Say where the 2 largest suppliers that could not be placed are. Together they are worth £1.1k. In all £3.5k is open, credits counted without their sign.',
      command: 'sevenbox reference add suppliers FILE',
    });
    const nowhere = { ...seen, unknownSuppliers: [supplier(20_000)] };
    expect(nextStep(nowhere)?.sentence).toBe(
      'Say where the supplier that could not be placed is. It is worth £200. In all £3.5k is open, credits counted without their sign.',
    );
  });

  it('names twenty suppliers at most, and only such as are one payee', () => {
    const many = Array.from({ length: 25 }, () => supplier(10_000));
    const redacted = supplier(900_000, { payee: 'redacted' });
    const step = nextStep({ ...seen, unknownSuppliers: [redacted, ...many] });
    expect(step?.sentence).toContain('the 20 largest suppliers');
    expect(step?.sentence).toContain('worth £2.0k.');
    expect(nextStep({ ...seen, unknownSuppliers: [redacted] })).toBeNull();
  });

  it('is nothing where everything is placed, or nothing was counted', () => {
    expect(nextStep({ ...seen, figures: [figure(0, 0)] })).toBeNull();
    expect(nextStep({ ...seen, figures: [] })).toBeNull();
  });

  it('adds up what is open over the years of the first ring and the first definition only', () => {
    const figures = [
      figure(300_000, -50_000),
      figure(200_000, 0, { ring: { id: 'region', name: 'Middle', codes: [] } }),
      figure(100_000, 0, { period: '2021/22' }),
      figure(700_000, 0, { definition: 'third-party' }),
    ];
    const step = nextStep({ ...seen, figures, hasRegister: true });
    expect(step?.sentence).toContain('In all £4.5k is open');
  });
});
