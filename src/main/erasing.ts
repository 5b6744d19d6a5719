import type { Command } from 'commander';
import { takeOrAsk } from '../actions/store/takeOrAsk.ts';
import { erasePerson } from '../actions/upkeep/erasePerson.ts';
import { erasePersonCommand } from '../cli/erasePerson.ts';
import type { Speaking } from '../cli/storeParts.ts';
import type { Config } from '../config.ts';
import { instantAt, refuse } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { accessOf } from './keeping.ts';

/** The command `erase-person`. It needs the store to itself, so that nobody is signed in as the person meanwhile. */
export function erasing(config: Config, speaking: Speaking): Command {
  return erasePersonCommand({
    ...speaking,
    erase: (email) =>
      takeOrAsk(
        accessOf(config),
        (store) => erasePerson({ store, now: () => instantAt(Date.now()), request: newId('run') }, email),
        async ({ pid }) =>
          refuse('store-held', `Sevenbox is running (process ${pid}) and uses this store. Stop it first.`),
      ),
  });
}
