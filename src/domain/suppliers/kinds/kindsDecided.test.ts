import { describe, expect, it } from 'vitest';
import { toLocalDate } from '../../values/index.ts';
import { plainOutcomes } from '../deciding/types.ts';
import { countedKind, kindDefinitions, kindIds, kindsDecided } from './index.ts';

const on = toLocalDate('2026-11-03');

describe('a supplier that was decided to be on no register', () => {
  it.each(plainOutcomes)('%s: has an answer to every definition, with its basis and the day', (outcome) => {
    const answers = kindsDecided(outcome, on);
    expect(answers.map(({ kind }) => kind)).toEqual(kindIds);
    expect(answers.every((answer) => answer.on === on && /^[A-Z].*\.$/.test(answer.basis))).toBe(true);
  });

  it.each([
    ['person', ['sole-trader'], ['vcse-tussell', 'vcse-ppn-001', 'charity', 'public-body']],
    [
      'public-body',
      ['public-body'],
      ['sme-accounts', 'sme-ec', 'vcse-tussell', 'vcse-ppn-001', 'sole-trader'],
    ],
  ] as const)('%s settles the form and what follows from it', (outcome, isOne, isNone) => {
    const answers = kindsDecided(outcome, on);
    const those = (answer: string) => answers.filter((one) => one.answer === answer).map(({ kind }) => kind);
    expect(those('yes')).toEqual(isOne);
    expect(those('no')).toEqual(expect.arrayContaining([...isNone]));
  });

  it('is likely small where it is a person, and not where it is a public body', () => {
    const way = (outcome: 'person' | 'public-body') =>
      kindsDecided(outcome, on)
        .filter(({ kind }) => kindDefinitions[kind].group === 'size')
        .map((answer) => [countedKind([answer], 'certain'), countedKind([answer], 'pointed to')]);
    expect(way('person')).toEqual(Array(3).fill(['open', 'yes']));
    expect(way('public-body')).toEqual([
      ['no', 'no'],
      ['open', 'no'],
      ['no', 'no'],
    ]);
  });

  it.each(['none', 'several'] as const)('%s settles nothing', (outcome) => {
    const answers = kindsDecided(outcome, on);
    expect(answers.every(({ answer, pointsTo }) => answer === 'cannot be said' && pointsTo === null)).toBe(
      true,
    );
  });

  it('has no standing on a register', () => {
    const standing = kindsDecided('person', on).filter(
      ({ kind }) => kindDefinitions[kind].group === 'standing',
    );
    expect(standing.map(({ answer }) => answer)).toEqual(Array(3).fill('cannot be said'));
  });
});
