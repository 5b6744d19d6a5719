import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisterFile, RegisterKind } from '../../../domain/suppliers/index.ts';
import { accept, type Decision, refuse } from '../../../domain/values/index.ts';
import { sha256Of } from '../unpack.ts';

/** Files that are read together, with the SHA-256 of their bytes. */
export interface RegisterPart {
  readonly files: readonly RegisterFile[];
  readonly sha256: string;
}

/** Everything that a register is added from. */
export interface RegisterParts {
  readonly parts: readonly RegisterPart[];
  readonly sha256: string;
  readonly label: string;
}

const mostFiles = 200;

async function filesIn({ path, label }: RegisterFile): Promise<readonly RegisterFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [{ path, label }];
  const names = (await readdir(path)).filter((name) => /^[^.].*\.(csv|tsv|txt|json|zip|gz)$/i.test(name));
  return names.map((name) => ({ path: join(path, name), label: name }));
}

function together(hashes: readonly string[]): string {
  const [only = '', ...others] = hashes;
  if (others.length === 0) return only;
  return createHash('sha256')
    .update([...hashes].sort().join('\n'))
    .digest('hex');
}

function labelOf(labels: readonly string[]): string {
  const [first = '', second, ...others] = labels;
  if (second === undefined) return first;
  const last = others.at(-1);
  return last === undefined ? `${first} and ${second}` : `${first} to ${last} (${labels.length} files)`;
}

/** Names such as `BasicCompanyData-2026-11-01-part3_7.zip` say how many parts there are; all must be there. */
function missingParts(labels: readonly string[]): Decision<undefined> {
  const named = labels.flatMap((label) => {
    const [, part, all] = /part(\d{1,2})_(\d{1,2})\b/i.exec(label) ?? [];
    return part === undefined ? [] : [{ part: Number(part), all: Number(all) }];
  });
  const all = named[0]?.all ?? 0;
  const missing = Array.from({ length: all }, (_, index) => index + 1).filter((part) =>
    named.every((one) => one.part !== part),
  );
  if (missing.length === 0) return accept(undefined);
  const which = missing.length === 1 ? `part ${missing[0]} is` : `parts ${missing.join(', ')} are`;
  const sentence = `The register comes in ${all} parts and ${which} missing. Name all parts in one command, or the folder that they are in.`;
  return refuse('reference-part-missing', sentence);
}

/** The files of a register in the order of their names, each with its hash. Companies come in parts that stand alone. */
export async function registerParts(
  kind: RegisterKind,
  sources: readonly RegisterFile[],
): Promise<Decision<RegisterParts>> {
  const files = (await Promise.all(sources.map(filesIn))).flat();
  files.sort((one, other) => (one.label < other.label ? -1 : 1));
  const first = sources[0]?.label ?? 'The folder';
  if (files.length === 0) return refuse('reference-no-table', `${first} holds no CSV, JSON, zip or gz file.`);
  if (files.length > mostFiles) {
    return refuse(
      'reference-too-many',
      `${first} holds more than ${mostFiles} files, which no register does.`,
    );
  }
  const labels = files.map(({ label }) => label);
  const complete = missingParts(labels);
  if (!complete.ok) return complete;
  const hashed: RegisterPart[] = [];
  for (const file of files) {
    const sha256 = await sha256Of(file.path).catch(() => undefined);
    if (sha256 === undefined) {
      return refuse('reference-missing', `There is no file ${file.label} that can be read.`);
    }
    if (hashed.every((part) => part.sha256 !== sha256)) hashed.push({ files: [file], sha256 });
  }
  const sha256 = together(hashed.map((part) => part.sha256));
  const parts = kind === 'companies' ? hashed : [{ files: hashed.flatMap((part) => part.files), sha256 }];
  return accept({ parts, sha256, label: labelOf(labels) });
}
