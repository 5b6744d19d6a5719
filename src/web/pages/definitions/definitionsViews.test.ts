import { describe, expect, it } from 'vitest';
import { figureFrom } from '../../../../test/support/analysisFixture.ts';
import {
  exampleOwner,
  exampleSite,
  fillExample,
  invented,
} from '../../../../test/support/definitionsFixture.ts';
import type { ComparedDefinitions } from '../../../actions/definitions/types.ts';
import type { Figure } from '../../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../../domain/spend/definitions.ts';
import { pairFigures } from '../../../domain/spend/figureChange.ts';
import { shippedDefinitions } from '../../../formats/readDefinitions.ts';
import { changeTables, definitionDifference, leastText, pointsText } from './changeTable.ts';
import { compareChoices, compareCsv, compareView } from './compareView.ts';
import { definitionForm, emptySaid, saidInForm } from './formView.ts';
import { definitionRows, definitionView } from './listView.ts';

function shippedNamed(id: string): LocalDefinition {
  const found = shippedDefinitions().find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is shipped.`);
  return found;
}
const [first, second] = [shippedNamed('ledger-all'), shippedNamed('third-party')] as const;
const pieces = {
  classes: [{ id: 'tax', label: 'Tax' }],
  rings: [{ id: 'authority', name: 'Kirklees' }],
  placeName: (code: string) => `Place ${code}`,
};
const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };

function figure(perCent: number, more: Partial<Figure> & { readonly open?: number } = {}): Figure {
  const { open = 0, ...rest } = more;
  const slice = {
    definition: 'd',
    period: '2020/21',
    total: 100_000_000,
    ring,
    perCent,
    perMilleUnplaced: open,
  };
  return { ...figureFrom(slice), ...rest };
}

function viewOf(
  old: readonly Figure[],
  now: readonly Figure[],
  sides: Partial<Pick<ComparedDefinitions, 'after'>> = {},
) {
  return compareView({ before: first, after: second, figures: pairFigures(old, now), ...sides }, pieces);
}

describe('two definitions side by side', () => {
  it('are told apart in points where the bounds do not meet', () => {
    const view = viewOf([figure(40, { open: 10 })], [figure(60, { open: 10 })]);
    expect(view.title).toBe(
      'In 2020/21, 60.0% was local to Kirklees under Third-party spend and 40.0% under All payments in the ledger',
    );
    expect(view.sentences).toEqual([
      'The share under Third-party spend is higher by 20.0 points. Wherever the money that could not be placed went, the difference is at least 18.7 points.',
      '1 figure compared: 1 higher.',
    ]);
    expect(view.tables[0]?.rows[0]?.difference).toEqual({
      main: '20.0 points higher',
      small: ['at least 18.7 points, at most 20.9 points'],
    });
    expect(view.tables[0]?.rows[0]?.before).toEqual({ main: '40.0%', small: ['39 to 41%', '£1.0m counted'] });
  });

  it('are never told apart where the bounds meet, however far apart the shares are', () => {
    const view = viewOf([figure(40, { open: 300 })], [figure(60, { open: 300 })]);
    expect(view.title).toBe(
      'In 2020/21, All payments in the ledger and Third-party spend could give the same share for Kirklees',
    );
    expect(JSON.stringify([view.title, view.sentences, view.tables[0]?.rows[0]?.difference])).not.toMatch(
      /point|higher|lower/,
    );
    expect(view.tables[0]?.rows[0]?.difference.main).toBe('Could be the same');
  });

  it('are the same where both are the same figure, and where nothing is open', () => {
    expect(viewOf([figure(40, { open: 9 })], [figure(40, { open: 9 })]).title).toContain(
      'the share for Kirklees is the same',
    );
    const half = viewOf([figure(50)], [figure(50, { totalPence: 1 })]);
    expect(half.tables[0]?.rows[0]?.difference.main).toBe('The same share');
  });

  it('say so where there is no share, no ring in common, no year in common or no figure', () => {
    const none = { share: null, shareLower: null, shareUpper: null };
    expect(viewOf([figure(1, none)], [figure(2)]).title).toBe(
      'In 2020/21, no share can be stated for Kirklees under both',
    );
    expect(viewOf([figure(1, { share: null })], [figure(90)]).title).toContain(
      'is higher under Third-party spend',
    );
    const other = { ring: { id: 'region', name: 'The region', codes: [] } };
    const apart = viewOf([figure(1)], [figure(2, other)]);
    expect(apart.title).toBe('The two definitions have no ring in common');
    expect(apart.tables.map((table) => table.ring)).toEqual(['The region', 'Kirklees']);
    expect(apart.tables[0]?.rows[0]?.before).toEqual({ main: '–', small: ['No such ring or year'] });
    expect(viewOf([], []).title).toBe('There are no figures to compare yet');
  });

  it('speak of versions where both are one definition, and mark what differs', () => {
    const next = { ...first, version: '3', leaveOut: ['tax'] };
    const view = viewOf([figure(40)], [figure(60)], { after: next });
    expect(view.names).toEqual(['Version 2', 'Version 3']);
    expect(view.caption).toBe('All payments in the ledger, version 2 and version 3');
    expect(view.title).toContain('under version 3 and 40.0% under version 2');
    expect(view.meanings.filter((row) => row.differs)).toEqual([
      { label: 'Left out', before: 'Nothing', after: 'Tax', differs: true },
    ]);
  });

  it('fill a file with every ring and year', () => {
    const figures = pairFigures(invented(first, 0), invented(second, 3));
    const lines = compareCsv({ before: first, after: second, figures }).split('\r\n');
    expect(lines).toHaveLength(1 + 4 * 4 + 1);
    expect(lines[0]).toMatch(/^ring_id,ring,period,definition_before,/);
    expect(lines[1]).toMatch(/^authority,Kirklees,2017\/18,ledger-all,2,third-party,2,318412306.17,/);
  });
});

describe('a table of changes', () => {
  it('shows the latest twelve years and those without a date', () => {
    const years = Array.from({ length: 15 }, (_, index) =>
      figure(40, { period: `20${10 + index}/${11 + index}` }),
    );
    const all = [...years, figure(40, { period: 'undated' })];
    const options = { difference: definitionDifference, missing: 'None' };
    const { tables, shortened } = changeTables(pairFigures(all, all), options);
    expect(tables[0]?.rows.map((row) => row.period)).toHaveLength(13);
    expect(tables[0]?.rows.at(-1)?.period).toBe('Undated');
    expect(tables[0]?.rows[0]?.period).toBe('2013/14');
    expect(shortened).toBe('The latest 12 years are shown. The download holds all 15.');
  });

  it('writes points that agree with the shares beside them', () => {
    expect(pointsText(0.0019, 'down')).toBe('0.1 points');
    expect(pointsText(0.0011, 'up')).toBe('0.2 points');
    expect(leastText(0.0009)).toBeUndefined();
    expect(pointsText(0.0004)).toBe('less than 0.1 points');
    expect(pointsText(-0.01)).toBe('1.0 points');
    expect(pointsText(0.123)).toBe('12.3 points');
    const pair = {
      period: 'p',
      ring: 'r',
      before: figure(40),
      after: figure(40, { shareLower: 0.41, shareUpper: 0.42 }),
    };
    expect(definitionDifference({ ...pair, after: { ...pair.after, localPence: 1 } })).toEqual({
      main: 'Higher',
      small: ['at least 1.0 points, at most 2.0 points'],
    });
  });
});

describe('the pages on definitions', () => {
  it('list every definition, and each with its versions and why they were made', async () => {
    const site = exampleSite({ owner: exampleOwner(), ledgers: false });
    try {
      await fillExample(site, 'ordinary');
      const [all, around] = [await site.definitions.all(), await site.definitions.parts()];
      const rows = definitionRows(all, around);
      expect(rows.map((row) => row.leads)).toEqual([true, false, false, false, false]);
      expect(rows[0]?.rings).toEqual([
        'Kirklees',
        'West Yorkshire',
        'Yorkshire and The Humber',
        'United Kingdom',
      ]);
      const own = all.find((one) => !one.shipped);
      const view = own && definitionView(own, around);
      expect(view?.places).toEqual(['Kirklees', 'Calderdale']);
      expect(view?.versions.map((one) => [one.version, one.note, one.compare !== null])).toEqual([
        ['3', 'Transfers are no spend.', true],
        ['2', 'Wakefield joined the partnership in October.', true],
        ['1', 'First version', false],
      ]);
      const chosen = compareChoices(all, 'kirklees-and-calderdale').filter((item) => item.selected);
      expect(chosen.map((item) => item.value)).toEqual(['kirklees-and-calderdale@3']);
      expect(compareChoices(all, 'kirklees-and-calderdale@1').find((item) => item.selected)?.text).toContain(
        'version 1',
      );
    } finally {
      site.close();
    }
  });

  it('put the sentences of a refusal at their fields, and those of no field at the first', () => {
    const form = definitionForm({ ...emptySaid, rings: ['authority'] }, pieces, [
      { code: 'definition:sentence', sentence: 'Enter a sentence.' },
      { code: 'definition:owner', sentence: 'Add a ledger first.' },
    ]);
    expect(form.errors).toMatchObject({
      sentence: ['Enter a sentence.'],
      name: ['Add a ledger first.'],
      note: [],
    });
    expect(form.summary.map((one) => one.href)).toEqual(['#sentence', '#name']);
    expect(form.rings).toEqual([{ value: 'authority', text: 'Kirklees', checked: true }]);
  });

  it('read a form field by field', () => {
    const form = new URLSearchParams('name=A&rings=authority&rings=uk&leaveOut=tax&fallback=yes&extra=1');
    expect(saidInForm(form)).toEqual({
      ...emptySaid,
      name: 'A',
      rings: ['authority', 'uk'],
      leaveOut: ['tax'],
      fallback: true,
    });
  });
});
