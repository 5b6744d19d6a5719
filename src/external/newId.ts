import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new identifier: the prefix and twenty small letters and digits that nobody can guess (103 bits). */
export function newId<Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` {
  const drawn = Array.from({ length: 20 }, () => letters.charAt(randomInt(letters.length)));
  return `${prefix}_${drawn.join('')}`;
}
