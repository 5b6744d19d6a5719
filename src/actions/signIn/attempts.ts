import { accept, type Decision, type Instant } from '../../domain/values/index.ts';
import type { Attempts } from '../../records/types.ts';
import { type AttemptKind, countedFor, countedMail, decideAttempt, mostResetMails } from './limits.ts';

/** What counts attempts. */
export interface AttemptParts {
  readonly attempts: Attempts;
  /** A keyed hash in 64 hexadecimal digits: nobody without the key can tell what it was made of. */
  readonly keyed: (text: string) => string;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly now: () => Instant;
}

/** An attempt that was let through; it counts unless it is taken back. */
export interface Begun {
  readonly takeBack: () => Promise<void>;
}

/** Attempts from one address. Each is counted before it is made, so that many at once count as many. */
export function attemptsFrom({ attempts, keyed, pause, now }: AttemptParts, address: string) {
  const begin = async (kind: AttemptKind, account: string | null = null): Promise<Decision<Begun>> => {
    const counted = countedFor(kind, { address, account }, now());
    const keys = new Map(counted.map((one) => [keyed(one.name), one]));
    const asked = [...keys].map(([key, { endsAt }]) => ({ key, endsAt }));
    const standings = (await attempts.count(asked, now())).flatMap(({ key, count, endsAt }) => {
      const one = keys.get(key);
      return one === undefined ? [] : [{ counted: one, count, endsAt }];
    });
    const decided = decideAttempt(standings);
    if (!decided.ok) return decided;
    if (decided.value.wait > 0) await pause(decided.value.wait);
    return accept({ takeBack: () => attempts.takeBack([...keys.keys()]) });
  };
  return {
    begin,
    /** Makes an attempt that counts only when it is refused. */
    trying: async <T>(
      [kind, account]: readonly [kind: AttemptKind, account: string | null],
      attempt: () => Promise<Decision<T>>,
    ): Promise<Decision<T>> => {
      const begun = await begin(kind, account);
      if (!begun.ok) return begun;
      const done = await attempt();
      if (done.ok) await begun.value.takeBack();
      return done;
    },
    /** Whether one more link to set a password may go to an address. */
    mayMail: async (email: string): Promise<boolean> => {
      const { name, endsAt } = countedMail(email, now());
      const [counted] = await attempts.count([{ key: keyed(name), endsAt }], now());
      return counted !== undefined && counted.count <= mostResetMails.count;
    },
  };
}

export type AttemptsFrom = ReturnType<typeof attemptsFrom>;
