// Makes docs/pictures/local-spend.png from the running demonstration: `node tools/pictures.mjs http://127.0.0.1:7007`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const address = process.argv[2] ?? 'http://127.0.0.1:7007';
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
const page = await browser.newPage({ viewport: { width: 1180, height: 980 }, javaScriptEnabled: false });
await page.goto(`${address}/demonstration`);
await page.screenshot({ path: `${folder}local-spend.png` });
await browser.close();
