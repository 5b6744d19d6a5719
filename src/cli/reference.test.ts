import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toLocalDate } from '../domain/values/index.ts';
import { download } from '../external/download.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import { referenceCommand } from './reference.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-cli-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function run(...words: string[]) {
  const said = { out: '', talk: '', code: 0 };
  const store = openReferenceStore(home);
  const command = referenceCommand({
    adding: () => ({
      store,
      download,
      withScratchFile: (work) => work(join(home, 'scratch')),
      today: toLocalDate('2026-11-23'),
    }),
    store: () => store,
    out: (text) => {
      said.out += text;
    },
    talk: (text) => {
      said.talk += text;
    },
    setExitCode: (code) => {
      said.code = code;
    },
  });
  await command.parseAsync(words, { from: 'user' });
  return said;
}

it('adds an edition, lists it, and says when nothing changed', async () => {
  const path = join(home, 'ONSPD_MAY_2025.csv');
  await writeFile(path, 'pcds,laua\nZZ1 1AA,E08000034\n');
  expect((await run('list')).talk).toContain('built-in postcode sectors');
  const added = await run('add', 'onspd', path);
  expect(added.talk).toMatch(
    /^Added onspd [0-9a-f]{12} from ONSPD_MAY_2025\.csv, 1 row\.\nLicence: Open Government/,
  );
  expect((await run('add', 'onspd', path)).talk).toMatch(/^Nothing changed: /);
  const listed = await run('list');
  expect(listed.out.split('\n')[0]).toMatch(/^Kind +Edition +Date +Rows +In use +Source +Licence$/);
  expect(listed.out).toContain('May 2025');
  expect(listed.out).not.toContain(home);
  expect(JSON.parse((await run('list', '--json')).out)).toMatchObject([
    { kind: 'onspd', rows: 1, inUse: true },
  ]);
});

it('refuses in words with exit code 1', async () => {
  expect(await run('add', 'maps', 'x.csv')).toMatchObject({
    code: 1,
    talk: 'There is no kind "maps". The kinds are onspd, lad-lookups, suppliers.\n',
  });
  expect(await run('add', 'onspd', 'missing.csv')).toMatchObject({ code: 1 });
  expect(await run('add', 'onspd', 'ftp://example.org/x.csv')).toMatchObject({ code: 1 });
});

it('fetches an address and keeps its file name as the source', async () => {
  const server = createServer((_request, response) => {
    response.end('LAD25CD,LAD25NM,CAUTH25CD,CAUTH25NM\nE08000034,Kirklees,E47000003,West Yorkshire\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/LAD_CAUTH_December_2025.csv`;
  const added = await run('add', 'lad-lookups', address);
  server.closeAllConnections();
  server.close();
  expect(added.talk).toMatch(/^Added lad-lookups [0-9a-f]{12} from LAD_CAUTH_December_2025\.csv, 1 row\.\n/);
  expect((await run('list')).out).toContain('December 2025');
});
