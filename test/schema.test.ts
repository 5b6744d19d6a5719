import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { tenderFileSchema } from '../src/domain/procurements/index.ts';
import { analysisSchema, schemaVersion } from '../src/domain/spend/analysis.ts';
import { definitionSchema } from '../src/domain/spend/definitions.ts';
import { answersSchema } from '../src/domain/spend/mapping/index.ts';

/** What people write is described as they write it, before numbers are read; what the program prints as it prints it. */
const written = new Set(['tender-1']);
const schemas = {
  [`analysis-${schemaVersion}`]: analysisSchema,
  'answers-1': answersSchema,
  'definition-1': definitionSchema,
  'tender-1': tenderFileSchema,
};

it.each(Object.entries(schemas))(
  'the checked-in JSON schema %s is the one the program uses',
  (name, schema) => {
    const path = fileURLToPath(new URL(`../docs/schemas/${name}.json`, import.meta.url));
    const now = `${JSON.stringify(z.toJSONSchema(schema, { io: written.has(name) ? 'input' : 'output' }), null, 2)}\n`;
    if (process.env.SEVENBOX_UPDATE === 'schemas') writeFileSync(path, now);
    expect(readFileSync(path, 'utf8')).toBe(now);
  },
);
