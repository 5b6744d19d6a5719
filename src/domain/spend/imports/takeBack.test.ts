import { describe, expect, it } from 'vitest';
import { batch } from '../../../../test/support/records.ts';
import { bringingBack, countingAgain, takingOut } from './takeBack.ts';

describe('taking back', () => {
  const [current, undone] = [batch(1), batch(2, { state: 'undone', sha256: 'cd' })];
  const replaced = batch(3, { state: 'superseded', supersededBy: current.id });
  const code = (decision: ReturnType<typeof takingOut>) =>
    decision.ok ? decision.value : decision.refusals.map((refusal) => refusal.code);

  it('takes out what counts', () => {
    expect(code(takingOut([current, undone, replaced]))).toEqual([current.id]);
    expect(code(takingOut([undone]))).toEqual(['not-counted']);
  });

  it('brings back what was undone, unless its bytes count already', () => {
    const all = [current, undone, replaced];
    expect(code(bringingBack(all, all))).toEqual([undone.id]);
    expect(code(bringingBack(all, [current]))).toEqual(['counted']);
    expect(code(bringingBack(all, [replaced]))).toEqual(['replaced']);
    const orphan = bringingBack([], [{ ...replaced, supersededBy: null }]);
    expect(orphan).toMatchObject({
      refusals: [{ sentence: expect.stringContaining('by another file. Undo that file') }],
    });
    const twin = batch(4, { state: 'undone' });
    expect(code(bringingBack([...all, twin], [twin]))).toEqual(['bytes-counted']);
    const twins = [undone, { ...undone, id: batch(5).id }];
    expect(code(bringingBack(twins, twins))).toEqual(['bytes-counted']);
  });

  it('lets what was replaced count again, unless its bytes count already', () => {
    const other = batch(6, { state: 'superseded', supersededBy: batch(7).id });
    const own = { ...replaced, sha256: 'gh' };
    expect(countingAgain([current, undone, own, other], [current.id])).toEqual([own]);
    const same = batch(8, { sha256: 'gh' });
    expect(countingAgain([current, own, same], [current.id])).toEqual([]);
  });

  it('brings back a batch over what it replaced, and not what it replaced over the batch', () => {
    const by = batch(4, { state: 'undone' });
    const old = batch(5, { supersededBy: by.id });
    expect(code(bringingBack([by, old], [by]))).toEqual([by.id]);
    const [counts, out] = [batch(4), batch(5, { state: 'undone', sha256: 'ef', supersededBy: by.id })];
    expect(code(bringingBack([counts, out], [out]))).toEqual(['replaced']);
  });
});

describe('why nothing is taken back', () => {
  const named = (number: number, name: string, changed: Parameters<typeof batch>[1] = {}) =>
    batch(number, { name, sha256: `${number}`, ...changed });
  const sentences = (decision: ReturnType<typeof takingOut>) =>
    decision.ok ? [] : decision.refusals.map(({ sentence }) => sentence);

  it('is told of payments that are in no figure, or in the figures', () => {
    expect(sentences(takingOut([named(1, 'May.csv', { state: 'undone' })]))).toEqual([
      'These payments are in no figure already, so there is nothing to undo.',
    ]);
    expect(sentences(takingOut([]))).toHaveLength(1);
    expect(sentences(bringingBack([], [named(1, 'May.csv')]))).toEqual([
      'These payments are in the figures already.',
    ]);
  });

  it('is told with the names of both files where another took the place', () => {
    const [old, by] = [
      named(1, 'May.csv', { state: 'superseded', supersededBy: batch(2).id }),
      named(2, 'May again.csv'),
    ];
    const replaced = 'May.csv was replaced by May again.csv. Undo that file, and May.csv counts again.';
    expect(sentences(bringingBack([named(3, 'June.csv'), old, by], [named(3, 'June.csv'), old]))).toEqual([
      replaced,
    ]);
    const undone = { ...old, state: 'undone' } as const;
    expect(sentences(bringingBack([named(3, 'June.csv'), undone, by], [undone]))).toEqual([
      'May.csv cannot be brought back, because May again.csv took its place and counts. Undo that one first.',
    ]);
  });

  it('is told with the name under which the same bytes count', () => {
    const [june, copy] = [named(1, 'June.csv'), named(2, 'Copy.csv', { state: 'undone', sha256: '1' })];
    expect(sentences(bringingBack([named(3, 'May.csv'), june, copy], [copy]))).toEqual([
      'Copy.csv cannot be brought back, because the same bytes count already as June.csv. Undo that one first.',
    ]);
  });

  it('is told for each file, and then none comes back', () => {
    const [may, june] = [named(1, 'May.csv'), named(2, 'June.csv')];
    const out = [may, june].map((one, index) =>
      named(3 + index, `Copy of ${one.name}`, { state: 'undone', sha256: one.sha256 }),
    );
    const fine = named(5, 'July.csv', { state: 'undone' });
    expect(sentences(bringingBack([may, june, fine, ...out], [fine, ...out]))).toHaveLength(2);
  });

  it('is no other file that was undone, or that stands beside', () => {
    const out = ['May.csv', 'June.csv'].map((name, index) => named(index + 1, name, { state: 'undone' }));
    const beside = named(3, 'July.csv', { supersededBy: batch(9).id });
    const back = bringingBack([beside, ...out], out);
    expect(back).toEqual({ ok: true, value: out.map(({ id }) => id) });
  });
});

describe('what counts again', () => {
  const replaced = batch(1, { state: 'superseded', supersededBy: batch(2).id, sha256: 'old' });

  it('is what was replaced, unless other batches than the undone hold its bytes', () => {
    const by = batch(2, { sha256: 'new' });
    expect(countingAgain([replaced, by], [by.id])).toEqual([replaced]);
    expect(countingAgain([replaced, { ...by, sha256: 'old' }], [by.id])).toEqual([replaced]);
    const undone = batch(3, { sha256: 'old', state: 'undone' });
    expect(countingAgain([replaced, by, undone], [by.id])).toEqual([replaced]);
    expect(countingAgain([replaced, by, { ...undone, state: 'current' }], [by.id])).toEqual([]);
  });

  it('is nothing that counts or was undone by itself', () => {
    const by = batch(2, { sha256: 'new' });
    expect(countingAgain([{ ...replaced, state: 'undone' }, by], [by.id])).toEqual([]);
    expect(countingAgain([{ ...replaced, state: 'current' }, by], [by.id])).toEqual([]);
    expect(countingAgain([replaced, by], [])).toEqual([]);
  });
});

describe('three files that took each the place of the one before', () => {
  const version = (number: number, state: 'current' | 'undone' | 'superseded') =>
    batch(number, {
      ...{ name: `May ${number}.csv`, sha256: `${number}`, state },
      supersededBy: number === 3 ? null : batch(number + 1).id,
    });
  const back = (states: readonly Parameters<typeof version>[1][], number: number) => {
    const all = states.map((state, index) => version(index + 1, state));
    return bringingBack(
      all,
      all.filter(({ id }) => id === batch(number).id),
    );
  };

  it('never count two at a time, whichever is brought back', () => {
    expect(back(['undone', 'superseded', 'current'], 1)).toMatchObject({
      refusals: [
        {
          code: 'replaced',
          sentence:
            'May 1.csv cannot be brought back, because May 3.csv took its place and counts. Undo that one first.',
        },
      ],
    });
    expect(back(['current', 'undone', 'undone'], 3)).toMatchObject({
      refusals: [
        {
          code: 'earlier-counted',
          sentence:
            'May 3.csv cannot be brought back, because it took the place of May 1.csv, which counts again. Undo that one first.',
        },
      ],
    });
  });

  it('come back over the one before, and where none counts', () => {
    expect(back(['current', 'undone', 'undone'], 2)).toEqual({ ok: true, value: [batch(2).id] });
    expect(back(['undone', 'undone', 'undone'], 1).ok).toBe(true);
    expect(back(['undone', 'undone', 'undone'], 3).ok).toBe(true);
  });

  it('lead to an end where records name two in a ring', () => {
    const [one, other] = [1, 2].map((number) =>
      batch(number, { sha256: `${number}`, state: 'undone', supersededBy: batch(3 - number).id }),
    );
    const all = [one, other].filter((row) => row !== undefined);
    expect(bringingBack(all, all.slice(0, 1)).ok).toBe(true);
  });
});
