import { describe, expect, it } from 'vitest';
import { chartTitleFor, findingFor, type YearShare } from './findings.ts';

const year = (period: string, shareLower: number, share: number, shareUpper: number): YearShare => ({
  period,
  share,
  shareLower,
  shareUpper,
});
const sentenceOf = (...years: readonly YearShare[]) =>
  findingFor(years, 'Exampleton', 'ledger address').sentences[0];

const low = (period: string) => year(period, 0.2, 0.22, 0.24);
const high = (period: string) => year(period, 0.5, 0.52, 0.54);
const wide = (period: string) => year(period, 0.2, 0.4, 0.7);

describe('the sentence below a finding', () => {
  it('says from where a share rose or fell', () => {
    expect(sentenceOf(low('2019/20'), high('2020/21'))).toBe(
      'In 2020/21, 52p of every £1 that could be placed went to suppliers with an address in Exampleton, up from 22p in 2019/20.',
    );
    expect(sentenceOf(high('2019/20'), low('2020/21'))).toMatch(/ Exampleton, down from 52p in 2019\/20\.$/);
  });

  it('says nothing of an earlier year where no change can be shown', () => {
    expect(sentenceOf(wide('2019/20'), high('2020/21'))).toMatch(/ an address in Exampleton\.$/);
    expect(sentenceOf(high('2020/21'))).toMatch(/ an address in Exampleton\.$/);
  });

  it('does not compare with a share that is no part of a pound', () => {
    expect(sentenceOf(year('2019/20', -0.4, -0.3, -0.2), high('2020/21'))).toMatch(/ in Exampleton\.$/);
  });

  it('speaks of none and all of every pound', () => {
    expect(sentenceOf(year('2020/21', 0, 0, 0))).toContain('0p of every £1');
    expect(sentenceOf(year('2020/21', 1, 1, 1))).toContain('100p of every £1');
    expect(sentenceOf(year('2020/21', 1.1, 1.1, 1.1))).toContain('share of 110% is not a part of a pound');
  });

  it('says what to look at where nothing has a date', () => {
    expect(sentenceOf()).toBe(
      'No spend with a readable date was counted. Look at the files set aside and the lines rejected.',
    );
  });
});

describe('the title of the chart', () => {
  it('spans from the first year of any place to the last of any', () => {
    const places = [
      { name: 'Alderby', years: [low('2019/20'), high('2020/21')] },
      { name: 'Birchby', years: [low('2017/18'), high('2018/19')] },
    ];
    expect(chartTitleFor(places)).toContain('between 2017/18 and 2020/21');
  });
});
