import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkUnsafe, readConfig, readProviders } from '../../src/config.ts';
import { parsePersonId, parseRole, roleName } from '../../src/domain/organisations/index.ts';
import { instantAt } from '../../src/domain/values/index.ts';
import { openMailer } from '../../src/external/email/openMailer.ts';
import { auditing } from '../../src/main/auditing.ts';
import { erasing } from '../../src/main/erasing.ts';
import { keepUp } from '../../src/main/upkeep.ts';
import { withStore } from '../support/keptStore.ts';
import {
  acceptedOf,
  actingIn,
  emptyHome,
  invitationAt,
  organisationId,
  removeTemplate,
  tokenHash,
} from '../support/records.ts';
import { configOf, signIn } from '../support/signedIn.ts';

// Making an embedded store takes seconds.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const page = readFileSync(
  fileURLToPath(new URL('../../docs/guide/several-people.md', import.meta.url)),
  'utf8',
);
const blocks = [...page.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const blockWith = (words: string) => blocks.find((block) => block.includes(words)) ?? '';

describe('the settings of the guide for several people', () => {
  const settings = Object.fromEntries(
    blockWith('SEVENBOX_URL=')
      .trim()
      .split('\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
      .map(([name, value]) => [name, value.startsWith('(') ? 'Zq3vW8rT1yU6iO0pA5sD9fG2hJ4kL7xC' : value]),
  );

  it('are enough for a site that others can reach', () => {
    const config = acceptedOf(readConfig(settings));
    expect(checkUnsafe(config, 'real')).toEqual({ ok: true, value: null });
    expect(openMailer({ ...config, outbox: 'unused' }).ok).toBe(true);
  });

  it.each(['SEVENBOX_SECRET', 'SMTP_URL', 'MAIL_FROM', 'TRUST_PROXY'])('are refused without %s', (name) => {
    const { [name]: _, ...rest } = settings;
    const refused = checkUnsafe(acceptedOf(readConfig(rest)), 'real');
    expect(refused.ok ? '' : refused.refusals.map(({ sentence }) => sentence).join(' ')).toContain(name);
  });

  it('name a directory that can be read', () => {
    expect(acceptedOf(readProviders(blockWith('discoveryUrl'))).map(({ id }) => id)).toEqual(['council']);
  });

  it('say what roles there are, by their names', () => {
    const first = [...page.matchAll(/^\| ([a-z][a-z, ]+?) +\|/gm)].flatMap(([, cell = '']) =>
      cell.split(', '),
    );
    const roles = first.filter((name) => name !== 'role' && name !== 'the others');
    expect(roles).toContain('auditor');
    for (const name of roles) {
      const role = parseRole(name.replaceAll(' ', '-'));
      expect(role && roleName(role).toLowerCase(), name).toBe(name);
    }
  });
});

describe('the commands of the guide for several people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-people-guide-'));
  const config = configOf({ home: '' });
  let home = '';
  const leaver = 'leaver@examplewell.example';
  const said = { out: '', talk: '', code: 0 };
  const speaking = {
    out: (text: string) => {
      said.out += text;
    },
    talk: (text: string) => {
      said.talk += text;
    },
    setExitCode: (code: number) => {
      said.code = code;
    },
  };
  const run = async (command: (at: typeof config) => Command, ...words: string[]) => {
    Object.assign(said, { out: '', talk: '', code: 0 });
    await command({ ...config, home }).parseAsync(words, { from: 'user' });
    return said;
  };
  const audit = (...words: string[]) => run((at) => auditing(at, speaking), ...words);
  const erase = (email: string) => run((at) => erasing(at, speaking), email);

  beforeAll(async () => {
    home = await emptyHome();
    const place = { home, databaseUrl: null };
    await withStore(place, async (store) => {
      const about = { store, config: configOf({ home }) };
      await signIn(about, { roles: ['administrator'], email: 'keeper@examplewell.example' });
      await signIn(about, { roles: ['auditor'], email: leaver });
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    removeTemplate();
  });

  it('verify chains that are as they were entered, and anchor their ends', async () => {
    expect(await audit('verify')).toMatchObject({
      code: 0,
      out: expect.stringContaining('as they were entered'),
    });
    const anchors = join(folder, 'anchors.jsonl');
    expect(await audit('anchor', anchors)).toMatchObject({
      code: 0,
      talk: expect.stringContaining('Anchored'),
    });
    expect(await audit('verify', '--anchor', anchors)).toMatchObject({ code: 0 });
  });

  it('erase a person who asks for it, and leave the chains sound', async () => {
    const { talk, code } = await erase(leaver);
    expect(code).toBe(0);
    const id = /per_[a-z0-9]{20}/.exec(talk)?.[0] ?? '';
    await withStore({ home, databaseUrl: null }, async (store) => {
      const person = parsePersonId(id);
      expect(person && (await store.belongingsOf(person))).toEqual([]);
      expect(await store.personWith(leaver)).toBeNull();
      const members = await store.as(actingIn(organisationId(1))).members();
      expect(members.map(({ email }) => email)).toEqual(['keeper@examplewell.example']);
    });
    expect(await audit('verify')).toMatchObject({ code: 0 });
    expect(await erase(leaver)).toMatchObject({ code: 1, talk: expect.stringContaining('Nobody has') });
  });

  it('do not erase the last administrator', async () => {
    const refused = await erase('keeper@examplewell.example');
    expect(refused).toMatchObject({
      code: 1,
      talk: expect.stringContaining('Somebody has to be administrator'),
    });
  });

  it('keep up: what was kept long enough goes, and the ends of the chains are written elsewhere', async () => {
    const auditAnchor = join(folder, 'hourly.jsonl');
    await withStore({ home, databaseUrl: null }, async (store) => {
      const records = store.as(actingIn(organisationId(1)));
      const long = { createdAt: instantAt(Date.UTC(2020, 0, 1)), expiresAt: instantAt(Date.UTC(2020, 0, 8)) };
      await records.addInvitation(invitationAt(1, long), tokenHash(1));
      await keepUp(store, { home, auditAnchor });
      expect(await records.invitations(10)).toEqual([]);
    });
    expect(readFileSync(auditAnchor, 'utf8')).toContain('"chain"');
    expect(await audit('verify', '--anchor', auditAnchor)).toMatchObject({ code: 0 });
  });
});
