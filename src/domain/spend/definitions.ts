import { z } from 'zod';
import type { Ring } from '../places/index.ts';
import { parsePlaceCode } from '../values/index.ts';

const builtInRing = z.enum(['authority', 'combined-authority', 'region', 'uk']);

const ownRing = z.strictObject({
  /** As a bundle's definition.json has it; `own-1`, `own-2` ... where it is not given. */
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
  name: z.string().min(1).max(200),
  codes: z
    .array(z.string().refine((code) => parsePlaceCode(code) !== undefined, 'is not an ONS code'))
    .min(1)
    .max(2000),
});

/**
 * What "local" means: the rings, the address that counts, and what is left out. Versioned: a change of
 * meaning is a new version. Shipped ones lie in `data/definitions`; `--definition FILE` reads another.
 */
export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'small letters, digits and hyphens'),
  version: z.string().min(1).max(20),
  name: z.string().min(1).max(100),
  sentence: z.string().min(1).max(500),
  basis: z.enum(['ledger address', 'registered office', 'delivery site']),
  fallback: z.boolean(),
  rings: z
    .array(z.union([builtInRing, ownRing]))
    .min(1)
    .max(10),
  leaveOut: z.array(z.string()).max(50),
  scopeSentence: z.string().min(1).max(500),
  boundaries: z.string().max(200).optional().describe('written by a bundle; not used'),
});

export type LocalDefinition = z.infer<typeof definitionSchema>;

/** The rings a definition asks for, in its order; a built-in ring that home does not have is left out. */
export function ringsOf(definition: LocalDefinition, builtIn: readonly Ring[]): readonly Ring[] {
  return definition.rings.flatMap((wanted, index) => {
    if (typeof wanted === 'string') return builtIn.filter((ring) => ring.id === wanted);
    const codes = wanted.codes.flatMap((code) => parsePlaceCode(code) ?? []);
    return [{ id: wanted.id ?? `own-${index + 1}`, name: wanted.name, codes }];
  });
}
