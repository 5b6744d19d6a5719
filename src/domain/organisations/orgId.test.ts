import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orgIdScheme, orgIdSchemes, parseOrgId } from './index.ts';

const textOf = (said: string, chosen?: string) => {
  const read = parseOrgId(said, chosen);
  return read.ok ? read.value.text : read.refusals.map(({ code }) => code).join();
};

it('splits an identifier', () =>
  expect(parseOrgId('GB-CHC-1090095-2')).toEqual({
    ok: true,
    value: { scheme: 'GB-CHC', number: '1090095-2', text: 'GB-CHC-1090095-2' },
  }));

describe('what people write becomes one form', () => {
  it.each([
    ['gb coh 123456', 'GB-COH-00123456'],
    ['GB-COH-42478', 'GB-COH-00042478'],
    ['GB-COH-0042 478', 'GB-COH-00042478'],
    ['GB‑COH–09506232', 'GB-COH-09506232'],
    [' gb-coh-sc12345\n', 'GB-COH-SC012345'],
    ['GB-COH-OC 301540', 'GB-COH-OC301540'],
    ['GB-COH-CE1234', 'GB-COH-CE001234'],
    ['GB-COH-IP27435R', 'GB-COH-IP27435R'],
    ['GB-COH-R123', 'GB-COH-R0000123'],
    ['GB-COH-R0000123', 'GB-COH-R0000123'],
    ['GBCOH 7', 'GB-COH-00000007'],
    ['GB-CHC-279417', 'GB-CHC-279417'],
    ['GB-CHC-01090095', 'GB-CHC-1090095'],
    ['GB-CHC-1090095-0', 'GB-CHC-1090095'],
    ['GB-CHC-1090095/12', 'GB-CHC-1090095-12'],
    ['GB-SC-42386', 'GB-SC-SC042386'],
    ['gb-sc-sc000587', 'GB-SC-SC000587'],
    ['GB-NIC-NIC100019', 'GB-NIC-100019'],
    ['GB-NIC-100019', 'GB-NIC-100019'],
    ['GB-MPR-ip31455', 'GB-MPR-IP031455'],
    ['GB-MPR-235C', 'GB-MPR-235C'],
    ['GB-PPON-PMGZ-7132-MXBD', 'GB-PPON-PMGZ-7132-MXBD'],
    ['gb-ppon pmgz7132mxbd', 'GB-PPON-PMGZ-7132-MXBD'],
    ['GB-LAE-TRF.', 'GB-LAE-TRF'],
    ['gb-lae-wyca', 'GB-LAE-WYCA'],
    ['GB-NHS-rwy', 'GB-NHS-RWY'],
    ['GB-REV-X6243', 'GB-REV-X6243'],
    ['GB-SHPE-LH 4401', 'GB-SHPE-LH4401'],
    ['xi-eid-a/1.2_3', 'XI-EID-a/1.2_3'],
    ['CA-CRA_ACC-80000 1', 'CA-CRA_ACC-800001'],
    ['GB-SRS-sid4gov.cabinetoffice.gov.uk/zXxx99v9', 'GB-SRS-sid4gov.cabinetoffice.gov.uk/zXxx99v9'],
  ])('%s is %s', (said, expected) => expect(textOf(said)).toBe(expected));

  it.each([
    ['123456', 'GB-COH', 'GB-COH-00123456'],
    ['SC 012 345', 'GB-COH', 'GB-COH-SC012345'],
    ['NI 012 345', 'gb-coh', 'GB-COH-NI012345'],
    ['GB-COH-123456', 'GB-COH', 'GB-COH-00123456'],
    ['GB-CHC-1090095', 'GB-COH', 'GB-CHC-1090095'],
    ['kir', 'GB-LAE', 'GB-LAE-KIR'],
    ['PMGZ 7132 MXBD', 'GB-PPON', 'GB-PPON-PMGZ-7132-MXBD'],
    ['XI-EID-1', 'XX-NONE', 'XI-EID-1'],
  ])('"%s" with %s chosen is %s', (said, chosen, expected) => expect(textOf(said, chosen)).toBe(expected));
});

describe('what is refused', () => {
  it.each([
    '',
    'kirklees',
    '123456',
    'GB-COH-',
    'GB-COH-123456789',
    'GB-COH-00000000',
    'GB-COH-SC000000',
    'GB-COH-QQ123456',
    'GB-COH-SC1234567',
    'GB-CHC-12345',
    'GB-CHC-1090095-2-3',
    'GB-CHC-x',
    'GB-SC-042386x',
    'GB-SC-000000',
    'GB-NIC-200019',
    'GB-PPON-QMGZ-7132-MXBD',
    'GB-PPON-PMGZ-7132-MXB',
    'GB-LAE-E08000034',
    'GB-LAS-ZE',
    'GB-UKPRN-20000346',
    'GB-EDU-12555',
    'GB-XYZ-<b>',
    'XI-EID-../../etc;rm',
    'XI-EID-1\u0000',
    `XI-EID-${'9'.repeat(61)}`,
    'x'.repeat(10_000),
  ])('%j', (said) => expect(textOf(said)).toBe('org-id'));

  it('says the right form with an example', () => {
    expect(parseOrgId('GB-CHC-12')).toEqual({
      ok: false,
      refusals: [
        {
          code: 'org-id',
          sentence:
            'This is no number of Charity Commission for England and Wales. A number there is six or seven digits; the identifier looks like GB-CHC-1090095.',
        },
      ],
    });
    expect(parseOrgId('12')).toMatchObject({
      refusals: [{ sentence: expect.stringContaining('like GB-COH-01234567') }],
    });
  });
});

describe('the list of registers', () => {
  it.each(orgIdSchemes.map((scheme) => [scheme.code, scheme] as const))(
    '%s has an example in its form',
    (code, scheme) => {
      expect(textOf(scheme.example)).toBe(scheme.example);
      expect(textOf(scheme.example.slice(code.length + 1), code)).toBe(scheme.example);
      expect(textOf(`${code}-?`)).toBe('org-id');
      expect(orgIdScheme(code)).toBe(scheme);
    },
  );

  it('names each once', () => {
    expect(new Set(orgIdSchemes.map(({ code }) => code)).size).toBe(orgIdSchemes.length);
    expect(orgIdScheme('GB-XYZ')).toBeUndefined();
  });
});

const codes = fc.constantFrom(...orgIdSchemes.map(({ code }) => code), 'XI-EID', 'GB-XYZ', '');
const numbers = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.stringMatching(/^[A-Z]{0,4}[ -]?[0-9]{1,9}[ -]?[A-Z]{0,4}$/),
  fc.stringMatching(/^(SC|IP|RS|R0|NIC|P[A-Z]{3}-)?[0-9]{1,8}(-[A-Z0-9]{1,4})?$/),
);

it('property: what was read reads as itself, and only safe characters come through', () => {
  let accepted = 0;
  fc.assert(
    fc.property(codes, numbers, fc.constantFrom('-', ' ', ' - '), (code, number, between) => {
      const read = parseOrgId(`${code}${between}${number}`);
      if (!read.ok) return;
      accepted += 1;
      expect(parseOrgId(read.value.text)).toEqual(read);
      expect(read.value.text).toMatch(/^[A-Z]{2}-[A-Z0-9_]{2,12}-[A-Za-z0-9][A-Za-z0-9._/-]*$/);
      expect(parseOrgId(read.value.text.toLowerCase()).ok).toBe(true);
    }),
    { numRuns: Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 3000) },
  );
  expect(accepted).toBeGreaterThan(100);
});

it('property: zeros that a spreadsheet took away change nothing', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (number) => {
      const whole = `GB-COH-${String(number).padStart(8, '0')}`;
      expect(textOf(`GB-COH-${number}`)).toBe(whole);
      expect(textOf(String(number), 'GB-COH')).toBe(whole);
    }),
  ));
