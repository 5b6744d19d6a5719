import { nothingKnown, type SupplierKnowledge } from '../../domain/spend/supplierFacts.ts';
import type { StoredFinding } from '../../domain/suppliers/index.ts';
import { formatCount } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import { supplierKnowledge } from '../suppliers/knowledge.ts';
import { lookUp } from '../suppliers/lookUp.ts';
import type { AnalysisParts, AnalysisRequest } from './parts.ts';

type Parts = Pick<AnalysisParts, 'lake' | 'references' | 'openFinder'>;

/** One string for each number and name: the pieces come in order, and one name of one number is one row. */
async function stringsOf({
  lake,
}: Parts): Promise<readonly (SupplierString & { readonly nameKey: string })[]> {
  const all: (SupplierString & { readonly nameKey: string })[] = [];
  for await (const piece of lake.supplierStrings()) {
    for (const string of piece) {
      if (string.nameKey !== null) all.push({ ...string, nameKey: string.nameKey });
    }
  }
  return all;
}

/**
 * Looks every supplier of the ledgers up in the registers in use, by the same rules as the site. Nothing is known where no
 * register is in use; decisions of people are kept on a site only.
 */
export async function findSuppliers(
  parts: Parts,
  { progress }: Pick<AnalysisRequest, 'progress'>,
): Promise<SupplierKnowledge> {
  const { references } = parts;
  if ((await references.registers()).length === 0) return nothingKnown;
  progress('Opening the registers');
  const strings = await stringsOf(parts);
  const found = await lookUp(strings, parts.openFinder, (done) => {
    progress(`Looking suppliers up in registers, ${formatCount(done)} of ${formatCount(strings.length)}`);
    return true;
  });
  const findings: readonly StoredFinding[] = (found ?? []).map((finding, at) => {
    const { supplierNumber = null, nameKey = '' } = strings[at] ?? {};
    return { supplierNumber, nameKey, asked: '', finding };
  });
  const records = { supplierDecisions: async () => [], supplierFindings: async () => findings };
  return await supplierKnowledge({ records, registers: references });
}
