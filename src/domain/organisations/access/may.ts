import type { Actor } from '../acting.ts';
import type { Role } from '../roles.ts';
import type { AccessRule, Grant } from './rules.ts';
import { type ActionName, accessTable } from './table.ts';

function isGranted({ to }: Grant, actor: Actor): boolean {
  if (actor.kind === 'system') return true;
  if (to === 'anyone') return true;
  if (to === 'program') return false;
  if (to === 'here') return actor.kind === 'nobody' && actor.here;
  if (actor.kind === 'nobody') return false;
  return to === 'signed-in' || actor.roles.some((role) => to.includes(role));
}

/** The row of an action in the access table. */
export function ruleOf(action: ActionName): AccessRule {
  return accessTable[action];
}

/**
 * Whether somebody may do an action on a record in this state. Without a state: whether there is a state in which they
 * may. The program itself may do everything that is in the table.
 */
export function mayDo(actor: Actor, action: ActionName, state: string | null = null): boolean {
  return ruleOf(action).grants.some(
    (grant) =>
      isGranted(grant, actor) && (state === null || grant.in === undefined || grant.in.includes(state)),
  );
}

/** Whether signing in could open an action: nobody is sent to the sign-in page for what no role may do. */
export function needsSignIn(action: ActionName): boolean {
  return !ruleOf(action).grants.some(({ to }) => to === 'anyone');
}

/** Fields of a record that not everybody who sees the record may see, and who may. */
const fieldTable = {
  member: { email: ['administrator', 'auditor'], secondFactor: ['administrator', 'auditor'] },
  invitation: { email: ['administrator', 'auditor'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly Role[]>>>>;

/** A kind of record with fields that not everybody may see. */
export type FieldKind = keyof typeof fieldTable;

/** Whether somebody may see a field of a kind of record; fields that are not in the table are as open as the record. */
export function maySee(actor: Actor, kind: FieldKind, field: string): boolean {
  if (actor.kind === 'system') return true;
  const table: Readonly<Record<string, readonly Role[]>> = fieldTable[kind];
  const open = table[field];
  if (open === undefined) return true;
  return actor.kind === 'person' && actor.roles.some((role) => open.includes(role));
}

/** A record without what somebody may not see of it. */
export function seenBy<Seen extends object>(actor: Actor, kind: FieldKind, record: Seen): Partial<Seen> {
  const fields = Object.entries(record).filter(([field]) => maySee(actor, kind, field));
  return Object.fromEntries(fields) as Partial<Seen>;
}
