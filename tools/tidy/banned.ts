import {
  type Finding,
  findingAt,
  isNode,
  isTest,
  memberName,
  nameOf,
  nodesOf,
  type SourceFile,
  type SyntaxNode,
} from './source.ts';

type Rule = (node: SyntaxNode, file: SourceFile, parent: SyntaxNode | null) => string | undefined;

const isPure = (path: string) => /^src\/(domain|actions)\//.test(path);
const propertyOf = (node: SyntaxNode) =>
  node.type === 'MemberExpression' && node.computed !== true ? nameOf(node.property) : undefined;
const calledName = (node: SyntaxNode) => (node.type === 'CallExpression' ? nameOf(node.callee) : undefined);
const newDate = (node: SyntaxNode) => node.type === 'NewExpression' && nameOf(node.callee) === 'Date';
const argumentsOf = (node: SyntaxNode) => (Array.isArray(node.arguments) ? node.arguments.length : 0);

const noAny: Rule = (node) =>
  node.type === 'TSAnyKeyword' ? 'write the real type, or unknown and narrow it, instead of any' : undefined;

const noNonNull: Rule = (node) =>
  node.type === 'TSNonNullExpression' || node.definite === true
    ? 'handle the missing value instead of the exclamation mark'
    : undefined;

const impure = ['Math.random', 'Date.now', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues'];

const noClock: Rule = (node, { path }) => {
  if (!isPure(path)) return undefined;
  const clock = (newDate(node) && argumentsOf(node) === 0) || calledName(node) === 'Date';
  if (!clock && !impure.includes(memberName(node) ?? '')) return undefined;
  return 'clock and chance are handed in as arguments, never read in src/domain or src/actions';
};

const outside = ['fetch', 'setTimeout', 'setInterval', 'setImmediate'];
const outsideObjects = ['process', 'console', 'globalThis'];

const noOutside: Rule = (node, { path }) => {
  if (!path.startsWith('src/domain/')) return undefined;
  const object = node.type === 'MemberExpression' ? nameOf(node.object) : undefined;
  const used = outsideObjects.includes(object ?? '') || outside.includes(calledName(node) ?? '');
  return used ? 'the domain is pure: hand the value in instead' : undefined;
};

const noEnvironment: Rule = (node, { path }) =>
  memberName(node) === 'process.env' && path.startsWith('src/') && path !== 'src/config.ts'
    ? 'settings are read in src/config.ts only; take the value as an argument'
    : undefined;

const noFloats: Rule = (node, { path }) => {
  if (!/^src\/(domain|lake)\//.test(path)) return undefined;
  const name = propertyOf(node) ?? calledName(node);
  return name === 'parseFloat' || name === 'toFixed'
    ? `money has no binary floats: read and write it with src/domain/values instead of ${name}`
    : undefined;
};

const localTime =
  /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|Year|TimezoneOffset)$/;

/** A zip writes its times without a zone, so the `mtime` of its parts is the one date that may be made without one. */
const noLocale: Rule = (node, { path }, parent) => {
  if (!path.startsWith('src/')) return undefined;
  const name = propertyOf(node) ?? '';
  const local = name.startsWith('toLocale') || name === 'localeCompare' || localTime.test(name);
  const zoned = newDate(node) && argumentsOf(node) > 1 && nameOf(parent?.key) !== 'mtime';
  const intl = node.type === 'MemberExpression' && nameOf(node.object) === 'Intl';
  if (!local && !zoned && !intl) return undefined;
  return 'the result depends on locale or time zone: compare by code unit, format with src/domain/values, use UTC';
};

const testWords = ['it', 'test', 'describe', 'suite', 'bench'];

function rootName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'MemberExpression') return rootName(node.object);
  return node.type === 'CallExpression' ? rootName(node.callee) : nameOf(node);
}

const noOnly: Rule = (node, { path }) =>
  isTest(path) && propertyOf(node) === 'only' && testWords.includes(rootName(node) ?? '')
    ? 'take .only away, the other tests must run too'
    : undefined;

const everywhere = { noAny, noNonNull, noOnly };
const outsideTests = { noClock, noOutside, noEnvironment, noFloats, noLocale };

/** The rules on single pieces of syntax, by name. */
export const bannedRules: Readonly<Record<string, Rule>> = { ...everywhere, ...outsideTests };

/** Syntax that one rule bans in a file. Tests are left out of the rules on clock, locale, settings and money. */
export function bannedFindings(name: string, file: SourceFile): readonly Finding[] {
  const rule = bannedRules[name];
  if (!rule || (isTest(file.path) && !Object.hasOwn(everywhere, name))) return [];
  const found: Finding[] = [];
  for (const [node, parent] of nodesOf(file.program)) {
    const sentence = rule(node, file, parent);
    if (sentence) found.push(findingAt(file, node.start, sentence));
  }
  return found;
}
