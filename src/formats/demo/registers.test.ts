import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RegisteredEntity } from '../../domain/suppliers/index.ts';
import { readRegister } from '../registers/index.ts';
import { demoRegisters } from './registers.ts';

const folder = mkdtempSync(join(tmpdir(), 'sevenbox-demo-registers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, text: string): Promise<readonly RegisteredEntity[]> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const reading = await readRegister(path);
  if (!reading.ok) throw new Error(reading.refusals[0]?.sentence);
  const entities: RegisteredEntity[] = [];
  for await (const entity of reading.value.entities) entities.push(entity);
  expect(reading.value.tally().leftOut).toBe(0);
  return entities;
}

describe('the registers of the demonstration', () => {
  it('are the same in every run', () => {
    expect(demoRegisters()).toEqual(demoRegisters());
  });

  it('read as registers of invented companies and charities, without a number of anybody', async () => {
    const [companies = [], charities = []] = await Promise.all(
      demoRegisters().map(({ name, text }) => read(name, text)),
    );
    expect(companies.length).toBeGreaterThan(700);
    expect(charities.length).toBeGreaterThan(3);
    for (const { identifier } of companies) expect(identifier).toMatch(/^GB-COH-99\d{6}$/);
    for (const { identifier } of charities) expect(identifier).toMatch(/^GB-CHC-99\d{5}$/);
    expect(new Set(companies.map(({ identifier }) => identifier)).size).toBe(companies.length);
    expect(new Set(companies.map(({ kind }) => kind))).toContain('community interest company');
    expect(companies.some(({ otherNames }) => otherNames.length > 0)).toBe(true);
    const names = companies.map(({ name }) => name);
    expect(new Set(names).size).toBeLessThan(names.length);
  });
});
