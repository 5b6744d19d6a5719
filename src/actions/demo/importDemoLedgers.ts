import type { ActionName } from '../../domain/organisations/index.ts';
import type { Import } from '../../domain/spend/imports/types.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import type { ImportCalls } from '../imports/types.ts';
import type { DemoParts } from './parts.ts';

/** The import calls of the analyst, for one action of the access table. */
export type AsAnalyst = (action: ActionName) => ImportCalls;

/** An import that stopped is read again, but not for ever. */
const mostRetries = 2;

function isOurs({ content }: DemoParts, { files }: Import): boolean {
  const names = new Set(files.map(({ name }) => name));
  return names.size === content.ledgerNames.length && content.ledgerNames.every((name) => names.has(name));
}

async function saveOwner({ content }: DemoParts, as: AsAnalyst): Promise<Decision<unknown>> {
  if ((await as('imports.owner').owner()) !== null) return accept(null);
  const name = content.organisations[0]?.name ?? '';
  return as('imports.saveOwner').saveOwner({ name, orgId: '', home: content.home });
}

/** What the analyst does next about an import: nothing once it is over, or while a job is at work. */
function nextStep(as: AsAnalyst, { id, state, version }: Import): Promise<Decision<Import>> | null {
  if (state === 'waiting') return as('imports.confirm').confirm(id, version);
  return state === 'stopped' ? as('imports.retry').retry(id) : null;
}

/** The import of the ledgers that an earlier start began; null where none of their files came. */
export async function importOfBefore(parts: DemoParts, as: AsAnalyst): Promise<string | null> {
  const all = await as('imports.import').imports();
  return all.find((one) => isOurs(parts, one))?.id ?? null;
}

/** Goes with an import until it is over, or the program ends. One that was cancelled was somebody's wish. */
export async function carryThrough(parts: DemoParts, as: AsAnalyst, id: string): Promise<Decision<null>> {
  let retries = 0;
  do {
    const one = await as('imports.import').importOf(id);
    if (one === null || one.state === 'imported' || one.state === 'cancelled') return accept(null);
    if (one.state === 'stopped') retries += 1;
    if (retries > mostRetries) return accept(null);
    const done = await nextStep(as, one);
    if (done !== null && !done.ok && done.refusals.every(({ code }) => code !== 'import-changed'))
      return done;
  } while (await parts.pause());
  return accept(null);
}

/** Imports the ledgers of the demonstration as the analyst would: whose they are, the files, and yes to what was read. */
export async function importDemoLedgers(parts: DemoParts, as: AsAnalyst): Promise<Decision<null>> {
  const owned = await saveOwner(parts, as);
  if (!owned.ok) return owned;
  const received = await as('imports.receive').receive(parts.content.ledgers());
  return received.ok ? carryThrough(parts, as, received.value) : received;
}
