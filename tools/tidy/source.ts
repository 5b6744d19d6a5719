import { parseSync } from 'oxc-parser';

/** One node of a syntax tree as oxc-parser gives it; every other property is looked at with care. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

export interface Comment {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** One TypeScript or JavaScript file, parsed. `path` is relative to the repository, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: SyntaxNode;
  readonly comments: readonly Comment[];
}

/** Something that breaks a rule: where, and what to do about it. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly sentence: string;
}

/** Parses one file. Throws when it is not valid, naming the file. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  return { path, text, program: program as unknown as SyntaxNode, comments };
}

/** The line, from 1, on which a position of a text lies. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** A finding at a position of a file. */
export function findingAt(file: SourceFile, position: number, sentence: string): Finding {
  return { path: file.path, line: lineAt(file.text, position), sentence };
}

/** `path:line sentence`, as editors and terminals link it. */
export function describeFinding(finding: Finding): string {
  return `${finding.path}:${finding.line} ${finding.sentence}`;
}

/** Whether a file holds tests; most rules of shape and layer leave tests alone. */
export function isTest(path: string): boolean {
  return /\.test\.(ts|mjs)$/.test(path);
}

/** Narrows an unknown property of a node to a node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Every node of a tree in the order it is written, each with the node it stands in. */
export function* nodesOf(
  node: SyntaxNode,
  parent: SyntaxNode | null = null,
): Generator<readonly [SyntaxNode, SyntaxNode | null]> {
  yield [node, parent];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesOf(child, node);
    }
  }
}

/** The name of an identifier, or undefined for any other node. */
export function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' ? String(node.name) : undefined;
}

/** The text of a string literal, or undefined for any other node. */
export function textOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** `Date.now` for a member expression made of plain names, or undefined. */
export function memberName(node: SyntaxNode): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed === true) return undefined;
  const [object, property] = [nameOf(node.object), nameOf(node.property)];
  return object && property && `${object}.${property}`;
}
