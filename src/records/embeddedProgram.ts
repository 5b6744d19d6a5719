import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Node has this, and describes it only together with a browser.
declare const WebAssembly: { readonly compile: (program: Uint8Array) => Promise<object> };

async function compile(): Promise<object> {
  const engine = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  return WebAssembly.compile(await readFile(join(engine, 'pglite.wasm')));
}

let compiled: Promise<object> | null = null;

/**
 * The program of the embedded PostgreSQL, compiled once in a process and handed to each thread that runs it: what the
 * first one has made quick stays so for the next, and a statement takes a third of the time.
 */
export function compiledProgram(): Promise<object> {
  compiled ??= compile();
  return compiled;
}
