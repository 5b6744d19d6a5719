import type { DemoParts } from '../../src/actions/demo/parts.ts';
import { instantAt } from '../../src/domain/values/index.ts';
import { newId } from '../../src/external/newId.ts';
import { demoHome } from '../../src/formats/demo/index.ts';
import { demoAnalyst, demoOrganisations, demoPeople } from '../../src/formats/demo/people.ts';
import { cityMonth } from './importLedgers.ts';
import type { PeopleSite } from './people.ts';
import { incomingFiles } from './realReadings.ts';

/** Small ledgers in place of the four years of the demonstration. */
const ledgers = { 'april.csv': cityMonth(4), 'may.csv': cityMonth(5) };

/** What fills the store of a demonstration, with small ledgers. */
export function demoPartsOf(
  { store, identity, opened }: PeopleSite,
  changed: Partial<DemoParts> = {},
): DemoParts {
  return {
    content: {
      ...{ organisations: demoOrganisations, people: demoPeople, analyst: demoAnalyst, home: demoHome },
      ledgerNames: Object.keys(ledgers),
      ledgers: () => incomingFiles(ledgers),
    },
    ...{ store, identity, newId },
    importsFor: opened.house.imports.callsFor,
    now: () => instantAt(Date.now()),
    pause: async () => {
      await opened.idle();
      return true;
    },
    ...changed,
  };
}
