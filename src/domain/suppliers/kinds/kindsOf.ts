import type { LocalDate } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { charityAnswer, formAnswer, soleTraderAnswer } from './form.ts';
import { vcseByPolicyNote, vcseByTussell } from './purpose.ts';
import type { Known } from './records.ts';
import { likelySme, smeByCommission, smeByPolicyNote } from './size.ts';
import { dissolvedAnswer, dormantAnswer, overdueAnswer } from './standing.ts';
import { type KindAnswer, type KindId, type KindSaid, kindIds } from './types.ts';

const rules: Readonly<Record<KindId, (known: Known) => KindSaid>> = {
  'sme-accounts': likelySme,
  'sme-ppn-001': smeByPolicyNote,
  'sme-ec': smeByCommission,
  'vcse-tussell': vcseByTussell,
  'vcse-ppn-001': vcseByPolicyNote,
  'community-interest-company': (known) => formAnswer(known, 'community interest company'),
  charity: charityAnswer,
  society: (known) => formAnswer(known, 'co-operative or community benefit society'),
  'public-body': (known) => formAnswer(known, 'public body'),
  'sole-trader': soleTraderAnswer,
  dormant: dormantAnswer,
  dissolved: dissolvedAnswer,
  'accounts-overdue': overdueAnswer,
};

/**
 * What kind of supplier an organisation is by every definition, in the order of `kindIds`. The day is that of the
 * edition of the register, or one before it: what a register says without a day is taken as true on it.
 */
export function kindsOf(
  entity: RegisteredEntity,
  alsoKnown: readonly RegisteredEntity[],
  on: LocalDate,
): readonly KindAnswer[] {
  const known: Known = { entity, records: [entity, ...alsoKnown], on };
  return kindIds.map((kind) => ({ kind, ...rules[kind](known), on }));
}

/** How a supplier counts under one definition: `open` where it could be either. */
export type CountedKind = 'yes' | 'no' | 'open';

/**
 * How money counts that could be of any of some organisations: of each the answer to one definition is given, none where
 * it is not known who was paid. By `certain`, only answers settle it; by `pointed to`, what facts point to does as well.
 */
export function countedKind(
  answers: readonly Pick<KindAnswer, 'answer' | 'pointsTo'>[],
  by: 'certain' | 'pointed to',
): CountedKind {
  const ways = new Set(
    answers.map(({ answer, pointsTo }) => {
      if (by === 'pointed to') return pointsTo ?? 'open';
      return answer === 'cannot be said' ? 'open' : answer;
    }),
  );
  const [way = 'open'] = ways;
  return ways.size === 1 ? way : 'open';
}
