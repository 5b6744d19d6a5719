const accents = /[\u0300-\u036f]/g;

/** `(T)` is how one finance system marks the text beside a code of the same name. */
function tidyHeader(header: string): string {
  return header
    .replace(/\(T\)\s*$/i, ' ')
    .replace(/[\uFEFF\u00ef\u00bb\u00bf]/g, '')
    .normalize('NFD')
    .replace(accents, '')
    .replace(/&/g, ' and ');
}

/**
 * A header without case, spaces, punctuation, currency signs, accents and remains of a byte order mark:
 * `Net Amount(£)`, ` NetAmount ` and `net_amount` are one. A lone pound sign is `pounds`.
 */
export function headerKey(header: string): string {
  const key = tidyHeader(header)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return key === '' && header.includes('£') ? 'pounds' : key;
}

/** The words of a header, those written in CamelCase apart. */
export function headerWords(header: string): readonly string[] {
  return tidyHeader(header)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** What files with the same header have in common: the keys of their named columns in order. */
export function headerSignature(names: readonly string[]): string {
  const keys = names.map(headerKey).filter((key) => key !== '');
  return keys.length > 0 ? keys.join('|') : `no header, ${names.length} columns`;
}
