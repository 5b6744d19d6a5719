import { describe, expect, it } from 'vitest';
import { instantAt } from '../values/index.ts';
import { evidenceState, longestNote, parseEvidenceId, readNote } from './index.ts';

describe('what a file shows', () => {
  it('is kept without the space around it, with its lines', () => {
    expect(readNote('  Line one.\r\nLine two.\n ')).toEqual({ ok: true, value: 'Line one.\nLine two.' });
    expect(readNote('🧾'.repeat(longestNote)).ok).toBe(true);
  });

  it.each(['', ' \r\n\t ', 'x'.repeat(longestNote + 1), '🧾'.repeat(longestNote + 1)])(
    'is refused when it says nothing or too much',
    (text) => {
      expect(readNote(text)).toMatchObject({ ok: false, refusals: [{ code: 'note' }] });
    },
  );
});

it('a file is kept until it is removed', () => {
  expect(evidenceState({ removedAt: null })).toBe('kept');
  expect(evidenceState({ removedAt: instantAt(1_790_000_000_000) })).toBe('removed');
});

it('only our own numbers name a file', () => {
  const id = `evi_${'a1'.repeat(10)}`;
  expect(parseEvidenceId(id)).toBe(id);
  for (const text of ['', 'evi_', `${id}0`, id.toUpperCase(), ` ${id}`, `${id}\n`, `org_${'a'.repeat(20)}`]) {
    expect(parseEvidenceId(text)).toBeUndefined();
  }
});
