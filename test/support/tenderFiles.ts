import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingFile } from '../../src/actions/imports/types.ts';
import { tendersIn } from '../../src/main/tenders.ts';
import { actingIn, embeddedStore, emptyHome, minute, organisationId } from './records.ts';

/** One of the invented files about tenders that are shipped. */
export function tenderExample(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../../data/tenders', name));
}

/** A file as it comes in with a form, in two pieces. */
export function incomingTender(name: string, content: string | Uint8Array): IncomingFile {
  const bytes = Buffer.from(content);
  return {
    name,
    content: (async function* pieces() {
      yield bytes.subarray(0, 10);
      yield bytes.subarray(10);
    })(),
  };
}

/** The calls on tenders and commitments of two organisations, over an embedded store. */
export async function openTenderCalls() {
  const home = await emptyHome();
  const { store, close } = await embeddedStore(home);
  for (const number of [1, 2]) {
    const id = organisationId(number);
    const made = { id, kind: 'anchor', form: null, name: `Council ${number}`, orgId: null } as const;
    await store.as(actingIn(id)).addOrganisation(made, null, minute(0));
  }
  const callsIn = (organisation: number) =>
    tendersIn({ home, store, now: () => minute(5) }, actingIn(organisationId(organisation)));
  const scratch = join(home, 'scratch');
  const left = () => (existsSync(scratch) ? readdirSync(scratch) : []);
  return { home, store, callsIn, left, close };
}
