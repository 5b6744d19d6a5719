import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, entity, inventedRegister, knowledge, matched } from '../../../../test/support/matching.ts';
import { toLocalDate } from '../../values/index.ts';
import type { SupplierFinding } from '../deciding/index.ts';
import { compareWithCandidate, decideSupplier, decisionFeatures, searchForSupplier } from './index.ts';

const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 60);
const day = toLocalDate;
const hebbleden = 'GB-COH-99417722';

function saidOf(finding: SupplierFinding): string {
  if (finding.kind === 'linked') return finding.identifier;
  return finding.kind === 'not-listed' ? finding.sort : finding.kind;
}

describe('who a supplier string stands for', () => {
  it.each([
    ['Hebbleden Support Services Ltd', hebbleden, 'The name is the same'],
    [
      'HEBBLEDEN HOME HELP LIMITED',
      hebbleden,
      'It was called “HEBBLEDEN HOME HELP LIMITED” until 30 June 2018',
    ],
    ['Hebbleden Support Services (York) Ltd', 'GB-COH-99417723', 'The name is the same'],
    [
      'Hebbleden Support Services Limi',
      hebbleden,
      'The ledger’s name is read without codes and notes around the name',
    ],
    ['HEBBLEDEN SUPPORT SERVICES LTD - DO NOT USE', hebbleden, 'The name is the same'],
    ['004352HEBBLEDEN SUPPORT SERVICES LIMITED', hebbleden, 'The name is the same'],
    ['HEBBLEDENAA SUPPORTAA SERVICESAA LIMITED', hebbleden, 'The name is the same'],
    [
      'Alder Care Ltd t/a Sunnyways',
      'GB-COH-98000000',
      'The ledger’s name is read as two names of one payee, around “t/a”',
    ],
    [
      'Sunnyways t/a Hebbleden Support Services Ltd',
      hebbleden,
      'The ledger’s name is read as two names of one payee, around “t/a”',
    ],
    [
      'Alder Care Ltd formerly Oldname',
      'GB-COH-98000000',
      'The ledger’s name is read as a present and an earlier name, around “formerly”',
    ],
    ['Quernmore & Larkfield Builders', 'GB-COH-99000410', 'The name is the same'],
    [
      'Quernmore and Larkfeild Builders Ltd',
      'GB-COH-99000410',
      '“Larkfeild” is spelled “Larkfield” on the register',
    ],
    ['Owlerton Fdn', 'GB-COH-99055123', '“Fdn” is short for “Foundation”'],
    ['Owlerton Youth', 'GB-CHC-9911223', '“OWLERTON YOUTH” is a name it works under'],
    ['Lowerham CVS', 'GB-COH-99300003', '“CVS” is short for “Council Voluntary Service”'],
    ['SAVEHEATCUTWASTE', 'GB-COH-99300002', 'The name is the same but for its spaces'],
    ['Sparrowgate C.I.C.', 'GB-COH-99300001', 'The name is the same'],
    ['Brackenrigg Partners', 'GB-COH-OC998877', 'The name is the same'],
  ])('%s is %s: %s', (name, identifier, reason) => {
    const { finding, band } = matched(name);
    expect(saidOf(finding)).toBe(identifier);
    expect(finding.reasons).toContain(reason);
    expect(band).toMatch(/^[ABC]$/);
  });

  it.each([
    [
      'REDACTED PERSONAL DATA',
      'redacted',
      /“REDACTED PERSONAL DATA” in the name stands for no single supplier/,
    ],
    ['Various suppliers', 'several', /no single supplier/],
    ['Personal Budgets', 'aggregate', /no single supplier/],
    ['ALDER CARE LIMITED TOTAL BIRCHWAYS', 'several', /a subtotal that ran into the name/],
    ['Mr J Exampleton', 'person', /“Mr J Exampleton” reads like a person’s name/],
    ['EXAMPLETON J B', 'person', /reads like a person’s name/],
    ['Janet Exampleton', 'person', /reads like a person’s name/],
    ['Estate of Exampleton', 'person', /reads like a person’s name/],
    ['Exampleton Borough Council', 'public-body', /“borough council” in it, as public bodies have/],
    ['NHS Exampleshire CCG', 'public-body', /public bodies/],
    ['HM Land Registry Exampleton', 'public-body', /public bodies/],
    ['Exampleton Family Practice', 'unmatched', /most practices are partnerships/],
    ['Dr Exampleton and Partners', 'unmatched', /most practices are partnerships/],
    ['', 'unmatched', /There is no name/],
    ['***', 'unmatched', /There is no name/],
    ['n/a', 'unmatched', /There is no name/],
    ['Wholly Unheardof Widgets Ltd', 'unmatched', /No name on the registers is near/],
    ['Hebbleden', 'unmatched', /No name on the registers is near/],
    ['Hebbleden Support Services (Leeds) Ltd', 'unmatched', /near enough/],
    ['Larkfield & Quernmore', 'unmatched', /near/],
  ])('%s is %s', (name, said, reason) => {
    const { finding, band } = matched(name);
    expect(saidOf(finding)).toBe(said);
    expect(finding.reasons.join()).toMatch(reason);
    expect(band).toBeNull();
  });

  it('names a charity and its company as one organisation', () => {
    const { candidates, finding } = matched('The Owlerton Foundation');
    expect(finding.kind).toBe('linked');
    expect(candidates).toHaveLength(1);
  });

  it('keeps suggestions for what it does not link, the likeliest first', () => {
    const { finding, candidates } = matched('Hebbleden Support Svcs');
    expect(finding).toMatchObject({ kind: 'unmatched', identifiers: [hebbleden] });
    expect(candidates[0]).toMatchObject({
      entity: { identifier: hebbleden },
      agrees: ['“Hebbleden Support” is in both names', '“Svcs” is short for “Services”'],
      disagrees: ['Only the register’s name has a legal form'],
    });
  });

  it('does not take a person for the company of the same name', () => {
    const own = entity('GB-COH-99500001', 'JANET EXAMPLETON LIMITED');
    const company = decideSupplier(asked('Janet Exampleton Ltd'), [own], knowledge);
    expect(saidOf(company.finding)).toBe(own.identifier);
    expect(saidOf(decideSupplier(asked('Janet Exampleton'), [], knowledge).finding)).toBe('person');
  });
});

describe('several organisations of one name', () => {
  const name = 'Zephyrdale Consulting Ltd';
  const [first, second] = ['GB-COH-99100001', 'GB-COH-99100002'];

  it('are named and left to a person', () => {
    const { finding, band } = matched(name);
    expect(finding).toEqual({
      kind: 'ambiguous',
      identifiers: [first, second],
      reasons: ['2 organisations have this name, and nothing tells them apart'],
    });
    expect(band).toBeNull();
  });

  it.each([
    ['the postcode', { postcode: 'ls1 4xx' }, second],
    ['when it was paid', { firstPaid: day('2019-04-01'), lastPaid: day('2020-03-31') }, first],
    ['its number', { number: '99100002' }, second],
  ])('are told apart by %s', (_, more, identifier) =>
    expect(saidOf(matched(name, more).finding)).toBe(identifier),
  );

  it.each([
    ['before the first one closed', '2010-04-01', '2011-03-31', 'GB-COH-99200001'],
    ['after it had closed', '2019-04-01', '2020-03-31', 'GB-COH-99200002'],
  ])('are told apart by payments %s', (_, from, to, identifier) => {
    const { finding } = matched('Mirforth Printers Ltd', { firstPaid: day(from), lastPaid: day(to) });
    expect(saidOf(finding)).toBe(identifier);
  });
});

describe('the number in the ledger', () => {
  const name = 'Hebbleden Support Svcs';

  it.each([
    ['as it is', '99417722', 'The number in the ledger is its number'],
    ['as an org-id', 'GB-COH-99417722', 'The number in the ledger is its number'],
    ['with a wrong prefix', 'SC99417722', 'SC99417722 is its number apart from the letters in front'],
  ])('confirms a name that is near: %s', (_, number, reason) => {
    const { finding } = matched(name, { number });
    expect(saidOf(finding)).toBe(hebbleden);
    expect(finding.reasons).toContain(reason);
  });

  it.each([
    ['the company', '99055123'],
    ['the charity', '9911223'],
  ])('may be that of %s', (_, number) => {
    const { finding } = matched('Owlerton Foundation Shop', { number });
    expect(saidOf(finding)).toBe('GB-COH-99055123');
  });

  it('is understood when every 0 was lost or the letters were left out', () => {
    const builders = matched('Quernmore Larkfield', { number: '9941' });
    expect(saidOf(builders.finding)).toBe('GB-COH-99000410');
    expect(builders.finding.reasons).toContain('9941 is its number with every 0 lost');
    expect(saidOf(matched('Strathgarry Joinry', { number: '912345' }).finding)).toBe('GB-COH-SC912345');
  });

  it('never wins over a name that contradicts it', () => {
    const { finding, candidates } = matched('Pendragon Ltd', { number: '99417722' });
    expect(saidOf(finding)).toBe('unmatched');
    expect(finding.reasons).toEqual([
      'The nearest name is not the one that the number in the ledger belongs to',
    ]);
    expect(candidates.map(({ entity: { identifier } }) => identifier)).toEqual([
      'GB-COH-99300004',
      hebbleden,
    ]);
    expect(saidOf(matched('Totally Different Widgets', { number: '99417722' }).finding)).toBe('unmatched');
    expect(saidOf(matched('Quernmore & Larkfield Builders Ltd', { number: '99417722' }).finding)).toBe(
      'GB-COH-99000410',
    );
  });

  it('outweighs what the name looks like', () => {
    const body = entity('GB-COH-99600001', 'EXAMPLETON TOWN COUNCIL SERVICES LIMITED');
    const query = asked('Exampleton Town Council', { number: '99600001' });
    expect(saidOf(decideSupplier(query, [body], knowledge).finding)).toBe(body.identifier);
  });

  it.each(['n/a', 'None', '00000000', '12345678', '99999999', 'TBC', '7'])('%s is no number', (number) => {
    expect(matched(name, { number }).candidates[0]?.disagrees).toEqual([
      'Only the register’s name has a legal form',
    ]);
  });
});

describe('what else the ledger offers', () => {
  const { agrees, disagrees } = {
    agrees: (more: object) =>
      compareWithCandidate(asked('Hebbleden Support Services Ltd', more), of(hebbleden), knowledge).agrees,
    disagrees: (more: object) =>
      compareWithCandidate(asked('Hebbleden Support Services Ltd', more), of(hebbleden), knowledge).disagrees,
  };
  function of(identifier: string) {
    return inventedRegister.find((one) => one.identifier === identifier) ?? entity(identifier, '');
  }

  it.each([
    [{ postcode: 'HX76XX' }, 'HX7 6XX is the postcode of its address'],
    [{ postcode: 'HX7 1AA' }, 'Its address is in HX7 too'],
    [
      { category: 'Social care' },
      'What it does, 88990 Social work without accommodation, is like what was bought',
    ],
    [{ firstPaid: day('2014-01-01'), lastPaid: day('2015-01-01') }, 'It existed when you paid'],
    [{ number: '99417722' }, 'The number in the ledger is its number'],
  ])('%j agrees: %s', (more, said) => expect(agrees(more)).toContain(said));

  it.each([
    [{ postcode: 'LS1 1AA' }, 'Its address is in HX7, the ledger says LS1 1AA'],
    [{ lastPaid: day('2008-12-31') }, 'You paid this name before it existed: it started on 2 March 2009'],
    [{ number: '88123456' }, '88123456 is not its number'],
  ])('%j disagrees: %s', (more, said) => expect(disagrees(more)).toContain(said));

  it('says nothing about what is not known', () => {
    expect(agrees({ postcode: 'nonsense', category: 'x', number: '' })).toEqual(['The name is the same']);
    expect(disagrees({ postcode: 'nonsense' })).toEqual([]);
  });

  it('says when a name had long changed, and when it had just changed', () => {
    const late = asked('Hebbleden Home Help Ltd', {
      firstPaid: day('2021-01-01'),
      lastPaid: day('2022-01-01'),
    });
    expect(compareWithCandidate(late, of(hebbleden), knowledge).disagrees).toContain(
      'You paid this name long after it had changed',
    );
    const soon = asked('Hebbleden Home Help Ltd', { firstPaid: day('2018-12-01') });
    expect(compareWithCandidate(soon, of(hebbleden), knowledge).disagrees).toEqual([]);
  });

  it('knows names of which the register says no day', () => {
    const renamed = entity('GB-COH-99700001', 'NEWNAME LIMITED', {
      otherNames: [{ name: 'OLDERNAME LIMITED', kind: 'previous', until: null }],
    });
    expect(compareWithCandidate(asked('Oldername Ltd'), renamed, knowledge).agrees).toEqual([
      'The name is the same',
      '“OLDERNAME LIMITED” was its name before',
    ]);
  });

  it('says when it had closed before', () => {
    const closed = entity('GB-COH-99700002', 'GONEBY LIMITED', { ended: day('2012-02-29') });
    const said = 'It closed on 29 February 2012, before you first paid this name';
    for (const firstPaid of ['2012-06-01', '2019-06-01']) {
      const query = asked('Goneby Ltd', { firstPaid: day(firstPaid) });
      expect(compareWithCandidate(query, closed, knowledge).disagrees).toEqual([said]);
    }
  });

  it('says how words and forms differ', () => {
    const other = entity('GB-COH-99700003', 'EXAMPLETON INSTITUTE OF BAKERY SCIENCE LLP');
    expect(compareWithCandidate(asked('EIBS Exampleton Ltd'), other, knowledge)).toEqual({
      agrees: ['“Exampleton” is in both names'],
      disagrees: [
        '“Eibs” is only in the ledger’s name',
        '“Institute Bakery Science” is only in the register’s name',
        'The legal forms in the two names differ',
      ],
    });
    const turned = compareWithCandidate(asked('Bakery Exampleton Institute Science LLP'), other, knowledge);
    expect(turned.disagrees).toEqual(['The words come in another order']);
    const shorter = compareWithCandidate(asked('Exampleton Institute of Bakery Sci'), other, knowledge);
    expect(shorter.agrees).toContain('“Sci” is “Science” cut off');
    const initials = compareWithCandidate(asked('Exampleton IBS'), other, knowledge);
    expect(initials.agrees).toContain('“IBS” is the initials of “Institute Bakery Science”');
    expect(compareWithCandidate(asked(''), other, knowledge)).toEqual({ agrees: [], disagrees: [] });
  });
});

describe('any string', () => {
  const texts = fc.string({
    unit: fc.constantFrom(
      ...'aeb 1(&-',
      ' ltd',
      'Hebbleden ',
      'support ',
      'services ',
      ' t/a ',
      'the ',
      ' formerly ',
      ' total ',
      '004352',
    ),
    maxLength: 8,
  });

  it('property: is linked only to a candidate, never throws, and names each organisation once', () => {
    fc.assert(
      fc.property(texts, fc.option(fc.constantFrom('99417722', '9911223', '9941', 'x')), (name, number) => {
        const { finding, candidates, band } = matched(name, { number });
        const identifiers = candidates.map((one) => one.entity.identifier);
        expect(new Set(identifiers).size).toBe(identifiers.length);
        expect(finding.reasons.length).toBeGreaterThan(0);
        expect(band === null).toBe(finding.kind !== 'linked');
        if (finding.kind === 'linked') expect(identifiers[0]).toBe(finding.identifier);
      }),
      { numRuns: runs },
    );
  });

  it('looks nothing up for a payee that names nobody', () =>
    expect(searchForSupplier(asked('REDACTED'), knowledge)).toEqual({ keys: [], identifiers: [] }));

  it('rests on no features where nothing was found', () =>
    expect(decisionFeatures(asked('Hebbleden'), [], knowledge)).toEqual([]));
});
