import { describe, expect, it } from 'vitest';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { decideFactors, withoutFactors } from './keys.ts';

const [ours, other] = ['a'.repeat(64), 'b'.repeat(64)];
const sealed = { keyCheck: ours, rows: { second_factors: 2 } };
const nobodys = { keyCheck: ours, rows: { people: 3 } };
const nothingSaid = { given: false, mayDoWithout: false };

describe('second factors of a backup', () => {
  it('work as before where the key is theirs, however it came there', () => {
    for (const said of [
      nothingSaid,
      { given: true, mayDoWithout: false },
      { given: true, mayDoWithout: true },
    ]) {
      expect(acceptedOf(decideFactors(sealed, ours, said))).toBe('kept');
      expect(acceptedOf(decideFactors(nobodys, ours, said))).toBe('none');
    }
  });

  it('are never taken away, and nobody is locked out, unless that was said', () => {
    for (const check of [null, other]) {
      const refused = refusalOf(decideFactors(sealed, check, nothingSaid));
      expect(refused.code).toBe('keys-needed');
      expect(refused.sentence).toMatch(/^2 people have a second factor.*--keys.*--without-keys/);
      const said = { given: false, mayDoWithout: true };
      expect(acceptedOf(decideFactors(sealed, check, said))).toBe('taken-away');
      expect(acceptedOf(decideFactors(nobodys, check, nothingSaid))).toBe('none');
    }
  });

  it('of a backup without a key cannot be used with any', () => {
    const keyless = { keyCheck: null, rows: { second_factors: 1 } };
    expect(refusalOf(decideFactors(keyless, null, nothingSaid)).code).toBe('keys-needed');
    expect(refusalOf(decideFactors(keyless, ours, nothingSaid)).code).toBe('keys-needed');
  });

  it('refuse a key that is not theirs, also where they could do without', () => {
    for (const manifest of [sealed, nobodys]) {
      const refused = decideFactors(manifest, other, { given: true, mayDoWithout: true });
      expect(refusalOf(refused).code).toBe('key-differs');
    }
  });

  it('are left out of the rows, and it is said whose they were', async () => {
    const rows = [
      { table: 'people', row: { id: 'per_1', two_factor_enabled: true } },
      { table: 'second_factors', row: { person: 'per_1', secret: 'sealed' } },
      { table: 'owners', row: { id: 'org_1' } },
    ];
    async function* all() {
      yield* rows;
    }
    const [left, gone]: [unknown[], string[]] = [[], []];
    for await (const row of withoutFactors(all(), (person) => gone.push(person))) left.push(row);
    expect(left).toEqual([{ table: 'people', row: { id: 'per_1', two_factor_enabled: false } }, rows[2]]);
    expect(gone).toEqual(['per_1']);
  });
});
