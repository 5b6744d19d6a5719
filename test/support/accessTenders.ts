import { join } from 'node:path';
import { parseTenderFileId, resultContent, tenderContent } from '../../src/domain/procurements/index.ts';
import { assert } from '../../src/domain/values/index.ts';
import { newId } from '../../src/external/newId.ts';
import { readResultsFile } from '../../src/formats/procurements/readResultsFile.ts';
import { readTenderFile } from '../../src/formats/procurements/readTenderFile.ts';
import type { Records } from '../../src/records/types.ts';
import { keptTenderFileAt } from './keptSets.ts';
import { acceptedOf } from './records.ts';

/** Files about tenders of one organisation, by their kind. */
export type TenderFileRows = Readonly<Record<'rehearsal' | 'results', string>>;

const examples = join(import.meta.dirname, '../../data/tenders');

/** Adds a tender to rehearse, and results of past procurements: the invented examples. */
export async function addTenderFiles(records: Pick<Records, 'addTenderFile'>): Promise<TenderFileRows> {
  const add = async (kind: 'rehearsal' | 'results', content: unknown): Promise<string> => {
    const id = parseTenderFileId(newId('tnf'));
    assert(id !== undefined, 'a new id is one');
    await records.addTenderFile(keptTenderFileAt(1, { id, kind, content }));
    return id;
  };
  const tender = acceptedOf(await readTenderFile(join(examples, 'example-tender.json')));
  const results = acceptedOf(await readResultsFile(join(examples, 'example-results.csv')));
  return {
    rehearsal: await add('rehearsal', tenderContent(tender)),
    results: await add('results', resultContent(results)),
  };
}
