import { readFileSync } from 'node:fs';

/** The version in the package's manifest. */
export function productVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}

export const out = (text: string) => process.stdout.write(text);
export const talk = (text: string) => process.stderr.write(text);

/** Shows what is being done on one line, where a person is looking. */
export function progress(sentence: string): void {
  if (process.stderr.isTTY) talk(`\r\u001b[K${sentence.slice(0, 100)}`);
}

/** Clears the line of `progress`. */
export function endProgress(): void {
  if (process.stderr.isTTY) talk('\r\u001b[K');
}
