import type { Question } from '../analysis.ts';
import type { Profile } from './answers.ts';

/** Which field of a saved profile each question fills. */
const fieldOf: Readonly<Record<string, (answer: string) => Profile | undefined>> = {
  amountColumn: (amountColumn) => ({ amountColumn }),
  dateOrder: (answer) => (answer === 'dmy' || answer === 'mdy' ? { dateOrder: answer } : undefined),
  creditIndicator: (creditIndicator) => ({ creditIndicator }),
  lastLine: (answer) => (answer === 'total' || answer === 'payment' ? { lastLine: answer } : undefined),
};

/**
 * The part of a profile that one answer to one question fills; undefined where the answer is none of the options, or
 * the question is of a kind that no profile holds. Several answers about one table are laid over each other.
 */
export function profileFromAnswer(
  question: Pick<Question, 'id' | 'options'>,
  answer: string,
): Profile | undefined {
  if (!question.options.some((option) => option.answer === answer)) return undefined;
  return Object.hasOwn(fieldOf, question.id) ? fieldOf[question.id]?.(answer) : undefined;
}

/**
 * Whether choosing an option settles the question. A question with one option asks for a change of the file itself,
 * so it is told rather than asked.
 */
export function canBeChosen(question: Pick<Question, 'options'>): boolean {
  return question.options.length > 1;
}
