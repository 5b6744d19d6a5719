import { type PastBidRow, type PastTender, readPastBids } from '../../src/domain/procurements/index.ts';

const empty: PastBidRow = {
  ...{ line: 0, procurement: '', bidder: '', price: '', quality: '', measure: '', quantity: '' },
  ...{ priceWeight: '', qualityWeight: '', socialValueWeight: '', priceFormula: '', socialValueFormula: '' },
  ...{ qualityTop: '', qualityFloor: '', localShare: '', attribution: '', thing: '' },
};

/** A row of bids of the past, empty but for what is told. */
export function pastBidRow(line: number, told: Partial<PastBidRow>): PastBidRow {
  return { ...empty, ...told, line };
}

/** What a made-up procurement of the past was decided by, and its bids: price, score and offers. */
export interface MadeUpPast {
  readonly name?: string;
  readonly told?: Partial<PastBidRow>;
  readonly bids: readonly {
    readonly name: string;
    readonly price: string;
    readonly quality: string;
    readonly offers: readonly Partial<PastBidRow>[];
  }[];
}

/** Rows of made-up procurements, weighted 40, 40 and 20 unless told. */
export function pastRows(tenders: readonly MadeUpPast[]): readonly PastBidRow[] {
  const weights = { priceWeight: '40', qualityWeight: '40', socialValueWeight: '20' };
  return tenders
    .flatMap(({ name: procurement = 'Depots', told = {}, bids }) =>
      bids.flatMap(({ name: bidder, price, quality, offers }, bid) => {
        const rows = offers.length === 0 ? [{}] : offers;
        return rows.map((offer, index) => ({
          ...(bid + index === 0 ? { ...weights, ...told } : {}),
          ...(index === 0 ? { price, quality } : {}),
          ...{ procurement, bidder, ...offer },
        }));
      }),
    )
    .map((row, index) => pastBidRow(index + 2, row));
}

/** Made-up procurements of the past, read as a file of them is. */
export function madeUpPast(...tenders: readonly MadeUpPast[]): readonly PastTender[] {
  const read = readPastBids(pastRows(tenders));
  if (!read.ok) throw new Error(read.problems.map(({ sentence }) => sentence).join(' '));
  return read.tenders;
}
