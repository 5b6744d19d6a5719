import { describe, expect, it } from 'vitest';
import { bannedFindings, bannedRules } from './banned.ts';
import { describeFinding, parseSource } from './source.ts';

const found = (rule: string, path: string, text: string) =>
  bannedFindings(rule, parseSource(path, text)).map(describeFinding);

describe('banned syntax', () => {
  it.each([
    ['noAny', 'src/web/x.ts', 'const a: any = 1'],
    ['noAny', 'src/web/x.test.ts', 'f(1 as any)'],
    ['noAny', 'tools/x.ts', 'let list: Array<any>'],
    ['noNonNull', 'src/web/x.ts', 'f(a!.b)'],
    ['noNonNull', 'test/x.ts', 'let a!: string'],
    ['noClock', 'src/domain/spend/x.ts', 'const now = new Date()'],
    ['noClock', 'src/domain/spend/x.ts', 'const now = Date()'],
    ['noClock', 'src/actions/x.ts', 'const now = Date.now()'],
    ['noClock', 'src/actions/x.ts', 'const random = Math.random'],
    ['noClock', 'src/actions/x.ts', 'const id = crypto.randomUUID()'],
    ['noOutside', 'src/domain/spend/x.ts', 'process.cwd()'],
    ['noOutside', 'src/domain/spend/x.ts', 'console.log(1)'],
    ['noOutside', 'src/domain/spend/x.ts', 'fetch(address)'],
    ['noEnvironment', 'src/web/server.ts', 'const port = process.env.PORT'],
    ['noEnvironment', 'src/main.ts', 'const port = process.env["PORT"]'],
    ['noFloats', 'src/domain/spend/x.ts', 'parseFloat(text)'],
    ['noFloats', 'src/domain/spend/x.ts', 'Number.parseFloat(text)'],
    ['noFloats', 'src/lake/x.ts', 'amount.toFixed(2)'],
    ['noLocale', 'src/web/x.ts', 'amount.toLocaleString()'],
    ['noLocale', 'src/web/x.ts', 'name.toLocaleUpperCase()'],
    ['noLocale', 'src/web/x.ts', 'new Intl.NumberFormat("en-GB")'],
    ['noLocale', 'src/web/x.ts', 'names.sort((one, other) => one.localeCompare(other))'],
    ['noLocale', 'src/domain/spend/x.ts', 'date.getMonth()'],
    ['noLocale', 'src/domain/spend/x.ts', 'new Date(2020, 3, 1)'],
    ['noOnly', 'src/x.test.ts', "it.only('works', run)"],
    ['noOnly', 'src/x.test.ts', "describe.only.each([1])('works', run)"],
  ])('%s reports, in %s: %s', (rule, path, text) => {
    const findings = found(rule, path, `'£';\n${text}`);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(new RegExp(`^${path}:2 .{20}`));
  });

  it.each([
    ['noAny', 'src/x.ts', 'const any: unknown = "any"'],
    ['noNonNull', 'src/x.ts', 'const a = !b && c !== d'],
    ['noClock', 'src/domain/x.ts', 'const day = new Date(0)'],
    ['noClock', 'src/web/x.ts', 'const now = new Date()'],
    ['noClock', 'src/domain/x.test.ts', 'const now = new Date()'],
    ['noOutside', 'src/lake/x.ts', 'console.error(1)'],
    ['noEnvironment', 'src/config.ts', 'const port = process.env.PORT'],
    ['noEnvironment', 'test/support/x.ts', 'const runs = process.env.RUNS'],
    ['noFloats', 'src/web/charts/x.ts', 'x.toFixed(1)'],
    [
      'noLocale',
      'src/domain/x.ts',
      'date.getUTCMonth() + text.toUpperCase() + new Date(Date.UTC(2020, 1, 1))',
    ],
    ['noLocale', 'tools/x.ts', 'a.localeCompare(b)'],
    ['noLocale', 'src/formats/x.ts', 'zip.add(part, { mtime: new Date(1980, 0, 3) })'],
    ['noOnly', 'src/x.test.ts', 'expect(box.only).toBe(1)'],
  ])('%s allows, in %s: %s', (rule, path, text) => expect(found(rule, path, text)).toEqual([]));

  it('knows its rules by name', () => {
    expect(Object.keys(bannedRules)).toHaveLength(8);
    expect(found('noSuchRule', 'src/x.ts', 'let a: any')).toEqual([]);
  });
});
