import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMatchingWords } from '../../../formats/vocabulary/readMatchingWords.ts';
import { alignKeys, lettersApart } from './alignment.ts';
import { formRelation } from './nameEvidence.ts';
import { countWords, wordWeigher } from './wordWeights.ts';

const words = readMatchingWords();
const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 300);
const texts = (all: readonly { readonly text: string }[]) => all.map(({ text }) => text).join('+');

function aligned(ours: string, theirs: string): readonly string[] {
  const { meetings, oursAlone, theirsAlone, inOrder } = alignKeys(ours, theirs, words);
  return [
    ...meetings
      .filter(({ kind }) => kind !== 'same')
      .map((one) => `${one.kind} ${texts(one.ours)}=${texts(one.theirs)}`),
    ...(oursAlone.length > 0 ? [`ours ${texts(oursAlone)}`] : []),
    ...(theirsAlone.length > 0 ? [`theirs ${texts(theirsAlone)}`] : []),
    ...(inOrder ? [] : ['turned']),
  ];
}

describe('two names side by side', () => {
  it.each<[string, string, ...string[]]>([
    ['ALDER CARE', 'ALDER CARE'],
    ['ALDER AND CARE', 'ALDER CARE'],
    ['ALDER SVCS', 'ALDER SERVICES', 'short SVCS=SERVICES'],
    ['ALDER PROPERTIES', 'ALDER PROPERTY', 'short PROPERTIES=PROPERTY'],
    ['HOME START ALDER', 'HOMESTART ALDER', 'joined HOME+START=HOMESTART'],
    ['HOMESTART ALDER', 'HOME START ALDER', 'joined HOMESTART=HOME+START'],
    ['ALDER IBS', 'ALDER INSTITUTE OF BAKERY SCIENCE', 'initials IBS=INSTITUTE+BAKERY+SCIENCE'],
    ['ALDER INSTITUTE BAKERY SCIENCE', 'ALDER IBS', 'initials INSTITUTE+BAKERY+SCIENCE=IBS'],
    ['ALDER TRANSP', 'ALDER TRANSPORTERS', 'cut TRANSP=TRANSPORTERS'],
    ['ALDER TR', 'ALDER TRANSPORTERS', 'cut TR=TRANSPORTERS'],
    ['TR ALDER', 'TRANSPORTERS ALDER', 'ours TR', 'theirs TRANSPORTERS'],
    ['TRANSPORTERS ALDER', 'TRANS ALDER', 'ours TRANSPORTERS', 'theirs TRANS'],
    ['HEBBLEDNE CARE', 'HEBBLEDEN CARE', 'spelling HEBBLEDNE=HEBBLEDEN'],
    ['FERN CARE', 'BERN CARE', 'ours FERN', 'theirs BERN'],
    ['FERN CARE', 'FERM CARE', 'spelling FERN=FERM'],
    ['UNIT 12345', 'UNIT 12346', 'ours 12345', 'theirs 12346'],
    ['OAK CARE', 'ASH CARE', 'ours OAK', 'theirs ASH'],
    ['CARE ALDER', 'ALDER CARE', 'turned'],
    ['ALDER BAKERY CENTRE ABC', 'ALDER BAKERY CENTRE'],
    ['ALDER BAKERY CENTRE', 'ABC ALDER BAKERY CENTRE'],
    ['THE OF', 'THE FOR', 'ours OF', 'theirs FOR'],
    ['', 'ALDER', 'theirs ALDER'],
  ])('%s and %s', (ours, theirs, ...expected) => expect(aligned(ours, theirs)).toEqual(expected));

  it('property: every word of ours meets one or is alone, and a name meets itself', () => {
    const keys = fc.array(
      fc.constantFrom('ALDER', 'CARE', 'HOME', 'HOMECARE', 'SVCS', 'SERVICES', 'AC', 'CARES'),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(keys, keys, (ours, theirs) => {
        const { meetings, oursAlone, theirsAlone } = alignKeys(ours.join(' '), theirs.join(' '), words);
        const met = meetings.flatMap((one) => one.ours).length;
        expect(met + oursAlone.length).toBe(ours.length);
        expect(meetings.flatMap((one) => one.theirs).length + theirsAlone.length).toBe(theirs.length);
        expect(alignKeys(ours.join(' '), ours.join(' '), words).oursAlone).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

describe('letters apart', () => {
  it.each([
    ['HEBBLEDEN', 'HEBBLEDEN', 0],
    ['HEBBLEDNE', 'HEBBLEDEN', 1],
    ['HEBLEDEN', 'HEBBLEDEN', 1],
    ['HEBBLEDAN', 'HEBBLEDEN', 1],
    ['HBBLEDNE', 'HEBBLEDEN', 2],
    ['ALDER', 'BIRCH', 3],
    ['A', 'ALDER', 3],
  ])('%s and %s: %i', (one, other, apart) => expect(lettersApart(one, other, 2)).toBe(apart));

  it('property: is the same from both sides', () => {
    const short = fc.string({ unit: fc.constantFrom(...'ABC'), maxLength: 6 });
    fc.assert(
      fc.property(short, short, (one, other) => {
        expect(lettersApart(one, other, 9)).toBe(lettersApart(other, one, 9));
        expect(lettersApart(one, other, 1)).toBe(Math.min(2, lettersApart(one, other, 9)));
      }),
      { numRuns: runs },
    );
  });
});

it.each([
  ['limited', 'limited', 'same'],
  [null, null, 'neither'],
  ['limited', null, 'ours only'],
  [null, 'limited', 'theirs only'],
  ['limited', 'community interest', 'near'],
  ['public limited', 'limited', 'near'],
  ['limited', 'partnership', 'different'],
] as const)('forms %s and %s are %s', (ours, theirs, expected) =>
  expect(formRelation(ours, theirs)).toBe(expected),
);

describe('how much a word tells', () => {
  const weightOf = wordWeigher(countWords(['ALDER CARE', 'BIRCH CARE', 'BIRCH CARE SERVICES'], words), words);

  it('is more the rarer it is, also where a register is too small to show it', () => {
    expect(weightOf('CEDAR')).toBe(1);
    expect(weightOf('ALDER')).toBeGreaterThan(weightOf('BIRCH'));
    expect(weightOf('BIRCH')).toBeGreaterThan(weightOf('SERVICE'));
  });

  it('counts a word once a name, by its stem, and is never nothing', () => {
    const { names, counts } = countWords(['CARE CARES', 'CARE'], words);
    expect({ names, care: counts.get('CARE') }).toEqual({ names: 2, care: 2 });
    const all = wordWeigher({ names: 50_000, counts: new Map([['CARE', 50_000]]) }, words);
    expect(all('CARE')).toBe(0.02);
  });
});
