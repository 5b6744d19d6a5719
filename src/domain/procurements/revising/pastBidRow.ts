/** One row of bids of the past, as a file has it. Empty cells are empty texts, so that rows can be kept as they are. */
export interface PastBidRow {
  /** The line of the file, for messages. */
  readonly line: number;
  readonly procurement: string;
  readonly priceWeight: string;
  readonly qualityWeight: string;
  readonly socialValueWeight: string;
  readonly priceFormula: string;
  readonly socialValueFormula: string;
  readonly bidder: string;
  readonly price: string;
  readonly quality: string;
  readonly qualityTop: string;
  readonly qualityFloor: string;
  readonly measure: string;
  readonly quantity: string;
  readonly localShare: string;
  readonly attribution: string;
  readonly thing: string;
}

/** The columns that a row has, in the order of our own files. */
export const pastBidFields = [
  'procurement',
  'priceWeight',
  'qualityWeight',
  'socialValueWeight',
  'priceFormula',
  'socialValueFormula',
  'qualityTop',
  'qualityFloor',
  'bidder',
  'price',
  'quality',
  'measure',
  'quantity',
  'localShare',
  'attribution',
  'thing',
] as const;
export type PastBidField = (typeof pastBidFields)[number];
