import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('the address of a PostgreSQL server', () => {
  it('is not needed', () => expect(readConfig({})).toMatchObject({ ok: true, value: { databaseUrl: null } }));

  it.each(['postgres://user:word@db.example/sevenbox', 'postgresql:///sevenbox?host=/run/postgresql'])(
    'may be %s',
    (address) =>
      expect(readConfig({ DATABASE_URL: address })).toMatchObject({
        ok: true,
        value: { databaseUrl: address },
      }),
  );

  it.each(['', 'mysql://db.example/sevenbox', 'db.example', ' postgres://user:sesame@db.example/x'])(
    'is refused in words when it is "%s", and is not repeated',
    (address) => {
      const read = readConfig({ DATABASE_URL: address });
      const sentences = read.ok ? [] : read.refusals.map(({ sentence }) => sentence);
      expect(sentences.join()).toContain('DATABASE_URL begins with postgres://');
      expect(sentences.join()).not.toContain('sesame');
    },
  );
});
