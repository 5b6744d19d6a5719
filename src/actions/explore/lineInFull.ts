import { ringSentence, whyPlaced } from '../../domain/spend/explore/whyPlaced.ts';
import { placePayee } from '../../domain/spend/figures/placing.ts';
import type { Batch } from '../../domain/spend/imports/types.ts';
import { type LocalDate, parsePostcode } from '../../domain/values/index.ts';
import type { ExploredPayee } from '../../lake/batches/types.ts';
import type { ExploreParts } from './parts.ts';
import type { Placed } from './placings.ts';
import type { Now, Places } from './state.ts';
import type { LineInFull } from './types.ts';

function placedInWords(
  payee: ExploredPayee,
  placed: Placed,
  places: Places,
  listDay: LocalDate | null,
): LineInFull['placed'] {
  const { source: said, candidates } = placePayee(payee, placed.facts);
  const postcode = parsePostcode(payee.postcode ?? '') ?? null;
  const source = postcode ? places.sourceOf(postcode) : 'none';
  const why = whyPlaced({ candidates, said, listDay, postcode, source }, places.index);
  return placed.rings.map((ring) => {
    const { id, name, codes } = ring;
    return { ring: { id, name, codes: [...codes] }, sentence: `${ringSentence(candidates, ring)} ${why}` };
  });
}

/** A payment with the batch and the import it came in, and why it lies where it does. */
export async function lineInFull(
  { records }: ExploreParts,
  about: { readonly now: Now; readonly places: Places; readonly placed: Placed },
  found: { readonly line: LineInFull['line']; readonly payee: ExploredPayee },
): Promise<LineInFull | null> {
  const { owner, listDay } = about.now;
  const batch: Batch | null = await records.batchOf(owner.id, found.line.batch);
  if (!batch) return null;
  const { rejects, ...row } = batch;
  return {
    line: found.line,
    batch: row,
    import: await records.importOf(owner.id, batch.import),
    physicalLine: null,
    placed: placedInWords(found.payee, about.placed, about.places, listDay),
  };
}
