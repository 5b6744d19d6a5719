import { personOf } from '../../domain/organisations/index.ts';
import {
  decideDictionary,
  decideOutcome,
  dictionaryCells,
  dictionaryColumns,
  dictionaryOf,
  identifiersFor,
  parseDecisionId,
  plainReason,
  readDictionary,
  type SupplierOutcome,
} from '../../domain/suppliers/index.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { NewDecision, StoredDecision } from '../../records/supplierTypes.ts';
import type { SupplierParts } from './parts.ts';
import type { SaidDecision, TakenDictionary } from './types.ts';

/** Suppliers that are decided at once. */
export const mostAtOnce = 100;

function newDecision(
  { acting, newId, now }: SupplierParts,
  about: Omit<NewDecision, 'id' | 'decidedBy' | 'decidedAt' | 'undoneAt'>,
): NewDecision {
  const id = parseDecisionId(newId('dec'));
  assert(id !== undefined, 'a new id is one');
  return { ...about, id, decidedBy: personOf(acting.actor), decidedAt: now(), undoneAt: null };
}

async function editionsOf({ registers }: SupplierParts): Promise<string> {
  return (await registers.registers()).map(({ kind, date }) => `${kind} ${date}`).join(', ');
}

interface Said {
  readonly outcome: SupplierOutcome;
  readonly reason: string | null;
}

/** The same said about payees of the ledgers; nothing about those that no payment names. */
async function decisionsAbout(
  parts: SupplierParts,
  payees: readonly string[],
  said: Said,
): Promise<readonly NewDecision[]> {
  const editions = await editionsOf(parts);
  const all = await parts.explore.stringsOf(...payees);
  return payees.flatMap((payee) => {
    const strings = all.filter((one) => one.payee === payee);
    return decisionAbout(parts, strings, { ...said, editions }) ?? [];
  });
}

function decisionAbout(
  parts: SupplierParts,
  strings: readonly SupplierString[],
  said: Said & { readonly editions: string },
): NewDecision | null {
  const [first] = strings.toSorted((one, other) => Math.abs(other.pence) - Math.abs(one.pence));
  if (!first) return null;
  const nameKeys = [...new Set(strings.flatMap(({ nameKey }) => nameKey ?? []))];
  const { supplierNumber, name } = first;
  return newDecision(parts, { supplierNumber, nameKeys, name, source: 'review', ...said });
}

const gone = () => refuse('supplier-unknown', 'No payment in your ledgers names this supplier any more.');

async function saidBy(parts: SupplierParts, said: SaidDecision) {
  const chosen = [said.identifier, said.choice.replace(/^entity:/, ''), ...identifiersFor(said.number)];
  const named = chosen.filter((one) => one !== '');
  const known = await parts.registers.entitiesOf(named);
  const outcome = decideOutcome(said, (identifier) => known.has(identifier));
  const reason = plainReason(said.reason);
  if (outcome.ok && reason.ok) return accept({ outcome: outcome.value, reason: reason.value });
  return { ok: false, refusals: [outcome, reason].flatMap((one) => (one.ok ? [] : one.refusals)) } as const;
}

/** Keeps what somebody said about a supplier. */
export async function decide(
  parts: SupplierParts,
  payee: string,
  said: SaidDecision,
): Promise<Decision<StoredDecision['id']>> {
  const checked = await saidBy(parts, said);
  if (!checked.ok) return checked;
  const [decision] = await decisionsAbout(parts, [payee], checked.value);
  if (!decision) return gone();
  await parts.records.addSupplierDecisions([decision]);
  await parts.upToDate();
  return accept(decision.id);
}

/** Keeps the same plain answer about several suppliers, as one change. */
export async function decideMany(
  parts: SupplierParts,
  payees: readonly string[],
  said: SaidDecision,
): Promise<Decision<number>> {
  const wanted = [...new Set(payees)];
  if (wanted.length === 0) return refuse('payees', 'Select the suppliers that this is about.');
  if (wanted.length > mostAtOnce)
    return refuse('payees', `Select at most ${mostAtOnce} suppliers at a time.`);
  const checked = await saidBy(parts, said);
  if (!checked.ok) return checked;
  if (checked.value.outcome.kind === 'linked') {
    return refuse('choice', 'Different suppliers are not one organisation. Decide about each of them.');
  }
  const decisions = await decisionsAbout(parts, wanted, checked.value);
  if (decisions.length === 0) return gone();
  await parts.records.addSupplierDecisions(decisions);
  await parts.upToDate();
  return accept(decisions.length);
}

/** Undoes a decision: it counts for nothing from now on, and stays in the list. */
export async function undo(parts: SupplierParts, text: string): Promise<Decision<StoredDecision>> {
  const id = parseDecisionId(text);
  const { acting, now, records } = parts;
  const undone = id
    ? await records.undoSupplierDecisions([id], { by: personOf(acting.actor), at: now() })
    : [];
  const decision = (await records.supplierDecisions()).find((one) => one.id === id);
  if (!decision) return refuse('decision-unknown', 'There is no such decision.');
  if (undone.length === 0) return refuse('decision-undone', 'This decision was undone before.');
  await parts.upToDate();
  return accept(decision);
}

/** The last decision of the person who acts that holds. */
export async function lastOwn({ acting, records }: SupplierParts): Promise<StoredDecision | null> {
  const person = personOf(acting.actor);
  if (person === null) return null;
  const decisions = await records.supplierDecisions();
  return decisions.find(({ undoneAt, decidedBy }) => undoneAt === null && decidedBy === person) ?? null;
}

/** The decisions that hold, as a file for another organisation. */
export async function dictionary({ records, dictionaries }: SupplierParts): Promise<string> {
  const rows = dictionaryOf(await records.supplierDecisions());
  return dictionaries.write([[...dictionaryColumns], ...rows.map(dictionaryCells)]);
}

/** Takes over what another organisation decided, where nothing else was decided here. */
export async function takeDictionary(parts: SupplierParts, csv: string): Promise<Decision<TakenDictionary>> {
  const rows = readDictionary(parts.dictionaries.read(csv));
  if (!rows.ok) return rows;
  const change = decideDictionary(rows.value, await parts.records.supplierDecisions());
  const identifiers = change.added.flatMap(({ outcome }) =>
    outcome.kind === 'linked' ? [outcome.identifier] : [],
  );
  const known = await parts.registers.entitiesOf([...new Set(identifiers)]);
  const decisions = change.added.map(({ name, nameKey, outcome, decidedOn, editions }) =>
    newDecision(parts, {
      ...{ supplierNumber: null, nameKeys: [nameKey], name, outcome, editions, source: 'dictionary' },
      reason: `Taken over from a dictionary, where it was decided on ${decidedOn}.`,
    }),
  );
  await parts.records.addSupplierDecisions(decisions);
  await parts.upToDate();
  const unknown = [...new Set(identifiers)].filter((identifier) => !known.has(identifier));
  return accept({ added: decisions.length, same: change.same, different: change.different, unknown });
}
