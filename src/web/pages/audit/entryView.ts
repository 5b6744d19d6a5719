import type { AuditEntry, AuditSubject, PersonId } from '../../../domain/organisations/index.ts';
import { formatMoment, millisecondsOf } from '../../../domain/values/index.ts';
import { actionText } from './actionWords.ts';

/** The names of the people of the organisation now. */
export type Names = ReadonlyMap<PersonId, string>;

function nameOf(person: PersonId, names: Names): string {
  return names.get(person) ?? person;
}

/** Who did it: by name where the person still belongs to the organisation, else by the id that the chain holds. */
export function whoText({ actor, person }: Pick<AuditEntry, 'actor' | 'person'>, names: Names): string {
  if (actor === 'nobody') return 'Nobody who was signed in';
  if (actor === 'person') return person === null ? 'Somebody' : nameOf(person, names);
  return person === null ? 'Sevenbox itself' : `Sevenbox for ${nameOf(person, names)}`;
}

const reasons: Readonly<Record<string, string>> = {
  role: 'None of their roles may do this.',
  'session-unknown': 'The session had ended, or never was one.',
};

/** Why it was refused, in words where there are some; null where it was done. */
export function reasonText(reason: string | null): string | null {
  return reason === null ? null : (reasons[reason] ?? reason);
}

const kinds: Readonly<Record<string, string>> = {
  organisation: 'Organisation',
  'ledger-settings': 'Whose ledgers these are',
  import: 'Import',
  batch: 'File',
  'saved-answers': 'Answers for a heading',
  definition: 'Definition',
  edition: 'Reference data',
  membership: 'Person',
  invitation: 'Invitation',
  'evidence-file': 'Evidence',
  'measure-set': 'Measures',
  'tender-file': 'File about tenders',
};

function hrefOf({ kind, id }: AuditSubject): string | null {
  if (kind === 'import') return `/imports/${id}`;
  if (kind === 'batch') return `/ledgers/${id}`;
  if (kind === 'definition') return `/definitions/${id.replace(/@[^@]*$/, '')}`;
  if (kind === 'evidence-file') return `/evidence/${id}`;
  if (kind === 'measure-set') return `/measures/sets/${id}`;
  if (kind === 'membership' || kind === 'invitation') return '/people';
  if (kind === 'organisation') return '/organisation';
  if (kind === 'ledger-settings') return '/ledgers';
  const [, of, edition] = /^([a-z-]+)\/([\w.-]+)$/.exec(id) ?? [];
  return kind === 'edition' && of && edition ? `/references/${edition}?kind=${of}` : null;
}

function changeText({ before, after }: AuditSubject): string {
  if (before === null) return after === null ? '' : 'new';
  return after === null ? 'gone' : 'changed';
}

const recordsShown = 3;

function recordView(subject: AuditSubject, names: Names) {
  const { kind, id } = subject;
  const person = kind === 'membership' ? names.get(id as PersonId) : undefined;
  return {
    kind: kinds[kind] ?? kind,
    id: person ?? id,
    href: hrefOf(subject),
    change: changeText(subject),
  };
}

/** One entry as a row of the list. */
export function entryRow(entry: AuditEntry, names: Names) {
  const { number, at, action, outcome, reason, subjects, request } = entry;
  const rest = subjects.length - recordsShown;
  return {
    ...{ number, when: formatMoment(millisecondsOf(at)), who: whoText(entry, names), request },
    what: actionText(action),
    tag:
      outcome === 'done'
        ? { text: 'Done', classes: 'govuk-tag--green' }
        : { text: 'Refused', classes: 'govuk-tag--red' },
    why: reasonText(reason),
    records: subjects.slice(0, recordsShown).map((one) => recordView(one, names)),
    more: rest > 0 ? `and ${rest} more` : null,
  };
}
