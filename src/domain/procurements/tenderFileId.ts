declare const tenderFileId: unique symbol;

/** Our own number for what was read from a file about tenders: `tnf_` and twenty small letters and digits. */
export type TenderFileId = string & { readonly [tenderFileId]: true };

/** Reads such a number, also from an address; undefined for anything else. */
export function parseTenderFileId(text: string): TenderFileId | undefined {
  return /^tnf_[a-z0-9]{20}$/.test(text) ? (text as TenderFileId) : undefined;
}

/** What a file about tenders is kept for. */
export const tenderFileKinds = ['rehearsal', 'results', 'past-bids'] as const;
export type TenderFileKind = (typeof tenderFileKinds)[number];
