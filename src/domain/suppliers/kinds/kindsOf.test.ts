import { describe, expect, it } from 'vitest';
import { toLocalDate } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { countedKind, type KindId, kindIds, kindsOf } from './index.ts';

const on = toLocalDate('2026-11-01');

const company: RegisteredEntity = {
  identifier: 'GB-COH-99417722',
  name: 'MARDLE JOINERY LTD',
  otherNames: [],
  kind: 'company',
  category: 'Private Limited Company',
  status: 'active',
  statusWords: 'Active',
  started: toLocalDate('2015-05-04'),
  ended: null,
  postcode: null,
  town: null,
  activities: [],
  accounts: 'MICRO ENTITY',
  accountsDue: toLocalDate('2027-01-31'),
  income: null,
  alsoKnownAs: [],
};
const charity: RegisteredEntity = {
  ...company,
  identifier: 'GB-CHC-9941772',
  name: 'THE MARDLE TRUST',
  kind: 'charity',
  category: 'Trust',
  statusWords: 'Registered',
  accounts: null,
  accountsDue: null,
};
const guarantee: Partial<RegisteredEntity> = {
  category: 'PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)',
};
const exempt: Partial<RegisteredEntity> = {
  category: "PRI/LBG/NSC (Private, Limited by guarantee, no share capital, use of 'Limited' exemption)",
};
const interest: Partial<RegisteredEntity> = {
  kind: 'community interest company',
  category: 'Community Interest Company',
};
const society: Partial<RegisteredEntity> = {
  kind: 'co-operative or community benefit society',
  category: 'Registered Society',
};
const college: Partial<RegisteredEntity> = {
  kind: 'public body',
  category: 'Further Education or Sixth Form College Corporation',
};
const chartered: Partial<RegisteredEntity> = { kind: 'other', category: 'Royal Charter Company' };
const listed: Partial<RegisteredEntity> = { identifier: 'local-17', kind: 'other', category: '' };

const companyWith = (more: Partial<RegisteredEntity>) => ({ ...company, ...more });
const charityWith = (more: Partial<RegisteredEntity>) => ({ ...charity, ...more });

function ask(kind: KindId, entity: RegisteredEntity, ...alsoKnown: readonly RegisteredEntity[]) {
  const found = kindsOf(entity, alsoKnown, on).find((answer) => answer.kind === kind);
  if (!found) throw new Error(`${kind} is answered`);
  return found;
}

it('every definition is answered, in order, for the day', () => {
  const answers = kindsOf(company, [], on);
  expect(answers.map(({ kind }) => kind)).toEqual(kindIds);
  expect(new Set(answers.map((answer) => answer.on))).toEqual(new Set([on]));
  expect(answers.every(({ basis }) => /^[A-Z].*\.$/.test(basis))).toBe(true);
});

describe('size by accounts', () => {
  it.each([
    'MICRO ENTITY',
    'SMALL',
    'TOTAL EXEMPTION SMALL',
    'TOTAL EXEMPTION FULL',
    'PARTIAL EXEMPTION',
    'UNAUDITED ABRIDGED',
    'AUDITED ABRIDGED',
    'MEDIUM',
    'total-exemption-full',
  ])('%s makes a likely SME, and only points to one by the published definitions', (accounts) => {
    const entity = companyWith({ accounts });
    expect(ask('sme-accounts', entity)).toMatchObject({ answer: 'yes', pointsTo: 'yes' });
    for (const kind of ['sme-ppn-001', 'sme-ec'] as const) {
      expect(ask(kind, entity)).toMatchObject({ answer: 'cannot be said', pointsTo: 'yes' });
    }
  });

  it.each([
    ['FULL', 'a company of any size'],
    ['GROUP', 'whole group'],
    ['AUDIT EXEMPTION SUBSIDIARY', 'size of the group counts'],
    ['FILING EXEMPTION SUBSIDIARY', 'size of the group counts'],
    ['DORMANT', 'did no business'],
    ['INITIAL', 'says nothing of its size'],
    ['INTERIM', 'says nothing of its size'],
    ['NO ACCOUNTS FILED', 'says nothing of its size'],
    ['ACCOUNTS TYPE NOT AVAILABLE', 'says nothing of its size'],
    ['null', 'says nothing of its size'],
    ['LUNAR', 'words that we do not know the meaning of'],
  ])('%s settles nothing and says so', (accounts, words) => {
    for (const kind of ['sme-accounts', 'sme-ppn-001', 'sme-ec'] as const) {
      const answer = ask(kind, companyWith({ accounts }));
      expect(answer).toMatchObject({ answer: 'cannot be said', pointsTo: null });
      expect(answer.basis).toContain(`had its last accounts as "${accounts}"`);
      expect(answer.basis).toContain(words);
    }
  });

  it('says on which day which register said what, and what no register says', () => {
    const filed =
      'On 1 November 2026 the register of companies had its last accounts as "MICRO ENTITY": only a micro company may file accounts of that kind.';
    expect(ask('sme-accounts', company).basis).toBe(filed);
    const unsaid =
      'Registers list neither its staff nor the group it belongs to, so the definition cannot be settled from them.';
    expect(ask('sme-ppn-001', company).basis).toBe(`${filed} ${unsaid}`);
    expect(ask('sme-ec', company).basis).toBe(`${filed} ${unsaid}`);
  });

  it('without accounts or income is not known', () => {
    expect(ask('sme-accounts', charity)).toMatchObject({ answer: 'cannot be said', pointsTo: null });
    expect(ask('sme-accounts', charity).basis).toBe(
      'No register used here says which accounts it files or what its income is.',
    );
  });
});

describe('size by income', () => {
  it.each([
    [0, 'yes', 'yes', 'yes'],
    [25_000_000, 'yes', 'yes', 'yes'],
    [25_000_001, 'yes', 'yes', null],
    [44_000_000, 'yes', 'yes', null],
    [44_000_001, 'cannot be said', 'no', null],
    [50_000_000, 'cannot be said', 'no', null],
    [50_000_001, 'cannot be said', 'no', 'no'],
  ])('of £%i', (income, answer, points, commissionPoints) => {
    expect(ask('sme-accounts', charityWith({ income }))).toMatchObject({ answer, pointsTo: points });
    expect(ask('sme-ppn-001', charityWith({ income }))).toMatchObject({ pointsTo: points });
    expect(ask('sme-ec', charityWith({ income }))).toMatchObject({
      answer: 'cannot be said',
      pointsTo: commissionPoints,
    });
  });

  it('is written out with its limit', () => {
    expect(ask('sme-accounts', charityWith({ income: 1_234_567 })).basis).toBe(
      'On 1 November 2026 the register of charities had its last yearly income as £1,234,567, which is inside the limit of £44m.',
    );
    expect(ask('sme-accounts', charityWith({ income: 60_000_000 })).basis).toContain(
      'above the limit of £44m',
    );
    expect(ask('sme-ec', charityWith({ income: 30_000_000 })).basis).toContain('near the limit of €50m');
  });

  it('adds to accounts, and against them nothing is pointed to', () => {
    const full = ask('sme-accounts', companyWith({ accounts: 'FULL' }), charityWith({ income: 9 }));
    expect(full.answer).toBe('yes');
    const against = ask('sme-accounts', company, charityWith({ income: 90_000_000 }));
    expect(against).toMatchObject({ answer: 'cannot be said', pointsTo: null });
    expect(against.basis).toMatch(/MICRO ENTITY.*£90,000,000/);
  });
});

it('a public body is no SME, and PPN 001 does not settle that', () => {
  const body = companyWith({ ...college, accounts: 'SMALL' });
  expect(ask('sme-accounts', body).answer).toBe('no');
  expect(ask('sme-ec', body).answer).toBe('no');
  expect(ask('sme-ppn-001', body)).toMatchObject({ answer: 'cannot be said', pointsTo: 'no' });
  expect(ask('sme-ppn-001', body).basis).toContain('a public body. Registers list neither its staff');
});

describe('voluntary, community and social enterprises', () => {
  const removed = { status: 'closed', ended: toLocalDate('2024-03-05') } as const;
  it.each([
    ['a charity', [charity], 'yes yes', 'yes yes'],
    ['a charity that is also a company', [company, charity], 'yes yes', 'yes yes'],
    ['a community interest company', [companyWith(interest)], 'yes yes', 'yes yes'],
    ['a company by guarantee', [companyWith(guarantee)], 'yes yes', 'cannot be said null'],
    ['a company that may leave out Limited', [companyWith(exempt)], 'yes yes', 'cannot be said yes'],
    ['a society', [companyWith(society)], 'cannot be said yes', 'cannot be said yes'],
    ['a public body', [companyWith(college)], 'no no', 'no no'],
    ['an ordinary company', [company], 'no no', 'cannot be said no'],
    [
      'a partnership',
      [companyWith({ kind: 'partnership', category: 'Limited Liability Partnership' })],
      'no no',
      'cannot be said no',
    ],
    ['a chartered body', [companyWith(chartered)], 'cannot be said null', 'cannot be said null'],
    ['an organisation of a plain list', [companyWith(listed)], 'cannot be said null', 'cannot be said null'],
    ['a removed charity', [charityWith(removed)], 'cannot be said null', 'cannot be said null'],
    [
      'a charity that was not looked up',
      [companyWith({ alsoKnownAs: ['GB-CHC-9941772'] })],
      'cannot be said yes',
      'cannot be said yes',
    ],
  ] as const)('%s', (_, [entity, ...others], tussell, note) => {
    const [one, other] = [ask('vcse-tussell', entity, ...others), ask('vcse-ppn-001', entity, ...others)];
    expect(`${one.answer} ${one.pointsTo}`).toBe(tussell);
    expect(`${other.answer} ${other.pointsTo}`).toBe(note);
  });

  it.each([
    ['MARDLE CIC', 'yes'],
    ['MARDLE C.I.C. LTD', 'yes'],
    ['MARDLE (CIC) SERVICES LTD', 'yes'],
    ['CIC MARDLE LTD', 'yes'],
    ['CICELY MARDLE LTD', 'no'],
    ['MARDLECIC LTD', 'no'],
    ['MARDLE LTD', 'no'],
  ])('the name %s contains CIC: %s', (name, answer) => {
    expect(ask('vcse-tussell', companyWith({ name })).answer).toBe(answer);
    expect(ask('vcse-ppn-001', companyWith({ name })).answer).toBe('cannot be said');
  });

  it.each([
    ['ltd', 'no', 'no', 'no'],
    ['Public Limited Company', 'no', 'no', 'no'],
    ['private-unlimited', 'no', 'no', 'no'],
    ['Old Public Company', 'no', 'no', 'no'],
    ['Limited Partnership', 'no', 'no', 'no'],
    ['Scottish Partnership', 'no', 'no', 'no'],
    ['private-limited-guarant-nsc', 'yes', null, 'no'],
    ['Private Limited Company by guarantee without share capital', 'yes', null, 'no'],
    ['private-limited-guarant-nsc-limited-exemption', 'yes', 'yes', 'no'],
    ['PRIV LTD SECT. 30 (Private limited company, section 30 of the Companies Act)', null, 'yes', 'no'],
    ['private-limited-shares-section-30-exemption', null, 'yes', 'no'],
    ["Private limited company use of 'Limited' exemption", null, 'yes', 'no'],
  ] as const)('the form %s in words or as a code', (category, tussell, note, registered) => {
    const entity = companyWith({ category });
    expect(ask('vcse-tussell', entity).pointsTo).toBe(tussell);
    expect(ask('vcse-ppn-001', entity).pointsTo).toBe(note);
    expect(ask('charity', entity).pointsTo).toBe(registered);
    expect(ask('charity', entity).answer).toBe(tussell === 'no' ? 'no' : 'cannot be said');
  });

  it('says on which fact it rests', () => {
    expect(ask('vcse-tussell', companyWith({ name: 'MARDLE CIC' })).basis).toBe(
      'Its name "MARDLE CIC" contains CIC.',
    );
    expect(ask('vcse-tussell', companyWith(guarantee)).basis).toContain('limited by guarantee');
    expect(ask('vcse-ppn-001', charityWith({ category: '' })).basis).toBe(
      'On 1 November 2026 the register of charities had it as "charity", a registered charity: the law binds it to its purposes, and it must be independent of government.',
    );
    expect(ask('vcse-tussell', companyWith({ alsoKnownAs: ['GB-SC-SC099417'] })).basis).toContain(
      'GB-SC-SC099417',
    );
  });
});

describe('form', () => {
  it.each([
    ['community-interest-company', companyWith(interest), 'yes'],
    ['community-interest-company', company, 'no'],
    ['society', companyWith(society), 'yes'],
    ['society', charity, 'no'],
    ['public-body', companyWith(college), 'yes'],
    ['public-body', companyWith(chartered), 'no'],
    ['public-body', companyWith(listed), 'cannot be said'],
    ['charity', charity, 'yes'],
    ['charity', company, 'no'],
    ['charity', companyWith(interest), 'no'],
    ['charity', companyWith(guarantee), 'cannot be said'],
    ['charity', companyWith({ alsoKnownAs: ['GB-NIC-994177'] }), 'cannot be said'],
    ['sole-trader', company, 'no'],
    ['sole-trader', companyWith(chartered), 'no'],
    ['sole-trader', companyWith(listed), 'cannot be said'],
  ] as const)('%s', (kind, entity, answer) => expect(ask(kind, entity).answer).toBe(answer));

  it('no register makes anybody a sole trader, not even by a name', () => {
    const person = companyWith({ ...listed, name: 'MR O MARDLE T/A MARDLE JOINERY' });
    expect(ask('sole-trader', person)).toMatchObject({ answer: 'cannot be said', pointsTo: null });
    expect(ask('sole-trader', person).basis).toContain('only a decision');
  });

  it('names a register that we do not know by its number', () => {
    expect(ask('society', companyWith(listed)).basis).toBe(
      'The register used here, the register with the number local-17, does not tell its form.',
    );
  });

  it('a linked charity that was looked up is not called unseen', () => {
    const linked = companyWith({ ...guarantee, alsoKnownAs: [charity.identifier] });
    const gone = charityWith({ status: 'closed', ended: toLocalDate('2024-03-05') });
    expect(ask('charity', linked, charity).answer).toBe('yes');
    expect(ask('charity', linked, gone)).toMatchObject({
      answer: 'no',
      basis: 'It was removed from the register of charities on 5 March 2024.',
    });
    expect(ask('charity', companyWith({ alsoKnownAs: ['GB-COH-99006318'] })).answer).toBe('no');
  });

  it.each([
    [{ started: toLocalDate('2026-11-02') }, 'It came on the register of charities only on 2 November 2026.'],
    [{ ended: on }, 'It was removed from the register of charities on 1 November 2026.'],
    [{ status: 'closed' }, 'It was removed from the register of charities on a day that is not stated.'],
  ] as const)('a charity counts only while it is registered', (more, basis) =>
    expect(ask('charity', charityWith(more))).toMatchObject({ answer: 'no', basis }),
  );

  it('a charity counts on its first day, without a first day, and until the day before it is removed', () => {
    expect(ask('charity', charityWith({ started: on })).answer).toBe('yes');
    expect(ask('charity', charityWith({ started: null })).answer).toBe('yes');
    expect(ask('charity', charityWith({ ended: toLocalDate('2026-11-02') })).answer).toBe('yes');
  });
});

describe('standing', () => {
  const dissolved = { status: 'closed', statusWords: 'Dissolved', ended: toLocalDate('2025-02-03') } as const;
  it.each([
    ['dormant', companyWith({ status: 'dormant', accounts: 'DORMANT' }), 'yes', 'had it as dormant.'],
    ['dormant', company, 'no', '"MICRO ENTITY"'],
    ['dormant', charity, 'cannot be said', 'whether it does business'],
    ['dormant', charityWith({ status: 'closed' }), 'no', 'on a day that is not stated'],
    ['dissolved', companyWith(dissolved), 'yes', 'It was dissolved on 3 February 2025.'],
    ['dissolved', company, 'no', 'had it as "Active".'],
    ['dissolved', companyWith({ status: 'closing', statusWords: '' }), 'no', 'had it as "closing".'],
    ['dissolved', companyWith({ ended: toLocalDate('2026-12-24') }), 'no', 'That is after 1 November 2026.'],
    ['dissolved', companyWith({ status: 'not stated' }), 'cannot be said', 'whether it goes on'],
    ['accounts-overdue', company, 'no', 'due by 31 January 2027.'],
    ['accounts-overdue', companyWith({ accountsDue: on }), 'no', 'due by 1 November 2026.'],
    ['accounts-overdue', companyWith({ accountsDue: toLocalDate('2026-10-31') }), 'yes', '31 October 2026.'],
    ['accounts-overdue', companyWith(dissolved), 'no', 'No accounts are due.'],
    ['accounts-overdue', charity, 'cannot be said', 'when its next accounts are due'],
  ] as const)('%s', (kind, entity, answer, words) => {
    expect(ask(kind, entity).answer).toBe(answer);
    expect(ask(kind, entity).basis).toContain(words);
  });

  it('goes on while one register has it', () => {
    const left = charityWith({ status: 'closed', ended: toLocalDate('2024-03-05') });
    expect(ask('dissolved', left, company)).toMatchObject({
      answer: 'no',
      basis:
        'On 1 November 2026 the register of companies had it as "Active". It was removed from the register of charities on 5 March 2024.',
    });
    expect(ask('accounts-overdue', left, company).answer).toBe('no');
    expect(ask('dissolved', left, companyWith(dissolved)).answer).toBe('yes');
  });
});

describe('how money counts', () => {
  const said = (answer: 'yes' | 'no') => ({ answer, pointsTo: answer });
  const pointed = (pointsTo: 'yes' | 'no' | null) => ({ answer: 'cannot be said' as const, pointsTo });
  it.each([
    [[], 'open', 'open'],
    [[said('yes')], 'yes', 'yes'],
    [[said('yes'), said('yes')], 'yes', 'yes'],
    [[said('no')], 'no', 'no'],
    [[said('yes'), said('no')], 'open', 'open'],
    [[pointed('yes')], 'open', 'yes'],
    [[said('no'), pointed('no')], 'open', 'no'],
    [[said('no'), pointed('yes')], 'open', 'open'],
    [[pointed(null)], 'open', 'open'],
    [[said('yes'), pointed(null)], 'open', 'open'],
  ] as const)('%j', (answers, certain, pointedTo) => {
    expect(countedKind(answers, 'certain')).toBe(certain);
    expect(countedKind(answers, 'pointed to')).toBe(pointedTo);
  });
});
