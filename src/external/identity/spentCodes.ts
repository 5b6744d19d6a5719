import { createHash } from 'node:crypto';
import type { PersonId } from '../../domain/organisations/index.ts';
import type { Works } from './work.ts';

/** Longer than any code is right: three steps of 30 seconds. */
const rememberedMilliseconds = 5 * 60_000;

const markOf = (person: PersonId, code: string) =>
  `spent_${createHash('sha256').update(`${person} ${code}`).digest('hex')}`;

/** Marks a code that was right as used; false when it was used before: whoever saw it then must not use it again. */
export async function spend({ db }: Works, person: PersonId, code: string): Promise<boolean> {
  const now = new Date();
  const expires = new Date(now.getTime() + rememberedMilliseconds);
  const mark = await db
    .insertInto('verifications')
    .values({
      ...{ id: markOf(person, code), identifier: 'spent-code', value: '' },
      ...{ expires_at: expires, created_at: now, updated_at: now },
    })
    .onConflict((clash) =>
      clash.column('id').doUpdateSet({ expires_at: expires }).where('verifications.expires_at', '<=', now),
    )
    .returning('id')
    .executeTakeFirst();
  return mark !== undefined;
}
