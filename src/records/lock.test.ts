import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Child, startChild } from '../../test/support/child.ts';
import { compile } from '../../test/support/compiled.ts';
import { acceptedOf, refusalOf } from '../../test/support/records.ts';
import { holderOf, holdsStore, holdsStoreAlone, takeStore, takeStoreToServe } from './lock.ts';

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

const take = 'takeStore(home)';
const share = 'takeStore(home, { shared: true })';
const serve = 'takeStoreToServe(home, { milliseconds: 20000, pauseMilliseconds: 20 })';

/** Takes the home folder in a process of its own, says what came of it, and keeps it. */
function holder({ at = 0, announce = '', by = take } = {}): Child {
  return startChild(`
    import { takeStore, takeStoreToServe } from '${compiled.address('records/lock.js')}';
    await new Promise((resolve) => setTimeout(resolve, ${at} - Date.now()));
    const home = '${home}';
    const taken = await ${by};
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

const sharedNotes = () => readdirSync(home).filter((name) => /^store-\d+-.*\.json$/.test(name));

describe('a home folder that several servers share', () => {
  it('is held by several processes at once, and by nobody alone until the last has ended, however that ends', async () => {
    const children = [holder({ by: share }), holder({ by: share }), holder({ by: share })];
    for (const child of children) expect(await child.line()).toBe('taken');
    expect(sharedNotes()).toHaveLength(3);
    for (const child of children) {
      const { code, sentence } = refusalOf(await takeStore(home));
      expect(code).toBe('store-held');
      expect(sentence).toMatch(
        /^Another process \(number \d+\) has used .* since .* Wait until it ends, or stop it/,
      );
      await child.kill();
    }
    const lock = acceptedOf(await takeStore(home));
    expect(sharedNotes()).toEqual([]);
    await lock.release();
  });

  it('is refused in words while a command has it alone, and taken when that was killed', async () => {
    const child = holder();
    expect(await child.line()).toBe('taken');
    const { code, sentence } = refusalOf(await takeStore(home, { shared: true }));
    expect(code).toBe('store-held');
    expect(sentence).toContain(`number ${child.pid})`);
    expect(sentence).toContain('doctor --mend');
    expect(holdsStore(home)).toBe(false);
    await child.kill();
    const lock = acceptedOf(await takeStore(home, { shared: true }));
    expect([lock.isShared(), holdsStore(home), holdsStoreAlone(home)]).toEqual([true, true, false]);
    expect(existsSync(join(home, 'store.json'))).toBe(false);
    await lock.release();
    expect(readdirSync(home).sort()).toEqual(['store.lock', 'store.turn']);
  });

  it('is refused with the address of a server that has it alone', async () => {
    const child = holder({ announce: address });
    expect(await child.line()).toBe('taken');
    const { sentence } = refusalOf(await takeStore(home, { shared: true }));
    expect(sentence).toContain(`It answers at ${address}`);
    expect(sentence).not.toContain('doctor');
    await child.kill();
  });

  it('is taken once in a process, whichever way', async () => {
    for (const shared of [true, false]) {
      const lock = acceptedOf(await takeStore(home, { shared }));
      expect(refusalOf(await takeStore(home)).sentence).toContain('uses');
      expect(refusalOf(await takeStore(home, { shared: true })).sentence).toContain('uses');
      await lock.release();
    }
  });

  it('tells of a holder that lives and can be asked, to this user only, and never of one that was killed', async () => {
    const [killed, silent] = [holder({ by: share, announce: 'http://127.0.0.1:1' }), holder({ by: share })];
    for (const child of [killed, silent]) expect(await child.line()).toBe('taken');
    expect(await holderOf(home)).toMatchObject({ pid: killed.pid });
    await killed.kill();
    expect(await holderOf(home)).toMatchObject({ pid: silent.pid, address: null, secret: null });
    const lock = acceptedOf(await takeStore(home, { shared: true }));
    await lock.announce({ address, secret: 'open sesame' });
    expect(await holderOf(home)).toMatchObject({ pid: process.pid, address, secret: 'open sesame' });
    expect(sharedNotes()).toHaveLength(2);
    for (const name of sharedNotes()) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
    await lock.release();
    expect(await holderOf(home)).toMatchObject({ pid: silent.pid });
    await silent.kill();
    expect(await holderOf(home)).toBeNull();
  });

  it('tells no secret of a holder on another computer, whose number means nothing here', async () => {
    mkdirSync(home);
    const since = '2026-11-23T09:05:07.123Z';
    const far = { host: 'elsewhere.example', pid: 999_999, since, address, secret: 'open sesame' };
    const path = join(home, `store-999999-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}.json`);
    writeFileSync(path, JSON.stringify(far));
    expect(await holderOf(home)).toEqual({ pid: 999_999, since, address: null, secret: null });
    const lock = acceptedOf(await takeStore(home, { shared: true }));
    expect(await holderOf(home)).toMatchObject({ pid: process.pid });
    expect(existsSync(path)).toBe(true);
    await lock.release();
  });

  it('survives what other holders wrote down badly', async () => {
    mkdirSync(home);
    for (const [index, text] of ['', '{', '{"pid":-1}', '[]'].entries()) {
      writeFileSync(join(home, `store-${index + 1}-${'a'.repeat(36)}.json`), text);
    }
    expect(await holderOf(home)).toBeNull();
    const shared = acceptedOf(await takeStore(home, { shared: true }));
    await shared.release();
    const alone = acceptedOf(await takeStore(home));
    expect(readdirSync(home).sort()).toEqual(['store.json', 'store.lock', 'store.turn']);
    await alone.release();
  });
});

describe('going over from one holder to several', () => {
  it('leaves no moment in which another process gets the home alone', async () => {
    await acceptedOf(await takeStore(home)).release();
    const before = readFileSync(join(home, 'store.lock'));
    const lock = acceptedOf(await takeStore(home));
    await lock.announce({ address, secret: 'open sesame' });
    const eager = startChild(`
      import { takeStore } from '${compiled.address('records/lock.js')}';
      console.log('begun');
      for (const end = Date.now() + 1500; Date.now() < end; ) {
        const taken = await takeStore('${home}');
        if (taken.ok) { console.log('got it'); process.exit(1); }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      console.log('never');
    `);
    expect(await eager.line()).toBe('begun');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(holdsStoreAlone(home)).toBe(true);
    expect(acceptedOf(await lock.downgrade())).toBeNull();
    expect(acceptedOf(await lock.downgrade())).toBeNull();
    expect([lock.isShared(), holdsStoreAlone(home)]).toEqual([true, false]);
    const second = holder({ by: share });
    expect(await second.line()).toBe('taken');
    expect(await eager.line()).toBe('never');
    expect(await holderOf(home)).toMatchObject({ pid: process.pid, address, secret: 'open sesame' });
    await second.kill();
    expect(await eager.line()).toBeNull();
    await lock.release();
    expect(readFileSync(join(home, 'store.lock'))).toEqual(before);
    const again = acceptedOf(await takeStore(home));
    await again.release();
  });

  it('has one of six servers that start at one moment bring the store in order, and all of them serve', async () => {
    const work = `${serve};
      if (taken.ok && !taken.value.isShared()) {
        const { appendFileSync } = await import('node:fs');
        await new Promise((resolve) => setTimeout(resolve, 300));
        appendFileSync('${home}/put-in-order', 'x');
        const gone = await taken.value.downgrade();
        if (!gone.ok) console.log(gone.refusals[0].sentence);
      }`;
    const moment = Date.now() + 3000;
    const children = Array.from({ length: 6 }, () => holder({ at: moment, by: work }));
    for (const child of children) expect(await child.line()).toBe('taken');
    expect(readFileSync(join(home, 'put-in-order'), 'utf8')).toBe('x');
    expect(sharedNotes()).toHaveLength(6);
    expect(refusalOf(await takeStore(home)).code).toBe('store-held');
    await Promise.all(children.map((child) => child.kill()));
    const next = acceptedOf(await takeStoreToServe(home));
    expect(next.isShared()).toBe(false);
    await next.release();
  });

  it('is given up in words when a command has the home for longer than a server waits', async () => {
    const child = holder();
    expect(await child.line()).toBe('taken');
    const waited = await takeStoreToServe(home, { milliseconds: 100, pauseMilliseconds: 20 });
    expect(refusalOf(waited).sentence).toContain('start this again');
    await child.kill();
  });

  it('does not wait where nobody holds the home and it cannot be taken', async () => {
    mkdirSync(home);
    writeFileSync(join(home, 'store.lock'), 'not ours');
    expect(refusalOf(await takeStoreToServe(home)).code).toBe('store-not-locked');
  });
});
