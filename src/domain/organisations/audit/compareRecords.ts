import { collector } from './collector.ts';
import { parseSubjects } from './entry.ts';
import type { AuditSubject, RecordFinding, RecordHash, RecordsReport, StoredEntry } from './types.ts';

/** What the chain said last of a record. */
interface LastSaid extends Pick<AuditSubject, 'kind' | 'id' | 'after'> {
  readonly at: string;
  readonly number: number;
}

/** Records as they are now that belong to one chain. */
export interface PresentRecords {
  /** Kinds of which every record is among `each`; one that is not there is missing. */
  readonly kinds: readonly string[];
  readonly each: AsyncIterable<RecordHash>;
}

const keyOf = ({ kind, id }: Pick<AuditSubject, 'kind' | 'id'>) => `${kind} ${id}`;

function finding(record: RecordHash, said: LastSaid | undefined): RecordFinding | null {
  const { kind, id, hash } = record;
  const name = `The ${kind} ${id}`;
  if (said === undefined) {
    return { kind, id, code: 'record-never-entered', sentence: `${name} was never entered in its chain.` };
  }
  if (said.after === hash) return null;
  if (said.after === null) {
    const sentence = `${name} is there, but entry ${said.number} of ${said.at} says it was removed.`;
    return { kind, id, code: 'record-was-removed', sentence };
  }
  const sentence = `${name} is not what it was after entry ${said.number} of ${said.at}: it was changed outside Sevenbox.`;
  return { kind, id, code: 'record-differs', sentence };
}

function missingFinding({ kind, id, number, at }: LastSaid): RecordFinding {
  const sentence = `The ${kind} ${id} is missing: it was there after entry ${number} of ${at}.`;
  return { kind, id, code: 'record-missing', sentence };
}

/**
 * Remembers what one chain says last of each record, to compare it with the records themselves. It takes memory for
 * each record, not for each entry.
 */
export function lastHashes() {
  const last = new Map<string, LastSaid>();
  /** Takes note of the entries in their order. Whatever reads badly is found by verifying the chain. */
  const note = ({ outcome, subjects, at, number }: StoredEntry) => {
    if (outcome !== 'done') return;
    for (const { kind, id, before, after } of parseSubjects(subjects) ?? []) {
      if (before === null && after === null) continue;
      const said = { kind, id, after, at, number };
      last.set(keyOf(said), said);
    }
  };
  /** Compares once, when every entry was noted. */
  const compare = async ({ kinds, each }: PresentRecords): Promise<RecordsReport> => {
    const { add, report } = collector<RecordFinding>();
    let records = 0;
    for await (const record of each) {
      records += 1;
      const found = finding(record, last.get(keyOf(record)));
      if (found) add(found);
      last.delete(keyOf(record));
    }
    for (const said of last.values()) {
      if (said.after !== null && kinds.includes(said.kind)) add(missingFinding(said));
    }
    return { records, ...report() };
  };
  return { note, compare };
}
