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
      return `${column} is ${quoted}: a total, so counting it would count the lines above it twice.`;
    default:
      return 'The line could not be read.';
  }
}

/** Why records were rejected, in a few words, for lists by reason. */
export function rejectReason(rule: string): string {
  const reasons: Readonly<Record<string, string>> = {
    'amount-missing': 'No amount',
    'amount-part-penny': 'A part of a penny',
    'amount-unreadable': 'Amount does not read',
    'vat-unreadable': 'VAT does not read',
    'indicator-unreadable': 'Neither debit nor credit',
    'wrong-width': 'More or fewer cells than the header',
    'header-again': 'A header again',
    'total-row': 'A total',
    further: 'Not listed one by one',
  };
  return reasons[rule] ?? rule;
}
