import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'vitest';
import type { Figure } from '../../src/domain/spend/analysis.ts';

/** Runs `recompute.sql` in a folder with a plain DuckDB session that knows nothing of the product. */
async function recompute(folder: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET file_search_path = '${folder.replaceAll("'", "''")}'`);
  const reader = await connection.runAndReadAll(readFileSync(join(folder, 'recompute.sql'), 'utf8'));
  const rows = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

function expected(figure: Figure) {
  const { period, ring, share, shareLower, shareUpper } = figure;
  const { totalPence, localPence, elsewherePence, undeterminedPositivePence, undeterminedNegativePence } =
    figure;
  const pence = {
    totalPence,
    localPence,
    elsewherePence,
    undeterminedPositivePence,
    undeterminedNegativePence,
  };
  const text = Object.fromEntries(Object.entries(pence).map(([name, value]) => [name, String(value)]));
  return { period, ring: ring.id, ...text, share, shareLower, shareUpper };
}

function inOrder(figures: readonly Figure[]): readonly Figure[] {
  const key = (figure: Figure) => `${figure.period} ${figure.ring.id}`;
  return figures.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** The figures that a bundle's folder states. */
export function figuresIn(folder: string): readonly Figure[] {
  return (JSON.parse(readFileSync(join(folder, 'figure.json'), 'utf8')) as { figures: Figure[] }).figures;
}

/** The figures of a bundle's folder come out again when they are recomputed; how many there are. */
export async function checkBundle(folder: string): Promise<number> {
  const figures = figuresIn(folder);
  expect(figures.length).toBeGreaterThan(0);
  expect(await recompute(folder)).toEqual(inOrder(figures).map(expected));
  return figures.length;
}
