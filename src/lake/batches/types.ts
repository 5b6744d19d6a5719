import type {
  LineOrder,
  LineRow,
  ListPage,
  ListRequest,
  SpendFilter,
  SupplierOrder,
} from '../../domain/spend/explore/types.ts';
import type { CubeRow } from '../../domain/spend/figures/cube.ts';
import type { BatchId, StoreId } from '../../domain/spend/imports/types.ts';
import type { LocalDate, Pence } from '../../domain/values/index.ts';

/** What a finished batch folder holds. */
export interface WrittenBatch {
  readonly lines: number;
  readonly cells: number;
  /** SHA-256 of each file, by its name in the folder. Noted in the folder's `manifest.json` with the counts. */
  readonly files: Readonly<Record<string, string>>;
}

/** What an import asks of the lake beyond an analysis. The same session as `LedgerLake`, the same table numbers. */
export interface StagedTables {
  /**
   * After `decide`: writes one table's accepted lines and its cells into a folder that exists; see
   * `lake/batches/types.ts`.
   */
  readonly writeBatch: (table: number, folder: string) => Promise<WrittenBatch>;
  /** The first records of one table as read, rejected ones too, in the order of the file. */
  readonly firstRecords: (
    table: number,
    limit: number,
  ) => Promise<
    readonly { readonly record: number; readonly pence: Pence | null; readonly day: LocalDate | null }[]
  >;
  /** Money in (positive) and out (negative) among the accepted records of one table. */
  readonly moneyOf: (
    table: number,
  ) => Promise<{ readonly paymentsPence: Pence; readonly creditsPence: Pence }>;
  /** What one table has in common with finished batches; those without anything in common are left out. */
  readonly overlaps: (
    table: number,
    batches: readonly { readonly batch: BatchId; readonly folder: string }[],
  ) => Promise<
    readonly {
      readonly batch: BatchId;
      readonly sameLines: number;
      readonly sameLinesPence: Pence;
      readonly sameDocuments: number;
    }[]
  >;
}

/**
 * One batch is one folder, `<lake>/<batch id>/`: `lines.parquet` (accepted lines, sorted by payee) and `cells.parquet`
 * (the cube: owner-independent sums, no place). A folder is written under another name, flushed to disk and renamed,
 * so a folder with a batch's name is whole. It counts only once the catalogue has its row.
 */
export interface BatchFolders {
  /** Where a batch is written before it is published. Empty and new. */
  readonly drafting: (batch: BatchId) => Promise<string>;
  /** Flushes the draft to disk and gives it its name. */
  readonly publish: (batch: BatchId) => Promise<void>;
  /**
   * Removes drafts, and sets folders aside whose id is not in `known`: they are moved into `.swept` and lose nothing,
   * and come back once `known` names them. Answers how many it removed or set aside.
   */
  readonly sweep: (known: ReadonlySet<string>) => Promise<number>;
  /** Ids of folders that were set aside. */
  readonly setAside: () => Promise<readonly BatchId[]>;
  /** Removes what was set aside, for good. Answers how many. */
  readonly clear: () => Promise<number>;
  /** The store that the lake says it belongs to; null when it says none. */
  readonly storeId: () => Promise<StoreId | null>;
  /** Writes down which store the lake belongs to; on the disk when it resolves. */
  readonly nameStore: (id: StoreId) => Promise<void>;
  readonly remove: (batch: BatchId) => Promise<void>;
  readonly folderOf: (batch: BatchId) => string;
  /** Ids of published folders. */
  readonly list: () => Promise<readonly BatchId[]>;
}

/** How a payee is placed under one definition. */
export interface PayeePlacing {
  /** The `payee` number of `ExploredPayee`. */
  readonly payee: number;
  /**
   * Payees with the same unit are netted together: all lines of a settled supplier, else those at one postcode. Units
   * of payees that are many are not looked at: theirs are documents.
   */
  readonly unit: number;
  /** Where it lies for each ring, packed: see `domain/spend/explore/placeCode.ts`. */
  readonly code: number;
}

/** A payee at one ledger postcode, as the cells know it. A number is stable as long as the explorer is open. */
export type ExploredPayee = Pick<
  CubeRow,
  'kind' | 'key' | 'nameKey' | 'supplierNumber' | 'name' | 'postcode'
> & {
  readonly payee: number;
  /** Number of the payee whatever the postcode and the name on the line; the number that `id` writes. */
  readonly who: number;
  /** Address-safe id of the payee whatever the postcode: what `SupplierRow.payee` holds. */
  readonly id: string;
};

/** Sums of one group of lines at one place code, after netting each unit within the group. */
export interface SumRow {
  /** Text of the dimension's column, or `1` to `4` for quarters; empty for the year as a whole and for empty columns. */
  readonly value: string;
  readonly code: number;
  readonly netPence: Pence;
  readonly positivePence: Pence;
  readonly negativePence: Pence;
  readonly lines: number;
}

export interface SumsRequest {
  /** The name under which placings were given. */
  readonly placing: string;
  /** Classes the definition leaves out. */
  readonly leaveOut: readonly string[];
  /** The year in which the financial year starts; null for undated lines. */
  readonly yearStart: number | null;
  readonly by: 'year' | 'quarter' | 'body' | 'department' | 'category';
  /** Narrows to part of the year; all of it where it is left out. */
  readonly within?: Pick<SpendFilter, 'quarter' | 'body' | 'department' | 'category' | 'payee'>;
  /** Place codes that count; null or left out for all. */
  readonly codes?: readonly number[] | null;
}

/** A payee, over all years, whose money lies at some place codes, by how far it reaches. */
export interface OpenPayee {
  readonly name: string;
  readonly kind: CubeRow['kind'];
  readonly pence: Pence;
  /** Payments and credits of its netted units, both counted up. */
  readonly widthPence: Pence;
  readonly lines: number;
  /** Every `payee` number at those codes under which it was paid. */
  readonly payees: readonly number[];
}

/** What the lines say of a supplier under one of its names. Lists are in order, and short. */
export interface SupplierString {
  /** The id that `SupplierRow.payee` holds. */
  readonly payee: string;
  readonly supplierNumber: string | null;
  readonly nameKey: string | null;
  /** As it is written most often. */
  readonly name: string;
  readonly names: readonly string[];
  readonly companyNumbers: readonly string[];
  readonly charityNumbers: readonly string[];
  readonly postcodes: readonly string[];
  /** Categories, or departments, for which it was paid most. */
  readonly bought: readonly string[];
  readonly firstDay: LocalDate | null;
  readonly lastDay: LocalDate | null;
  readonly lines: number;
  readonly pence: Pence;
}

/** What a filter means to the engine: texts are resolved, and places are codes. */
export interface ExploreQuery {
  readonly placing: string;
  readonly leaveOut: readonly string[];
  readonly filter: SpendFilter;
  /** Place codes that `ring` and `where` allow; null for all. */
  readonly codes: readonly number[] | null;
}

/** Long-lived reader of the batches of one owner. */
export interface OpenExplorer {
  /**
   * An explorer over exactly these batches; cheap for those that the last one held. Explorers that were handed out
   * before go on answering about theirs meanwhile and afterwards.
   */
  readonly holding: (batches: readonly BatchId[]) => Promise<Explorer>;
  /** Forgets a placing and everything computed with it, in whatever explorer. */
  readonly forget: (placing: string) => Promise<void>;
  /** Milliseconds the engine worked, by name of the statement, since the last call; for benchmarks. */
  readonly timings: () => readonly { readonly name: string; readonly milliseconds: number }[];
  readonly close: () => Promise<void>;
}

/** Answers about some batches, which stay the same. Figures come from cells, lines from the line files. */
export interface Explorer {
  /** Financial years with lines, and which batches have lines in each; null stands for undated. */
  readonly years: () => Promise<
    readonly {
      readonly yearStart: number | null;
      readonly months: number;
      readonly batches: readonly BatchId[];
    }[]
  >;
  /** The payees with these numbers, in the order of the numbers. */
  readonly payees: (numbers: readonly number[]) => Promise<readonly ExploredPayee[]>;
  /** Payees that are not in `placing` yet; empty when it is complete. Names of placings are those of all explorers. */
  readonly unplaced: (placing: string) => Promise<readonly ExploredPayee[]>;
  readonly place: (placing: string, rows: Iterable<PayeePlacing>) => Promise<void>;
  readonly sums: (request: SumsRequest) => Promise<readonly SumRow[]>;
  /** Lines and money that scope classes leave out, by class and year. */
  readonly exclusions: (leaveOut: readonly string[]) => Promise<
    readonly {
      readonly class: string;
      readonly yearStart: number | null;
      readonly lines: number;
      readonly pence: Pence;
    }[]
  >;
  /** Payees that lie at some codes, the furthest reaching first, then by name; in all years where none is given. */
  readonly widest: (request: {
    readonly placing: string;
    readonly leaveOut: readonly string[];
    readonly codes: readonly number[];
    readonly limit: number;
    /** The year in which the financial year starts; null for undated lines. */
    readonly yearStart?: number | null;
  }) => Promise<readonly OpenPayee[]>;
  /** What the lines say of payees that are one supplier each, by their ids, or of all of them, part by part. */
  readonly supplierStrings: (payees: readonly string[] | null) => AsyncIterable<readonly SupplierString[]>;
  /** Payees within a query, one row for each code at which they were paid. `places` and `where` are left to the caller. */
  readonly suppliers: (
    query: ExploreQuery,
    list: ListRequest<SupplierOrder>,
  ) => Promise<
    ListPage<{
      readonly id: string;
      readonly name: string;
      readonly kind: CubeRow['kind'];
      readonly supplierNumber: string | null;
      readonly postcodes: readonly string[];
      readonly code: number;
      /** Every `payee` number of the row. */
      readonly payees: readonly number[];
      readonly pence: Pence;
      readonly lines: number;
    }>
  >;
  readonly lines: (query: ExploreQuery, list: ListRequest<LineOrder>) => Promise<ListPage<LineRow>>;
  /** All lines of a list in its order, in parts, for downloads; null for batch by batch in the order of each file. */
  readonly streamLines: (
    query: ExploreQuery,
    list: Omit<ListRequest<LineOrder>, 'offset' | 'limit'> | null,
  ) => AsyncIterable<readonly LineRow[]>;
  readonly line: (
    batch: BatchId,
    record: number,
  ) => Promise<{ readonly line: LineRow; readonly payee: ExploredPayee } | null>;
  /** Texts of a column that occur, for filters, the empty one too; at most 1,000. None where it is always empty. */
  readonly values: (column: 'body' | 'department' | 'category') => Promise<readonly string[]>;
}
