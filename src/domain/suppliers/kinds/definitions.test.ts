import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kindDefinitions, kindIds } from './index.ts';

const page = readFileSync(new URL('../../../../docs/guide/supplier-kinds.md', import.meta.url), 'utf8');

it.each(kindIds)('%s is in the guide in the words of the program, with its source', (id) => {
  const { name, sentence, publishedBy, source, address } = kindDefinitions[id];
  const row = page.split('\n').find((line) => line.startsWith(`| **${name}**`));
  const cells = row?.split('|').map((cell) => cell.trim());
  expect(cells?.[2]).toBe(sentence);
  expect([undefined, '', publishedBy]).toContain(cells?.[3]);
  expect(page).toContain(address === null ? `\n- ${source}\n` : `\n- ${source},\n  <${address}>\n`);
});

it('every definition is filed under its own id and has a name of its own', () => {
  expect(kindIds.map((id) => kindDefinitions[id].id)).toEqual([...kindIds]);
  expect(new Set(kindIds.map((id) => kindDefinitions[id].name)).size).toBe(kindIds.length);
});
