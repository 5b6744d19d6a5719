import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundsInWords,
  changeOver,
  chartTitleFor,
  countInWords,
  findingFor,
  listOfPlaces,
  type YearShare,
} from './findings.ts';

const year = (period: string, shareLower: number, share: number, shareUpper: number): YearShare => ({
  period,
  share,
  shareLower,
  shareUpper,
});
const none = (period: string): YearShare => ({ period, share: null, shareLower: null, shareUpper: null });
const finding = (...years: readonly YearShare[]) => findingFor(years, 'Kirklees', 'ledger address');

describe('the finding as a title', () => {
  it('says that spend rose only when the ranges do not overlap', () => {
    const rise = finding(
      year('2017/18', 0.41, 0.44, 0.47),
      year('2018/19', 0.4, 0.43, 0.461),
      year('2019/20', 0.42, 0.44, 0.475),
      year('2020/21', 0.5, 0.52, 0.54),
    );
    expect(rise.title).toBe('Local spend rose from 44% to 52% in four years');
    expect(rise.sentences).toEqual([
      'In 2020/21, 52p of every £1 that could be placed went to suppliers with an address in Kirklees, up from 44p in 2017/18.',
      'Some money could not be placed, so the 2020/21 figure lies between 50% and 54%. No earlier year could be above 48%, so the rise is real.',
    ]);
  });

  it('makes no claim of a change where the ranges overlap or touch', () => {
    const open = finding(year('2017/18', 0.41, 0.44, 0.47), year('2020/21', 0.419, 0.52, 0.531));
    expect(open.title).toBe(
      'Between 41% and 54% of spend was local in 2020/21; a change since 2017/18 cannot be shown',
    );
    expect(open.sentences[0]).not.toContain('up from');
    expect(open.sentences[1]).toContain('The two ranges overlap');
    expect(finding(year('2019/20', 0.3, 0.4, 0.5), year('2020/21', 0.5, 0.6, 0.7)).title).toContain('cannot');
  });

  it('says that spend fell, and names two years when there are only two', () => {
    const fall = finding(year('2019/20', 0.5, 0.52, 0.54), year('2020/21', 0.41, 0.44, 0.47));
    expect(fall.title).toBe('Local spend fell from 52% to 44% between 2019/20 and 2020/21');
    expect(fall.sentences[1]).toContain('The 2019/20 figure could not be below 50%, so the fall is real.');
  });

  it('speaks of the first year alone when a year between could be higher', () => {
    const rise = finding(
      year('2018/19', 0.4, 0.41, 0.42),
      year('2019/20', 0.3, 0.5, 0.7),
      year('2020/21', 0.5, 0.52, 0.54),
    );
    expect(rise.title).toBe('Local spend rose from 41% to 52% in three years');
    expect(rise.sentences[1]).toContain('In 2018/19 it could not be above 42%.');
    const fall = finding(
      year('2018/19', 0.6, 0.61, 0.62),
      year('2019/20', 0.3, 0.5, 0.7),
      year('2020/21', 0.5, 0.52, 0.54),
    );
    expect(fall.sentences[1]).toContain('In 2018/19 it could not be below 60%.');
  });

  it('adds decimals when whole per cent would read as no change', () => {
    const rise = finding(year('2019/20', 0.441, 0.441, 0.441), year('2020/21', 0.444, 0.444, 0.444));
    expect(rise.title).toBe('Local spend rose from 44.1% to 44.4% between 2019/20 and 2020/21');
    expect(rise.sentences[0]).not.toContain('up from');
    const tiny = finding(year('2019/20', 0.441, 0.441, 0.441), year('2020/21', 0.441001, 0.441001, 0.441001));
    expect(tiny.title).toContain('from 44.1000% to 44.1001%');
  });

  it('gives the range of a single year, or the share when everything was placed', () => {
    expect(finding(year('2020/21', 0.501, 0.52, 0.539)).title).toBe(
      'Between 50% and 54% of spend was local in 2020/21',
    );
    const exact = finding(year('2020/21', 0.52, 0.52, 0.52));
    expect(exact.title).toBe('52% of spend was local in 2020/21');
    expect(exact.sentences[1]).toBe('All spend in 2020/21 could be placed, so the figure has no range.');
  });

  it('says when nothing changed at all', () => {
    const same = finding(year('2019/20', 0.5, 0.5, 0.5), year('2020/21', 0.5, 0.5, 0.5));
    expect(same.title).toBe('Local spend was 50% in 2020/21, as in 2019/20');
    expect(same.sentences[1]).toBe('All spend in 2020/21 could be placed, so the figure has no range.');
  });

  it('states no share where there is none, and never counts undated lines as a year', () => {
    expect(finding().title).toBe('No local share can be stated');
    expect(finding(none('2020/21')).sentences[0]).toContain('nothing to take a share of');
    expect(finding(year('undated', 0.1, 0.2, 0.3)).title).toBe('No local share can be stated');
    const placedNothing = finding({ period: '2020/21', share: null, shareLower: 0, shareUpper: 1 });
    expect(placedNothing.title).toBe('How much was local cannot be said yet');
    expect(placedNothing.sentences).toEqual([
      'Too little of the 2020/21 spend could be placed, so any share from none to all of it could be local.',
      'Next, add a list of your suppliers with their postcodes, or the ONS Postcode Directory if the ledger has postcodes.',
    ]);
  });

  it('says nothing of a year whose bounds leave everything open, and names the last year that says something', () => {
    const open = finding(year('2019/20', 0.5, 0.52, 0.54), year('2020/21', -0.01, 0.3, 1.01));
    expect(open.title).toBe('How much was local in 2020/21 cannot be said yet');
    expect(open.sentences[2]).toBe('Between 50% and 54% of spend was local in 2019/20.');
  });

  it('names only the end of a range that lies within 0 to 100%', () => {
    const low = finding(year('2020/21', -0.02, 0.2, 0.455));
    expect(low.title).toBe('At most 46% of spend was local in 2020/21');
    expect(low.sentences[1]).toBe('Some money could not be placed, so the 2020/21 figure is at most 46%.');
    const high = finding(year('2019/20', -0.2, 0.5, 1.2), year('2020/21', 0.605, 0.8, 1.02));
    expect(high.title).toBe(
      'At least 60% of spend was local in 2020/21; a change since 2019/20 cannot be shown',
    );
    expect(high.sentences[1]).toContain('In 2019/20 it could be anything from none to all.');
    expect(finding(year('2020/21', -0.3, -0.2, -0.1)).title).toBe(
      'Credits outweigh payments in part of the 2020/21 spend',
    );
    expect(finding(year('2019/20', -0.2, -0.1, -0.05), year('2020/21', 0.5, 0.52, 0.54)).title).toBe(
      'Between 50% and 54% of spend was local in 2020/21',
    );
  });

  it('compares no part year: the latest year stands alone', () => {
    const first = { ...year('2017/18', 0.41, 0.44, 0.47), partYear: true };
    const whole = year('2018/19', 0.41, 0.44, 0.47);
    const last = { ...year('2020/21', 0.5, 0.52, 0.54), partYear: true };
    for (const years of [
      [first, whole, year('2020/21', 0.5, 0.52, 0.54)],
      [whole, last],
    ]) {
      const { title, sentences } = finding(...years);
      expect(title).toBe('Between 50% and 54% of spend was local in 2020/21');
      expect(sentences.join(' ')).not.toMatch(/rose|fell|up from|2017|2018|real/);
      expect(changeOver(years)).toBe('open');
      expect(chartTitleFor([{ name: 'A', years }])).toBe(
        `Share of spend in each place, ${years[0]?.period} to 2020/21`,
      );
    }
    const middle = { ...year('2018/19', 0.41, 0.44, 0.47), partYear: true };
    expect(
      finding(year('2017/18', 0.41, 0.44, 0.47), middle, year('2020/21', 0.5, 0.52, 0.54)).title,
    ).toContain('rose');
  });

  it('property: no title names a share outside 0 to 100%', () => {
    const share = fc.integer({ min: -2_000_000, max: 3_000_000 }).map((value) => value / 1e6);
    const triple = fc.tuple(share, share, share).map((values) => values.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(triple, { minLength: 1, maxLength: 3 }), (triples) => {
        const { title } = finding(
          ...triples.map(([a, b, c], index) => year(`${2017 + index}/${18 + index}`, a ?? 0, b ?? 0, c ?? 0)),
        );
        for (const [, number] of title.matchAll(/(-?[\d.]+)%/g)) {
          expect(Number(number)).toBeGreaterThanOrEqual(0);
          expect(Number(number)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('keeps to the range when a share is missing at one end', () => {
    const years = [
      { period: '2019/20', share: null, shareLower: 0, shareUpper: 0.1 },
      year('2020/21', 0.5, 0.6, 0.7),
    ];
    expect(finding(...years).title).toBe('Between 50% and 70% of spend was local in 2020/21');
  });

  it('does not speak of pence in the pound when credits push a share out of 0 to 100%', () => {
    expect(finding(year('2020/21', -0.2, -0.1, 0.1)).sentences[0]).toContain('share of -10%');
  });

  it('names the basis of the definition', () => {
    const years = [year('2020/21', 0.5, 0.52, 0.54)];
    expect(findingFor(years, 'Leeds', 'registered office').sentences[0]).toContain('registered in Leeds');
    expect(findingFor(years, 'Leeds', 'delivery site').sentences[0]).toContain('work done in Leeds');
  });

  it('property: a title that says rose or fell holds wherever the truth lies inside the bounds', () => {
    const share = fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 1e6);
    const triple = fc.tuple(share, share, share).map((values) => values.sort((a, b) => a - b));
    fc.assert(
      fc.property(triple, triple, ([a, b, c], [d, e, f]) => {
        const { title } = finding(
          year('2018/19', a ?? 0, b ?? 0, c ?? 0),
          year('2020/21', d ?? 0, e ?? 0, f ?? 0),
        );
        if (title.includes('rose')) expect(d).toBeGreaterThan(c ?? 0);
        if (title.includes('fell')) expect(f).toBeLessThan(a ?? 0);
        expect(title).not.toMatch(/NaN|undefined|null/);
      }),
    );
  });
});

describe('the finding of the chart', () => {
  const rising = [year('2017/18', 0.41, 0.44, 0.47), year('2020/21', 0.5, 0.52, 0.54)];
  const falling = [year('2017/18', 0.5, 0.52, 0.54), year('2020/21', 0.41, 0.44, 0.47)];
  const open = [year('2017/18', 0.41, 0.44, 0.57), year('2020/21', 0.5, 0.52, 0.54)];
  const place = (name: string, years: readonly YearShare[]) => ({ name, years });

  it('sorts places by what can be shown', () => {
    expect(chartTitleFor([place('A', rising), place('B', rising)])).toBe(
      'The share rose in both places between 2017/18 and 2020/21',
    );
    expect(chartTitleFor(['A', 'B', 'C'].map((name) => place(name, falling)))).toBe(
      'The share fell in all three places between 2017/18 and 2020/21',
    );
    expect(chartTitleFor([place('A', rising), place('B', falling), place('C', open)])).toBe(
      'The share rose in A and fell in B between 2017/18 and 2020/21; no change can be shown for C',
    );
    expect(chartTitleFor([place('A', open)])).toBe(
      'No change in the shares can be shown between 2017/18 and 2020/21',
    );
  });

  it('claims nothing from one year or none', () => {
    expect(chartTitleFor([place('A', rising.slice(1))])).toBe('Share of spend in each place, 2020/21');
    expect(chartTitleFor([place('A', [none('2020/21')])])).toBe('No share can be drawn');
  });
});

it('rounds bounds outwards', () => {
  expect(boundsInWords(0.509, 0.531)).toBe('50% to 54%');
  expect(boundsInWords(0.5, 0.5)).toBe('50%');
});

it('writes counts and lists in words', () => {
  expect([countInWords(2), countInWords(9), countInWords(10)]).toEqual(['two', 'nine', '10']);
  expect(listOfPlaces([])).toBe('');
  expect(listOfPlaces(['Leeds'])).toBe('Leeds');
  expect(listOfPlaces(['Leeds', 'Hull and Beverley'])).toBe('Leeds and Hull and Beverley');
  expect(listOfPlaces(['Leeds', 'York', 'Hull'])).toBe('Leeds, York and Hull');
  expect(listOfPlaces(['Leeds', 'York', 'Yorkshire and The Humber'])).toBe(
    'Leeds, York, and Yorkshire and The Humber',
  );
});

it('sees no change in one year or in none', () => {
  expect(changeOver([])).toBe('open');
  expect(changeOver([year('2020/21', 0.5, 0.5, 0.5)])).toBe('open');
});
