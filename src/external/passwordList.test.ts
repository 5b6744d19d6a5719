import { expect, it } from 'vitest';
import { commonPasswords } from './passwordList.ts';

it('holds what is tried first, in small letters, and is read once', async () => {
  const list = await commonPasswords();
  expect(list.size).toBeGreaterThan(40_000);
  expect(['123456', 'password', 'qwerty', 'iloveyou'].every((password) => list.has(password))).toBe(true);
  expect([...list].filter((password) => password !== password.toLowerCase())).toEqual([]);
  expect(list.has('correct horse battery staple')).toBe(false);
  expect(await commonPasswords()).toBe(list);
});
