import { bringingBack, takingOut } from '../../domain/spend/imports/takeBack.ts';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import type { BatchRow } from '../../records/types.ts';
import type { Journey } from './journey.ts';

/** One batch, or all batches of an import. */
export type BatchesMeant = { readonly batch: string } | { readonly import: string };

/** The batches that are meant, whatever their state. */
function meant(rows: readonly BatchRow[], what: BatchesMeant): readonly BatchRow[] {
  return rows.filter((row) => ('batch' in what ? row.id === what.batch : row.import === what.import));
}

type Change = (rows: readonly BatchRow[], wanted: readonly BatchRow[]) => Decision<readonly BatchId[]>;

async function change(
  { records, parts: { now, changed } }: Journey,
  what: BatchesMeant,
  { decide, save }: { readonly decide: Change; readonly save: 'undoBatches' | 'restoreBatches' },
): Promise<Decision<readonly BatchId[]>> {
  const owner = await records.owner();
  const rows = owner ? await records.batches(owner.id) : [];
  const wanted = meant(rows, what);
  if (!owner || wanted.length === 0) {
    return refuse('batch-unknown', 'There is nothing imported under this address. It may have been removed.');
  }
  const ids = decide(rows, wanted);
  if (!ids.ok) return ids;
  const done = await records[save](owner.id, ids.value, now());
  if (done.length === 0) {
    return refuse('batches-changed', 'These batches were changed meanwhile. Look at them again.');
  }
  await changed(owner.id);
  return accept(done);
}

/** Takes batches out of the figures; their lines stay in the store. */
export function undo(journey: Journey, what: BatchesMeant): Promise<Decision<readonly BatchId[]>> {
  return change(journey, what, { decide: (_, wanted) => takingOut(wanted), save: 'undoBatches' });
}

/** Lets undone batches count again, where their bytes do not count already. */
export function bringBack(journey: Journey, what: BatchesMeant): Promise<Decision<readonly BatchId[]>> {
  return change(journey, what, { decide: bringingBack, save: 'restoreBatches' });
}
