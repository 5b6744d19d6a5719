import { readFileSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { RestoreKeys } from '../actions/store/keys.ts';
import type { StoreKey } from '../actions/store/parts.ts';
import type { Config } from '../config.ts';
import { accept, type Decision, refuse } from '../domain/values/index.ts';
import { keyCheckOf, keyFileText, maySave, parseKeyFile, saveBackup } from '../formats/backup/index.ts';

type KeySettings = Pick<Config, 'home' | 'secret'>;

/** Where a home folder keeps its key, when no setting is the key. */
export function keyPathOf(home: string): string {
  return join(home, 'secret.key');
}

/** The key in use; null where there is none yet, because Sevenbox was never started here. */
function keyOf({ secret, home }: KeySettings): string | null {
  if (secret !== null) return secret;
  try {
    return readFileSync(keyPathOf(home), 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function conditionOf(home: string): Awaited<ReturnType<StoreKey['condition']>> {
  try {
    const { mode } = statSync(keyPathOf(home));
    if (!/^\S{32,}\s*$/.test(readFileSync(keyPathOf(home), 'utf8'))) return 'unreadable';
    return process.platform !== 'win32' && (mode & 0o077) !== 0 ? 'open-to-others' : 'sound';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'none' : 'unreadable';
  }
}

/** The key of a home folder as doctor and backup see it. They never hand it out. */
export function storeKeyOf(settings: KeySettings): StoreKey {
  return {
    check: async () => {
      const key = keyOf(settings);
      return key === null ? null : keyCheckOf(key);
    },
    condition: async () => (settings.secret === null ? conditionOf(settings.home) : 'setting'),
  };
}

/** Where a key file is to be written, and beside which backup. */
export interface KeyOrder {
  readonly keys: string;
  readonly backup: string;
  readonly force: boolean;
}

/** Refuses a key file where whoever gets the backup would get it too. */
function keptApart({ home }: KeySettings, { keys, backup }: KeyOrder): Decision<null> {
  const [file, other, root] = [keys, backup, home].map((path) => resolve(path));
  if (file === other || dirname(file ?? '') === dirname(other ?? '')) {
    return refuse(
      'keys-not-apart',
      'The key file and the backup must not lie in one folder: whoever gets both can read the second factors. Name another folder with --keys, best on another disk.',
    );
  }
  if (`${file}`.startsWith(`${root}${sep}`)) {
    return refuse(
      'keys-not-apart',
      'The key file must not lie in the folder that Sevenbox keeps its data in. Name another folder with --keys.',
    );
  }
  return accept(null);
}

/** Whether a key file could be written. */
export async function maySaveKeys(settings: KeySettings, order: KeyOrder): Promise<Decision<string>> {
  if (settings.secret !== null) {
    return refuse(
      'keys-in-setting',
      'The key is the setting SEVENBOX_SECRET, so there is no key file to write. Leave --keys out, and keep that setting somewhere safe and apart from the backup.',
    );
  }
  const key = keyOf(settings);
  if (key === null) {
    return refuse(
      'no-key',
      'There is no key yet: it is made when Sevenbox is started with `sevenbox serve`. Leave --keys out.',
    );
  }
  const apart = keptApart(settings, order);
  if (!apart.ok) return apart;
  const may = await maySave(order.keys, order.force);
  return may.ok ? accept(key) : may;
}

/** Writes the key of a finished backup to a file of its own that only this user can read. */
export async function saveKeys(
  settings: KeySettings,
  order: KeyOrder,
  keyCheck: string | null,
): Promise<Decision<null>> {
  const key = await maySaveKeys(settings, order);
  if (!key.ok) return key;
  if (keyCheck !== keyCheckOf(key.value)) {
    return refuse(
      'key-differs',
      `The backup was written to ${order.backup}, but the Sevenbox that runs has another key than this command: one of them has the setting SEVENBOX_SECRET. No key file was written.`,
    );
  }
  const content = Readable.from([keyFileText(key.value)]);
  const check = async (path: string): Promise<Decision<null>> => {
    const read = parseKeyFile(order.keys, await readFile(path, 'utf8'));
    return read.ok ? accept(null) : read;
  };
  return saveBackup(order.keys, content, check, { force: order.force });
}

/** What was said about keys when a backup is restored. */
export interface KeysSaid {
  readonly keys: string | null;
  readonly withoutKeys: boolean;
}

async function keyIn(path: string): Promise<Decision<string>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return refuse('key-missing', `There is no file ${path} that can be read.`);
  return parseKeyFile(path, text);
}

/** Writes the key of a home folder anew, all of it or nothing. */
async function replaceKey(home: string, key: string): Promise<void> {
  const unfinished = `${keyPathOf(home)}.${process.pid}`;
  await writeFile(unfinished, key, { mode: 0o600, flush: true });
  await rename(unfinished, keyPathOf(home));
}

/** The key that a backup is restored with: that of a key file, else the one in use. */
export function restoreKeysOf(settings: KeySettings, { keys, withoutKeys }: KeysSaid): RestoreKeys {
  const { home, secret } = settings;
  const find = async (): Promise<Decision<string | null>> => {
    if (keys === null) return accept(keyOf(settings));
    const given = await keyIn(keys);
    if (!given.ok || secret === null || secret === given.value) return given;
    return refuse(
      'keys-in-setting',
      'The setting SEVENBOX_SECRET is another key than the one in the key file. Nothing was changed. Unset it, or leave --keys out.',
    );
  };
  return {
    given: keys !== null,
    mayDoWithout: withoutKeys,
    check: async () => {
      const found = await find();
      return found.ok ? accept(found.value === null ? null : keyCheckOf(found.value)) : found;
    },
    put: async () => {
      const found = await find();
      if (keys === null || secret !== null || !found.ok || found.value === null) return async () => undefined;
      const before = keyOf(settings);
      await replaceKey(home, found.value);
      return () => (before === null ? rm(keyPathOf(home), { force: true }) : replaceKey(home, before));
    },
  };
}
