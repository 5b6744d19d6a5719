import { listInWords } from './findings.ts';
import type { ScopeRule } from './mapping/vocabulary.ts';

export type ScopeClass = ScopeRule['class'];

/** What a definition can leave out, and how pages and sentences name it. */
export const scopeClasses: readonly {
  readonly id: ScopeClass;
  readonly label: string;
  readonly inSentence: string;
}[] = [
  { id: 'salaries', label: 'Salaries and payroll', inSentence: 'salaries' },
  { id: 'tax', label: 'Tax and National Insurance', inSentence: 'tax' },
  { id: 'financing', label: 'Loans, interest, investments and pension funds', inSentence: 'financing' },
  {
    id: 'public-bodies',
    label: 'Transfers between public bodies, precepts and levies',
    inSentence: 'transfers between public bodies',
  },
];

/** What is left out, as one sentence; every accepted line counts where nothing is. */
export function scopeSentenceOf(leaveOut: readonly string[]): string {
  const names = scopeClasses.filter(({ id }) => leaveOut.includes(id)).map((one) => one.inSentence);
  if (names.length === 0) return 'Every accepted line counts, whoever was paid.';
  return `Left out: ${listInWords(names)}. Grants stay in.`;
}
