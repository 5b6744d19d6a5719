import { rm } from 'node:fs/promises';
import type { Exploring, OwnParts } from '../actions/explore/exploreCalls.ts';
import type { ExploreCalls, SoonAdded } from '../actions/explore/types.ts';
import type { OrganisationId } from '../domain/organisations/index.ts';
import { newId } from '../external/newId.ts';
import { openExplorer } from '../lake/batches/openExplorer.ts';
import type { BatchFolders, OpenExplorer } from '../lake/batches/types.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import type { Store } from '../records/types.ts';
import { newScratch } from './scratch.ts';

/** Explorers are opened when somebody first looks, one for each organisation, and closed together. */
export function explorers(home: string, { folderOf }: Pick<BatchFolders, 'folderOf'>) {
  const open: { readonly explorer: OpenExplorer; readonly scratch: string }[] = [];
  return {
    explorerFor: async () => {
      const scratch = await newScratch(home);
      const explorer = await openExplorer({ scratch, folderOf });
      open.push({ explorer, scratch });
      return explorer;
    },
    close: async () => {
      for (const { explorer, scratch } of open) {
        await explorer.close();
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

/** What an organisation has, for what is done without anybody asking. */
function ownOf(home: string, store: Store, owner: OrganisationId): OwnParts {
  const actor = { kind: 'system', organisation: owner, onBehalfOf: null } as const;
  const records = store.as({ actor, action: 'spend.result', request: newId('run') });
  return { records, references: openReferenceStore(home, owner) };
}

interface Told {
  readonly exploring: Exploring;
  /** Hears of what went wrong. */
  readonly failed: (error: unknown) => void;
}

/** Brings the pages up to date before anybody hears that something is done. They do so by themselves where that fails. */
export function keepingUp(home: string, store: Store, { exploring, failed }: Told) {
  return {
    prepare: (owner: OrganisationId, soon: SoonAdded) =>
      exploring.prepare(ownOf(home, store, owner), soon).catch(failed),
    changed: (owner: OrganisationId) => exploring.upToDate(ownOf(home, store, owner)).catch(failed),
  };
}

/** The result over what lies in the store at that moment, however long that takes. */
export function newestOf(exploring: Exploring, own: OwnParts): Pick<ExploreCalls, 'analysis'> {
  return {
    analysis: async (definition) => {
      await exploring.upToDate(own);
      return exploring.callsFor(own).analysis(definition);
    },
  };
}
