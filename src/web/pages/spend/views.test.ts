import { describe, expect, it } from 'vitest';
import {
  emptyAnalysis,
  exactAnalysis,
  figureFrom,
  fullAnalysis,
  oneYearAnalysis,
  sameSharesAnalysis,
  unplacedAnalysis,
} from '../../../../test/support/analysisFixture.ts';
import type { Analysis } from '../../../domain/spend/analysis.ts';
import { sectionPlaces } from '../../components/frame.ts';
import { aboutView } from './aboutView.ts';
import { fileRows, fileView } from './filesView.ts';
import { leftOutView, rejectsView, unknownView } from './listsView.ts';
import { reportHtml } from './report.ts';
import { resultView } from './resultView.ts';

const view = (analysis: Analysis) => resultView(analysis, []);
const inPence = (text: string) => Number(text.replaceAll(/[,.]/g, '').replace('−', '-'));

describe('the result', () => {
  it('has a finding, the chart without the whole country, and a table with it', () => {
    const result = view(fullAnalysis());
    expect(result.finding.title).toBe('Local spend rose from 44% to 52% in four years');
    expect(result.caption).toBe('Examplewell Council: local spend, 2017/18 to 2020/21');
    expect(result.chart?.key.map((one) => one.name)).toEqual([
      'Kirklees',
      'West Yorkshire',
      'Yorkshire and The Humber',
    ]);
    expect(result.table?.rows.map((row) => row.name)).toEqual([
      'Kirklees',
      'West Yorkshire',
      'Yorkshire and The Humber',
      'United Kingdom',
      'Spend counted',
    ]);
    expect(result.table?.rows[0]?.cells[3]).toEqual({
      label: '2020/21',
      main: '52%',
      small: ['49 to 54', '£186.2m'],
    });
  });

  it('turns the table when there are many years', () => {
    const base = fullAnalysis();
    const ring = base.figures[0]?.ring ?? { id: 'authority', name: 'Kirklees', codes: [] };
    const figures = Array.from({ length: 8 }, (_, index) =>
      figureFrom({
        definition: 'ledger-all',
        period: `${2010 + index}/${11 + index}`,
        total: 1_000_000,
        ring,
        perCent: 50,
        perMilleUnplaced: 10,
      }),
    );
    const { table } = view({ ...base, figures });
    expect(table?.columns).toEqual(['Kirklees', 'Spend counted']);
    expect(table?.rows).toHaveLength(8);
  });

  it('adds up to the penny: paid less left out is counted, and the places add up to it', () => {
    const base = fullAnalysis();
    const thirdParty: Analysis = { ...base, definitions: base.definitions.slice(1) };
    for (const analysis of [base, thirdParty, oneYearAnalysis(), exactAnalysis()]) {
      const rows = view(analysis).making?.rows ?? [];
      const at = rows.findIndex((row) => row.total);
      const sum = (from: number, to: number) =>
        rows.slice(from, to).reduce((total, row) => total + inPence(row.amount), 0);
      const counted = inPence(rows[at]?.amount ?? '');
      expect(sum(0, at)).toBe(counted);
      expect(sum(at + 1, rows.length)).toBe(counted);
      const years = view(analysis).making?.years ?? [];
      const total = years[years.length - 1];
      const before = years.slice(0, -1).reduce((all, row) => all + inPence(row.amount), 0);
      expect(before).toBe(inPence(total?.amount ?? ''));
    }
  });

  it('sets the definitions side by side and names the spread', () => {
    const { definitions } = view(fullAnalysis());
    expect(definitions?.heading).toBe('Four definitions of local give 52% to 74% in 2020/21');
    expect(definitions?.rows.map((row) => row.couldBe)).toEqual([
      '49 to 54%',
      '52 to 57%',
      '72 to 75%',
      '55 to 60%',
    ]);
    const one = fullAnalysis();
    expect(view({ ...one, definitions: one.definitions.slice(0, 1) }).definitions?.heading).toBe(
      'One definition of local gives 52% in 2020/21',
    );
  });

  it('says what to do when nothing was counted, and shows no chart', () => {
    const result = view(emptyAnalysis());
    expect(result.finding.title).toBe('No local share can be stated');
    expect(result.chart).toBeUndefined();
    expect(result.notice).toBe('1 file is set aside and not in these figures.');
    expect(result.beforeUseHeading).toBe('What to do first');
  });

  it('keeps undated money out of the years and says so', () => {
    const result = view(oneYearAnalysis());
    expect(result.undatedNote).toBe(
      '£12.3k has no readable date, so it is in no year. Its share is 40% and could be 19 to 71%.',
    );
    expect(result.finding.title).toBe('Between 49% and 54% of spend was local in 2020/21');
  });

  it('draws no chart where nothing could be placed, and says what to do', () => {
    const result = view(unplacedAnalysis());
    expect(result.finding.title).toBe('How much was local cannot be said yet');
    expect(result.chart).toBeUndefined();
    expect(result.noChart).toContain('no share can be stated');
    expect(result.rangeNote).toBe(
      'Credits that could not be placed can take the range below 0% or past 100%.',
    );
    expect(result.table?.rows[0]?.cells[0]).toMatchObject({ main: 'No share', small: ['−27 to 127', '£0'] });
    expect(view(fullAnalysis())).toMatchObject({ rangeNote: null, noChart: null });
  });

  it('says one number where there is no range', () => {
    const result = view(exactAnalysis());
    expect(result.table?.rows[0]?.cells[3]).toEqual({ label: '2020/21', main: '52%', small: ['£193.8m'] });
    expect(result.definitions?.rows[0]?.couldBe).toBe('52%');
  });

  it('tells of part years, mixed amounts and warnings of many files once', () => {
    const result = view(sameSharesAnalysis());
    expect(result.finding.title).toBe('Between 49% and 54% of spend was local in 2020/21');
    expect(result.partYears).toEqual([
      '2017/18 has payments in 5 of its 12 months, so it is not a whole year.',
    ]);
    expect(result.chart?.title).toBe('Share of spend in each place, 2017/18 to 2020/21');
    expect(result.making?.amountBasis).toBe(
      'Amounts are net of VAT in 3 files and not stated in 1 file. They are added up as they stand, so the totals mix them.',
    );
    expect(result.warnings[1]).toMatchObject({
      count: '33 files',
      files: 'month-1.csv, month-2.csv, month-3.csv and 30 more',
      more: true,
    });
    expect(result.warnings).toHaveLength(2);
  });

  it('says why there is no share when credits outweigh payments', () => {
    const base = oneYearAnalysis();
    const figures = base.figures.map((figure) => ({
      ...figure,
      totalPence: -5,
      localPence: -5,
      elsewherePence: 0,
      undeterminedPositivePence: 0,
      undeterminedNegativePence: 0,
      share: null,
      shareOfAll: null,
      shareLower: null,
      shareUpper: null,
      whyNoShare: 'Credits outweigh payments.',
    }));
    const result = view({ ...base, figures });
    expect(result.making?.bar).toMatchObject({ svg: null, note: 'Credits outweigh payments.' });
    expect(result.table?.rows[0]?.cells[0]?.main).toBe('No share');
    expect(result.definitions).toBeUndefined();
  });
});

describe('the lists', () => {
  it('counts rejects by rule and cuts long lines', () => {
    const rejects = rejectsView(fullAnalysis());
    expect(rejects.heading).toBe('80 lines rejected');
    expect(rejects.rules).toEqual([
      { rule: 'Amount unreadable', count: '79' },
      { rule: 'Total row', count: '1' },
    ]);
    expect(Math.max(...rejects.rows.map((row) => row.text.length))).toBe(301);
    expect(rejectsView(emptyAnalysis()).heading).toBe('No line was rejected');
    const many = { ...fullAnalysis(), control: { ...fullAnalysis().control, rejected: 12_345 } };
    expect(rejectsView(many).summary).toContain('The first 80 are listed.');
  });

  it('totals what each definition leaves out', () => {
    const groups = leftOutView(fullAnalysis());
    expect(groups.map((group) => group.rows.length)).toEqual([0, 12, 0, 0]);
    expect(groups[1]?.total?.lines).toBe('4,818');
  });

  it('says where an unknown supplier could be', () => {
    expect(unknownView(fullAnalysis(), 3)?.rows.map((row) => row.couldBe)).toEqual([
      'Anywhere',
      'Kirklees or Calderdale',
      'Kirklees or Calderdale or Wakefield',
    ]);
    expect(unknownView(emptyAnalysis(), 3)).toBeUndefined();
  });

  it('shows how a file was read, and little of one that was not', () => {
    const { files } = fullAnalysis();
    const [first] = files.map(fileView);
    expect(first?.facts.find((fact) => fact.key === 'Lines')?.value).toBe(
      '100,060 read = 100,000 accepted + 20 rejected + 40 blank',
    );
    expect(files.map(fileView)[5]?.facts.map((fact) => fact.key)).toEqual(['Size']);
    expect(fileRows(files, () => null)[4]?.tag.text).toBe('Set aside');
  });

  it('names every definition in words', () => {
    const about = aboutView(fullAnalysis());
    expect(about.definitions.map((one) => one.used)).toEqual([true, false, false, false]);
    expect(about.references[0]).toContain('1 February 2025, 11,234 rows (approximate)');
  });
});

describe('the report in one file', () => {
  it('has the style, the charts and every list inside, and no link out', () => {
    const report = reportHtml(fullAnalysis(), 'body{color:#000}');
    expect(report).toContain('<style>body{color:#000}</style>');
    expect(report).not.toMatch(/(href|src)="(?!#)/);
    expect(report).toContain('Ashlar &amp; Finch &lt;Supplies&gt;');
    for (const place of Object.values(sectionPlaces)) expect(report).toContain(`id="${place.slice(1)}"`);
  });

  it('is the same in two time zones', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    const there = reportHtml(fullAnalysis(), '');
    process.env.TZ = 'America/New_York';
    expect(reportHtml(fullAnalysis(), '')).toBe(there);
    process.env.TZ = zone;
  });
});
