import {
  type EvidenceFile,
  type EvidenceId,
  evidenceState,
  parseEvidenceId,
  readNote,
} from '../../domain/evidence/index.ts';
import { type Acting, organisationOf, personOf } from '../../domain/organisations/index.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import type { Blobs, StoredBlob } from '../../external/blobs/types.ts';
import type { Records, Store } from '../../records/types.ts';
import { inState } from '../access/inState.ts';
import type { IncomingFile } from '../imports/types.ts';
import { removeUnneeded, type SweepParts } from './sweepBytes.ts';
import type { EvidenceCalls, StoredEvidence } from './types.ts';

/** What the files of one organisation are kept with, for one thing that is being done. */
export interface EvidenceParts extends SweepParts {
  readonly store: SweepParts['store'] & Pick<Store, 'enter'>;
  readonly acting: Acting;
  readonly records: Pick<Records, 'evidence' | 'evidenceOf' | 'addEvidence' | 'removeEvidence'>;
  readonly blobs: SweepParts['blobs'] & Pick<Blobs, 'put' | 'open' | 'holds'>;
  readonly newEvidenceId: () => EvidenceId;
}

/** A file in a state in which who asks may do what the request is for. */
async function found(parts: EvidenceParts, text: string): Promise<StoredEvidence | null> {
  const id = parseEvidenceId(text);
  const file = id === undefined ? null : await parts.records.evidenceOf(id);
  return inState(parts, parts.acting, { found: file, state: evidenceState });
}

function fileOf(
  { acting, now, newEvidenceId }: EvidenceParts,
  { sha256, bytes, type, name }: StoredBlob,
  note: string,
): EvidenceFile {
  return {
    ...{ id: newEvidenceId(), sha256, name, type, bytes, note },
    ...{ addedBy: personOf(acting.actor), addedAt: now(), removedAt: null },
  };
}

async function add(
  parts: EvidenceParts,
  { name, content }: IncomingFile,
  said: string,
): Promise<Decision<EvidenceId>> {
  const { records, blobs } = parts;
  const organisation = organisationOf(parts.acting.actor);
  assert(organisation !== null, 'who adds a file acts for an organisation');
  const note = readNote(said);
  if (!note.ok) return note;
  const stored = await blobs.put(content, { name, organisation });
  if (!stored.ok) return stored;
  const file = fileOf(parts, stored.value, note.value);
  if (await records.addEvidence(file, () => blobs.holds(file.sha256))) return accept(file.id);
  return refuse('evidence-gone', `${file.name} could not be kept. Upload it again.`);
}

async function remove(parts: EvidenceParts, text: string): Promise<boolean> {
  const file = await found(parts, text);
  if (file === null || !(await parts.records.removeEvidence(file.id, parts.now()))) return false;
  await removeUnneeded(parts, file.sha256);
  return true;
}

/** The files of one organisation that show that something was done. */
export function evidenceCalls(parts: EvidenceParts): EvidenceCalls {
  return {
    list: (asked) => parts.records.evidence(asked),
    find: (id) => found(parts, id),
    add: (file, note) => add(parts, file, note),
    open: async (id) => {
      const file = await found(parts, id);
      const content = file && (await parts.blobs.open(file.sha256, file.bytes));
      return file && content ? { file, content } : null;
    },
    remove: (id) => remove(parts, id),
  };
}
