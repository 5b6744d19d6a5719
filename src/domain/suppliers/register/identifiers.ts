/** A company number with its lost zeros put back: `1166449` is `01166449`, `SC12345` is `SC012345`. */
export function companyNumber(text: string): string | undefined {
  const compact = text.replace(/[\s.-]/g, '').toUpperCase();
  const parts = /^([A-Z]{0,2})(\d{1,8})$/.exec(compact);
  const padded = parts
    ? `${parts[1]}${(parts[2] ?? '').padStart(8 - (parts[1] ?? '').length, '0')}`
    : compact;
  return /^[A-Z0-9]{8}$/.test(padded) && /\d{4}/.test(padded) && !/^0+$/.test(padded) ? padded : undefined;
}

/** The org-id of a company by its number; undefined for what is no company number. */
export function companyIdentifier(text: string): string | undefined {
  const number = companyNumber(text);
  return number === undefined ? undefined : `GB-COH-${number}`;
}

/** The org-id of a charity by its number on the register of England and Wales, Scotland or Northern Ireland. */
export function charityIdentifier(text: string): string | undefined {
  const compact = text.replace(/\s/g, '').toUpperCase();
  if (/^SC0?\d{5}$/.test(compact)) return `GB-SC-SC${compact.slice(2).padStart(6, '0')}`;
  if (/^NIC?\d{6}$/.test(compact)) return `GB-NIC-${compact.replace(/\D/g, '')}`;
  return /^[1-9]\d{4,6}(-[1-9]\d{0,3})?$/.test(compact) ? `GB-CHC-${compact}` : undefined;
}

/** The register that an org-id belongs to: `GB-COH` of `GB-COH-99417722`. */
export function schemeOf(identifier: string): string {
  return /^[A-Z]{2}-[A-Z0-9]+(?=-)/.exec(identifier)?.[0] ?? identifier.replace(/-.*/, '');
}
