import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MatchingKnowledge, SupplierFinding } from '../../domain/suppliers/index.ts';
import { openReferenceStore } from '../reference/index.ts';
import { openSupplierFinder, type SupplierFinder } from '../reference/registers/supplierFinder.ts';
import { startApart } from './startApart.ts';

const program = {
  path: fileURLToPath(new URL('./finderProgram.js', import.meta.url)),
  ended:
    'The process that looks suppliers up in the registers ended before it was done. It may have run out of memory.',
};

/**
 * Opens the registers in use under a home for looking suppliers up, in a process of its own: an index of millions of
 * names takes gigabytes and, the first time, a minute, in which pages would wait. Where the program was not compiled there
 * is no such process, and they are opened in this one.
 */
export async function openFinderApart(
  home: string,
  words: Pick<MatchingKnowledge, 'words' | 'payees'>,
): Promise<SupplierFinder> {
  if (!existsSync(program.path)) return openSupplierFinder(openReferenceStore(home), words);
  const { ask, letGo } = await startApart(program, [home, words]);
  return {
    // The other end answers what a finder answers.
    find: async (queries) => (await ask('find', [queries])) as readonly SupplierFinding[],
    close: letGo,
  };
}
