import { decideMapping, type MappingDecision } from '../../domain/spend/mapping/index.ts';
import type { DateOrder } from '../../domain/spend/reading/date.ts';
import type { LedgerTable } from '../../formats/ledgers/types.ts';
import type { AnalysisParts, AnalysisRequest } from './parts.ts';

/** A table with what was decided about its columns. */
export interface MappedTable {
  readonly table: LedgerTable;
  readonly decision: MappingDecision;
}

/** A file that holds nothing to count, and why. */
export interface PassedOver {
  readonly name: string;
  readonly status: 'set-aside' | 'ignored';
  readonly why: string;
  readonly table: LedgerTable | null;
  /** What was understood of its columns; null where it was not opened as a table. */
  readonly decision: MappingDecision | null;
}

export interface ReadTables {
  readonly mapped: readonly MappedTable[];
  readonly passedOver: readonly PassedOver[];
  /** Every name in the order in which it was opened. */
  readonly names: readonly string[];
}

type Parts = Pick<AnalysisParts, 'files' | 'vocabulary' | 'scratch'>;
type Request = Pick<AnalysisRequest, 'paths' | 'mapping' | 'progress'>;

function isWorkbookSheet(table: LedgerTable): boolean {
  return table.name.includes(' › ');
}

/** A sheet without payments is a cover or a note; a file without payments was meant as a ledger. */
function withoutPayments({ table, decision }: MappedTable, why: string, columnAsked: boolean): PassedOver {
  const { name } = table;
  if (columnAsked || !isWorkbookSheet(table)) return { name, status: 'set-aside', why, table, decision };
  return {
    name,
    status: 'ignored',
    why: 'This sheet holds no payments we could read: no column of amounts with a date or a supplier.',
    table,
    decision,
  };
}

const unopened = { table: null, decision: null };

async function openAll(parts: Parts, request: Request) {
  const mapped: MappedTable[] = [];
  const passedOver: PassedOver[] = [];
  const names: string[] = [];
  const nameOfBytes = new Map<string, string>();
  for await (const opened of parts.files.open(request.paths, parts.scratch)) {
    names.push(opened.kind === 'table' ? opened.table.name : opened.name);
    if (opened.kind === 'refused') {
      passedOver.push({ name: opened.name, status: 'set-aside', why: opened.refusal.sentence, ...unopened });
    } else if (opened.kind === 'ignored') {
      passedOver.push({ name: opened.name, status: 'ignored', why: opened.why, ...unopened });
    } else {
      const { table } = opened;
      request.progress(`Reading ${table.name}`);
      const same = nameOfBytes.get(table.sha256);
      const decision = decideMapping(table, parts.vocabulary, request.mapping);
      if (same) {
        const why = `It holds the same bytes as ${same}, which is counted. The same bytes again change nothing.`;
        passedOver.push({ name: table.name, status: 'ignored', why, table, decision });
      } else if (decision.notALedger) {
        passedOver.push(
          withoutPayments(
            { table, decision },
            decision.notALedger,
            request.mapping.amountColumn !== undefined,
          ),
        );
      } else mapped.push({ table, decision });
      nameOfBytes.set(table.sha256, same ?? table.name);
    }
  }
  return { mapped, passedOver, names };
}

/** Orders of day and month that files settled by their own values, by what their headers have in common. */
function settledOrders(mapped: readonly MappedTable[]): ReadonlyMap<string, readonly DateOrder[]> {
  const orders = new Map<string, DateOrder[]>();
  for (const { decision } of mapped) {
    if (decision.dateOrderSettledBy !== 'values' || !decision.mapping) continue;
    const { signature } = decision;
    orders.set(signature, [...(orders.get(signature) ?? []), decision.mapping.dateOrder]);
  }
  return orders;
}

/**
 * Opens everything and decides what each column is. The order of day and month in a file that does not tell
 * is looked up, in a second round, in files with the same header that do.
 */
export async function readTables(parts: Parts, request: Request): Promise<ReadTables> {
  const { mapped, passedOver, names } = await openAll(parts, request);
  const orders = settledOrders(mapped);
  const settled = mapped.map((one) => {
    const { dateOrderSettledBy: by, signature } = one.decision;
    if (by === 'values' || by === 'option' || by === 'not ambiguous') return one;
    const options = { ...request.mapping, otherOrders: orders.get(signature) ?? [] };
    return { table: one.table, decision: decideMapping(one.table, parts.vocabulary, options) };
  });
  return { mapped: settled, passedOver, names };
}
