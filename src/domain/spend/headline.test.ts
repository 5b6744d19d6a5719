import { describe, expect, it } from 'vitest';
import { emptyAnalysis, figureFrom, fullAnalysis } from '../../../test/support/analysisFixture.ts';
import type { Analysis } from './analysis.ts';
import { headlineFinding } from './headline.ts';

const [authority, region] = [
  { id: 'authority', name: 'Kirklees', codes: ['E08000034'] },
  { id: 'region', name: 'Yorkshire and The Humber', codes: ['E12000003'] },
];
const figures = [
  { definition: 'ledger-all', period: '2019/20', ring: authority, perCent: 40 },
  { definition: 'ledger-all', period: '2019/20', ring: region, perCent: 70 },
  { definition: 'ledger-all', period: '2020/21', ring: authority, perCent: 50 },
  { definition: 'ledger-all', period: '2020/21', ring: region, perCent: 80 },
  { definition: 'third-party', period: '2020/21', ring: authority, perCent: 90 },
].flatMap(({ ring, ...one }) =>
  ring ? [figureFrom({ ...one, ring, total: 1000, perMilleUnplaced: 0 })] : [],
);
const years = (months: number): Analysis['coverage'] => [
  { period: '2019/20', months },
  { period: '2020/21', months: 12 },
];
const analysis: Analysis = { ...fullAnalysis(), figures, coverage: years(12) };

describe('the finding above a result', () => {
  const rose = {
    title: 'Local spend rose from 40% to 50% between 2019/20 and 2020/21',
    sentences: [
      'In 2020/21, 50p of every £1 that could be placed went to suppliers with an address in Kirklees, up from 40p in 2019/20.',
      'All spend in 2020/21 could be placed, so the figure has no range. The 2019/20 figure could not be above 40%, so the rise is real.',
    ],
  };

  it('is of the first definition, its innermost place and all its years', () => {
    expect(headlineFinding(analysis)).toEqual(rose);
  });

  it('stands in order of time, whatever the order of the years', () => {
    const [one, other, ...rest] = figures;
    const turned = [...rest, one, other].filter((figure) => figure !== undefined);
    expect(headlineFinding({ ...analysis, figures: turned })).toEqual(rose);
  });

  it('claims no change from a year of which the ledgers hold a part', () => {
    expect(headlineFinding({ ...analysis, coverage: years(11) }).title).toBe(
      '50% of spend was local in 2020/21',
    );
  });

  it('says that nothing can be stated where there are no figures or no definition', () => {
    const nothing = {
      title: 'No local share can be stated',
      sentences: [
        'No spend with a readable date was counted. Look at the files set aside and the lines rejected.',
      ],
    };
    expect(headlineFinding(emptyAnalysis())).toEqual(nothing);
    expect(headlineFinding({ ...analysis, definitions: [] })).toEqual(nothing);
  });
});
