import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../../test/support/matching.ts';
import { numberRelation, readGivenNumber } from './givenNumber.ts';

const relation = (written: string, ...identifiers: readonly string[]) => {
  const given = readGivenNumber(written, knowledge);
  return given && numberRelation(given, identifiers);
};

describe('a number as a ledger writes it', () => {
  it.each([
    ['99417722', 'GB-COH-99417722', 'same'],
    ['GB-COH-99417722', 'GB-COH-99417722', 'same'],
    ['Company No. 99417722', 'GB-COH-99417722', 'same'],
    ['9917722.0', 'GB-COH-09917722', 'same'],
    ['917722', 'GB-COH-00917722', 'same'],
    ['sc 12345', 'GB-COH-SC012345', 'same'],
    ['9911223', 'GB-CHC-9911223', 'same'],
    ['GB-CHC-9911223', 'GB-CHC-9911223', 'same'],
    ['98441', 'GB-COH-09084041', 'noughts lost'],
    ['SC9441', 'GB-COH-SC940410', 'noughts lost'],
    ['912345', 'GB-COH-OC912345', 'prefix differs'],
    ['SC912345', 'GB-COH-00912345', 'prefix differs'],
    ['NI912345', 'GB-COH-SC912345', 'prefix differs'],
    ['99417722', 'GB-COH-99417723', 'different'],
    ['1234567', 'GB-COH-11234567', null],
    ['99417711', 'GB-COH-99417711', 'same'],
    ['994177220000', 'GB-COH-99417722', 'different'],
  ])('%s beside %s is %s', (written, identifier, expected) =>
    expect(relation(written, 'GB-COH-88000001', identifier)).toBe(expected),
  );

  it.each(['', '  ', 'n/a', 'None', 'ONETIME', '0', '00000000', '11111111', '12345678', 'SC', 'abc'])(
    '“%s” is no number',
    (written) => expect(readGivenNumber(written, knowledge)).toBeNull(),
  );

  it('is nothing where the ledger has no such column', () =>
    expect(readGivenNumber(null, knowledge)).toBeNull());
});
