import { describe, expect, it } from 'vitest';
import { figureFrom } from '../../../../test/support/analysisFixture.ts';
import {
  entityAt,
  manyDecisions,
  storedAt,
  suppliersSite,
} from '../../../../test/support/suppliersFixture.ts';
import type { ReviewCandidate, ReviewQueue } from '../../../actions/suppliers/types.ts';
import { type Share, toLocalDate, toPence } from '../../../domain/values/index.ts';
import { candidateView } from './candidateView.ts';
import { caseView, nothingSaid } from './caseView.ts';
import { countedSentence, decisionRow, takenView } from './decisionsView.ts';
import { liveView, planSentences } from './liveView.ts';
import { nextRows, queueView } from './queueView.ts';
import { exactPounds, numberWords, outcomeWords, widthText } from './supplierWords.ts';

const share = (value: number) => value as Share;
const landing = { lower: share(0.38), upper: share(0.41) };
const plan = { suppliers: 37, widthNow: share(0.21), widthAfter: share(0.03), landing };

async function queueWith(suppliers: number): Promise<ReviewQueue> {
  const queue = await suppliersSite({ suppliers, candidates: 3 }).suppliers.queue(null);
  if (queue === null) throw new Error('Something was imported.');
  return queue;
}

describe('what a review brings', () => {
  it('is told with its certain width, and with where it lands as an estimate', () => {
    expect(planSentences(plan, 37).join(' ')).toBe(
      'Review these 37 suppliers and the range, now 21 points wide, will be 3 points wide. The width is certain once each of them is placed. Where it will lie is an estimate: about 38% to 41%.',
    );
  });

  it('says which suppliers are meant, and where nothing can be estimated', () => {
    expect(planSentences(plan, 40)[0]).toMatch(/^Review the first 37 suppliers and/);
    expect(planSentences({ ...plan, suppliers: 1 }, 1)[0]).toMatch(/^Review this supplier and/);
    expect(planSentences({ ...plan, suppliers: 1 }, 2)[0]).toMatch(/^Review the first supplier and/);
    expect(planSentences({ ...plan, landing: null }, 37)[2]).toMatch(
      /^Where it will lie cannot be estimated/,
    );
  });

  it('says where no range is left', () => {
    const exact = { lower: share(0.531), upper: share(0.531) };
    const said = planSentences({ ...plan, widthAfter: share(0), landing: exact }, 37);
    expect(said[0]).toMatch(/, will be one number\.$/);
    expect(said[2]).toMatch(/: about 53%\.$/);
  });

  it.each([
    [0.21, '21 points'],
    [0.0995, '10 points'],
    [0.0994, '9.9 points'],
    [0.03, '3 points'],
    [0.01, '1 point'],
    [0.027, '2.7 points'],
    [0, 'less than 0.1 points'],
  ])('writes a width of %d as %s', (width, text) => expect(widthText(share(width))).toBe(text));
});

describe('the line with the range', () => {
  it('draws the range and the estimate inside it, and says both in words', async () => {
    const live = liveView({ ...(await queueWith(37)), plan });
    expect(live.bar).toContain(
      'aria-label="The range is 31% to 51% now, and about 38% to 41% after a review',
    );
    expect(live.short).toBe('The next 37 make it 3 points wide, about 38% to 41%.');
    expect(live.bar.match(/<rect/g)).toHaveLength(2);
  });

  it('draws nothing where no share can be stated, and no estimate where nothing is left', async () => {
    const queue = await queueWith(0);
    expect(liveView(queue).bar.match(/<rect/g)).toHaveLength(1);
    expect(liveView(queue).short).toBe('No supplier is left to review.');
    const figure = { ...queue.figure, shareLower: null };
    const live = liveView({ ...queue, figure, plan: null });
    expect([live.bar, live.range, live.short]).toEqual(['', 'No share can be stated', '']);
  });

  it('stays inside its axis where credits take the range below nothing', async () => {
    const figure = {
      ...figureFrom({
        ...{ definition: 'd', period: '2021/22', total: 1000, perCent: 10, perMilleUnplaced: 100 },
        ring: { id: 'authority', name: 'Kirklees', codes: [] },
      }),
      shareLower: -0.08,
    };
    const live = liveView({ ...(await queueWith(1)), figure, plan: null });
    expect(live.range).toMatch(/^.8% to/);
    expect(live.bar).not.toMatch(/x="-/);
  });
});

describe('the list', () => {
  it('goes by pounds at risk, with bars that compare', async () => {
    const view = queueView(await queueWith(3), ['p2']);
    expect(view.title).toBe('Who are these 3 suppliers?');
    expect(view.rows.map(({ pounds, isTicked }) => [pounds, isTicked])).toEqual([
      ['£1,412,806.40', false],
      ['£1,130,245.12', true],
      ['£941,870.93', false],
    ]);
    expect(view.rows[1]?.bar).toContain('width="80%"');
    expect(view.unreviewable).toMatch(/^£811.9k cannot be placed by any review/);
  });

  it('says where it stops, and has words for one and none', async () => {
    expect(queueView(await queueWith(230), []).shown).toBe(
      'The first 200 of 230 suppliers, by pounds at risk',
    );
    expect(queueView(await queueWith(1), []).title).toBe('Who is the last supplier?');
    const none = queueView(await queueWith(0), []);
    expect([none.title, none.first, none.unreviewable]).toEqual([
      'Nothing is left to review in 2021/22',
      null,
      null,
    ]);
  });

  it('draws bars of credits as nothing', async () => {
    const queue = await queueWith(1);
    const credits = queue.rows.map((row) => ({ ...row, pence: toPence(-100) }));
    const [row] = queueView({ ...queue, rows: credits }, []).rows;
    expect([row?.pounds, row?.bar.includes('width="0%"')]).toEqual(['−£1.00', true]);
  });

  it('goes on beside one supplier with those after it', async () => {
    const queue = await queueWith(9);
    const [, , third] = queue.rows;
    if (third === undefined) throw new Error('There are nine.');
    expect(nextRows(queue, third).map(({ name, href }) => [name, href !== null])).toEqual([
      ['MVC LTD', false],
      ['Norcastle Prop Mgt', true],
      ['Ferrygate Hire', true],
      ['Invented Trader 6', true],
      ['Invented Trader 7', true],
    ]);
    expect(nextRows(queue, { ...third, payee: 'decided before' })[0]?.href).not.toBeNull();
  });
});

describe('a candidate', () => {
  const candidate = (changed: Parameters<typeof entityAt>[1]): ReviewCandidate => ({
    ...{ entity: entityAt(1, changed), likelihood: 'possible', places: [], agrees: [], disagrees: [] },
  });
  const texts = (changed: Parameters<typeof entityAt>[1]) =>
    Object.fromEntries(
      candidateView(candidate(changed), 0, '').rows.map(({ label, strong, text, note }) => [
        label,
        [strong, text, note].filter((one) => one !== '').join(' | '),
      ]),
    );

  it('says what the register says, and what it does not', () => {
    expect(texts({})).toEqual({
      Number: 'Company 99417721 | Private limited company',
      Status: 'Active',
      Registered: 'Huddersfield HD1 2TT',
      'Other names': 'Hebbleden Home Support Ltd, until March 2019; Hebbleden at Home, a trading name',
      Started: '29 January 2015',
      Activity: 'Social work without accommodation',
    });
    const silent = { category: '', statusWords: ' ', status: 'not stated', started: null } as const;
    expect(texts({ ...silent, town: null, postcode: null, otherNames: [], activities: [] })).toEqual({
      ...{ Number: 'Company 99417721', Status: 'Not stated', Registered: 'No address' },
      ...{ 'Other names': 'None', Started: 'Not stated', Activity: 'Not stated' },
    });
  });

  it('makes an end stand out, with its day', () => {
    const ended = toLocalDate('2020-06-03');
    expect(texts({ status: 'closed', statusWords: 'Dissolved', ended }).Status).toBe(
      'Dissolved | 3 June 2020',
    );
  });

  it('shortens long lists and says that there is more', () => {
    const otherNames = Array.from({ length: 60 }, () => ({ name: 'A', kind: 'other', until: null }) as const);
    const long = texts({ otherNames, activities: ['x'.repeat(900), 'b', 'c', 'd'] });
    expect(long['Other names']).toMatch(/; and 56 more$/);
    expect(long.Activity).toBe(`${'x'.repeat(160)}…; b; c; and 1 more`);
  });

  it('has a key while there is one, and is chosen by its org-id', () => {
    const view = candidateView(candidate({}), 8, 'entity:GB-COH-99417721');
    expect([view.key, view.isChosen]).toEqual(['9', true]);
    expect(candidateView(candidate({}), 9, 'entity:GB-COH-1').key).toBeNull();
  });
});

describe('the page of a supplier', () => {
  const caseOf = async (candidates: number, choice = '') => {
    const { suppliers } = suppliersSite({ suppliers: 3, candidates });
    const [shown, queue] = [await suppliers.reviewCase('p1', null), await suppliers.queue(null)];
    if (shown === null || queue === null) throw new Error('There are suppliers.');
    return caseView(shown, queue, { said: { ...nothingSaid, choice }, refusals: [] });
  };

  it('folds away all candidates but three, unless one of the others is chosen', async () => {
    const view = await caseOf(10);
    expect([view.beside.length, view.folded.length, view.isUnfolded]).toEqual([3, 7, false]);
    expect((await caseOf(10, 'entity:GB-COH-99417729')).isUnfolded).toBe(true);
  });

  it('asks where work is done only when there is somebody to choose', async () => {
    expect((await caseOf(0)).elsewhere.isOffered).toBe(false);
    expect((await caseOf(0)).others[0]?.text).toBe('On no register in use');
    expect((await caseOf(1)).others[0]?.text).toBe('None of these');
    expect((await caseOf(1)).identifiers).toHaveLength(2);
  });
});

describe('decisions in words', () => {
  const linked = storedAt(1).outcome;
  it('name the organisation, its number, and where its work is done', () => {
    expect(outcomeWords({ outcome: linked }, null)).toBe('company 99417722');
    expect(outcomeWords({ outcome: linked }, 'Hebbleden Ltd')).toBe('Hebbleden Ltd (Company 99417722)');
    const elsewhere = { ...linked, deliveryPostcode: 'HD1 2TT' } as typeof linked;
    expect(outcomeWords({ outcome: elsewhere }, null)).toBe('company 99417722, with work done at HD1 2TT');
    expect(outcomeWords({ outcome: { kind: 'several' } }, null)).toBe('several suppliers under one name');
  });

  it.each([
    ['GB-COH-99417722', 'Company 99417722'],
    ['GB-CHC-9941772', 'Charity 9941772'],
    ['GB-SC-SC099417', 'Scottish charity SC099417'],
    ['XX-LIST-1', 'XX-LIST-1'],
  ])('writes %s as %s', (identifier, text) => expect(numberWords(identifier)).toBe(text));

  it('mark what was undone and what a register contradicts', () => {
    const [plain, person, against, undone] = manyDecisions(4).map(decisionRow);
    expect([plain?.contradiction, plain?.undone, plain?.undo]).toEqual([
      null,
      null,
      `/suppliers/decisions/${storedAt(101).id}/undo`,
    ]);
    expect([person?.is, person?.who, person?.reason]).toEqual([
      'A person',
      'Not known any more',
      'No reason given',
    ]);
    expect(against?.contradiction).toMatch(/^It was dissolved/);
    expect(against?.when).toMatch(/^Taken over on /);
    expect([undone?.contradiction, undone?.undo, undone?.unknown]).toEqual([
      null,
      null,
      'On no register in use now',
    ]);
    expect(undone?.undone).toMatch(/^Undone by Bela Fernsby on /);
  });

  it('are counted while they hold', () => {
    expect(countedSentence([])).toBe('0 decisions hold.');
    expect(countedSentence(manyDecisions(1))).toBe('1 decision holds.');
    expect(countedSentence(manyDecisions(8))).toBe(
      '6 decisions hold. The registers in use contradict 2 of them.',
    );
  });

  it('that were taken over are listed, and long lists end', () => {
    const names = Array.from({ length: 60 }, (_, index) => `Invented Trader ${index}`);
    const view = takenView({ added: 0, same: 0, different: names, unknown: ['A'] });
    expect([view.title, view.same, view.different.texts.length, view.different.more]).toEqual([
      'No decision was added',
      null,
      50,
      'and 10 more',
    ]);
    expect(view.unknown.more).toBeNull();
  });
});

it('writes a credit with its sign before the pound', () => {
  expect([exactPounds(-1200), exactPounds(141_280_640)]).toEqual(['−£12.00', '£1,412,806.40']);
});
