import { describe, expect, it } from 'vitest';
import { charityIdentifier, companyIdentifier, companyNumber, schemeOf } from './identifiers.ts';

describe('a company number', () => {
  it.each([
    ['99417722', '99417722'],
    ['1166449', '01166449'],
    [' 0041 877 ', '00041877'],
    ['sc12345', 'SC012345'],
    ['OC9012', 'OC009012'],
    ['IP28435R', 'IP28435R'],
    ['R0000123', 'R0000123'],
  ])('%s is %s', (text, number) => expect(companyNumber(text)).toBe(number));

  it.each([
    '',
    '0',
    '00000000',
    'N/A',
    'REDACTED',
    'Not yet available',
    '123456789',
    'ABCDEFGH',
    'GB123456789',
  ])('%s is none', (text) => expect(companyIdentifier(text)).toBeUndefined());

  it('makes an org-id', () => expect(companyIdentifier('41877')).toBe('GB-COH-00041877'));
});

describe('a charity number', () => {
  it.each([
    ['9912345', 'GB-CHC-9912345'],
    ['991234-2', 'GB-CHC-991234-2'],
    ['SC012345', 'GB-SC-SC012345'],
    ['NIC101234', 'GB-NIC-101234'],
  ])('%s is %s', (text, identifier) => expect(charityIdentifier(text)).toBe(identifier));

  it.each(['', '0', '12', 'exempt', '99123456', '0123456'])('%s is none', (text) =>
    expect(charityIdentifier(text)).toBeUndefined(),
  );
});

it('the register of an org-id is its first two parts', () => {
  expect(['GB-COH-99417722', 'GB-CHC-991234-2', 'local-17', 'GB-LAE-KIR'].map(schemeOf)).toEqual([
    'GB-COH',
    'GB-CHC',
    'local',
    'GB-LAE',
  ]);
});
