import { createReadStream } from 'node:fs';
import type { DemoParts, TitledFile } from '../../src/actions/demo/parts.ts';
import { instantAt } from '../../src/domain/values/index.ts';
import { newId } from '../../src/external/newId.ts';
import { demoHome } from '../../src/formats/demo/index.ts';
import { demoAnalyst, demoOfficer, demoOrganisations, demoPeople } from '../../src/formats/demo/people.ts';
import { tendersIn } from '../../src/main/tenders.ts';
import { cityMonth } from './importLedgers.ts';
import type { PeopleSite } from './people.ts';
import { incomingFiles } from './realReadings.ts';

/** Small ledgers in place of the four years of the demonstration. */
const ledgers = { 'april.csv': cityMonth(4), 'may.csv': cityMonth(5) };

const now = () => instantAt(Date.now());

function shipped(path: string, title: string): TitledFile {
  const content = createReadStream(new URL(`../../data/${path}`, import.meta.url));
  return { file: { name: 'shipped.csv', content }, title };
}

/** What fills the store of a demonstration, with small ledgers. */
export function demoPartsOf(
  { store, identity, opened, config }: PeopleSite,
  changed: Partial<DemoParts> = {},
): DemoParts {
  return {
    content: {
      ...{ organisations: demoOrganisations, people: demoPeople, analyst: demoAnalyst, home: demoHome },
      ledgerNames: Object.keys(ledgers),
      ledgers: () => incomingFiles(ledgers),
      officer: demoOfficer,
      results: () => shipped('tenders/example-results.csv', 'Invented results'),
      pastBids: () => shipped('tenders/example-past-bids.csv', 'Invented bids'),
    },
    ...{ store, identity, newId },
    importsFor: opened.house.imports.callsFor,
    tendersFor: (acting) => tendersIn({ home: config.home, store, now }, acting),
    now,
    pause: async () => {
      await opened.idle();
      return true;
    },
    ...changed,
  };
}
