import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../../domain/spend/imports/faults.ts';
import { accept, type Decision, instantAt, refuse } from '../../domain/values/index.ts';
import { composeMessage } from './compose.ts';
import type { Mailer, Sender } from './types.ts';

const sender: Sender = { name: 'Sevenbox', address: 'sevenbox@sevenbox.invalid' };

/** Sorts by time; colons would be no name of a file on some systems. */
function newName(): string {
  return `${instantAt(Date.now()).replaceAll(':', '-')}-${randomBytes(8).toString('hex')}.eml`;
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function keep(folder: string, content: Buffer): Promise<Decision<null>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await writeWhole(join(folder, newName()), content);
    return accept(null);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return refuse(
      'email-disk-full',
      'There is not enough room on the disk for an email. Make room, and try again.',
    );
  }
}

/**
 * Writes each email as a file that mail programs open, for whoever runs the program and nobody else: messages hold links
 * that sign people in. It is what a computer without a mail server has.
 */
export function outboxMailer(folder: string, from: Sender = sender): Mailer {
  return {
    send: async (message) => {
      const composed = await composeMessage(message, from);
      return composed.ok ? keep(folder, composed.value.raw) : composed;
    },
  };
}
