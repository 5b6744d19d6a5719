import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listening } from '../../test/support/spoken.ts';
import { accept } from '../domain/values/index.ts';
import { readTenderFile } from '../formats/procurements/readTenderFile.ts';
import { rehearsalHtml } from '../web/pages/rehearsal/report.ts';
import { evaluateCommand } from './evaluate.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-evaluate-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const criteria = [
  { id: 'price', name: 'Price', weight: 40, kind: 'price', formula: 'lowest' },
  { id: 'quality', name: 'Quality', weight: 40, kind: 'panel', top: 40 },
  { id: 'quantity', name: 'Social value, quantity', weight: 10, kind: 'quantity', formula: 'highest' },
  { id: 'qualitative', name: 'Social value, quality', weight: 10, kind: 'panel', top: 10 },
];
const bid = (id: string, price: number, socialValue: number, quality: number, qualitative: number) => ({
  ...{ id, name: `Bid ${id}`, price, socialValue, scores: { quality, qualitative } },
});
const transport = {
  schemaVersion: 1,
  title: 'Community transport',
  criteria,
  bids: [
    bid('A', 950_000, 200_000, 36, 8),
    bid('B', 1_000_000, 300_000, 34, 6),
    bid('C', 800_000, 260_000, 30, 6),
  ],
  compare: { target: 200_000 },
};

async function run(content: unknown, ...options: readonly string[]) {
  const path = join(folder, 'tender.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  const { said, speaking } = listening();
  const command = evaluateCommand({
    readTender: readTenderFile,
    writeFile: async (target, text) => {
      await writeFile(target, text);
      return accept(null);
    },
    report: (evaluation) => rehearsalHtml(evaluation, 'p{color:red}'),
    ...speaking,
  });
  await command.parseAsync([path, ...options], { from: 'user' });
  return said;
}

describe('sevenbox evaluate', () => {
  it('says who wins under each formula, and what the award hangs on', async () => {
    const { out, code } = await run(transport);
    expect(code).toBe(0);
    expect(out).toContain('Bid C wins by 0.32 points.');
    expect(out).toMatch(/Share of the highest promise \(chosen\) +84\.351 +82\.000 +84\.667/);
    expect(out).toMatch(
      /Target of £200,000, with a cap +87\.684 +82\.000 +86\.000 +Bid A wins by 1\.68 points/,
    );
    expect(out).toContain('PROBLEM  The formula decides the winner.');
    expect(out).toMatch(/Price +40% +38\.8% +Bid A would win/);
    expect(out).toMatch(/Bid A +Quality +36\.00 +36\.32/);
    expect(out).toMatch(/Bid A +£950,000 +£941,176\.47 or less/);
    expect(out).toMatch(/Bid C +£800,000 +£807,500 or more/);
  });

  it('prints every number exactly for programs', async () => {
    const { out } = await run(transport, '--json');
    const found = JSON.parse(out);
    expect(found).toMatchObject({ schemaVersion: 1, title: 'Community transport' });
    expect(found.formulas[0].bids[0].total).toEqual({ exact: '4808/57', rounded: '84.351' });
    expect(found.formulas.map(({ winners }: { winners: string[] }) => winners)).toEqual([
      ['C'],
      ['C'],
      ['A'],
      ['C'],
    ]);
    expect(found.weights[0].winners.map(({ bids }: { bids: string[] }) => bids)).toEqual([['A'], ['C']]);
    expect(found.prices[2]).toEqual({
      ...{ bid: 'C', now: { exact: '800000', rounded: '800000.000' } },
      losesFrom: { exact: '807500', rounded: '807500.000' },
      level: { exact: '807500', rounded: '807500.000' },
    });
    expect(found.prices[0].winsUpTo.exact).toBe('941176.47');
    expect(found.acceptability.map(({ bid: id }: { bid: string }) => id)).toEqual(['A', 'B', 'C']);
  });

  it('writes one page that needs nothing else, and lets no name become markup', async () => {
    const named = {
      ...transport,
      title: '<b>Transport</b>',
      bids: transport.bids.map((one) => ({ ...one, name: `<i>${one.id}` })),
    };
    const { talk } = await run(named, '--html', join(folder, 'page.html'));
    expect(talk).toContain('Wrote ');
    const html = await readFile(join(folder, 'page.html'), 'utf8');
    expect(html).toContain('The scoring formula decides who wins');
    expect(html).toContain('Prices at which a bid wins or stops winning');
    expect(html).not.toMatch(/<i>|<b>|src=|href="\/assets/);
  });

  it('never writes the page over the tender', async () => {
    const path = join(folder, 'tender.json');
    const { talk, out, code } = await run(transport, '--html', join(folder, '.', 'tender.json'));
    expect([out, code]).toEqual(['', 1]);
    expect(talk).toContain('is the file that is read, and the page would take its place.');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(transport);
  });

  it('works with a single bid, with bids that are all out, and with equal bids', async () => {
    const [first] = transport.bids;
    if (!first) throw new Error('there is a bid');
    expect((await run({ ...transport, bids: [first] })).out).toContain('Bid A is the only bid that is in.');
    const twins = [first, { ...first, id: 'twin', name: 'Bid twin' }];
    const tied = await run({ ...transport, bids: twins }, '--html', join(folder, 'tied.html'));
    expect(tied.out).toContain('PROBLEM  The best bids have the same points.');
    const floors = criteria.map((one) => (one.id === 'quality' ? { ...one, floor: 40 } : one));
    const out = await run({ ...transport, criteria: floors }, '--html', join(folder, 'out.html'));
    expect(out.out).toContain('Every bid is out, so nobody wins.');
    expect(out.out).toContain('Bid A is out: its score for Quality is below the floor.');
  });

  it('with more than five criteria draws weights, and says how often', async () => {
    const more = ['x', 'y', 'z'].map((id) => ({ id, name: `More ${id}`, weight: 10, kind: 'panel', top: 5 }));
    const wide = criteria.map((one) => (one.id === 'price' ? { ...one, weight: 10 } : one));
    const bids = transport.bids.map((one, index) => ({
      ...one,
      scores: { ...one.scores, x: index, y: 3, z: 5 - index },
    }));
    const { out } = await run(
      { ...transport, criteria: [...wide, ...more], bids },
      '--html',
      join(folder, 'wide.html'),
    );
    expect(out).toMatch(/from 100000 draws with seed 2026: Bid A \d/);
  });
});

describe('a tender that cannot be used', () => {
  const without = (key: string) =>
    Object.fromEntries(Object.entries(transport).filter(([name]) => name !== key));
  const changed = (id: string, more: object) => ({
    ...transport,
    criteria: criteria.map((one) => (one.id === id ? { ...one, ...more } : one)),
  });
  const withBid = (more: object) => ({
    ...transport,
    bids: [{ ...transport.bids[0], ...more }, transport.bids[1]],
  });

  it.each([
    ['not JSON', 'bids:', /not JSON/],
    ['no bids', without('bids'), /bids/],
    ['weights', changed('price', { weight: 41 }), /do not add up to 100/],
    ['no weight', changed('price', { weight: 0 }), /“Price” needs a weight above nought/],
    ['a number as words', changed('price', { weight: 'forty' }), /criteria\[0\]\.weight: has to be a number/],
    ['a target that is not said', changed('quantity', { formula: 'target' }), /needs a target in pounds/],
    ['a reference that is not said', changed('price', { formula: 'reference' }), /needs a reference price/],
    ['no bands', changed('quantity', { formula: 'bands' }), /has no bands/],
    [
      'bands out of order',
      changed('quantity', {
        formula: 'bands',
        bands: [
          { upTo: 0.2, points: 1 },
          { upTo: 0.1, points: 2 },
        ],
      }),
      /out of order/,
    ],
    [
      'bands that end',
      changed('quantity', { formula: 'bands', bands: [{ upTo: 0.2, points: 1 }] }),
      /the last one goes without an end/,
    ],
    [
      'bands to compare with that end',
      { ...transport, compare: { bands: [{ upTo: 0.2, points: 1 }] } },
      /^What to compare the formula with has a band too few/,
    ],
    [
      'bands that fall',
      changed('quantity', {
        formula: 'bands',
        bands: [
          { upTo: 0.2, points: 2 },
          { upTo: null, points: 1 },
        ],
      }),
      /fewer points/,
    ],
    [
      'bands without points',
      changed('quantity', { formula: 'bands', bands: [{ upTo: null, points: 0 }] }),
      /no band with points/,
    ],
    ['a weight per pound', changed('price', { formula: 'quality-per-pound' }), /its weight is 0/],
    ['a scale of nought', changed('quality', { top: 0 }), /best score is above nought/],
    ['a floor off the scale', changed('quality', { floor: 41 }), /floor outside its scale/],
    [
      'two prices',
      { ...transport, criteria: [...criteria, { ...criteria[0], id: 'again' }] },
      /more than one criterion for price/,
    ],
    [
      'two quantities',
      { ...transport, criteria: [...criteria, { ...criteria[2], id: 'again' }] },
      /more than one criterion for the quantity/,
    ],
    [
      'an id twice',
      { ...transport, criteria: [...criteria, criteria[1]] },
      /Two criteria have the id “quality”/,
    ],
    [
      'a bid twice',
      { ...transport, bids: [transport.bids[0], transport.bids[0]] },
      /Two bids have the id “A”/,
    ],
    ['a price of nought', withBid({ price: 0 }), /no price above nought/],
    ['a promise that is not said', withBid({ socialValue: undefined }), /Write 0 where nothing is offered/],
    ['a promise below nought', withBid({ socialValue: -1 }), /below nought/],
    [
      'a score off the scale',
      withBid({ scores: { quality: 41, qualitative: 1 } }),
      /outside the scale of “Quality”/,
    ],
    [
      'a score that is missing',
      withBid({ scores: { quality: 1 } }),
      /has no score for “Social value, quality”/,
    ],
    [
      'a score of nothing',
      withBid({ scores: { quality: 1, qualitative: 1, charm: 5 } }),
      /“charm”, which no criterion/,
    ],
    ['something unknown', { ...transport, winner: 'A' }, /winner/],
  ])('%s is refused with a sentence', async (_, content, sentence) => {
    const { out, talk, code } = await run(content);
    expect(talk).toMatch(sentence);
    expect([out, code]).toEqual(['', 1]);
  });

  it('everything that is wrong is said at once', async () => {
    const { talk } = await run({
      ...withBid({ price: 0, socialValue: -1 }),
      criteria: criteria.map((one) => ({ ...one, weight: 1 })),
    });
    expect(talk.trim().split('\n')).toHaveLength(3);
  });

  it('a file that is not there or far too large', async () => {
    const { talk } = await run(`"${'x'.repeat(5_100_000)}"`);
    expect(talk).toMatch(/larger than 5 MB/);
    const missing = await readTenderFile(join(folder, 'nowhere.json'));
    expect(missing.ok).toBe(false);
  });
});
