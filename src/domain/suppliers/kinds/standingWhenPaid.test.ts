import { describe, expect, it } from 'vitest';
import { toLocalDate } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { standingWhenPaid } from './index.ts';

const company: RegisteredEntity = {
  identifier: 'GB-COH-99417722',
  name: 'MARDLE JOINERY LTD',
  otherNames: [],
  kind: 'company',
  category: 'Private Limited Company',
  status: 'active',
  statusWords: 'Active',
  started: toLocalDate('2019-05-05'),
  ended: null,
  postcode: null,
  town: null,
  activities: [],
  accounts: null,
  accountsDue: null,
  income: null,
  alsoKnownAs: [],
};
const ended = toLocalDate('2021-06-07');
const paid = (entity: RegisteredEntity, first: string, last: string) =>
  standingWhenPaid(entity, toLocalDate(first), toLocalDate(last));

describe('an organisation when it was paid', () => {
  it('was not there yet', () => {
    expect(paid(company, '2019-05-04', '2020-01-01')).toEqual([
      {
        code: 'paid-before-start',
        paid: '2019-05-04',
        registered: '2019-05-05',
        sentence: 'First paid on 4 May 2019, before it was incorporated on 5 May 2019.',
      },
    ]);
  });

  it('was gone already', () => {
    expect(paid({ ...company, status: 'closed', ended }, '2020-01-01', '2021-06-08')).toEqual([
      {
        code: 'paid-after-end',
        paid: '2021-06-08',
        registered: '2021-06-07',
        sentence: 'Last paid on 8 June 2021, after it was dissolved on 7 June 2021.',
      },
    ]);
  });

  it('was there from its first day to its last', () => {
    expect(paid({ ...company, ended }, '2019-05-05', '2021-06-07')).toEqual([]);
    expect(paid({ ...company, started: null }, '1999-01-01', '2026-01-01')).toEqual([]);
  });

  it('may have been gone, where the register does not say since when', () => {
    const [finding] = paid({ ...company, status: 'closed' }, '2020-01-01', '2020-01-01');
    expect(finding).toMatchObject({ code: 'paid-after-end', registered: null });
    expect(finding?.sentence).toBe(
      'Last paid on 1 January 2020. It was dissolved on a day that is not stated, which may have been before that.',
    );
  });

  it('that is a charity is registered and removed', () => {
    const charity = { ...company, identifier: 'GB-CHC-9941772', ended };
    expect(paid(charity, '2018-01-01', '2022-01-01').map(({ sentence }) => sentence)).toEqual([
      'First paid on 1 January 2018, before it was registered on the register of charities on 5 May 2019.',
      'Last paid on 1 January 2022, after it was removed from the register of charities on 7 June 2021.',
    ]);
  });

  it('is asked about with days in order', () =>
    expect(() => paid(company, '2020-01-02', '2020-01-01')).toThrow(
      'the first payment is not after the last',
    ));
});
