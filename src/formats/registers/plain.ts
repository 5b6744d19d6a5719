import {
  charityIdentifier,
  companyIdentifier,
  type EntityKind,
  type EntityStatus,
  type OtherName,
  type OtherNameKind,
  schemeOf,
} from '../../domain/suppliers/index.ts';
import { postcodeOf, poundsOf, textOrNull, tidyText } from './cells.ts';
import { columnsIn, dayReader, type EntityOf, isName, longestName, type ReadCell } from './mapping.ts';
import type { Notes } from './notes.ts';
import { type PlainColumn, plainColumns } from './plainColumns.ts';

const kindWords: readonly (readonly [RegExp, EntityKind])[] = [
  [/community interest|\bcic\b/i, 'community interest company'],
  [/charit|\bs?cio\b/i, 'charity'],
  [
    /co-?operative|benefit society|registered.society|mutual|credit union/i,
    'co-operative or community benefit society',
  ],
  [/partnership|\bllp\b/i, 'partnership'],
  [/council|public|\bnhs\b|government|maintained|authority/i, 'public body'],
  [/company|limited|\bltd\b|\bplc\b/i, 'company'],
];

const kindOfScheme: Readonly<Record<string, EntityKind>> = {
  'GB-COH': 'company',
  'GB-CHC': 'charity',
  'GB-SC': 'charity',
  'GB-NIC': 'charity',
  'GB-MPR': 'co-operative or community benefit society',
  'GB-LAE': 'public body',
  'GB-NHS': 'public body',
  'GB-GOR': 'public body',
};

const statusWords: readonly (readonly [RegExp, EntityStatus])[] = [
  [/dormant/i, 'dormant'],
  [/liquidat|administration|strike|insolven|receiver|closing/i, 'closing'],
  [/removed|dissolved|closed|ceased|inactive|deregistered|former/i, 'closed'],
  [/active|registered|open|current|live/i, 'active'],
];

function meaning<T>(words: string, table: readonly (readonly [RegExp, T])[]): T | undefined {
  return table.find(([pattern]) => pattern.test(words))?.[1];
}

function statusOf(words: string, hasEnded: boolean, accounts: string | null): EntityStatus {
  const status = meaning(words, statusWords) ?? (hasEnded ? 'closed' : 'not stated');
  return status === 'active' && accounts?.toLowerCase() === 'dormant' ? 'dormant' : status;
}

const orgId = /^[A-Z]{2}-[A-Z0-9]+-\S+$/;

/** An org-id as written, with the zeros of a company number put back. */
function identifierOf(text: string): string | undefined {
  const upper = text.toUpperCase();
  if (!orgId.test(upper)) return undefined;
  return upper.startsWith('GB-COH-') ? companyIdentifier(upper.slice(7)) : upper;
}

type Said = (column: PlainColumn) => string;

/** The org-id of a record: given, by scheme and number, or by the register whose number it is; else one of the list. */
function identify(said: Said): string | undefined {
  const number = said('number') || said('identifier');
  const scheme = said('scheme').toUpperCase();
  const given = identifierOf(said('identifier')) ?? identifierOf(number);
  if (given !== undefined) return given;
  if (/^[A-Z]{2}-[A-Z0-9]+$/.test(scheme) && number !== '') return identifierOf(`${scheme}-${number}`);
  const registered = charityIdentifier(said('charity')) ?? companyIdentifier(said('company'));
  if (registered !== undefined) return registered;
  return /^[\w./-]{1,60}$/.test(number) ? `local-${number}` : undefined;
}

function otherNames(said: Said, name: string): readonly OtherName[] {
  const kinds: readonly OtherNameKind[] = ['previous', 'trading', 'other'];
  return kinds.flatMap((kind) =>
    said(kind)
      .split(/[;|]/)
      .map((text) => text.trim())
      .filter((text) => text !== '' && text !== name && text.length <= longestName)
      .map((text) => ({ name: text, kind, until: null })),
  );
}

/** Reads records of any other list of organisations with one header. */
export function plainMapper(header: readonly string[], notes: Notes): EntityOf {
  const column = columnsIn(header);
  const day = dayReader(notes);
  const cells = new Map<PlainColumn, ReadCell>(
    [...plainColumns(header)].map(([meaning, name]) => [meaning, column(name)]),
  );
  return (record) => {
    const said: Said = (meaning) => tidyText(cells.get(meaning)?.(record) ?? '');
    const name = said('name');
    if (!isName(name, notes)) return null;
    const identifier = identify(said);
    if (identifier === undefined) {
      notes.add('left out, because there is no identifier', said('identifier') || said('number'));
      return null;
    }
    const category = said('category');
    const status = said('status');
    const accounts = textOrNull(said('accounts'));
    const activities = textOrNull(said('activities'));
    const ended = day(said('ended'));
    const also = [companyIdentifier(said('company')), charityIdentifier(said('charity'))];
    return {
      identifier,
      name,
      otherNames: otherNames(said, name),
      kind: meaning(category, kindWords) ?? kindOfScheme[schemeOf(identifier)] ?? 'other',
      category,
      status: statusOf(status, ended !== null, accounts),
      statusWords: status,
      started: day(said('started')),
      ended,
      postcode: postcodeOf(said('postcode')),
      town: textOrNull(said('town')),
      activities: activities === null ? [] : [activities],
      accounts,
      accountsDue: null,
      income: poundsOf(said('income')),
      alsoKnownAs: also.flatMap((one) => (one === undefined || one === identifier ? [] : [one])),
    };
  };
}
