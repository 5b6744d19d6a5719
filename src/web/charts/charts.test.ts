import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, overlaps, spread } from './labels.ts';
import { rangeAxis, rangeStrip, rangeTicks } from './rangeStrip.ts';
import { axisFor, ticksOf } from './scale.ts';
import { endNames, shareChart } from './shareChart.ts';
import { type Frame, layOut, narrowFrame, type ShareSeries, wideFrame } from './shareLayout.ts';
import { patch, stackedBar } from './stackedBar.ts';
import { coordinate } from './svg.ts';

const golden = '../../../test/golden/charts';
const years = ['2017/18', '2018/19', '2019/20', '2020/21'];
const line = (name: string, shares: readonly number[], spread = 0.02): ShareSeries => ({
  name,
  values: shares.map((share, index) => ({
    period: years[index] ?? '2021/22',
    share,
    shareLower: share - spread,
    shareUpper: share + spread,
  })),
});
const demo = [
  line('Kirklees', [0.44, 0.43, 0.44, 0.52]),
  line('West Yorkshire', [0.57, 0.63, 0.65, 0.65], 0.017),
  line('Yorkshire and The Humber', [0.65, 0.69, 0.71, 0.74], 0.013),
];
const words = { title: 'The share rose', unit: 'Share of spend, %', source: 'Source: payment ledgers.' };

describe('the chart of shares by financial year', () => {
  it('draws the demonstration figures exactly as before, wide, narrow and as a file', async () => {
    const chart = shareChart(demo, words);
    await expect(chart.wide).toMatchFileSnapshot(`${golden}/shares-wide.svg`);
    await expect(chart.narrow).toMatchFileSnapshot(`${golden}/shares-narrow.svg`);
    await expect(chart.download).toMatchFileSnapshot(`${golden}/shares-download.svg`);
    expect(chart.note).toBe(
      'The vertical axis starts at 30%. Each place includes the ones inside it. Source: payment ledgers.',
    );
  });

  it('puts every value and every name into the wide drawing', () => {
    const { wide } = shareChart(demo, words);
    for (const text of ['44%', '43%', '52%', '57%', '63%', '69%', '74%', '2017/18', 'West Yorkshire']) {
      expect(wide).toContain(`>${text}<`);
    }
  });

  it('draws one year in the middle, and no capsule where the bounds are equal', () => {
    const chart = shareChart([line('Kirklees', [0.5], 0)], words);
    expect(chart.wide.match(/fill-opacity/g)).toBeNull();
    expect(chart.wide).toContain('>50%<');
  });

  it('breaks the line where a year has no share and keeps the capsule where it has bounds', () => {
    const values = [
      { period: '2017/18', share: 0.4, shareLower: 0.3, shareUpper: 0.5 },
      { period: '2018/19', share: null, shareLower: 0, shareUpper: 1 },
      { period: '2019/20', share: null, shareLower: null, shareUpper: null },
      { period: '2020/21', share: 0.6, shareLower: 0.5, shareUpper: 0.7 },
    ];
    const chart = shareChart([{ name: 'Kirklees', values }], words);
    expect(chart.wide.match(/fill-opacity/g)).toHaveLength(3);
    expect(/<path d="M[\d. ]+M[\d. ]+" fill="none"/.test(chart.wide)).toBe(true);
  });

  it('shows the latest twelve years and says so', () => {
    const values = Array.from({ length: 15 }, (_, index) => ({
      period: `${2005 + index}/${String(6 + index).padStart(2, '0')}`,
      share: 0.5,
      shareLower: 0.4,
      shareUpper: 0.6,
    }));
    const chart = shareChart([{ name: 'Kirklees', values }], words);
    expect(chart.note).toContain('the latest 12 years, the table all 15');
    expect(chart.wide.match(/<circle/g)).toHaveLength(12);
  });

  it('draws marks that would hide one another side by side, with one label and a mark before each name', () => {
    const same = ['Kirklees', 'West Yorkshire', 'Yorkshire and The Humber'].map((name) =>
      line(name, [0.4, 0.5]),
    );
    const { spots, labels, sideBySide } = layOut(same, wideFrame);
    expect(sideBySide).toBe(true);
    const xs = spots.map((spot) => spot[1]?.x ?? 0);
    expect(new Set(xs).size).toBe(3);
    expect(Math.min(...xs.slice(1).map((x, index) => x - (xs[index] ?? 0)))).toBeGreaterThanOrEqual(16);
    expect(labels.map((label) => label.text)).toEqual(['40%', '50%']);
    const chart = shareChart(same, words);
    expect(chart.note).toContain('drawn side by side');
    expect(chart.wide.match(/<line/g)).toHaveLength(layOut(same, wideFrame).ticks.length);
  });

  it('labels marks side by side with the highest value above and the lowest below', () => {
    const close = [0.5, 0.6, 0.7].map((share, index) => line(`Place ${index}`, [share], 0.15));
    const { labels, spots } = layOut(close, wideFrame);
    const [middle] = spots[1] ?? [];
    expect(labels.map((label) => [label.text, label.y < (middle?.y ?? 0)])).toEqual([
      ['70%', true],
      ['50%', false],
    ]);
  });

  it('gives no name to a place without a point and says so', () => {
    const open = {
      name: 'Nowhere',
      values: [{ period: '2017/18', share: null, shareLower: 0, shareUpper: 1 }],
    };
    const chart = shareChart([line('Kirklees', [0.5]), open], words);
    expect(chart.wide).not.toContain('>Nowhere<');
    expect(chart.key.map((one) => one.name)).toEqual(['Kirklees']);
    expect(chart.note).toContain('No share can be drawn for Nowhere.');
  });

  it('draws an empty chart without failing', () => {
    expect(shareChart([], words).sentence).toContain('Empty chart');
  });

  it('escapes names', () => {
    expect(shareChart([line('A & <B>', [0.5])], words).wide).toContain('A &amp; &lt;B&gt;');
  });
});

const share = fc.option(fc.integer({ min: -1_500_000, max: 2_500_000 }), { nil: null, freq: 6 });
const value = fc.tuple(share, fc.nat(600_000), fc.nat(600_000)).map(([middle, below, above]) => ({
  share: middle === null ? null : middle / 1e6,
  shareLower: middle === null ? null : (middle - below) / 1e6,
  shareUpper: middle === null ? null : (middle + above) / 1e6,
}));
const anySeries = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.array(
    fc.record({
      name: fc.constantFrom('Kirklees', 'Yorkshire and The Humber', 'Bournemouth, Christchurch and Poole'),
      values: fc.array(value, { minLength: count, maxLength: count }).map((values) =>
        values.map((one, index) => ({
          ...one,
          period: `${2005 + index}/${String(6 + index).padStart(2, '0')}`,
        })),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  ),
);

function noTwoOverlap(series: readonly ShareSeries[], frame: Frame): boolean {
  const layout = layOut(series, frame);
  const boxes = [...layout.labels, ...layout.years].map(boxOf);
  return boxes.every((box, index) => boxes.slice(index + 1).every((other) => !overlaps(box, other)));
}

describe('properties of every chart', () => {
  it('property: no label overlaps another, in either drawing', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        expect(noTwoOverlap(series, wideFrame)).toBe(true);
        expect(noTwoOverlap(series, narrowFrame)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('property: names at the line ends do not overlap and stay inside', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const names = [...endNames(series, layOut(series, wideFrame), wideFrame)].sort(
          (a, b) => a.centre - b.centre,
        );
        const tops = names.map((name) => name.centre - (name.lines.length * 19) / 2);
        const bottoms = names.map((name) => name.centre + (name.lines.length * 19) / 2);
        expect(tops.every((top, index) => index === 0 || top >= (bottoms[index - 1] ?? 0))).toBe(true);
        expect(Math.min(0, ...tops)).toBeGreaterThanOrEqual(0);
        expect(Math.max(0, ...bottoms)).toBeLessThanOrEqual(wideFrame.height);
      }),
      { numRuns: 60 },
    );
  });

  it('property: no NaN, no Infinity, no text under 16 px, and the same bytes every time', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const chart = shareChart(series, words);
        const all = chart.wide + chart.narrow + chart.download;
        expect(all).not.toMatch(/NaN|Infinity|undefined|null/);
        for (const [, size] of all.matchAll(/font-size="([\d.]+)"/g))
          expect(Number(size)).toBeGreaterThanOrEqual(16);
        expect(shareChart(series, words)).toEqual(chart);
      }),
      { numRuns: 40 },
    );
  });

  it('property: an axis holds its values and has between two and eight ticks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9_000_000, max: 9_000_000 }), { minLength: 1 }),
        (millionths) => {
          const shares = millionths.map((one) => one / 1e6);
          const axis = axisFor(shares);
          expect(axis.start).toBeLessThanOrEqual(Math.min(...shares) * 100);
          expect(axis.end).toBeGreaterThanOrEqual(Math.max(...shares) * 100 - 1e-9);
          expect(ticksOf(axis).length).toBeGreaterThan(1);
          expect(ticksOf(axis).length).toBeLessThan(10);
        },
      ),
    );
  });
});

describe('small parts', () => {
  it('starts the axis at 0 for bounds of 0 to 100', () => {
    expect(axisFor([0, 1])).toEqual({ start: 0, end: 100, step: 20 });
    expect(axisFor([0.41, 0.75]).start).toBe(30);
    expect(axisFor([-0.2, 0.4]).start).toBeLessThan(-20);
  });

  it('spreads blocks by as little as needed', () => {
    expect(spread([{ centre: 50, height: 20 }], 0, 100)).toEqual([50]);
    expect(
      spread(
        [
          { centre: 50, height: 20 },
          { centre: 50, height: 20 },
        ],
        0,
        100,
      ),
    ).toEqual([50, 70]);
    expect(
      spread(
        [
          { centre: 95, height: 20 },
          { centre: 96, height: 20 },
        ],
        0,
        100,
      ),
    ).toEqual([70, 90]);
  });

  it('draws definitions side by side on one axis', async () => {
    const ranges = [
      { share: 0.52, shareLower: 0.5, shareUpper: 0.54 },
      { share: null, shareLower: 0.44, shareUpper: 0.64 },
      { share: 0.6, shareLower: 0.6, shareUpper: 0.6 },
    ];
    const axis = rangeAxis(ranges);
    expect(rangeTicks(axis)).toEqual(['40%', '50', '60', '70%']);
    const strips = ranges.map((range) => rangeStrip(range, axis)).join('\n');
    await expect(strips).toMatchFileSnapshot(`${golden}/strips.svg`);
    expect(strips).not.toContain('NaN');
  });

  it('stacks the money and hatches what could not be placed', async () => {
    const parts = [
      { fill: 'local', pence: 5020 },
      { fill: 'elsewhere', pence: 4640 },
      { fill: 'unknown', pence: 340 },
    ] as const;
    await expect(stackedBar(parts, 'Parts of the money')).toMatchFileSnapshot(`${golden}/bar.svg`);
    expect(stackedBar([{ fill: 'local', pence: -1 }], '')).toBeNull();
    expect(stackedBar([], '')).toBeNull();
    expect(patch('unknown')).toContain('url(#hatch)');
  });

  it('writes coordinates the same everywhere', () => {
    expect([coordinate(-0.001), coordinate(1 / 3), coordinate(2)]).toEqual(['0', '0.33', '2']);
  });
});
