import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const settings = z.object({
  /** The folder that holds all state: reference editions, scratch files, the demonstration. */
  SEVENBOX_HOME: z.string().min(1).optional(),
  /** Where the pages are served, on this computer only. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(7007),
  /** A PostgreSQL server that keeps the records; without it they are kept in the home folder. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
});

/** The shape of a decision; this file imports nothing of ours. */
type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly refusals: readonly { readonly code: string; readonly sentence: string }[];
    };

export interface Config {
  readonly home: string;
  readonly port: number;
  readonly databaseUrl: string | null;
}

/** Reads every setting once, from the environment of the process; refuses in words when one is wrong. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Decision<Config> {
  const read = settings.safeParse(environment);
  if (!read.success) {
    const names = read.error.issues.map((issue) => issue.path.join('.'));
    const sentence = `The setting ${names.join(' and ')} is wrong. PORT is a whole number up to 65535; SEVENBOX_HOME is a folder; DATABASE_URL begins with postgres:// or postgresql://.`;
    return { ok: false, refusals: [{ code: 'setting-wrong', sentence }] };
  }
  const { SEVENBOX_HOME: home, PORT: port, DATABASE_URL: databaseUrl } = read.data;
  return {
    ok: true,
    value: { home: home ?? join(homedir(), '.sevenbox'), port, databaseUrl: databaseUrl ?? null },
  };
}
