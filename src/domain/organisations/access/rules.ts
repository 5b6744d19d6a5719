import type { Role } from '../roles.ts';

/** The kinds of record that access is about. */
export type RecordKind =
  | 'page'
  | 'account'
  | 'organisation'
  | 'member'
  | 'invitation'
  | 'ledgers'
  | 'import'
  | 'batch'
  | 'definition'
  | 'reference'
  | 'reading'
  | 'supplier'
  | 'evidence'
  | 'measureSet'
  | 'tenderFile'
  | 'audit'
  | 'store';

/** The states in which a record of a kind can be; access may depend on them. */
export const statesOf = {
  import: ['receiving', 'reading', 'waiting', 'importing', 'imported', 'cancelled', 'stopped'],
  batch: ['current', 'undone', 'superseded'],
  invitation: ['open', 'expired', 'accepted', 'withdrawn'],
  evidence: ['kept', 'removed'],
} as const satisfies Partial<Record<RecordKind, readonly string[]>>;

/** Who may: some roles, everybody who is signed in, everybody on the computer of the program, or anybody at all. */
export type Grantee = readonly Role[] | 'signed-in' | 'here' | 'anyone' | 'program';

/** To whom an action is open, and in which states of the record; all states unless told. */
export interface Grant {
  readonly to: Grantee;
  readonly in?: readonly string[];
}

/** One row of the access table. */
export interface AccessRule {
  readonly kind: RecordKind;
  readonly grants: readonly Grant[];
}

/** A row that is open to one group in every state. */
export function open(kind: RecordKind, to: Grantee): AccessRule {
  return { kind, grants: [{ to }] };
}

/** Who keeps the ledgers of an organisation. */
export const keepers: readonly Role[] = ['spend-analyst'];

/** Who reads what was imported and the figures made from it. */
export const readers: readonly Role[] = [
  ...(['administrator', 'spend-analyst', 'category-manager', 'procurement-officer'] as const),
  ...(['contract-manager', 'finance', 'network-coordinator', 'auditor'] as const),
];

/** Who sees imports that are not finished: drafts that nobody has checked yet. */
export const draftReaders: readonly Role[] = ['spend-analyst', 'auditor'];

/** Who keeps measure sets, and files about tenders. */
export const tenderKeepers: readonly Role[] = ['category-manager', 'procurement-officer'];

/** Who sees bids: fewer than see the sets and the promises of contracts. */
export const tenderReaders: readonly Role[] = [...tenderKeepers, 'auditor'];

export const administrators: readonly Role[] = ['administrator'];
export const auditors: readonly Role[] = ['auditor'];

/** Who sees who belongs to the organisation and what was offered to whom. */
export const peopleReaders: readonly Role[] = ['administrator', 'auditor'];

/** Who keeps files that show that something was done. */
export const evidenceKeepers: readonly Role[] = ['spend-analyst', 'contract-manager', 'outcomes-officer'];
export const evidenceReaders: readonly Role[] = [
  ...evidenceKeepers,
  ...(['procurement-officer', 'verifier', 'finance', 'auditor'] as const),
];
