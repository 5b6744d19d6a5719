import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bannedFindings, bannedRules } from './banned.ts';
import { cycleFindings, importFindings, layerFindings } from './imports.ts';
import { parsePrograms, readTextFiles } from './project.ts';
import { fileLengthFindings, functionLengthFindings, functionsOf, lengthsInWords } from './shape.ts';
import { describeFinding, type Finding, isTest } from './source.ts';
import {
  commentFindings,
  docstringFindings,
  machineFindings,
  plainTextFindings,
  unusedSqlFindings,
} from './words.ts';

const files = readTextFiles(fileURLToPath(new URL('../..', import.meta.url)));
const programs = parsePrograms(files);

function expectNone(findings: readonly Finding[]): void {
  expect(findings.map(describeFinding)).toEqual([]);
}

describe('the architecture', () => {
  it('knows every folder under src', () => expectNone(programs.flatMap(layerFindings)));
  it('imports only inwards', () => expectNone(programs.flatMap(importFindings)));
  it('has no circles between domain folders', () => expectNone(cycleFindings(programs)));
  it('uses every SQL file', () => {
    const paths = files.map((file) => file.path);
    expectNone(unusedSqlFindings(paths, programs));
  });
});

describe('the style', () => {
  it('keeps functions under the limit', () => {
    const sources = programs.filter(({ path }) => !isTest(path) && !path.startsWith('test/'));
    for (const layer of ['src/domain', 'src', 'tools', 'bench']) {
      const functions = sources.filter(({ path }) => path.startsWith(`${layer}/`)).flatMap(functionsOf);
      console.log(`${layer}: ${lengthsInWords(functions)}`);
    }
    expectNone(programs.flatMap(functionLengthFindings));
  });
  it('keeps files under the limit', () =>
    expectNone(files.flatMap(({ path, text }) => fileLengthFindings(path, text))));
  it('says what every exported function returns', () => expectNone(programs.flatMap(docstringFindings)));
  it.each(Object.keys(bannedRules))('keeps the rule %s', (rule) =>
    expectNone(programs.flatMap((file) => bannedFindings(rule, file))),
  );
  it('silences no check and leaves no notes', () =>
    expectNone([
      ...programs.flatMap(commentFindings),
      ...files.flatMap(({ path, text }) => plainTextFindings(path, text)),
    ]));
  it('names no machine and no package host', () => {
    const registry = process.env.npm_config_registry;
    const hosts = registry && URL.canParse(registry) ? [new URL(registry).host] : [];
    expectNone(files.flatMap(({ path, text }) => machineFindings(path, text, hosts)));
  });
});
