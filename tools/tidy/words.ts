import {
  type Finding,
  findingAt,
  isNode,
  isTest,
  lineAt,
  nameOf,
  nodesOf,
  type SourceFile,
  type SyntaxNode,
  textOf,
} from './source.ts';

const suppression =
  /^[\s*!]*(@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable|prettier-ignore|stryker disable|(v8|c8|istanbul) ignore)/i;
const unfinished = /\b(TODO|FIXME|XXX)\b/;

/** Comments that silence a check, or that leave work for later. */
export function commentFindings(file: SourceFile): readonly Finding[] {
  return file.comments.flatMap((comment) => {
    if (suppression.test(comment.value)) {
      return [
        findingAt(file, comment.start, 'mend what the check complains about and take the suppression away'),
      ];
    }
    const left = unfinished.test(comment.value);
    return left
      ? [findingAt(file, comment.start, 'finish the work or open an issue; no notes to ourselves')]
      : [];
  });
}

/** The same for files that have no syntax tree here: SQL, templates, styles and scripts. */
export function plainTextFindings(path: string, text: string): readonly Finding[] {
  if (!/\.(sql|njk|scss|sh)$|^\.ci\//.test(path)) return [];
  return text.split('\n').flatMap((line, index) => {
    const bad = unfinished.test(line) || /(stylelint|shellcheck|sqlfluff)[ -]*disable|noqa/.test(line);
    return bad ? [{ path, line: index + 1, sentence: 'finish the work, mend what is complained about' }] : [];
  });
}

const start = '(?<![\\w./~:-])';
const machinePaths = [
  new RegExp(`${start}/(home|Users)/[a-z][\\w.-]*/`, 'i'),
  new RegExp(`${start}/(root|work)/[\\w.]`),
  /\b[A-Z]:\\Users\\/,
];
const temporaryPath = new RegExp(`${start}/tmp\\b`);
const packageHost = /\b(registry|packages?|pypi|npm)\.[a-z0-9-]+\.(org|com|net|io|dev|internal|local)\b/i;

/**
 * Absolute paths of somebody's machine and addresses of package registries, which say where a file was made and
 * nothing about the product. `hosts` are further host names to look for.
 */
export function machineFindings(
  path: string,
  text: string,
  hosts: readonly string[] = [],
): readonly Finding[] {
  const patterns = [...machinePaths, packageHost, ...(path.startsWith('src/') ? [temporaryPath] : [])];
  return text.split('\n').flatMap((line, index) => {
    const bad = patterns.some((pattern) => pattern.test(line)) || hosts.some((host) => line.includes(host));
    const sentence =
      'take the machine path or package host out: use a relative path, os.tmpdir() or a setting';
    return bad ? [{ path, line: index + 1, sentence }] : [];
  });
}

function exportedFunctions(program: SyntaxNode): readonly SyntaxNode[] {
  const body = Array.isArray(program.body) ? program.body.filter(isNode) : [];
  const listed = new Set(
    body
      .filter(
        (node) => node.type === 'ExportNamedDeclaration' && !node.source && Array.isArray(node.specifiers),
      )
      .flatMap((node) => (Array.isArray(node.specifiers) ? node.specifiers : []))
      .map((specifier) => (isNode(specifier) ? nameOf(specifier.local) : undefined)),
  );
  return body.filter((node) => {
    const exported = node.type.startsWith('Export') && isNode(node.declaration);
    const declaration = exported && isNode(node.declaration) ? node.declaration : node;
    return declaredFunctions(declaration).some((name) => exported || listed.has(name));
  });
}

function declaredFunctions(declaration: SyntaxNode): readonly string[] {
  if (/^(Function(Declaration|Expression)|ArrowFunctionExpression)$/.test(declaration.type)) {
    return [nameOf(declaration.id) ?? 'default'];
  }
  if (declaration.type !== 'VariableDeclaration' || !Array.isArray(declaration.declarations)) return [];
  return declaration.declarations
    .filter(isNode)
    .filter((one) => isNode(one.init) && /^(Arrow)?FunctionExpression$/.test(one.init.type))
    .map((one) => nameOf(one.id) ?? 'default');
}

function hasDocstring(file: SourceFile, node: SyntaxNode): boolean {
  return file.comments.some(
    (comment) =>
      comment.type === 'Block' &&
      comment.value.startsWith('*') &&
      comment.end <= node.start &&
      file.text.slice(comment.end, node.start).trim() === '',
  );
}

/** Exported functions of the inner layers without a docstring (units, errors, the source of a rule). */
export function docstringFindings(file: SourceFile): readonly Finding[] {
  if (isTest(file.path) || !/^src\/(domain|actions|lake|formats)\//.test(file.path)) return [];
  return exportedFunctions(file.program)
    .filter((node) => !hasDocstring(file, node))
    .map((node) => {
      const declaration = isNode(node.declaration) ? node.declaration : node;
      const name = declaredFunctions(declaration).join(', ');
      return findingAt(
        file,
        node.start,
        `${name} is exported: say in a docstring what it returns, in which units`,
      );
    });
}

/** Every text that a program holds: string literals and the fixed parts of templates. */
function textsOf(file: SourceFile): readonly string[] {
  const found: string[] = [];
  for (const [node] of nodesOf(file.program)) {
    const text = textOf(node);
    if (text !== undefined) found.push(text);
    const quasi = node.type === 'TemplateElement' ? node.value : undefined;
    if (typeof quasi === 'object' && quasi !== null && 'raw' in quasi) found.push(String(quasi.raw));
  }
  return found;
}

/** Named SQL files that no program under `src` asks for, by path, by file name or by bare name. */
export function unusedSqlFindings(
  paths: readonly string[],
  files: readonly SourceFile[],
): readonly Finding[] {
  const asked = new Set(
    files
      .filter((file) => file.path.startsWith('src/') && !isTest(file.path))
      .flatMap(textsOf)
      .map((text) => text.replace(/^.*\//, '').replace(/\.sql$/, '')),
  );
  return paths
    .filter((path) => path.startsWith('src/') && path.endsWith('.sql'))
    .filter((path) => !asked.has(path.replace(/^.*\//, '').replace(/\.sql$/, '')))
    .map((path) => ({
      path,
      line: lineAt('', 0),
      sentence: 'nothing under src asks for this file: use it or remove it',
    }));
}
