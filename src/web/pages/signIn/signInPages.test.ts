import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, codeAt, testPassword } from '../../../../test/support/identity.ts';
import {
  openPeopleSite,
  type PeopleSite,
  problemOn,
  signedIn,
  Visiting,
} from '../../../../test/support/people.ts';
import { acceptedOf, removeTemplate } from '../../../../test/support/records.ts';

let site: PeopleSite;
beforeAll(async () => {
  site = await openPeopleSite();
});
afterAll(async () => {
  await site.close();
  removeTemplate();
});

let made = 0;

/** Somebody new with the usual password, who is not signed in. */
async function somebody() {
  made += 1;
  const email = `person${made}@kirkvale.example`;
  const { person } = await signedIn(site, { roles: ['spend-analyst'], email });
  return { person, email, typed: { email, password: testPassword } };
}

const addressOf = (number: number) => `198.51.100.${number}`;

describe('signing in with a password', () => {
  it('opens the page that was wanted, and signing out ends it', async () => {
    const { typed } = await somebody();
    const browser = new Visiting(site);
    expect((await browser.get('/ledgers')).location).toBe('/sign-in?next=%2Fledgers');
    const asked = await browser.get('/sign-in?next=%2Fledgers');
    expect(asked.body).toContain('name="next" value="/ledgers"');
    const done = await browser.post('/sign-in', { ...typed, next: '/ledgers' });
    expect(done).toMatchObject({ status: 303, location: '/ledgers' });
    expect((await browser.get('/ledgers')).status).toBe(200);
    expect((await browser.get('/sign-in?next=/ledgers')).location).toBe('/ledgers');
    const stolen = new Map(browser.jar.cookies);
    expect((await browser.post('/sign-out')).location).toBe('/sign-in?notice=out');
    expect(browser.jar.cookies.size).toBe(0);
    for (const [name, value] of stolen) browser.jar.cookies.set(name, value);
    expect((await browser.get('/ledgers')).location).toBe('/sign-in?next=%2Fledgers');
  });

  it('takes a password in whichever form its letters were typed', async () => {
    const email = 'form@kirkvale.example';
    const password = 'caf\u00e9 plover battery';
    const rest = { name: 'Ada Fernsby', emailProven: true, demo: false };
    acceptedOf(await site.identity.createPerson({ email, password, ...rest }));
    const done = await new Visiting(site).post('/sign-in', { email, password: 'cafe\u0301 plover battery' });
    expect(done.status).toBe(303);
  });

  it('leads nowhere else, whatever the form says', async () => {
    const { typed } = await somebody();
    for (const next of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/%0d%0aa',
    ]) {
      const done = await new Visiting(site).post('/sign-in', { ...typed, next });
      expect(done.status).toBe(303);
      expect(done.location).toMatch(/^\/(%0d%0aa)?$/);
    }
  });

  it('says one thing to every failure, whatever it fails at', async () => {
    const { email } = await somebody();
    const provided = acceptedOf(
      await site.identity.createPerson({
        ...{ email: 'provided@kirkvale.example', name: 'Bea Thornby', password: null },
        ...{ emailProven: true, demo: false },
      }),
    );
    expect(provided).toMatch(/^per_/);
    const tries = [
      { email, password: 'incorrect plover battery' },
      { email: 'nobody@kirkvale.example', password: testPassword },
      { email: 'provided@kirkvale.example', password: testPassword },
      { email: 'no address', password: 'a' },
      { email: 'a\r\nbcc: b@elsewhere.example', password: 'a' },
      { email, password: 'x'.repeat(5000) },
    ];
    const bodies = [];
    for (const typed of tries) {
      const { status, body, headers } = await new Visiting(site).post('/sign-in', typed);
      expect(status).toBe(422);
      expect(headers['set-cookie']).toBeUndefined();
      bodies.push(body.replace(/value="[^"]*"/g, ''));
      expect(body).not.toContain(testPassword);
    }
    expect(new Set(bodies).size).toBe(1);
    expect(problemOn(bodies[0] ?? '')).toContain('The email address or the password is wrong.');
  });

  it('says which field is empty', async () => {
    const { status, body } = await new Visiting(site).post('/sign-in', { email: ' ', password: '' });
    expect(status).toBe(422);
    expect(problemOn(body)).toBe('Enter your email address Enter your password');
  });

  it('shows what was typed as text only', async () => {
    const email = '"><script>alert(1)</script>';
    const { body } = await new Visiting(site).post('/sign-in', { email, password: 'a' });
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('refuses a form of another site', async () => {
    const { typed } = await somebody();
    const answer = await site.server.inject({
      ...{ method: 'POST', url: '/sign-in', payload: new URLSearchParams(typed).toString() },
      headers: {
        ...{ host: 'localhost', origin: 'https://elsewhere.example' },
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(answer.statusCode).toBe(403);
  });

  it('knows no demo people in a real store, and does not take one', async () => {
    const { person } = await somebody();
    expect((await new Visiting(site).get('/sign-in')).body).not.toContain('/sign-in/as');
    const done = await new Visiting(site).post('/sign-in/as', { person });
    expect(done.status).toBe(404);
    expect(done.headers['set-cookie']).toBeUndefined();
  });
});

describe('too many attempts to sign in', () => {
  it('end for one place and account with the time to try again, and shut nobody else out', async () => {
    const { typed } = await somebody();
    const guesser = new Visiting(site, addressOf(1));
    const guesses = Array.from({ length: 14 }, (_, guess) =>
      guesser.post('/sign-in', { ...typed, password: `guess number ${guess}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(422), ...Array(4).fill(429)]);
    const { status, body } = await guesser.post('/sign-in', typed);
    expect(status).toBe(429);
    expect(problemOn(body)).toMatch(
      /^There were too many attempts\. Wait until .* at \d\d:\d\d, then try again\.$/,
    );
    const owner = await new Visiting(site, addressOf(2)).post('/sign-in', typed);
    expect(owner.status).toBe(303);
    const neighbour = await somebody();
    expect((await new Visiting(site, addressOf(1)).post('/sign-in', neighbour.typed)).status).toBe(303);
  });

  it('shut nobody out of an account that many places guess at', async () => {
    const { typed } = await somebody();
    const guesses = Array.from({ length: 30 }, (_, place) =>
      new Visiting(site, addressOf(20 + place)).post('/sign-in', { ...typed, password: 'wrong' }),
    );
    expect((await Promise.all(guesses)).every(({ status }) => status === 422)).toBe(true);
    expect((await new Visiting(site, addressOf(90)).post('/sign-in', typed)).status).toBe(303);
  });

  it('do not come from signing in rightly', async () => {
    const { typed } = await somebody();
    const browser = new Visiting(site, addressOf(3));
    for (let time = 0; time < 12; time += 1) {
      expect((await browser.post('/sign-in', typed)).status).toBe(303);
    }
  });

  it('are kept without address and email', async () => {
    const { typed } = await somebody();
    await new Visiting(site, addressOf(4)).post('/sign-in', { ...typed, password: 'wrong' });
    const { rows } = await site.store.identity
      .selectFrom('rate_limits')
      .selectAll()
      .execute()
      .then((all) => ({ rows: all }));
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(['count', 'ends_at', 'key']);
    expect(JSON.stringify(rows)).not.toMatch(/kirkvale|198\.51/);
  });
});

describe('the second factor', () => {
  /** Somebody with a second factor, and the secret of it. */
  async function secured() {
    const { typed } = await somebody();
    const jar = new CookieJar().take(acceptedOf(await site.identity.signIn(typed)).setCookies);
    const { secret } = acceptedOf(await site.identity.startSecondFactor(jar.headers, testPassword));
    // The code of the step before, so that the one of now has not been used.
    const before = codeAt(secret, Date.now() - 30_000);
    const { recoveryCodes } = acceptedOf(await site.identity.confirmSecondFactor(jar.headers, before));
    return { typed, secret, recoveryCodes };
  }

  it('is asked for after the password, and opens the page that was wanted', async () => {
    const { typed, secret } = await secured();
    const browser = new Visiting(site);
    const first = await browser.post('/sign-in', { ...typed, next: '/ledgers' });
    expect(first.location).toBe('/sign-in/code?next=%2Fledgers');
    expect((await browser.get('/ledgers')).location).toContain('/sign-in');
    const wrong = await browser.post('/sign-in/code', { code: '000000', next: '/ledgers' });
    expect(wrong.status).toBe(422);
    expect(problemOn(wrong.body)).toContain('The code is wrong');
    const code = codeAt(secret, Date.now());
    const typedCode = `${code.slice(0, 3)} ${code.slice(3)}`;
    const right = await browser.post('/sign-in/code', { code: typedCode, next: '/ledgers' });
    expect(right).toMatchObject({ status: 303, location: '/ledgers' });
    expect((await browser.get('/ledgers')).status).toBe(200);
  });

  it('can be a recovery code, once', async () => {
    const { typed, recoveryCodes } = await secured();
    const code = recoveryCodes[0] ?? '';
    const enter = async () => {
      const browser = new Visiting(site);
      await browser.post('/sign-in', typed);
      return browser.post('/sign-in/code', { code: ` ${code} `, recovery: 'yes' });
    };
    expect((await enter()).location).toBe('/');
    const again = await enter();
    expect(again.status).toBe(422);
    expect(problemOn(again.body)).toContain('The recovery code is wrong');
  });

  it('opens nothing without a password before it', async () => {
    const { secret } = await secured();
    const done = await new Visiting(site).post('/sign-in/code', { code: codeAt(secret, Date.now()) });
    expect(done.status).toBe(422);
    expect(problemOn(done.body)).toContain('Enter your email address and password again');
  });
});

describe('a forgotten password', () => {
  const answerTo = async (email: string) => {
    const { status, body } = await new Visiting(site).post('/forgotten-password', { email });
    return { status, body };
  };

  it('is answered alike whether somebody has the address', async () => {
    const { email } = await somebody();
    const [known, unknown] = [await answerTo(email), await answerTo('nobody@kirkvale.example')];
    expect(known).toEqual(unknown);
    expect(known.status).toBe(200);
    expect(known.body).toContain('Check your email');
  });

  it.each([
    '',
    'ada',
    'a@b',
    'a@kirkvale.example, b@elsewhere.example',
    'a@kirkvale.example\r\nbcc: b@elsewhere.example',
  ])('asks again for an address instead of %j', async (email) => {
    const { status, body } = await answerTo(email);
    expect(status).toBe(422);
    expect(problemOn(body)).toBe('Enter an email address, like name@example.org');
  });

  /** The links in emails to somebody, as whoever runs the installation finds them. */
  async function linksTo(email: string): Promise<readonly string[]> {
    await site.identity.settled();
    const outbox = join(site.config.home, 'outbox');
    const all = readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf8'));
    const plain = all.map((text) => text.replaceAll('=\r\n', '').replaceAll('=3D', '='));
    const found = plain.filter((text) => text.includes(email));
    return found.map((text) => /reset-password\?token=([A-Za-z0-9_-]+)/.exec(text)?.[1] ?? '');
  }

  it('is set anew by the link of the email, once, and ends every session', async () => {
    const { email } = await somebody();
    const before = new Visiting(site);
    await before.post('/sign-in', { email, password: testPassword });
    await answerTo(` ${email.toUpperCase()} `);
    const [token = ''] = await linksTo(email);
    expect(token).not.toBe('');
    const browser = new Visiting(site);
    const { body } = await browser.get(`/reset-password?token=${token}`);
    expect(body).toContain(`name="token" value="${token}"`);
    const password = 'tangled heron lantern';
    const done = await browser.post('/reset-password', { token, password });
    expect(done.location).toBe('/sign-in?notice=reset');
    expect((await before.get('/ledgers')).location).toContain('/sign-in');
    expect((await browser.post('/sign-in', { email, password: testPassword })).status).toBe(422);
    expect((await browser.post('/sign-in', { email, password })).status).toBe(303);
    const again = await browser.post('/reset-password', { token, password: 'another heron lantern' });
    expect(problemOn(again.body)).toContain('This link was used before');
  });

  it('sends only so many emails to one address, and says the same', async () => {
    const { email } = await somebody();
    const answers = [];
    for (let time = 0; time < 7; time += 1) {
      const { status, body } = await new Visiting(site, addressOf(60 + time)).post('/forgotten-password', {
        email,
      });
      answers.push(`${status} ${body}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(await linksTo(email)).toHaveLength(5);
  });

  it('does not take a password that is short or much used, nor a link that never was', async () => {
    const reset = async (password: string) => {
      const { status, body } = await new Visiting(site).post('/reset-password', { token: 'never', password });
      return `${status} ${problemOn(body)}`;
    };
    expect(await reset('')).toBe('422 Enter a new password');
    expect(await reset('short')).toContain('422 A password has at least 12 characters');
    expect(await reset('password1234')).toContain('422 This password is one that many people use');
    expect(await reset('correct plover battery')).toContain('422 This link was used before');
  });

  it('is one that only so many can ask for from one place', async () => {
    const asks = Array.from({ length: 21 }, () =>
      new Visiting(site, addressOf(5)).post('/forgotten-password', { email: 'nobody@kirkvale.example' }),
    );
    const statuses = (await Promise.all(asks)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });
});
