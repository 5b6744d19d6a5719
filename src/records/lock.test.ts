import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Child, startChild } from '../../test/support/child.ts';
import { compile } from '../../test/support/compiled.ts';
import { acceptedOf, refusalOf } from '../../test/support/records.ts';
import { holderOf, holdsStore, takeStore } from './lock.ts';

const compiled = compile(['records/lock.ts']);
const root = mkdtempSync(join(tmpdir(), 'sevenbox-lock-'));
afterAll(() => {
  compiled.remove();
  rmSync(root, { recursive: true, force: true });
});

let home = '';
let homes = 0;
beforeEach(() => {
  homes += 1;
  home = join(root, String(homes));
});

const address = 'http://127.0.0.1:7007';

/** Takes the home folder in a process of its own, says what came of it, and keeps it. */
function holder({ at = 0, announce = '' } = {}): Child {
  return startChild(`
    import { takeStore } from '${compiled.address('records/lock.js')}';
    await new Promise((resolve) => setTimeout(resolve, ${at} - Date.now()));
    const taken = await takeStore('${home}');
    if (taken.ok && '${announce}') await taken.value.announce({ address: '${announce}', secret: 'open sesame' });
    console.log(taken.ok ? 'taken' : taken.refusals[0].sentence);
    if (taken.ok) setInterval(() => {}, 1000);
  `);
}

describe('the lock of a home folder', () => {
  it('is taken once in a process, by whatever path, and again after it is released', async () => {
    const lock = acceptedOf(await takeStore(home));
    expect(holdsStore(home)).toBe(true);
    expect(refusalOf(await takeStore(`${home}/../${homes}/`)).sentence).toContain('uses');
    await lock.release();
    await lock.release();
    expect(holdsStore(home)).toBe(false);
    expect(await holderOf(home)).toBeNull();
    const again = acceptedOf(await takeStore(home));
    await again.release();
  });

  it('is given to one of two that ask at the same time in one process', async () => {
    const both = await Promise.all([takeStore(home), takeStore(home)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    for (const one of both) if (one.ok) await one.value.release();
  });

  it('says who holds it, where and since when, to this user only', async () => {
    const child = holder({ announce: address });
    expect(await child.line()).toBe('taken');
    const { code, sentence } = refusalOf(await takeStore(home));
    expect(code).toBe('store-held');
    expect(sentence).toMatch(
      new RegExp(
        `number ${child.pid}\\).* since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC.*${address}.*stop it first`,
      ),
    );
    expect(sentence).not.toContain('sesame');
    expect(await holderOf(home)).toMatchObject({ pid: child.pid, address, secret: 'open sesame' });
    expect(statSync(join(home, 'store.json')).mode & 0o777).toBe(0o600);
    await child.kill();
  });

  it('is free at once when its holder was killed, and says nothing false about the next one', async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = holder({ announce: address });
      expect(await child.line()).toBe('taken');
      expect(refusalOf(await takeStore(home)).code).toBe('store-held');
      await child.kill();
    }
    expect((await holderOf(home))?.address).toBe(address);
    const lock = acceptedOf(await takeStore(home));
    expect(await holderOf(home)).toMatchObject({ pid: process.pid, address: null, secret: null });
    await lock.release();
  });

  it('does not blame a process that was killed before', async () => {
    const child = holder();
    expect(await child.line()).toBe('taken');
    const stale = { pid: 999_999, since: '2020-01-01T00:00:00.000Z', address, secret: 'old' };
    writeFileSync(join(home, 'store.json'), JSON.stringify(stale));
    const { sentence } = refusalOf(await takeStore(home));
    expect(sentence).toContain(`number ${child.pid})`);
    expect(sentence).not.toContain('2020');
    expect(sentence).not.toContain(address);
    await child.kill();
  });

  it('is given to one of ten processes that start at the same moment, and to one more when that is killed', async () => {
    const moment = Date.now() + 4000;
    const children = Array.from({ length: 10 }, () => holder({ at: moment }));
    const said = await Promise.all(children.map((child) => child.line()));
    expect(said.filter((line) => line === 'taken')).toHaveLength(1);
    for (const line of said) expect(line).toMatch(/^(taken|Another process )/);
    const winner = children[said.indexOf('taken')];
    await winner?.kill();
    await Promise.all(children.map((child) => child.kill()));
    const lock = acceptedOf(await takeStore(home));
    await lock.release();
  });

  it('survives a store.json that cannot be read', async () => {
    mkdirSync(home);
    for (const text of ['', '{', '{"pid":-1}', '[]']) {
      writeFileSync(join(home, 'store.json'), text);
      expect(await holderOf(home)).toBeNull();
    }
    const lock = acceptedOf(await takeStore(home));
    expect(JSON.parse(readFileSync(join(home, 'store.json'), 'utf8')).pid).toBe(process.pid);
    await lock.release();
  });

  it('makes a folder that only its own user can look into', async () => {
    const lock = acceptedOf(await takeStore(home));
    expect(statSync(home).mode & 0o777).toBe(0o700);
    await lock.release();
  });

  it('is refused in words where there can be no folder', async () => {
    writeFileSync(home, 'a file');
    expect(refusalOf(await takeStore(home))).toMatchObject({ code: 'home-unusable' });
    expect(refusalOf(await takeStore(join(home, 'below'))).sentence).toContain('SEVENBOX_HOME');
  });

  it('is refused in words when its file is something else', async () => {
    mkdirSync(home);
    writeFileSync(join(home, 'store.lock'), 'not ours');
    expect(refusalOf(await takeStore(home)).code).toBe('store-not-locked');
    expect(holdsStore(home)).toBe(false);
  });
});
