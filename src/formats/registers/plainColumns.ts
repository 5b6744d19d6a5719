/** What a column of a plain register means. */
export type PlainColumn =
  | 'identifier'
  | 'scheme'
  | 'number'
  | 'company'
  | 'charity'
  | 'name'
  | 'previous'
  | 'trading'
  | 'other'
  | 'category'
  | 'status'
  | 'started'
  | 'ended'
  | 'postcode'
  | 'town'
  | 'activities'
  | 'accounts'
  | 'income';

const patterns: readonly (readonly [PlainColumn, RegExp])[] = [
  ['identifier', /^(org ?id|organi[sz]ation id|org identifier|identifier|id|uid)$/],
  ['scheme', /^(scheme|register|register code|prefix)$/],
  ['company', /^(company|companies house|co) ?(reg(istration|istered)?)? ?(number|no|num|id)$/],
  ['charity', /^(reg(istered)? )?charity ?(reg(istration|istered)?)? ?(number|no|num|id)$/],
  ['number', /^(reg(istration|istered)? ?)?(number|no|num|code)$/],
  [
    'name',
    /^((organi[sz]ation|legal|registered|company|charity|provider|school|main|current) ?)?name$|^title$/,
  ],
  ['previous', /previous.*name|former.*name|^formerly$/],
  ['trading', /^(trading|working|brand).*name|^known as$|^trading as$/],
  ['other', /^(other|alternative|also known as).*|^alias(es)?$/],
  [
    'category',
    /^(organi[sz]ation |legal |company |charity )?(type|kind|category|form)$|^constitutional form$/,
  ],
  ['status', /^((charity|company|registration) )?status$/],
  [
    'started',
    /^(date )?(registered|incorporated|established|opened|started)( date| on)?$|^(registration|incorporation|opening|start) date$|^date of (registration|incorporation|creation)$/,
  ],
  [
    'ended',
    /^(date )?(removed|dissolved|ceased|closed|ended)( date| on)?$|^(removal|dissolution|closing|end) date$|^date of (removal|dissolution|cessation)$/,
  ],
  ['postcode', /^(.* )?post(al)? ?code$/],
  ['town', /^(post )?town$|^(town or )?city$|^locality$/],
  ['activities', /^(activit(y|ies)|purposes?|sic( codes?)?|what it does|objectives)$/],
  ['accounts', /^accounts( (type|category))?$/],
  ['income', /^(latest |most recent year |total )?income$/],
];

/** The columns of a plain register by meaning; the first header that fits each. Headers are in small letters. */
export function plainColumns(header: readonly string[]): ReadonlyMap<PlainColumn, string> {
  const found = new Map<PlainColumn, string>();
  for (const column of header) {
    const words = column
      .replace(/[._-]+/g, ' ')
      .replace(/[^a-z ]+/g, ' ')
      .trim();
    const fitting = patterns.find(([meaning, pattern]) => !found.has(meaning) && pattern.test(words));
    if (fitting) found.set(fitting[0], column);
  }
  return found;
}

/** Whether a plain list with these columns can be a register: it says who, and by which number. */
export function isPlainRegister(columns: ReadonlyMap<PlainColumn, string>): boolean {
  const ids: readonly PlainColumn[] = ['identifier', 'company', 'charity', 'number'];
  return columns.has('name') && ids.some((one) => columns.has(one));
}
