import { describe, expect, it } from 'vitest';
import { describeFinding, parseSource } from './source.ts';
import {
  commentFindings,
  docstringFindings,
  machineFindings,
  plainTextFindings,
  unusedSqlFindings,
} from './words.ts';

const parse = (text: string, path = 'src/domain/spend/x.ts') => parseSource(path, text);

describe('comments', () => {
  it.each([
    '// @ts-ignore',
    '// @ts-expect-error it is wrong',
    '/* @ts-nocheck */',
    '// biome-ignore lint/style: because',
    '/* eslint-disable */',
    '// Stryker disable all',
    '/* v8 ignore next */',
    '// TODO round up',
    '/** Adds. FIXME: overflows. */',
  ])('reports %s', (comment) => {
    const found = commentFindings(parse(`const a = 1;\n${comment}\nconst b = 2;`));
    expect(found.map((finding) => finding.line)).toEqual([2]);
  });

  it('allows comments that only speak of such things, and text', () =>
    expect(
      commentFindings(parse('// Nothing here needs a ts-ignore.\nconst a = "TODO @ts-ignore";')),
    ).toEqual([]));

  it.each([
    ['src/lake/sql/read.sql', '-- TODO'],
    ['src/web/pages/page.njk', '{# FIXME #}'],
    ['.ci/run', '# shellcheck disable=SC2086'],
  ])('reports in %s: %s', (path, text) =>
    expect(plainTextFindings(path, `\n${text}\n`).map((finding) => finding.line)).toEqual([2]),
  );
  it('leaves prose and data alone', () => {
    expect(plainTextFindings('docs/guide/x.md', 'TODO')).toEqual([]);
    expect(plainTextFindings('src/lake/sql/read.sql', 'SELECT todo FROM lines')).toEqual([]);
  });
});

describe('machine paths and package hosts', () => {
  const slash = '/';
  const registry = ['registry', 'example', 'org'].join('.');

  it.each([
    `see ${slash}home/somebody/sevenbox`,
    `open('${slash}Users/somebody/x')`,
    `cd ${slash}root/x`,
    `"${slash}work/main"`,
    `C:${'\\'}Users${'\\'}somebody`,
    `https://${registry}/zod`,
    'mirror.test:8080',
  ])('reports %s', (text) =>
    expect(machineFindings('README.md', `a\n${text}`, ['mirror.test:8080']).map(describeFinding)).toEqual([
      'README.md:2 take the machine path or package host out: use a relative path, os.tmpdir() or a setting',
    ]),
  );

  it('reports the temporary folder in source only', () => {
    const text = `const scratch = '${slash}tmp/lines'`;
    expect(machineFindings('src/lake/x.ts', text)).toHaveLength(1);
    expect(machineFindings('docs/guide/x.md', text)).toEqual([]);
  });

  it.each([
    'https://www.example.gov.uk/home/spending/april.csv',
    'docs/root/plan.md',
    './root/x',
    "href: '/home'",
    'https://example.org/tmp/x',
  ])('allows %s', (text) => expect(machineFindings('src/x.ts', text)).toEqual([]));
});

describe('docstrings', () => {
  it.each([
    'export function a() {}',
    'export async function a() {}',
    'export const a = () => 1;',
    'export default function a() {}',
    'function a() {}\nexport { a };',
    '// Adds.\nexport function a() {}',
    '/* Adds. */\nexport function a() {}',
    '/** Adds. */\nconst b = 1;\nexport function a() {}',
  ])('reports %s', (text) => {
    const found = docstringFindings(parse(text)).map((finding) => finding.sentence);
    expect(found).toEqual(['a is exported: say in a docstring what it returns, in which units']);
  });

  it.each([
    '/** Adds. */\nexport function a() {}',
    '/** Adds. */\nexport const a = () => 1;',
    'export const a = 1;',
    'export interface A { readonly a: number }',
    'function a() {}',
    'export { a } from "./a.ts";',
  ])('allows %s', (text) => expect(docstringFindings(parse(text))).toEqual([]));

  it.each(['src/web/x.ts', 'src/domain/x.test.ts', 'tools/x.ts'])('leaves %s alone', (path) =>
    expect(docstringFindings(parse('export function a() {}', path))).toEqual([]),
  );
});

describe('named SQL files', () => {
  const paths = ['src/lake/sql/roll-up.sql', 'src/lake/sql/read.sql', 'docs/example.sql'];

  it('reports a file that nothing asks for', () => {
    const program = parse("run('roll-up'); // 'read'", 'src/lake/run.ts');
    expect(unusedSqlFindings(paths, [program]).map(describeFinding)).toEqual([
      'src/lake/sql/read.sql:1 nothing under src asks for this file: use it or remove it',
    ]);
  });

  it('takes names, file names and paths', () => {
    const program = parse("run('sql/roll-up.sql', `$" + '{folder}' + '/read.sql`)', 'src/lake/run.ts');
    expect(unusedSqlFindings(paths, [program])).toEqual([]);
  });
});
