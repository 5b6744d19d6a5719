import { createHash } from 'node:crypto';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';

const opening =
  'Sevenbox key. Keep it apart from the backup: with both, second factors can be read and cookies forged.';

/** What a backup and a key file say of a key, so that each can be known by the other and the key by neither. */
export function keyCheckOf(key: string): string {
  return createHash('sha256').update(`sevenbox key check\n${key}`, 'utf8').digest('hex');
}

/** The text of a key file. */
export function keyFileText(key: string): string {
  return `${opening}\n${key}\n${keyCheckOf(key)}\n`;
}

/** The key in the text of a key file; refused when it is something else, or was changed. */
export function parseKeyFile(path: string, text: string): Decision<string> {
  const [first, key = '', check, ...rest] = text.replaceAll('\r\n', '\n').split('\n');
  const isOne = first === opening && /^[0-9a-f]{64}$/.test(key) && rest.join('') === '';
  if (!isOne) {
    return refuse('not-a-key', `${path} is not a key file that Sevenbox wrote, or it was changed.`);
  }
  if (check === keyCheckOf(key)) return accept(key);
  return refuse('key-damaged', `${path} is damaged: the key in it was changed. Use another copy of it.`);
}
