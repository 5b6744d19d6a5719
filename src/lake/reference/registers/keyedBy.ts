import { createHash } from 'node:crypto';
import { matchKey } from '../../../domain/suppliers/index.ts';

/** Invented names that between them need every rule by which names become keys. */
export const sampleNames = [
  'The Example & Sons Joinery Company Limited',
  'E X A M P L E  L.L.P.',
  'Café Ünnamed (Yorkshire) plc',
  "St. Invented's C.I.C.",
  'Made-Up Housing Association Ltd T/A Sample Homes',
  'EXAMPLE CHARITABLE INCORPORATED ORGANISATION',
  'Sample Community Interest Company',
  '1st Invented Scout Group',
  'Cwmni Enghreifftiol Cyfyngedig',
  'Sample Inc GmbH 24/7 @ Works',
];

/**
 * A fingerprint of the rules by which names become keys. An edition whose keys were made by other rules still answers
 * rightly: its keys are then made again as they are read.
 */
export function keyRules(): string {
  return createHash('sha256')
    .update(JSON.stringify(sampleNames.map(matchKey)))
    .digest('hex')
    .slice(0, 12);
}
