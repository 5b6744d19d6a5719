import type { Analysis } from '../../../domain/spend/analysis.ts';
import { oncePer } from '../../components/oncePer.ts';

/** The text without the sentences that name an option of a command. */
export function withoutOptions(text: string): string {
  const sentences = text.split(/(?<=[.?!]) +(?=[A-Z])/);
  return sentences.filter((sentence) => !/(?:^|\s)--[a-z]/.test(sentence)).join(' ');
}

/** The same result with nothing in it that tells a person to run a command: for the site and what it hands out. */
export const withoutCommands = oncePer(
  (analysis: Analysis): Analysis => ({
    ...analysis,
    files: analysis.files.map((file) => ({ ...file, why: file.why && withoutOptions(file.why) })),
    questions: analysis.questions.map((question) => ({ ...question, howToAnswer: '' })),
    warnings: analysis.warnings.map((one) => ({ ...one, sentence: withoutOptions(one.sentence) })),
    nextStep: analysis.nextStep && { ...analysis.nextStep, command: null },
  }),
);
