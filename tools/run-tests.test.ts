import { describe, expect, it } from 'vitest';
import { summarise, type TestMachine } from './test-summary.mjs';

const machine: TestMachine = {
  hasChromium: true,
  hasPostgres: true,
  hasSharedData: true,
  requireAll: false,
  exitCode: 0,
};
const bare: TestMachine = { ...machine, hasChromium: false, hasPostgres: false, hasSharedData: false };

function file(name: string, statuses: string, status = statuses.includes('f') ? 'failed' : 'passed') {
  const words: Readonly<Record<string, string>> = { p: 'passed', f: 'failed', s: 'skipped', t: 'todo' };
  return { name, status, assertionResults: [...statuses].map((letter) => ({ status: words[letter] ?? '' })) };
}

function onServer(statuses: string) {
  const { assertionResults, ...rest } = file('/clone/src/records/records.test.ts', statuses);
  const ancestorTitles = ['records on a PostgreSQL server', 'batches'];
  return { ...rest, assertionResults: assertionResults.map((one) => ({ ...one, ancestorTitles })) };
}

const unit = file('/clone/src/domain/values/pence.test.ts', 'pppp');
const browser = (statuses: string) => file('C:\\clone\\test\\journeys\\result.test.ts', statuses);
const realData = (statuses: string) => file('/clone/test/real-data/leeds.test.ts', statuses);

describe('the last lines of a test run', () => {
  it('counts each group', () =>
    expect(summarise({ testResults: [unit, browser('pp'), realData('p')] }, machine)).toEqual({
      failed: false,
      lines: [
        'unit: 4 passed, 0 failed, 0 skipped',
        'PostgreSQL: no tests ran',
        'browser: 2 passed, 0 failed, 0 skipped',
        'real data: 1 passed, 0 failed, 0 skipped',
        '7 passed, 0 failed, 0 skipped',
      ],
    }));

  it('says why a group was skipped', () =>
    expect(summarise({ testResults: [unit, browser('ss'), realData('st')] }, bare)).toEqual({
      failed: false,
      lines: [
        'unit: 4 passed, 0 failed, 0 skipped',
        'PostgreSQL: no tests ran',
        'browser: 0 passed, 0 failed, 2 skipped (chromium is not installed (Debian: apt-get install chromium))',
        'real data: 0 passed, 0 failed, 2 skipped (../shared/data is not there)',
        '4 passed, 0 failed, 4 skipped',
      ],
    }));

  it('does not blame the machine when the tests skip themselves', () =>
    expect(summarise({ testResults: [browser('ps')] }, machine).lines[2]).toBe(
      'browser: 1 passed, 0 failed, 1 skipped (the tests say so themselves)',
    ));

  it('names groups that have no tests', () =>
    expect(summarise({ testResults: [unit] }, machine).lines.slice(1)).toEqual([
      'PostgreSQL: no tests ran',
      'browser: no tests ran',
      'real data: no tests ran',
      '4 passed, 0 failed, 0 skipped',
    ]));
});

describe('a run that fails', () => {
  it.each([
    [
      'a failed test',
      { testResults: [file('/clone/src/a.test.ts', 'pfp')] },
      '2 passed, 1 failed, 0 skipped',
    ],
    [
      'a file that does not load',
      { testResults: [unit, file('/clone/src/a.test.ts', '', 'failed')] },
      '4 passed, 1 failed, 0 skipped',
    ],
  ])('counts %s', (_, report, last) => {
    const { failed, lines } = summarise(report, { ...machine, exitCode: 1 });
    expect(failed).toBe(true);
    expect(lines.at(-1)).toBe(last);
  });

  it.each([null, { testResults: [unit] }])('believes the exit code of vitest', (report) => {
    const { failed, lines } = summarise(report, { ...machine, exitCode: 7 });
    expect(failed).toBe(true);
    expect(lines.at(-2)).toContain('vitest stopped with exit code 7');
    expect(lines.at(-1)).toMatch(/^\d+ passed, 1 failed, 0 skipped$/);
  });
});

describe('when everything is required', () => {
  const strict = { ...bare, requireAll: true };

  it('turns skipped browser and unit tests into failures', () => {
    const skipped = file('/clone/src/a.test.ts', 'ps');
    const { failed, lines } = summarise({ testResults: [skipped, browser('ss')] }, strict);
    expect(failed).toBe(true);
    expect(lines[2]).toContain('0 passed, 2 failed, 0 skipped (skipped tests count as failed');
    expect(lines.at(-1)).toBe('1 passed, 3 failed, 0 skipped');
  });

  it('wants PostgreSQL, and says how to install it', () => {
    const { failed, lines } = summarise({ testResults: [unit, onServer('psp')] }, strict);
    expect(failed).toBe(true);
    expect(lines[1]).toContain('PostgreSQL: 2 passed, 1 failed, 0 skipped (skipped tests count as failed');
    expect(lines[1]).toContain('apt-get install postgresql');
  });

  it('lets real data be absent', () => {
    const { failed, lines } = summarise({ testResults: [unit, realData('ss')] }, strict);
    expect(failed).toBe(false);
    expect(lines.at(-1)).toBe('4 passed, 0 failed, 2 skipped');
  });

  it('does not let real data be skipped where it is', () => {
    const there = { ...strict, hasSharedData: true };
    expect(summarise({ testResults: [unit, realData('ss')] }, there).failed).toBe(true);
  });
});
