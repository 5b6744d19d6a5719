import { readFileSync } from 'node:fs';
import { definitionSchema, type LocalDefinition } from '../domain/spend/definitions.ts';
import { accept, type Decision, refuse } from '../domain/values/index.ts';

const shipped = ['ledger-all', 'third-party', 'same-region', 'delivery-site'] as const;
const folder = new URL('../../data/definitions/', import.meta.url);

/** The definitions that come with the product, the default one first. */
export function shippedDefinitions(): readonly LocalDefinition[] {
  return shipped.map((name) =>
    definitionSchema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))),
  );
}

function fromFile(path: string): Decision<LocalDefinition> {
  try {
    const read = definitionSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (read.success) return accept(read.data);
    const problems = read.error.issues.map(
      (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
    );
    return refuse('definition-unreadable', `${path} is not a definition. ${problems.join('; ')}.`);
  } catch {
    return refuse(
      'definition-unknown',
      `There is no definition "${path}". The shipped ones are ${shipped.join(', ')}; a file has to be JSON.`,
    );
  }
}

/** The shipped definitions with the one named (or read from a file) in front. */
export function definitionsLedBy(nameOrFile: string | undefined): Decision<readonly LocalDefinition[]> {
  const all = shippedDefinitions();
  if (nameOrFile === undefined) return accept(all);
  const known = all.find((definition) => definition.id === nameOrFile);
  const lead = known ? accept(known) : fromFile(nameOrFile);
  if (!lead.ok) return lead;
  return accept([lead.value, ...all.filter((definition) => definition.id !== lead.value.id)]);
}
