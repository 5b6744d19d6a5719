import {
  type Finding,
  findingAt,
  isTest,
  lineAt,
  nameOf,
  nodesOf,
  type SourceFile,
  type SyntaxNode,
} from './source.ts';

export const functionLinesMax = 70;
export const fileLinesMax = 300;

export interface FunctionShape {
  readonly file: SourceFile;
  readonly name: string;
  readonly position: number;
  readonly lines: number;
  readonly parameters: number;
}

const functionTypes = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

function functionName(node: SyntaxNode, parent: SyntaxNode | null): string {
  return nameOf(node.id) ?? nameOf(parent?.id) ?? nameOf(parent?.key) ?? 'a function without a name';
}

/** Every function with a body, arrow functions of one line left out. */
export function functionsOf(file: SourceFile): readonly FunctionShape[] {
  const found: FunctionShape[] = [];
  for (const [node, parent] of nodesOf(file.program)) {
    if (!functionTypes.includes(node.type) || !node.body) continue;
    const lines = lineAt(file.text, node.end) - lineAt(file.text, node.start) + 1;
    if (lines === 1 && node.type === 'ArrowFunctionExpression') continue;
    const parameters = Array.isArray(node.params) ? node.params.length : 0;
    found.push({ file, name: functionName(node, parent), position: node.start, lines, parameters });
  }
  return found;
}

/** Functions longer than 70 lines. The callbacks of tests are lists of cases and are left out. */
export function functionLengthFindings(file: SourceFile): readonly Finding[] {
  if (isTest(file.path)) return [];
  return functionsOf(file)
    .filter((one) => one.lines > functionLinesMax)
    .map((one) =>
      findingAt(
        file,
        one.position,
        `${one.name} has ${one.lines} lines: split it, ${functionLinesMax} is the most`,
      ),
    );
}

/** How long functions are: number, median and ninetieth percentile in lines, and the shares that are large. */
export function lengthsInWords(functions: readonly FunctionShape[]): string {
  if (functions.length === 0) return 'no functions';
  const lines = functions.map((one) => one.lines).sort((one, other) => one - other);
  const at = (part: number) => lines[Math.min(lines.length - 1, Math.floor(lines.length * part))];
  const perCent = (large: number) => `${((100 * large) / functions.length).toFixed(1)} %`;
  const long = perCent(lines.filter((one) => one > 30).length);
  const wide = perCent(functions.filter((one) => one.parameters > 3).length);
  return `${lines.length} functions: median ${at(0.5)} lines, p90 ${at(0.9)}, longest ${lines.at(-1)}; over 30 lines ${long}; over 3 parameters ${wide}`;
}

/** A file of code of more than 300 lines. Tests, and files that say in line one that they are generated, may be longer. */
export function fileLengthFindings(path: string, text: string): readonly Finding[] {
  if (!/\.(ts|mjs|sql|njk|scss)$/.test(path) || isTest(path) || /^(data|test)\//.test(path)) return [];
  if (/^\W*generated\b/i.test(text)) return [];
  const lines = text.replace(/\n$/, '').split('\n').length;
  if (lines <= fileLinesMax) return [];
  return [
    {
      path,
      line: fileLinesMax + 1,
      sentence: `the file has ${lines} lines: split it, ${fileLinesMax} is the most`,
    },
  ];
}
