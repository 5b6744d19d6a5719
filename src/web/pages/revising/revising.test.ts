import { describe, expect, it } from 'vitest';
import { madeUpMeasure, madeUpSet } from '../../../../test/support/measureSets.ts';
import { numberAt } from '../../../../test/support/numbers.ts';
import type { KnownSet } from '../../../actions/measures/knownSets.ts';
import type { Workbench } from '../../../actions/measures/revisingTypes.ts';
import { type MeasureChange, reviseSet } from '../../../domain/measures/index.ts';
import { readShippedSets } from '../../../formats/measures/readSets.ts';
import { render } from '../../components/templates.ts';
import { firstChoice } from './compareView.ts';
import { changesOf, measuresIn, saidInForm, saidOf } from './reviseForm.ts';
import { themeView, workbenchView } from './reviseView.ts';
import { tableView } from './tableView.ts';

const hostile = '<script>alert(1)</script>"\'&';
const lists = [
  { id: 'main', name: 'Main list', subsetOf: null },
  { id: 'lite', name: 'Lite list', subsetOf: 'main' },
];
const set = madeUpSet(
  [
    madeUpMeasure('A 1', { weighting: '1.5', lists: ['main', 'lite'], title: hostile }),
    madeUpMeasure('B', { localOnly: true }),
    madeUpMeasure('C', { recordOnly: true, proxy: null }),
  ],
  { lists, name: hostile },
);
const [first, second, third] = measuresIn(set, 'theme');
if (!first || !second || !third) throw new Error('A measure is missing.');
const known: KnownSet = { ref: 'made-up@1', set, stored: null };
const bench: Workbench = { base: known, draft: null, revision: { changes: [] }, edits: null };

const sent = (fields: Readonly<Record<string, string | readonly string[]>>) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    ),
  );

describe('the form of a theme', () => {
  it('says the changes that were ticked, and none for what was so before', () => {
    const form = sent({
      'do.A 1': 'keep',
      'also.A 1': ['local-only', 'drop-weighting'],
      'do.B': 'keep',
      'also.B': ['local-only', 'list:lite', 'list:unheard-of', 'drop-weighting'],
      'do.C': 'keep',
      'also.C': ['record-only'],
    });
    const changes = [first, second, third].map((one) => changesOf(set, one, saidInForm(form, one)));
    expect(changes).toEqual([
      [
        { kind: 'local-only', reference: 'A 1' },
        { kind: 'drop-weighting', reference: 'A 1' },
        { kind: 'take-off', reference: 'A 1', list: 'lite' },
      ],
      [{ kind: 'put-on', reference: 'B', list: 'lite' }],
      [],
    ]);
  });

  it('says why a measure goes, and takes only reasons that there are', () => {
    const form = sent({
      ...{ 'do.B': 'remove', 'reason.B': 'overlaps', 'overlaps.B': ' A 1 ', 'sentence.B': ' Twice. ' },
      ...{ 'do.C': 'remove', 'reason.C': 'because', 'overlaps.C': 'B', 'sentence.C': 'x'.repeat(900) },
    });
    expect(changesOf(set, second, saidInForm(form, second))).toEqual([
      { kind: 'remove', reference: 'B', reason: 'overlaps', overlaps: 'A 1', sentence: 'Twice.' },
    ]);
    expect(changesOf(set, third, saidInForm(form, third))).toEqual([
      { kind: 'remove', reference: 'C', reason: null, overlaps: null, sentence: 'x'.repeat(500) },
    ]);
  });

  it('shows a draft as it was left: what it says is what it was told', () => {
    const told: readonly MeasureChange[] = [
      { kind: 'record-only', reference: 'A 1' },
      { kind: 'put-on', reference: 'B', list: 'lite' },
      {
        kind: 'remove',
        reference: 'C',
        reason: 'no-evidence',
        overlaps: null,
        sentence: 'Nobody could show it.',
      },
    ];
    const again = [first, second, third].flatMap((one) => changesOf(set, one, saidOf(one, told)));
    expect(again).toEqual(told);
    expect(reviseSet(set, { changes: [...again] }, { version: '2', inForceFrom: null }).ok).toBe(true);
  });

  it('shows texts of a set as texts, and leads from a problem to its measure', () => {
    const refusals = [
      { code: 'x', sentence: 'B is to go without a reason.' },
      { code: 'y', sentence: 'The revision changes nothing.' },
    ];
    const view = themeView(bench, { id: 'theme', typed: null, refusals });
    expect(view?.errors.map(({ href }) => href)).toEqual(['#measure-2', '#measure-1']);
    const around = { pageTitle: 'x', navigation: [], breadcrumbs: [], may: () => true };
    const html = render('pages/revising/theme.njk', { ...around, view });
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const start = render('pages/revising/workbench.njk', {
      ...around,
      view: workbenchView(bench),
      done: null,
    });
    expect(start).not.toContain('<script>alert');
    expect(themeView(bench, { id: 'none', typed: null, refusals: [] })).toBeUndefined();
  });
});

it('a comparison begins with a version and the one that it replaces', () => {
  const sets = readShippedSets().map((one) => ({ ref: `${one.id}@${one.version}`, set: one, stored: null }));
  expect(firstChoice(sets)).toEqual({ from: 'open-measures@1', to: 'open-measures@2' });
  expect(firstChoice([])).toEqual({ from: '', to: '' });
});

it('each cell of a paper carries the name of its column', () => {
  const view = tableView({
    ...{ id: 't', title: 'T', sentence: 'S.' },
    columns: [
      { name: 'Bidder', isNumber: false },
      { name: 'Value', isNumber: true },
    ],
    rows: [
      [
        { kind: 'text', text: hostile },
        { kind: 'pounds', pounds: numberAt('1234.5') },
      ],
    ],
  });
  expect(view.rows).toEqual([
    [
      { text: hostile, label: 'Bidder', isNumber: false },
      { text: '£1,234.50', label: 'Value', isNumber: true },
    ],
  ]);
});
