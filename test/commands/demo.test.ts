import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'sevenbox-demo-command-'));

interface Served {
  readonly address: string;
  readonly out: string;
  readonly stop: () => Promise<number | null>;
}

function serveDemo(): Promise<Served> {
  return new Promise((done, fail) => {
    const env = { ...process.env, SEVENBOX_HOME: home, PORT: '0' };
    const child = spawn(process.execPath, [program, 'demo', '--serve'], { env });
    let [out, talk] = ['', ''];
    const ended = new Promise<number | null>((end) => child.on('close', end));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      talk += text;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(talk)?.[0];
      const stop = () => {
        child.kill('SIGTERM');
        return ended;
      };
      if (address) done({ address, out, stop });
    });
    child.on('close', () => fail(new Error(talk)));
  });
}

describe('sevenbox demo --serve', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveDemo();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('prints the local-spend table of the demonstration', () => {
    const years = ['2017/18', '2018/19', '2019/20', '2020/21'];
    const shares = {
      Kirklees: [44, 43, 44, 52],
      'West Yorkshire': [57, 63, 65, 65],
      'Yorkshire and The Humber': [65, 69, 71, 74],
    };
    for (const [place, printed] of Object.entries(shares)) {
      const block = served.out.slice(served.out.indexOf(`\n${place} `));
      years.forEach((year, index) => {
        expect(new RegExp(`${year} +(\\d+)%`).exec(block)?.[1]).toBe(String(printed[index]));
      });
    }
    expect(served.out).toContain('one West Yorkshire value was not legible and is assumed');
  });

  it('serves the site, with the same result as pages and every download', async () => {
    const start = await (await fetch(served.address)).text();
    expect(start).toContain('See where your organisation’s pound goes');
    let page = '';
    for (let looks = 0; looks < 100 && !page.includes('/downloads/'); looks += 1) {
      page = await (await fetch(`${served.address}/demonstration`)).text();
      await wait(100);
    }
    expect(page).toContain('Local spend rose from 44% to 52% in four years');
    const downloads = [...page.matchAll(/href="(\/demonstration\/downloads\/[^"]+)"/g)];
    expect(downloads.length).toBeGreaterThanOrEqual(7);
    expect(page).toContain('local-spend-bundle.zip');
    for (const [, path = ''] of downloads) {
      const answer = await fetch(served.address + path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
    expect((await fetch(`${served.address}/nothing`)).status).toBe(404);
  });

  it('leaves no working files behind and stops when told', async () => {
    expect(readdirSync(join(home, 'scratch'))).toEqual([]);
    expect(await served.stop()).toBe(0);
  });
});
