import { describe, expect, it } from 'vitest';
import { decideOutcome, plainReason, type SaidOutcome } from './decideOutcome.ts';

const one = 'GB-COH-99417722';
const known = [one, 'GB-COH-00990001', 'GB-CHC-990001'];
const said = (more: Partial<SaidOutcome>) =>
  decideOutcome({ choice: '', identifier: '', deliveryPostcode: '', number: '', ...more }, (id) =>
    known.includes(id),
  );
const refused = (more: Partial<SaidOutcome>) => {
  const decision = said(more);
  return decision.ok ? [] : decision.refusals.map(({ code, sentence }) => `${code}: ${sentence}`);
};

describe('what is decided about a supplier', () => {
  it('is an organisation of a register in use', () => {
    expect(said({ choice: `entity:${one}` })).toEqual({
      ok: true,
      value: { kind: 'linked', identifier: one, deliveryPostcode: null },
    });
    expect(refused({ choice: 'entity:GB-COH-1' })).toEqual([
      'choice: No register in use has "GB-COH-1". Select one of the organisations shown, or "None of these".',
    ]);
    expect(refused({ choice: 'entity:' })[0]).toContain('an organisation without a number');
  });

  it.each(['99417722', ' 9941 7722', 'gb-coh-99417722'])(
    'is the organisation with the number %j',
    (number) => {
      expect(said({ choice: 'number', number })).toMatchObject({ value: { identifier: one } });
    },
  );

  it('is nobody for a number that no register in use has, or that two have', () => {
    expect(refused({ choice: 'number' })).toEqual(['number: Enter the number of the company or charity.']);
    expect(refused({ choice: 'number', number: '123' })).toEqual([
      'number: No register in use has "123". Check the number, or add the register.',
    ]);
    expect(refused({ choice: 'number', number: '990001' })).toEqual([
      'number: "990001" is GB-COH-00990001 and GB-CHC-990001. Enter the one that you mean.',
    ]);
  });

  it.each(['none', 'person', 'public-body', 'several'])('is %s', (kind) => {
    expect(said({ choice: kind })).toEqual({ ok: true, value: { kind } });
  });

  it('is the right supplier whose work is done elsewhere, with both told', () => {
    expect(said({ choice: 'elsewhere', identifier: one, deliveryPostcode: ' hd12tt ' })).toEqual({
      ok: true,
      value: { kind: 'linked', identifier: one, deliveryPostcode: 'HD1 2TT' },
    });
    expect(refused({ choice: 'elsewhere' })).toEqual([
      'identifier: Select which supplier it is.',
      'delivery-postcode: Enter the postcode of the place where the work is done.',
    ]);
    expect(refused({ choice: 'elsewhere', identifier: 'GB-COH-1', deliveryPostcode: 'the yard' })).toEqual([
      expect.stringContaining('identifier: No register in use has "GB-COH-1".'),
      'delivery-postcode: "the yard" is not a UK postcode. Postcodes look like HD1 2TT.',
    ]);
  });

  it.each(['', 'linked', 'toString', 'NONE'])('is nothing for %j', (choice) => {
    expect(refused({ choice })).toEqual(['choice: Select who this supplier is.']);
  });
});

it('takes a reason on one line, none where it is empty, and not a letter', () => {
  expect(plainReason(' They\r\ntold\u202E us. ')).toEqual({ ok: true, value: 'They told us.' });
  expect(plainReason(' \n')).toEqual({ ok: true, value: null });
  expect(plainReason('é'.repeat(500)).ok).toBe(true);
  expect(plainReason('é'.repeat(501))).toMatchObject({ refusals: [{ code: 'reason' }] });
});
