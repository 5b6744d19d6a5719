import type { Analysis, Figure, RingName } from '../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import type {
  Dimension,
  LineOrder,
  LineRow,
  ListPage,
  ListRequest,
  Slice,
  SpendFilter,
  SupplierOrder,
  SupplierRow,
} from '../../domain/spend/explore/types.ts';
import type { Batch, BatchId, Import } from '../../domain/spend/imports/types.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { StoredBundle } from './bundle.ts';
import type { OpenSuppliers } from './openSuppliers.ts';
import type { SupplierMoney } from './supplierMoney.ts';

/** What pages need to show filters: what can be chosen. */
export interface ExploreChoices {
  readonly definitions: readonly LocalDefinition[];
  readonly rings: readonly RingName[];
  /** Financial years with payments in order, `undated` last where there is money without a day. */
  readonly years: readonly string[];
  readonly bodies: readonly string[];
  readonly departments: readonly string[];
  readonly categories: readonly string[];
}

/** A payment with where it comes from. */
export interface LineInFull {
  readonly line: LineRow;
  readonly batch: Omit<Batch, 'rejects'>;
  readonly import: Import | null;
  /** Physical line in the file, where it is known. */
  readonly physicalLine: number | null;
  /** For each ring of the definition: where the payee lies, and why, in words. */
  readonly placed: readonly { readonly ring: RingName; readonly sentence: string }[];
}

/** What is about to be added to what counts, and what it takes the place of. */
export interface SoonAdded {
  readonly add: readonly Omit<Batch, 'rejects'>[];
  readonly without: readonly BatchId[];
}

/** Everything the pages that explore spend ask for. Null where there is no organisation or nothing was imported. */
export interface ExploreCalls {
  /** The whole result over all current batches, the named definition leading; the same object as of `analyse`. */
  readonly analysis: (definition: string | null) => Promise<Analysis | null>;
  /** What recomputes the figures of the named definition with DuckDB alone; the caller removes it. */
  readonly bundle: (definition: string | null) => Promise<StoredBundle | null>;
  /** The figures under any definition, an older version too; empty where nothing was imported. */
  readonly figuresUnder: (definition: LocalDefinition) => Promise<readonly Figure[]>;
  readonly choices: (definition: string | null) => Promise<ExploreChoices | null>;
  /** The parts of the filtered spend; `quarter`, `body`, `department` and `category` need a year. */
  readonly slices: (filter: SpendFilter, by: Dimension) => Promise<Decision<readonly Slice[]>>;
  readonly suppliers: (
    filter: SpendFilter,
    list: ListRequest<SupplierOrder>,
  ) => Promise<Decision<ListPage<SupplierRow>>>;
  readonly lines: (filter: SpendFilter, list: ListRequest<LineOrder>) => Promise<Decision<ListPage<LineRow>>>;
  readonly line: (batch: string, record: number, definition: string | null) => Promise<LineInFull | null>;
  /** The payees of a year, the newest unless told, that cannot be placed; null where there is no such year. */
  readonly openSuppliers: (year: string | null) => Promise<OpenSuppliers | null>;
  /** What every payee had in a year, the newest unless told, and in the one before; null where there is no such year. */
  readonly supplierMoney: (year: string | null) => Promise<SupplierMoney | null>;
  /** What the lines say of payees under each of their names. */
  readonly stringsOf: (...payees: readonly string[]) => Promise<readonly SupplierString[]>;
  /** Hands over what the lines say of every supplier, part by part; does nothing where nothing was imported. */
  readonly everyString: (
    work: (parts: AsyncIterable<readonly SupplierString[]>) => Promise<void>,
  ) => Promise<void>;
  /** The names of the places where postcodes lie, innermost first; empty where that is not known. */
  readonly placesAt: (postcodes: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Every row of a filter, in parts, for downloads. */
  readonly everySupplier: (
    filter: SpendFilter,
    list: Omit<ListRequest<SupplierOrder>, 'offset' | 'limit'>,
  ) => Promise<Decision<AsyncIterable<readonly SupplierRow[]>>>;
  readonly everyLine: (
    filter: SpendFilter,
    list: Omit<ListRequest<LineOrder>, 'offset' | 'limit'>,
  ) => Promise<Decision<AsyncIterable<readonly LineRow[]>>>;
}
