import { describe, expect, it } from 'vitest';
import { canBeChosen, profileFromAnswer } from './answerOf.ts';

const asks = (id: string, ...answers: readonly string[]) => ({
  id,
  options: answers.map((answer) => ({ answer, label: answer, effect: '' })),
});

describe('an answer to a question as part of a profile', () => {
  it('fills the field that the question is named after', () => {
    expect(profileFromAnswer(asks('amountColumn', 'Net', '#4'), '#4')).toEqual({ amountColumn: '#4' });
    expect(profileFromAnswer(asks('dateOrder', 'dmy', 'mdy'), 'mdy')).toEqual({ dateOrder: 'mdy' });
    expect(profileFromAnswer(asks('creditIndicator', 'S', 'H', 'none'), 'none')).toEqual({
      creditIndicator: 'none',
    });
    expect(profileFromAnswer(asks('lastLine', 'total', 'payment'), 'payment')).toEqual({
      lastLine: 'payment',
    });
  });

  it('takes nothing that was not offered, and no question it does not know', () => {
    expect(profileFromAnswer(asks('amountColumn', 'Net'), 'Gross')).toBeUndefined();
    expect(profileFromAnswer(asks('dateOrder', 'dmy', 'ymd'), 'ymd')).toBeUndefined();
    expect(profileFromAnswer(asks('lastLine', 'total', 'both'), 'both')).toBeUndefined();
    expect(profileFromAnswer(asks('lastLine', 'total', 'payment'), 'total')).toEqual({ lastLine: 'total' });
    expect(profileFromAnswer(asks('toString', 'a'), 'a')).toBeUndefined();
    expect(profileFromAnswer(asks('dateOrder', 'dmy', 'mdy'), '')).toBeUndefined();
  });

  it('can be chosen only where there is a choice', () => {
    expect(canBeChosen(asks('amountColumn', 'Amount'))).toBe(false);
    expect(canBeChosen(asks('amountColumn', 'Net', 'Gross'))).toBe(true);
  });
});
