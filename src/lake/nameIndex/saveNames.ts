import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesAtOnce, headOf, type SearchedNames, stretchesOf, writtenHead } from './layout.ts';

const partly = '.names-';
/** A half-written file this old was left by a process that was killed. */
const millisecondsKept = 24 * 60 * 60 * 1000;

/** Writes bytes at the end of a file, and hashes them. */
function writer(file: number) {
  const hash = createHash('sha256');
  const write = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length; ) {
      const some = bytes.subarray(done, done + bytesAtOnce);
      done += writeSync(file, some);
    }
  };
  return {
    write: (bytes: Uint8Array) => {
      hash.update(bytes);
      write(bytes);
    },
    end: () => write(hash.digest()),
  };
}

function writeNames(path: string, names: SearchedNames, fingerprint: string): void {
  const stretches = stretchesOf(names);
  const head = headOf(stretches, { fingerprint, names: names.counts.names });
  const file = openSync(path, 'wx');
  try {
    const { write, end } = writer(file);
    write(writtenHead(head));
    let written = 0;
    for (const [name, bytes] of stretches) {
      write(new Uint8Array(head.places[name].from - written));
      write(bytes);
      written = head.places[name].from + bytes.length;
    }
    write(new Uint8Array(head.bytes - written));
    end();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Takes away what killed processes left half-written; a file may be gone by the time it is looked at. */
function sweep(folder: string): void {
  const isOld = (path: string) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found !== undefined && Date.now() - found.mtimeMs > millisecondsKept;
  };
  for (const name of readdirSync(folder).filter((one) => one.startsWith(partly))) {
    const path = join(folder, name);
    if (isOld(path)) rmSync(path, { force: true });
  }
}

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/**
 * Keeps names beside what they were made of, whole or not at all: several processes may do so at once, and whoever
 * reads sees one of theirs. Answers false where the disk is full or the folder may not be written to.
 */
export function saveNames(path: string, names: SearchedNames, fingerprint: string): boolean {
  const folder = dirname(path);
  const part = join(folder, `${partly}${randomUUID()}`);
  try {
    sweep(folder);
    writeNames(part, names, fingerprint);
    renameSync(part, path);
    return true;
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    return false;
  } finally {
    rmSync(part, { force: true });
  }
}
