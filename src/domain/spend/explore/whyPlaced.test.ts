import { describe, expect, it } from 'vitest';
import { parsePostcode, toLocalDate, toPlaceCode } from '../../values/index.ts';
import { type PlaceKnowledge, ringSentence, whyPlaced } from './whyPlaced.ts';

const [kirklees, leeds] = [toPlaceCode('E08000034'), toPlaceCode('E08000035')];
const index = { nameOf: (code: string) => (code === kirklees ? 'Kirklees' : 'Leeds') };
const byPostcode: PlaceKnowledge = {
  candidates: [kirklees],
  said: null,
  listDay: null,
  postcode: parsePostcode('HD1 2TT') ?? null,
  source: 'register',
};
const why = (known: Partial<PlaceKnowledge>) => whyPlaced({ ...byPostcode, ...known }, index);

describe('why a payee lies where it does', () => {
  it('is the postcode of the line, its sector or its area, as the table in use knows it', () => {
    expect(why({})).toBe('Postcode HD1 2TT on the line lies in Kirklees.');
    expect(why({ source: 'built-in sector', candidates: [leeds, kirklees] })).toBe(
      'Postcode sector HD1 2 lies in Kirklees or Leeds.',
    );
    expect(why({ source: 'built-in area' })).toBe('Postcode area HD lies in Kirklees.');
  });

  it('is the supplier list with its day where a fact about the supplier decides', () => {
    const listed = { said: 'supplier list' as const, candidates: [leeds] };
    expect(why({ ...listed, listDay: toLocalDate('2025-05-03') })).toBe(
      'The supplier list of 3 May 2025 says Leeds.',
    );
    expect(why(listed)).toBe('The supplier list says Leeds.');
    expect(why({ ...listed, postcode: null, source: 'none' })).toBe('The supplier list says Leeds.');
  });

  it('is a review or a register where who was paid decides', () => {
    expect(why({ said: 'reviewed decision', candidates: [leeds] })).toBe('A review puts it in Leeds.');
    const both = why({ said: 'register', candidates: [kirklees, leeds], postcode: null, source: 'none' });
    expect(both).toBe('A register has its office in Kirklees or Leeds.');
  });

  it('is told to be unknown where nothing says so, and never names half a reason', () => {
    const unknown = 'Nothing says where it is.';
    expect(why({ candidates: 'anywhere', source: 'none' })).toBe(unknown);
    expect(why({ candidates: 'anywhere', postcode: null })).toBe(unknown);
    expect(why({ candidates: 'anywhere', said: 'supplier list' })).toBe(unknown);
    expect(why({ candidates: 'anywhere', said: 'register' })).toBe(unknown);
    expect(why({ postcode: null })).toBe(unknown);
    expect(why({ source: 'none' })).toBe(unknown);
  });
});

it('says in or not in a ring only of what lies wholly there', () => {
  const ring = { id: 'authority', name: 'Kirklees', codes: [kirklees] };
  expect(ringSentence([kirklees], ring)).toBe('In Kirklees.');
  expect(ringSentence([leeds], ring)).toBe('Not in Kirklees.');
  const open = 'It cannot be said whether it is in Kirklees.';
  expect(ringSentence([leeds, kirklees], ring)).toBe(open);
  expect(ringSentence('anywhere', ring)).toBe(open);
});
