import { nothingKnown, type SupplierKnowledge } from '../../domain/spend/supplierFacts.ts';
import type { StoredFinding } from '../../domain/suppliers/index.ts';
import { formatCount } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import { supplierKnowledge } from '../suppliers/knowledge.ts';
import { lookedUpAtOnce, lookUp } from '../suppliers/lookUp.ts';
import type { AnalysisParts, AnalysisRequest } from './parts.ts';

type Parts = Pick<AnalysisParts, 'lake' | 'references' | 'openSearch' | 'matchingWords' | 'vocabulary'>;

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
  const { references, vocabulary } = parts;
  if ((await references.registers()).length === 0) return nothingKnown;
  progress('Opening the registers');
  const search = await parts.openSearch();
  const strings = await stringsOf(parts);
  const words = { words: parts.matchingWords, payees: vocabulary.payees };
  const findings: StoredFinding[] = [];
  for (let from = 0; from < strings.length; from += lookedUpAtOnce) {
    progress(`Looking suppliers up in registers, ${formatCount(from)} of ${formatCount(strings.length)}`);
    const some = strings.slice(from, from + lookedUpAtOnce);
    const found = await lookUp(some, search, words);
    found.forEach((finding, at) => {
      const { supplierNumber = null, nameKey = '' } = some[at] ?? {};
      findings.push({ supplierNumber, nameKey, asked: '', finding });
    });
  }
  const records = { supplierDecisions: async () => [], supplierFindings: async () => findings };
  return await supplierKnowledge({ records, registers: references });
}
