import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { compile } from 'sass';
import { expect } from 'vitest';
import { sharedFolder } from './shared.ts';

/** Where Debian's Chromium lies. */
export const executablePath = '/usr/bin/chromium';

const root = fileURLToPath(new URL('../..', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const inspection = readFileSync(new URL('./inspectPage.mjs', import.meta.url), 'utf8');

/** The folder for pictures of every page looked at; undefined when nobody wants them. */
export const screenshots = process.env.SEVENBOX_SCREENSHOTS;

/** Starts Chromium without anything that would ask hosts elsewhere. */
export function launchBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}

function compileStyles(): string {
  return compile(join(root, 'src', 'web', 'styles', 'main.scss'), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  }).css;
}

/** The style sheet as the build makes it: compiled once in a run, because that takes a second or two. */
export function compiledStyles(): string {
  const kept = join(sharedFolder(), 'main.css');
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const own = `${kept}.${process.pid}`;
  writeFileSync(own, compileStyles());
  renameSync(own, kept);
  return readFileSync(kept, 'utf8');
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds on a page, a sentence each. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: Violation[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(
      (one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 200)} ${one.nodes[0]?.failureSummary}`,
    );
  });
}

/** How far a page scrolls sideways, and its texts under 16 px. */
export interface Found {
  readonly sideways: number;
  readonly small: readonly string[];
}

/** Looks at a page with a ruler, once its styles have come: the click that led to it does not wait for them. */
export async function inspectPage(page: Page): Promise<Found> {
  await page.waitForLoadState('load');
  return page.evaluate<Found>(inspection);
}

/** Opens an address in a page of its own, which has to be there. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  return page;
}

/** No axe finding, nothing under 16 px, and no scrolling sideways at any of the widths; takes pictures when wanted. */
export async function expectGoodPage(
  page: Page,
  name: string,
  widths: readonly number[] = [1280, 320],
): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expect(await inspectPage(page), `${name} at ${width}`).toEqual({ sideways: 0, small: [] });
    expect(await axeFindings(page), `${name} at ${width}`).toEqual([]);
    if (screenshots) {
      await page.screenshot({ path: join(screenshots, `${name}-${width}.png`), fullPage: true });
    }
  }
  if (before) await page.setViewportSize(before);
}
