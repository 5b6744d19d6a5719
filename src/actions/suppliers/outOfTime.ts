import { organisationAmong, type RegisteredEntity, standingWhenPaid } from '../../domain/suppliers/index.ts';
import type { LocalDate } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { KnownSuppliers } from './known.ts';
import type { PaidOutside } from './overviewTypes.ts';
import type { SupplierParts } from './parts.ts';
import { grouped, type SupplierOfYear } from './payeesOfYear.ts';

function firstAndLast(strings: readonly SupplierString[]): readonly [LocalDate, LocalDate] | null {
  const days = strings.flatMap(({ firstDay, lastDay }) => [firstDay ?? [], lastDay ?? []].flat()).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}

/** The days on which payees were paid under the names that are one organisation, or may be. */
export function paidAs(
  { whoIs }: Pick<KnownSuppliers, 'whoIs'>,
  strings: readonly SupplierString[],
  identifier: string,
): readonly [LocalDate, LocalDate] | null {
  const theirs = strings.filter((string) =>
    whoIs([string]).some((who) => {
      if (who.kind === 'organisation') return who.identifier === identifier;
      return who.kind === 'one of' && who.identifiers.includes(identifier);
    }),
  );
  return firstAndLast(theirs);
}

/** Whether a payment since a day could be too early or too late for an organisation, so that its days are looked up. */
function couldBeOutside({ started, ended, status }: RegisteredEntity, since: LocalDate | null): boolean {
  if (ended !== null || status === 'closed') return true;
  return started !== null && (since === null || started > since);
}

/**
 * Suppliers that are known to be an organisation and were paid when it was not there yet, or not any more, in any
 * ledger; those with the most money first. The days of payments are read only where the register leaves it open.
 */
export async function paidOutside(
  { explore }: Pick<SupplierParts, 'explore'>,
  { whoIs, entityOf }: Pick<KnownSuppliers, 'whoIs' | 'entityOf'>,
  { suppliers, since }: { readonly suppliers: readonly SupplierOfYear[]; readonly since: LocalDate | null },
): Promise<readonly PaidOutside[]> {
  const looked = suppliers.flatMap((supplier) => {
    const entity = entityOf(organisationAmong(supplier.whos) ?? '');
    return entity && couldBeOutside(entity, since) ? [{ supplier, entity }] : [];
  });
  const payees = new Set(looked.flatMap(({ supplier }) => supplier.rows.map(({ payee }) => payee)));
  const strings = payees.size > 0 ? await explore.stringsOf(...payees) : [];
  const byPayee = grouped(strings, ({ payee }) => payee);
  const found = looked.flatMap(
    ({ supplier: { payee, name, pence, rows }, entity }): readonly PaidOutside[] => {
      const theirs = [...new Set(rows.map((row) => row.payee))].flatMap((one) => byPayee.get(one) ?? []);
      const paid = paidAs({ whoIs }, theirs, entity.identifier);
      const sentences = paid ? standingWhenPaid(entity, ...paid).map(({ sentence }) => sentence) : [];
      return sentences.length > 0 ? [{ payee, name, pence, organisation: entity.name, sentences }] : [];
    },
  );
  return found.toSorted((one, other) => other.pence - one.pence);
}
