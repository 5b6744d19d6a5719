import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SupplierCalls } from '../../src/actions/suppliers/types.ts';
import type { Acting } from '../../src/domain/organisations/index.ts';
import { toLocalDate } from '../../src/domain/values/index.ts';
import { readRegister } from '../../src/formats/registers/index.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';
import { type OpenSite, openSite } from '../../src/main/openSite.ts';
import type { Site } from '../../src/web/site.ts';
import { incoming } from './imports.ts';
import { acceptedOf, actingIn, emptyHome, organisationId } from './records.ts';
import { configOf, signIn } from './signedIn.ts';

/** A site in which somebody reviews suppliers, and what a request of theirs is given. */
export interface SupplierSite {
  readonly home: string;
  readonly opened: OpenSite;
  /** What the browser of the analyst sends. */
  readonly cookie: string;
  /** The calls of one more request of a spend analyst. */
  readonly asked: () => Pick<Site, 'suppliers' | 'explore'>;
  /** Imports a ledger and looks its suppliers up. */
  readonly take: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** Adds a register from its text, and looks all suppliers up in it. */
  readonly addRegister: (
    kind: 'companies' | 'charities' | 'register',
    name: string,
    text: string,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function addTo(home: string, kind: 'companies' | 'charities' | 'register', name: string, text: string) {
  const folder = join(home, 'given');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  const order = { kind, files: [{ path, label: name }], date: null, read: readRegister };
  acceptedOf(await openReferenceStore(home).addRegister({ ...order, today: toLocalDate('2026-11-23') }));
}

/** Opens a real store in a new folder whose home is Kirklees. */
export async function openSupplierSite(databaseUrl: string | null = null): Promise<SupplierSite> {
  const home = await emptyHome();
  const config = configOf({ home, databaseUrl });
  const settings = {
    mode: 'real',
    css: '',
    demonstration: () => null,
    demonstrationBundles: () => [],
  } as const;
  const opened = acceptedOf(await openSite({ config, ...settings }));
  const { person, cookie } = await signIn({ store: opened.store, config }, { roles: ['spend-analyst'] });
  const organisation = organisationId(1);
  const calls = opened.house.imports.callsFor(actingIn(organisation));
  acceptedOf(await calls.saveOwner({ name: 'Kirkvale Council', orgId: '', home: 'Kirklees' }));
  const analyst = {
    kind: 'person',
    person,
    name: 'Ada Fernsby',
    organisation,
    roles: ['spend-analyst'],
  } as const;
  return {
    home,
    opened,
    cookie,
    asked: () => {
      const acting: Acting = { actor: analyst, action: 'suppliers.decide', request: 'req_test' };
      const visitor = { actor: analyst, signedIn: null, organisation: null, belongings: [], demo: false };
      const arriving = {
        ...{ action: acting.action, kind: 'form', url: '/', headers: {} },
        address: '127.0.0.1',
      };
      return opened.house.siteFor(acting, visitor, { ...arriving, request: 'req_test' } as never);
    },
    take: async (files) => {
      const id = acceptedOf(await calls.receive(incoming(files)));
      await opened.idle();
      acceptedOf(await calls.confirm(id, (await calls.importOf(id))?.version ?? 0));
      await opened.idle();
      await opened.idle();
    },
    addRegister: async (kind, name, text) => {
      await addTo(home, kind, name, text);
      await opened.house.registersChanged();
      await opened.idle();
    },
    close: async () => {
      await opened.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The queue as a page shows it; throws where there is none. */
export async function queueIn(suppliers: Pick<SupplierCalls, 'queue'>) {
  const queue = await suppliers.queue(null);
  if (!queue) throw new Error('There is a queue.');
  return queue;
}
