import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completeLock, type LockFile, missingRows } from './complete-lock.mjs';

const lock: LockFile = {
  packages: {
    '': {},
    'node_modules/engine': {
      version: '1.2.3',
      dev: true,
      optionalDependencies: {
        '@engine/linux-x64': '1.2.3',
        '@engine/linux-arm64-musl': '1.2.3',
        '@engine/win32-x64-msvc': '1.2.3',
      },
    },
    'node_modules/@engine/linux-x64': { version: '1.2.3', dev: true, optional: true },
  },
};

describe('a lock file without the packages of other systems', () => {
  it('gets a row for each of them', () => {
    const complete = completeLock(lock);
    expect(Object.keys(complete.packages)).toEqual([
      '',
      'node_modules/@engine/linux-arm64-musl',
      'node_modules/@engine/linux-x64',
      'node_modules/@engine/win32-x64-msvc',
      'node_modules/engine',
    ]);
    const row = { version: '1.2.3', dev: true, optional: true };
    expect(complete.packages['node_modules/@engine/linux-arm64-musl']).toEqual({
      ...row,
      cpu: ['arm64'],
      libc: ['musl'],
      os: ['linux'],
    });
    expect(complete.packages['node_modules/@engine/win32-x64-msvc']).toEqual({
      ...row,
      cpu: ['x64'],
      os: ['win32'],
    });
    expect(missingRows(complete)).toEqual([]);
    expect(completeLock(complete)).toEqual(complete);
  });

  it.each([
    ['@engine/quantum', '1.2.3', 'does not say which system'],
    ['@engine/linux-x64', '^1.2.3', 'is no exact version'],
  ])('is left to a person for %s %s', (name, version, sentence) => {
    const odd = { packages: { 'node_modules/engine': { optionalDependencies: { [name]: version } } } };
    expect(() => completeLock(odd)).toThrow(sentence);
  });
});

describe('the lock file of this product', () => {
  const read = (): LockFile =>
    JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

  it('has a row for every optional package (if not: node tools/complete-lock.mjs)', () =>
    expect(missingRows(read()).map(({ name }) => name)).toEqual([]));
});
