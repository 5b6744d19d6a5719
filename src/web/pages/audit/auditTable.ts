import type { AuditEntry } from '../../../domain/organisations/index.ts';
import { formatMoment, millisecondsOf } from '../../../domain/values/index.ts';
import type { StreamColumn, StreamTable } from '../../../formats/downloads/index.ts';
import { actionText } from './actionWords.ts';
import { type Names, reasonText, whoText } from './entryView.ts';

/** Entries that a download holds at most, the newest. */
export const mostDownloaded = 50_000;

type TextColumn = readonly [
  field: string,
  title: string,
  about: string,
  of: (one: AuditEntry) => string | null,
];

function textColumn([field, title, about, of]: TextColumn): StreamColumn<AuditEntry> {
  return { field, title, about, width: 30, value: { kind: 'text', of } };
}

function recordsText({ subjects }: AuditEntry): string {
  return subjects.map(({ kind, id }) => `${kind} ${id}`).join('; ');
}

function columnsWith(names: Names): readonly StreamColumn<AuditEntry>[] {
  const number: StreamColumn<AuditEntry> = {
    ...{ field: 'number', title: 'Number', about: 'The number of the entry in the chain.', width: 10 },
    value: { kind: 'count', of: (one) => one.number },
  };
  const texts: readonly TextColumn[] = [
    ['at', 'At', 'When, in universal time.', ({ at }) => at],
    [
      'in_london',
      'In London',
      'The same by the clocks in London.',
      ({ at }) => formatMoment(millisecondsOf(at)),
    ],
    ['who', 'Who', 'Who did it, by name where the person still belongs here.', (one) => whoText(one, names)],
    ['person', 'Person', 'The id of the person.', ({ person }) => person],
    ['action', 'Action', 'The action as the chain has it.', ({ action }) => action],
    ['what', 'What', 'The same in words.', ({ action }) => actionText(action)],
    ['outcome', 'Outcome', 'Done or refused.', ({ outcome }) => outcome],
    ['why', 'Why', 'Why it was refused.', ({ reason }) => reasonText(reason)],
    ['records', 'Records', 'The records it is about.', recordsText],
    ['request', 'Request', 'The number of the request or job.', ({ request }) => request],
    ['hash', 'Hash', 'The hash of the entry in the chain.', ({ hash }) => hash],
  ];
  return [number, ...texts.map(textColumn)];
}

/** Entries of the audit chain as a table that is written while it is read. */
export function auditTable(
  rows: AsyncIterable<readonly AuditEntry[]>,
  names: Names,
): StreamTable<AuditEntry> {
  return {
    ...{ name: 'audit', title: 'Audit chain', sentence: 'One row is one entry.', notes: [], sources: [] },
    ...{ columns: columnsWith(names), rows },
  };
}
