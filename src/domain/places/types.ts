import type { PlaceCode, Postcode } from '../values/index.ts';

/** Where a payee may be: codes of authorities of England or of the other countries, or anywhere at all. */
export type Candidates = readonly PlaceCode[] | 'anywhere';

/**
 * A ring around home: a name and every atom (authority of England, or country elsewhere in the UK)
 * that lies wholly inside it.
 */
export interface Ring {
  /** `authority`, `combined-authority`, `region`, `uk`, or `own-1` ... for rings of a user's definition. */
  readonly id: string;
  readonly name: string;
  readonly codes: readonly PlaceCode[];
}

export interface Home {
  readonly code: PlaceCode;
  readonly name: string;
  /** Set when the code asked for has been replaced: a sentence for the reader. */
  readonly note: string | null;
}

/** What a postcode told us, and through which table. */
export interface PostcodePlace {
  readonly candidates: Candidates;
  readonly source: 'onspd' | 'built-in sector' | 'built-in area' | 'none';
  readonly terminated: boolean;
}

/** The built-in tables as one value; made once by `placeIndex`. */
export interface PlaceIndex {
  /** Resolves a present or past authority code of England, or says in a sentence why it cannot. */
  readonly home: (code: string) => import('../values/index.ts').Decision<Home>;
  /** Rings from the inside out; the combined authority is left out where there is none. */
  readonly rings: (home: Home) => readonly Ring[];
  /** The present code of an atom: follows mergers and code changes; an authority outside England becomes its country. */
  readonly atomOf: (code: PlaceCode) => PlaceCode | undefined;
  readonly nameOf: (code: PlaceCode) => string;
  /** What the built-in sector and area tables say of a postcode. */
  readonly place: (postcode: Postcode) => PostcodePlace;
  /** For "boundaries" of a definition, for example "Local authorities of the United Kingdom, April 2025". */
  readonly vintage: string;
  readonly references: readonly {
    readonly kind: string;
    readonly source: string;
    readonly date: string;
    readonly rows: number;
    readonly licence: string;
    readonly approximate: boolean;
  }[];
}
