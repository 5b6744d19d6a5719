import { createReadStream } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fillDemoStore } from '../actions/demo/fillDemoStore.ts';
import type { DemoContent, TitledFile } from '../actions/demo/parts.ts';
import type { IncomingFile } from '../actions/imports/types.ts';
import type { Acting } from '../domain/organisations/index.ts';
import { dayInLondon, instantAt } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { demoHome } from '../formats/demo/index.ts';
import { demoAnalyst, demoOfficer, demoOrganisations, demoPeople } from '../formats/demo/people.ts';
import { demoRegisters } from '../formats/demo/registers.ts';
import { readRegister } from '../formats/registers/index.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import type { OpenSite } from './openSite.ts';
import { talk } from './product.ts';
import { newScratch } from './scratch.ts';
import { tendersIn } from './tenders.ts';

const pauseMilliseconds = 300;

async function* filesIn(folder: string, names: readonly string[]): AsyncGenerator<IncomingFile> {
  for (const name of names) yield { name, content: createReadStream(join(folder, name)) };
}

const shipped = new URL('../../data/', import.meta.url);

/** What the results are called says what is invented in them, and what is not. */
const resultsTitle = 'Seven invented procurements, in the shape of a chart Kirklees Council showed in 2021';

function shippedFile(path: string, title: string): TitledFile {
  const name = path.split('/').at(-1) ?? path;
  return { file: { name, content: createReadStream(new URL(path, shipped)) }, title };
}

async function contentFrom(ledgers: string): Promise<DemoContent> {
  const ledgerNames = (await readdir(ledgers)).sort();
  return {
    ...{ organisations: demoOrganisations, people: demoPeople, analyst: demoAnalyst, home: demoHome },
    ledgerNames,
    ledgers: () => filesIn(ledgers, ledgerNames),
    officer: demoOfficer,
    results: () => shippedFile('tenders/example-results.csv', resultsTitle),
    pastBids: () => shippedFile('measures/past-bids-demo.csv', 'Tenders of 2024 to 2026 (invented)'),
  };
}

/** Adds the invented registers; those that are there already stay. Supplier names are looked up when ledgers come. */
async function addRegisters(home: string): Promise<void> {
  const folder = await newScratch(home);
  try {
    for (const { kind, name, text } of demoRegisters()) {
      const path = join(folder, name);
      await writeFile(path, text);
      const order = { kind, files: [{ path, label: name }], date: null, read: readRegister };
      const added = await openReferenceStore(home).addRegister({ ...order, today: dayInLondon(Date.now()) });
      if (!added.ok) throw new Error(added.refusals.map(({ sentence }) => sentence).join(' '));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Fills the store of the demonstration while the site answers already; `stop` lets it go no further and waits for the
 * step it is at.
 */
export function fillingDemo(
  { store, identity, house }: Pick<OpenSite, 'store' | 'identity' | 'house'>,
  { home, ledgers }: { readonly home: string; readonly ledgers: string },
): { readonly filled: Promise<void>; readonly stop: () => Promise<void> } {
  const ending = new AbortController();
  const { signal } = ending;
  const pause = () => wait(pauseMilliseconds, true, { signal }).catch(() => false);
  const filling = async () => {
    await addRegisters(home);
    const content = await contentFrom(ledgers);
    const importsFor = house.imports.callsFor;
    const now = () => instantAt(Date.now());
    const tendersFor = (acting: Acting) => tendersIn({ home, store, now }, acting);
    const parts = { content, store, identity, importsFor, tendersFor, newId, now, pause };
    const done = await fillDemoStore(parts);
    if (!done.ok) throw new Error(done.refusals.map(({ sentence }) => sentence).join(' '));
  };
  const filled = filling().catch((error: unknown) => {
    if (!signal.aborted) talk(`The invented people could not be made: ${String(error)}\n`);
  });
  const stop = () => {
    ending.abort();
    return filled;
  };
  return { filled, stop };
}
