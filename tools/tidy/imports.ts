import { posix } from 'node:path';
import {
  type Finding,
  findingAt,
  isTest,
  nodesOf,
  type SourceFile,
  type SyntaxNode,
  textOf,
} from './source.ts';

/** One import of a file. `target` is a path in the repository, or the name of a package. */
export interface Import {
  readonly file: SourceFile;
  readonly target: string;
  readonly ours: boolean;
  readonly typesOnly: boolean;
  readonly position: number;
}

interface Layer {
  readonly may: readonly string[];
  readonly mayTypesOf?: readonly string[];
}

const engines = ['formats', 'lake', 'records', 'external'];
const faces = ['actions', 'domain', 'formats'];
const parts = ['web/components', 'web/charts'];

/** The import table of the architecture. A layer may always import itself. */
const table: Readonly<Record<string, Layer>> = {
  'domain/values': { may: [] },
  domain: { may: ['domain/values'] },
  ...Object.fromEntries(engines.map((name) => [name, { may: ['domain', 'domain/values'] }])),
  actions: { may: ['domain', 'domain/values'], mayTypesOf: engines },
  ...Object.fromEntries(parts.map((name) => [name, { may: ['domain', 'domain/values'] }])),
  web: { may: [...faces, 'domain/values', ...parts] },
  cli: { may: [...faces, 'domain/values'] },
  jobs: { may: [...faces, 'domain/values'] },
  config: { may: [] },
};

/** The packages that the domain may use; all others could do input or output. */
const domainPackages = ['zod'];

/** The layer a file of ours belongs to; undefined for what lies outside `src`. */
export function layerOf(path: string): string | undefined {
  const [top, first = '', second = '', third] = path.split('/');
  if (top !== 'src') return undefined;
  if (second === '') return first.replace(/\.ts$/, '');
  const both = `${first}/${second}`;
  return third !== undefined && Object.hasOwn(table, both) ? both : first;
}

function isTypeImport(node: SyntaxNode): boolean {
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
}

/** Every import of a file: statements, re-exports, `import()` and types written as `import('...')`. */
export function importsOf(file: SourceFile): readonly Import[] {
  const found: Import[] = [];
  for (const [node] of nodesOf(file.program)) {
    const specifier = textOf(node.source);
    if (specifier === undefined) continue;
    const ours = specifier.startsWith('.');
    const target = ours ? posix.join(posix.dirname(file.path), specifier) : specifier;
    found.push({ file, target, ours, typesOnly: isTypeImport(node), position: node.start });
  }
  return found;
}

function domainFolder(path: string): string | undefined {
  return /^src\/domain\/([^/]+)\//.exec(path)?.[1];
}

function domainTrouble({ file, target, ours }: Import): string | undefined {
  if (!file.path.startsWith('src/domain/')) return undefined;
  if (!ours) {
    return domainPackages.includes(target)
      ? undefined
      : `the domain uses no package but ${domainPackages.join(', ')}, and no part of Node: hand the value in instead of importing ${target}`;
  }
  const other = domainFolder(target);
  if (
    !other ||
    other === domainFolder(file.path) ||
    other === 'values' ||
    target.endsWith(`/${other}/index.ts`)
  )
    return undefined;
  return `import src/domain/${other}/index.ts instead of a file inside that folder`;
}

function layerTrouble({ file, target, ours, typesOnly }: Import): string | undefined {
  const from = layerOf(file.path);
  if (!ours || from === undefined || from === 'main') return undefined;
  const to = layerOf(target);
  const layer = table[from];
  if (!layer || to === from) return undefined;
  if (to === undefined)
    return target === 'package.json' ? undefined : `src imports nothing outside src: ${target}`;
  if (layer.may.includes(to)) return undefined;
  if (layer.mayTypesOf?.includes(to)) {
    return typesOnly
      ? undefined
      : `${from} takes only types from ${to}: write "import type" and let main.ts hand the real one in`;
  }
  return `${from} may not import ${to} (${target}): see the table in docs/decisions/0002-one-package-layers.md`;
}

function spellingTrouble({ file, target, ours }: Import): string | undefined {
  if (!ours || !file.path.startsWith('src/') || /\.(ts|json)$/.test(target)) return undefined;
  return `a relative import ends in .ts: ${target}`;
}

/** Imports that the table forbids. Tests may import everything. */
export function importFindings(file: SourceFile): readonly Finding[] {
  if (isTest(file.path)) return [];
  return importsOf(file).flatMap((one) =>
    [domainTrouble(one), layerTrouble(one), spellingTrouble(one)]
      .filter((sentence) => sentence !== undefined)
      .map((sentence) => findingAt(file, one.position, sentence)),
  );
}

/** Source files in folders that the import table does not know. */
export function layerFindings(file: SourceFile): readonly Finding[] {
  const layer = layerOf(file.path);
  if (layer === undefined || layer === 'main' || Object.hasOwn(table, layer)) return [];
  return [
    findingAt(
      file,
      0,
      `there is no layer ${layer}: move the file, or add it to the table in tools/tidy/imports.ts`,
    ),
  ];
}

function cycleFrom(
  start: string,
  edges: ReadonlyMap<string, ReadonlyMap<string, Import>>,
  trail: readonly string[] = [start],
): readonly string[] | undefined {
  for (const next of edges.get(trail.at(-1) ?? start)?.keys() ?? []) {
    if (next === start) return trail;
    if (next < start || trail.includes(next)) continue;
    const found = cycleFrom(start, edges, [...trail, next]);
    if (found) return found;
  }
  return undefined;
}

/** Domain folders that import each other in a circle; each circle is reported once. */
export function cycleFindings(files: readonly SourceFile[]): readonly Finding[] {
  const edges = new Map<string, Map<string, Import>>();
  for (const one of files.filter((file) => !isTest(file.path)).flatMap(importsOf)) {
    const [from, to] = [domainFolder(one.file.path), one.ours ? domainFolder(one.target) : undefined];
    if (!from || !to || from === to) continue;
    const known = edges.get(from) ?? new Map<string, Import>();
    edges.set(from, known.set(to, known.get(to) ?? one));
  }
  return [...edges.keys()].sort().flatMap((start) => {
    const cycle = cycleFrom(start, edges);
    const first = cycle && edges.get(start)?.get(cycle[1] ?? start);
    if (!cycle || !first) return [];
    const sentence = `domain folders import each other in a circle: ${[...cycle, start].join(' > ')}`;
    return [findingAt(first.file, first.position, sentence)];
  });
}
