/** Why a record was rejected, as a sentence that says what to mend. */
export function rejectSentence(rule: string, column: string, cell: string | null): string {
  const quoted = `"${(cell ?? '').trim().slice(0, 60)}"`;
  switch (rule) {
    case 'amount-missing':
      return `${column} is empty, so there is no amount to count.`;
    case 'amount-part-penny':
      return `${column} is ${quoted}, which has a part of a penny.`;
    case 'amount-unreadable':
      return `${column} is ${quoted}, which is not an amount in pounds.`;
    case 'vat-unreadable':
      return `${column} is ${quoted}, which is not an amount of VAT.`;
    case 'indicator-unreadable':
      return `${column} is ${quoted}, which is neither a debit nor a credit.`;
    case 'wrong-width':
      return 'The line has more or fewer cells than the header, and a cell that is needed does not read.';
    case 'header-again':
      return 'This line is a header again. If the lines below it have other columns, put them into a file of their own.';
    case 'total-row':
      return `${column} is ${quoted}: a total of the lines above it, so counting it would count them twice.`;
    default:
      return 'The line could not be read.';
  }
}

export const rejectRules = [
  'amount-missing',
  'amount-part-penny',
  'amount-unreadable',
  'vat-unreadable',
  'indicator-unreadable',
  'wrong-width',
  'header-again',
  'total-row',
] as const;
