import { parseMeasureSetId } from '../../src/domain/measures/index.ts';
import { parseTenderFileId } from '../../src/domain/procurements/index.ts';
import type { NewSet, NewTenderFile, SetSource } from '../../src/records/measureTypes.ts';
import { madeUpMeasure, madeUpSet } from './measureSets.ts';
import { minute } from './records.ts';

/** A version of an invented set that may not be shared; a draft unless told. */
export function keptSetAt(number: number, changed: Partial<NewSet> = {}): NewSet {
  const id = parseMeasureSetId(`set_${String(number).padStart(20, '0')}`);
  if (!id) throw new Error(`There is no set ${number}.`);
  const content = madeUpSet([madeUpMeasure('KV1'), madeUpMeasure('KV2')], {
    ...{ id: 'kirkvale-list', version: String(number), status: 'draft', redistributable: false },
    licence: 'Members only',
  });
  const source: SetSource = { kind: 'revision', base: 'kirkvale-list@0', revision: { changes: [] } };
  return { ...{ id, content, source, savedBy: null, savedAt: minute(number) }, ...changed };
}

/** Results of an invented procurement, as they are kept. */
export function keptTenderFileAt(number: number, changed: Partial<NewTenderFile> = {}): NewTenderFile {
  const id = parseTenderFileId(`tnf_${String(number).padStart(20, '0')}`);
  if (!id) throw new Error(`There is no file ${number}.`);
  return {
    ...{ id, kind: 'results', title: 'Results', fileName: 'results.csv', sha256: 'ab'.repeat(32) },
    ...{ content: [], savedBy: null, savedAt: minute(number) },
    ...changed,
  };
}
