import { describe, expect, it } from 'vitest';
import { cycleFindings, importFindings, layerFindings, layerOf } from './imports.ts';
import { describeFinding, parseSource } from './source.ts';

const findings = (path: string, text: string) => importFindings(parseSource(path, text)).map(describeFinding);

describe('layers', () => {
  it.each([
    ['src/domain/values/pence.ts', 'domain/values'],
    ['src/domain/spend/reading/date.ts', 'domain'],
    ['src/web/components/table.ts', 'web/components'],
    ['src/web/charts/bars.ts', 'web/charts'],
    ['src/web/pages/spend/page.ts', 'web'],
    ['src/web/server.ts', 'web'],
    ['src/config.ts', 'config'],
    ['src/main.ts', 'main'],
    ['tools/build.mjs', undefined],
  ])('%s lies in %s', (path, layer) => expect(layerOf(path)).toBe(layer));

  it('reports a folder it does not know', () => {
    const found = layerFindings(parseSource('src/helpers/text.ts', 'export {};'));
    expect(found.map(describeFinding)).toEqual([
      'src/helpers/text.ts:1 there is no layer helpers: move the file, or add it to the table in tools/tidy/imports.ts',
    ]);
  });
});

describe('imports that the table allows', () => {
  it.each([
    ['src/domain/spend/x.ts', "import { z } from 'zod'"],
    ['src/domain/spend/x.ts', "import { toPence } from '../values/pence.ts'"],
    ['src/domain/spend/x.ts', "import { placeIndex } from '../places/index.ts'"],
    ['src/domain/spend/mapping/x.ts', "import { readDate } from '../reading/date.ts'"],
    ['src/domain/values/x.ts', "import { toPence } from './pence.ts'"],
    [
      'src/lake/x.ts',
      "import type { A } from '../domain/spend/analysis.ts'; import { join } from 'node:path'",
    ],
    ['src/actions/spend/x.ts', "import type { A } from '../../lake/port.ts'"],
    ['src/actions/spend/x.ts', "export type A = import('../../formats/types.ts').B"],
    ['src/web/pages/spend/x.ts', "import { bars } from '../../charts/bars.ts'"],
    ['src/web/charts/x.ts', "import { scale } from './scale.ts'"],
    ['src/cli/x.ts', "import { analyse } from '../actions/spend/analyse.ts'"],
    ['src/main.ts', "import { lake } from './lake/duckdb.ts'; import './config.ts'"],
    ['src/domain/spend/x.test.ts', "import { runs } from '../../../test/support/property.ts'"],
    ['test/journeys/x.ts', "import { server } from '../../src/web/server.ts'"],
  ])('%s: %s', (path, text) => expect(findings(path, text)).toEqual([]));
});

describe('imports that the table forbids', () => {
  it.each([
    ['src/domain/spend/x.ts', "import { readFile } from 'node:fs'", 'the domain uses no package but zod'],
    ['src/domain/x.ts', "import chalk from 'chalk'", 'the domain uses no package but zod'],
    [
      'src/domain/spend/x.ts',
      "export * from '../places/sectors.ts'",
      'import src/domain/places/index.ts instead',
    ],
    ['src/domain/values/x.ts', "import '../spend/index.ts'", 'domain/values may not import domain'],
    ['src/domain/spend/x.ts', "import { open } from '../../formats/csv.ts'", 'domain may not import formats'],
    ['src/domain/spend/x.ts', "import type { A } from '../../lake/port.ts'", 'domain may not import lake'],
    ['src/formats/x.ts', "import type { A } from '../lake/port.ts'", 'formats may not import lake'],
    ['src/lake/x.ts', "const a = () => import('../formats/csv.ts')", 'lake may not import formats'],
    ['src/actions/x.ts', "import { lake } from '../lake/port.ts'", 'actions takes only types from lake'],
    ['src/actions/x.ts', "import { type Lake } from '../lake/port.ts'", 'actions takes only types from lake'],
    ['src/actions/x.ts', "import { page } from '../web/server.ts'", 'actions may not import web'],
    [
      'src/web/components/x.ts',
      "import { a } from '../../actions/a.ts'",
      'web/components may not import actions',
    ],
    [
      'src/web/charts/x.ts',
      "import { a } from '../components/a.ts'",
      'web/charts may not import web/components',
    ],
    ['src/web/pages/x.ts', "import { a } from '../../lake/a.ts'", 'web may not import lake'],
    ['src/cli/x.ts', "import { config } from '../config.ts'", 'cli may not import config'],
    ['src/cli/x.ts', "import { main } from '../main.ts'", 'cli may not import main'],
    ['src/config.ts', "import { a } from './domain/spend/index.ts'", 'config may not import domain'],
    ['src/lake/x.ts', "import { a } from '../../test/support/a.ts'", 'src imports nothing outside src'],
    ['src/lake/x.ts', "import { a } from './port.js'", 'a relative import ends in .ts'],
  ])('%s: %s', (path, text, sentence) => {
    const found = findings(path, `\n${text}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}:2 `);
    expect(found[0]).toContain(sentence);
  });

  it('reports types written in place', () => {
    expect(findings('src/lake/x.ts', "type A = import('../formats/csv.ts').B")).toHaveLength(1);
  });
});

describe('circles between domain folders', () => {
  const files = (imports: readonly (readonly [string, string])[]) =>
    imports.map(([from, to]) => parseSource(`src/domain/${from}/x.ts`, `import '../${to}/index.ts'`));

  it('finds none in a tree', () =>
    expect(
      cycleFindings(
        files([
          ['spend', 'places'],
          ['spend', 'values'],
          ['places', 'values'],
        ]),
      ),
    ).toEqual([]));

  it('reports each circle once', () => {
    const found = cycleFindings(
      files([
        ['spend', 'places'],
        ['places', 'suppliers'],
        ['suppliers', 'spend'],
      ]),
    );
    expect(found.map(describeFinding)).toEqual([
      'src/domain/places/x.ts:1 domain folders import each other in a circle: places > suppliers > spend > places',
    ]);
  });

  it('does not count tests', () => {
    const test = parseSource('src/domain/places/x.test.ts', "import '../spend/index.ts'");
    expect(cycleFindings([...files([['spend', 'places']]), test])).toEqual([]);
  });
});
