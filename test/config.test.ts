import { describe, expect, it } from 'vitest';
import { type Config, checkUnsafe, isLoopback, readConfig, readProviders } from '../src/config.ts';

type Environment = Readonly<Record<string, string>>;

function sentencesOf(decision: ReturnType<typeof readConfig | typeof checkUnsafe | typeof readProviders>) {
  return decision.ok ? [] : decision.refusals.map(({ sentence }) => sentence);
}

function configOf(environment: Environment): Config {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(sentencesOf(read).join(' '));
  return read.value;
}

describe('the address of a PostgreSQL server', () => {
  it('is not needed', () => expect(readConfig({})).toMatchObject({ ok: true, value: { databaseUrl: null } }));

  it.each(['postgres://user:word@db.example/sevenbox', 'postgresql:///sevenbox?host=/run/postgresql'])(
    'may be %s',
    (address) =>
      expect(readConfig({ DATABASE_URL: address })).toMatchObject({
        ok: true,
        value: { databaseUrl: address },
      }),
  );

  it.each(['', 'mysql://db.example/sevenbox', 'db.example', ' postgres://user:sesame@db.example/x'])(
    'is refused in words when it is "%s", and is not repeated',
    (address) => {
      const read = readConfig({ DATABASE_URL: address });
      const sentences = read.ok ? [] : read.refusals.map(({ sentence }) => sentence);
      expect(sentences.join()).toContain('DATABASE_URL begins with postgres://');
      expect(sentences.join()).not.toContain('sesame');
    },
  );
});

describe('settings', () => {
  it('have values of their own', () =>
    expect(configOf({ SEVENBOX_HOME: '/srv/sevenbox', PATH: '/bin' })).toEqual({
      home: '/srv/sevenbox',
      port: 7007,
      host: '127.0.0.1',
      databaseUrl: null,
      migrationUrl: null,
      publicUrl: null,
      secret: null,
      smtpUrl: null,
      mailFrom: null,
      providersFile: null,
      sessionIdleMinutes: 60,
      sessionHours: 12,
      trustProxy: [],
      logLevel: 'info',
      auditAnchor: null,
    }));

  it.each<[Environment, Partial<Config>]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ HOST: '::' }, { host: '::' }],
    [{ HOST: 'box-1.example' }, { host: 'box-1.example' }],
    [{ SEVENBOX_URL: 'https://Sevenbox.example:8443/' }, { publicUrl: 'https://sevenbox.example:8443' }],
    [{ SEVENBOX_URL: 'http://[::1]:7007' }, { publicUrl: 'http://[::1]:7007' }],
    [{ SEVENBOX_SECRET: 'abcdefgh'.repeat(4) }, { secret: 'abcdefgh'.repeat(4) }],
    [{ SMTP_URL: 'smtp://localhost:2525' }, { smtpUrl: 'smtp://localhost:2525' }],
    [{ SMTP_URL: 'smtps://a:b%40c@mail.example' }, { smtpUrl: 'smtps://a:b%40c@mail.example' }],
    [{ MAIL_FROM: 'box@kirkvale.example' }, { mailFrom: 'box@kirkvale.example' }],
    [{ MAIL_FROM: 'Kirkvale Box <b.o+x@kirkvale.example>' }, {}],
    [
      { SESSION_IDLE_MINUTES: '120', SESSION_HOURS: '2' },
      { sessionIdleMinutes: 120, sessionHours: 2 },
    ],
    [{ TRUST_PROXY: '' }, { trustProxy: [] }],
    [
      { TRUST_PROXY: ' 10.0.0.5, 10.1.0.0/16 fd00::/8,' },
      { trustProxy: ['10.0.0.5', '10.1.0.0/16', 'fd00::/8'] },
    ],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [
      { DATABASE_URL: 'postgres:///x', MIGRATION_DATABASE_URL: 'postgres:///y' },
      { migrationUrl: 'postgres:///y' },
    ],
    [
      { AUDIT_ANCHOR: '/mnt/a', SIGN_IN_PROVIDERS: 'p.json' },
      { auditAnchor: '/mnt/a', providersFile: 'p.json' },
    ],
  ])('may be %o', (environment, expected) => expect(configOf(environment)).toMatchObject(expected));

  it.each<[string, string]>([
    ['SEVENBOX_HOME', ''],
    ['SEVENBOX_HOME', '  '],
    ['PORT', ''],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '7e3'],
    ['HOST', ''],
    ['HOST', '127.0.0.1:80'],
    ['HOST', '999.1.1.1'],
    ['HOST', 'http://canary'],
    ['SEVENBOX_URL', ''],
    ['SEVENBOX_URL', 'sevenbox.example'],
    ['SEVENBOX_URL', 'ftp://sevenbox.example'],
    ['SEVENBOX_URL', 'https://sevenbox.example/path'],
    ['SEVENBOX_URL', 'https://sevenbox.example?x=canary'],
    ['SEVENBOX_URL', 'https://canary:canary@sevenbox.example'],
    ['SEVENBOX_SECRET', 'canary'],
    ['SEVENBOX_SECRET', 'canary'.repeat(20)],
    ['SEVENBOX_SECRET', `canary-${'0123456789'.repeat(2)}----`],
    ['SMTP_URL', 'https://user:canary@mail.example'],
    ['SMTP_URL', 'smtp://'],
    ['SMTP_URL', 'smtp://user:canary@mail.example\r\nBcc: x'],
    ['MAIL_FROM', 'canary'],
    ['MAIL_FROM', 'a@b.example, canary@c.example'],
    ['MAIL_FROM', 'Box <a@b.example>\r\nBcc: canary@c.example'],
    ['MAIL_FROM', 'Bo\nx <a@b.example>'],
    ['SIGN_IN_PROVIDERS', ''],
    ['SESSION_IDLE_MINUTES', '0'],
    ['SESSION_IDLE_MINUTES', '721'],
    ['SESSION_HOURS', '169'],
    ['SESSION_HOURS', '1.5'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.1,canary'],
    ['LOG_LEVEL', 'loud'],
    ['MIGRATION_DATABASE_URL', 'postgres://canary:canary@db.example/x'],
    ['AUDIT_ANCHOR', ' '],
  ])('%s may not be "%s": one sentence says what to write and repeats nothing', (name, value) => {
    const sentences = sentencesOf(readConfig({ [name]: value }));
    expect(sentences).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
    expect(sentences.join()).not.toContain('canary');
  });

  it('are all named when several are wrong', () => {
    const read = readConfig({ PORT: 'x', HOST: ':', TRUST_PROXY: 'x,y', LOG_LEVEL: 'x' });
    expect(sentencesOf(read).map((sentence) => sentence.split(' ')[0])).toEqual([
      'PORT',
      'HOST',
      'TRUST_PROXY',
      'LOG_LEVEL',
    ]);
  });
});

describe('a site that others can reach', () => {
  const safe = {
    HOST: '0.0.0.0',
    SEVENBOX_URL: 'https://sevenbox.example',
    SEVENBOX_SECRET: 'Canary-5kqZ8vTn2xWc7yRb4mLd9pGh6t',
    SMTP_URL: 'smtp://user:canary@mail.example',
    MAIL_FROM: 'box@kirkvale.example',
    TRUST_PROXY: '10.0.0.5',
  };

  it('starts when every setting is fit for that', () =>
    expect(checkUnsafe(configOf(safe), 'real').ok).toBe(true));

  it.each(['SEVENBOX_URL', 'SEVENBOX_SECRET', 'SMTP_URL', 'MAIL_FROM', 'TRUST_PROXY'])(
    'does not start without %s',
    (name) => {
      const rest = Object.fromEntries(Object.entries(safe).filter(([other]) => other !== name));
      const sentences = sentencesOf(checkUnsafe(configOf(rest), 'real'));
      expect(sentences).toEqual([expect.stringContaining(`set ${name} `)]);
      expect(sentences.join()).not.toMatch(/canary/i);
    },
  );

  it('does not start without encryption', () => {
    const config = configOf({ ...safe, SEVENBOX_URL: 'http://sevenbox.example' });
    expect(sentencesOf(checkUnsafe(config, 'real'))).toEqual([expect.stringContaining('https://')]);
  });

  it('is one behind a proxy on the same computer, too', () => {
    const config = configOf({ SEVENBOX_URL: 'https://sevenbox.example' });
    expect(sentencesOf(checkUnsafe(config, 'real'))).toHaveLength(4);
  });

  it('says all that is missing at once', () =>
    expect(sentencesOf(checkUnsafe(configOf({ HOST: '::' }), 'real'))).toHaveLength(5));

  it('is never the demonstration', () => {
    expect(sentencesOf(checkUnsafe(configOf(safe), 'demo'))).toEqual([
      expect.stringContaining('this computer only'),
    ]);
    const named = configOf({ SEVENBOX_URL: 'https://sevenbox.example' });
    expect(checkUnsafe(named, 'demo').ok).toBe(false);
  });

  it.each<Environment>([{}, { HOST: 'localhost', SEVENBOX_URL: 'http://localhost:7007' }, { HOST: '::1' }])(
    'is not %o',
    (environment) => {
      expect(checkUnsafe(configOf(environment), 'real').ok).toBe(true);
      expect(checkUnsafe(configOf(environment), 'demo').ok).toBe(true);
    },
  );
});

it.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['[::1]', true],
  ['LOCALHOST', true],
  ['127.evil.example', false],
  ['localhost.evil.example', false],
  ['0.0.0.0', false],
  ['::', false],
])('%s is this computer: %s', (host, expected) => expect(isLoopback(host)).toBe(expected));

describe('the file of sign-in providers', () => {
  const provider = {
    id: 'kirkvale',
    name: 'Kirkvale Council',
    discoveryUrl: 'https://login.kirkvale.example/.well-known/openid-configuration',
    clientId: 'sevenbox',
    clientSecret: 'canary',
  };
  const read = (...all: unknown[]) => readProviders(JSON.stringify(all));

  it('lists directories', () => {
    expect(read()).toEqual({ ok: true, value: [] });
    const whole = { ...provider, organisation: `org_${'a1'.repeat(10)}` };
    expect(read(whole, { ...provider, id: 'b', discoveryUrl: 'http://127.0.0.1:4000/x' }).ok).toBe(true);
  });

  it.each<[string, unknown[]]>([
    ['Provider 1 in the file of SIGN_IN_PROVIDERS: id is wrong', [{ ...provider, id: '../Canary' }]],
    ['discoveryUrl is wrong', [{ ...provider, discoveryUrl: 'http://login.kirkvale.example' }]],
    ['discoveryUrl is wrong', [{ ...provider, discoveryUrl: 'https://canary:canary@x.example' }]],
    ['discoveryUrl is wrong', [{ ...provider, discoveryUrl: 'javascript:canary' }]],
    ['clientSecret is missing', [{ ...provider, clientSecret: undefined }]],
    ['organisation is wrong', [{ ...provider, organisation: 'kirkvale' }]],
    ['no others', [{ ...provider, secret: 'canary' }]],
    ['Provider 2 in the file of SIGN_IN_PROVIDERS', [provider, 'canary']],
    ['each id once', [provider, provider]],
    ['at most 10', Array.from({ length: 11 }, (_, id) => ({ ...provider, id: String(id) }))],
  ])('is refused in words: %s', (expected, all) => {
    const sentences = sentencesOf(read(...all));
    expect(sentences).toEqual([expect.stringContaining(expected)]);
    expect(sentences.join()).not.toMatch(/canary/i);
  });

  it.each([
    ['{"clientSecret": canary', 'is not JSON'],
    ['{"id":"x"}', 'is a list of providers'],
  ])('is refused in words: %s', (text, expected) => {
    expect(sentencesOf(readProviders(text))).toEqual([expect.stringContaining(expected)]);
    expect(sentencesOf(readProviders(text)).join()).not.toContain('canary');
  });
});
