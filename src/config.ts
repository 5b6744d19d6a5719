import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const settings = z.object({
  /** The folder that holds all state: reference editions, scratch files, the demonstration. */
  SEVENBOX_HOME: z.string().min(1).optional(),
  /** Where the pages are served, on this computer only. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(7007),
});

export interface Config {
  readonly home: string;
  readonly port: number;
}

/** Reads every setting once, from the environment of the process; throws with a sentence when one is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = settings.safeParse(environment);
  if (!read.success) {
    const names = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`A setting is wrong. ${names.join('; ')}`);
  }
  return { home: read.data.SEVENBOX_HOME ?? join(homedir(), '.sevenbox'), port: read.data.PORT };
}
