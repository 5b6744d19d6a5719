import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkStore } from '../../src/actions/store/checkStore.ts';
import { blobsIn } from '../../src/external/blobs/openBlobs.ts';
import { openStoreOf, type StoreSettings } from '../../src/main/keeping.ts';
import { pdfFile } from '../support/evidence.ts';
import { evidenceAt } from '../support/fullStore.ts';
import { acceptedOf, minute, organisationId, removeTemplate, withOwner } from '../support/records.ts';
import { type OpenedStore, openEmbeddedStore } from '../support/stores.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

let opened: OpenedStore;
let home: string;
let sha256: string;

const secret = 'a key of a test, long enough to be one';

async function* bytes(content: Buffer) {
  yield content;
}

beforeAll(async () => {
  opened = await openEmbeddedStore();
  home = mkdtempSync(join(tmpdir(), 'sevenbox-doctor-'));
  const records = await withOwner(opened.store);
  const blobs = await blobsIn(home);
  const put = acceptedOf(
    await blobs.put(bytes(pdfFile()), { name: 'a.pdf', organisation: organisationId(1) }),
  );
  sha256 = put.sha256;
  const file = { ...evidenceAt(1), sha256, bytes: put.bytes, addedBy: null };
  expect(await records.addEvidence(file, () => blobs.holds(sha256))).toBe(true);
  for (let number = 0; number < 3; number += 1) {
    await opened.store.enter({
      ...{ chain: 'system', at: minute(number), actor: 'nobody', person: null, organisation: null },
      ...{ action: 'sign-in', request: `req-${number}`, outcome: 'refused', subjects: [], reason: 'unknown' },
    });
  }
});
afterAll(async () => {
  await opened.end();
  await rm(home, { recursive: true, force: true });
  removeTemplate();
});

const pathOf = (hash: string) => join(home, 'blobs', hash.slice(0, 2), hash.slice(2, 4), hash);

/** What doctor says under some codes, one line each. */
async function found(codes: readonly string[], settings: Partial<StoreSettings> = {}, mend = false) {
  const store = openStoreOf({ home, secret, ...settings }, opened.store, () => false);
  const { checks, swept } = await checkStore(store, { mend });
  const lines = checks
    .filter(({ code }) => codes.includes(code))
    .map(({ code, status, sentence, more }) => `${code} ${status} ${[sentence, ...more].join(' ')}`);
  return { lines, swept };
}

describe('evidence', () => {
  it('is sound, changed or lost, byte by byte', async () => {
    expect((await found(['evidence'])).lines).toEqual([
      'evidence sound 1 evidence file, each with its bytes as they were added.',
    ]);
    writeFileSync(pathOf(sha256), 'other');
    expect((await found(['evidence'])).lines[0]).toMatch(
      /^evidence broken 1 of 1 evidence file is lost or damaged.*were changed\.$/,
    );
    rmSync(pathOf(sha256));
    expect((await found(['evidence'])).lines[0]).toMatch(/are not there\.$/);
    writeFileSync(pathOf(sha256), pdfFile());
    expect((await found(['evidence'])).lines[0]).toMatch(/^evidence sound/);
  });

  it('that nobody needs is removed when it is old, and only by --mend', async () => {
    const stray = 'ab'.repeat(32);
    mkdirSync(join(home, 'blobs', 'ab', 'ab'), { recursive: true });
    writeFileSync(pathOf(stray), 'x');
    expect((await found(['evidence-left'], {}, true)).lines).toEqual([]);
    const then = new Date(Date.now() - 2 * 60 * 60_000);
    utimesSync(pathOf(stray), then, then);
    utimesSync(pathOf(sha256), then, then);
    expect((await found(['evidence-left'])).lines[0]).toMatch(
      /^evidence-left look-at-this 1 file of removed evidence/,
    );
    expect((await found(['evidence-left'], {}, true)).swept).toBe(1);
    expect(readdirSync(join(home, 'blobs', 'ab', 'ab'))).toEqual([]);
    expect((await found(['evidence', 'evidence-left'])).lines).toEqual([
      'evidence sound 1 evidence file, each with its bytes as they were added.',
    ]);
  });
});

describe('audit chains', () => {
  it('are sound, and an end that was changed, cut or lost is found', async () => {
    const { db } = opened;
    const change = async (work: () => Promise<unknown>, words: RegExp, undo: () => Promise<unknown>) => {
      await work();
      expect((await found(['audit'])).lines[0]).toMatch(words);
      await undo();
      expect((await found(['audit'])).lines[0]).toMatch(/^audit sound 2 audit chains end as entered/);
    };
    await change(
      () => sql`update audit_entries set request = 'other' where chain = 'system' and number = 2`.execute(db),
      /^audit broken .*Entry 2 of the chain of the system was changed/,
      () => sql`update audit_entries set request = 'req-1' where chain = 'system' and number = 2`.execute(db),
    );
    await change(
      () => sql`update audit_heads set number = number + 1 where chain = 'system'`.execute(db),
      /^audit broken .*is missing at the end of the chain of the system/,
      () => sql`update audit_heads set number = number - 1 where chain = 'system'`.execute(db),
    );
    await sql`create table kept_head as select * from audit_heads where chain = 'system'`.execute(db);
    await change(
      () => sql`delete from audit_heads where chain = 'system'`.execute(db),
      /^audit broken .*The head of the chain of the system is missing/,
      () => sql`insert into audit_heads select * from kept_head`.execute(db),
    );
    await sql`drop table kept_head`.execute(db);
  });

  it('are compared with the ends that were written down, where a file for them is set', async () => {
    const auditAnchor = join(home, 'anchors');
    expect((await found(['audit-anchors'], { auditAnchor })).lines[0]).toMatch(/^audit-anchors look-at-this/);
    const [head] = (await opened.store.auditHeads()).filter(({ chain }) => chain === 'system');
    const line = (number: number) => JSON.stringify({ ...head, number, at: minute(0) });
    writeFileSync(auditAnchor, `${line(head?.number ?? 0)}\n`);
    expect((await found(['audit', 'audit-anchors'], { auditAnchor })).lines).toEqual([
      expect.stringMatching(/^audit sound/),
      expect.stringMatching(/^audit-anchors sound/),
    ]);
    writeFileSync(auditAnchor, `${line(99)}\n`);
    expect((await found(['audit'], { auditAnchor })).lines[0]).toMatch(
      /^audit broken .*entry 99 was anchored/,
    );
  });

  it('are said to be missing where an organisation has none', async () => {
    const id = organisationId(9);
    await sql`insert into organisations (id, kind, name, created_at, changed_at)
      values (${id}, 'anchor', 'Larkhill Council', ${minute(0)}, ${minute(0)})`.execute(opened.db);
    expect((await found(['audit'])).lines[0]).toMatch(
      new RegExp(`^audit look-at-this .*There is nothing in the chain of ${id}\\.$`),
    );
    await sql`delete from organisations where id = ${id}`.execute(opened.db);
  });
});

describe('the key file', () => {
  it('is sound, open to others, unreadable or not there yet', async () => {
    const path = join(home, 'secret.key');
    const line = async (settings: Partial<StoreSettings> = { secret: null }) =>
      (await found(['key'], settings)).lines[0];
    expect(await line({})).toMatch(/^key sound .*SEVENBOX_SECRET/);
    expect(await line()).toMatch(/^key sound There is no key yet/);
    writeFileSync(path, 'ab'.repeat(32), { mode: 0o600 });
    expect(await line()).toMatch(/^key sound The key file/);
    chmodSync(path, 0o644);
    expect(await line()).toMatch(/^key look-at-this Other users/);
    chmodSync(path, 0o600);
    writeFileSync(path, '');
    expect(await line()).toMatch(/^key broken/);
    rmSync(path);
  });
});
