import type { OwnAccount, OwnSession } from '../../../actions/account/types.ts';
import { roleName } from '../../../domain/organisations/index.ts';
import { formatMoment, type Instant, millisecondsOf } from '../../../domain/values/index.ts';
import { wordsFor } from '../../components/words.ts';
import { type Answer, type Asked, go, type Site } from '../../site.ts';
import { formPage } from '../signIn/formParts.ts';

/** What these pages ask of the site. */
export type AccountSite = Pick<Site, 'account' | 'visitor'>;

/** Where somebody goes whose session ended while a page was open. */
export const signInAgain = go('/sign-in?next=%2Faccount');

const notices: Readonly<Record<string, string>> = {
  password: 'Your password was changed. You were signed out everywhere else.',
  off: 'Your second factor was turned off.',
  session: 'The session was ended.',
};

const momentText = (at: Instant) => formatMoment(millisecondsOf(at));

function rowsOf({ name, email, secondFactor }: OwnAccount, demo: boolean) {
  const link = (href: string, text: string, hidden: string) => ({
    items: [{ href, text, visuallyHiddenText: hidden }],
  });
  const rows = [
    { key: { text: 'Name' }, value: { text: name } },
    { key: { text: 'Email address' }, value: { text: email } },
  ];
  if (demo) return rows;
  return [
    ...rows,
    {
      ...{ key: { text: 'Password' }, value: { text: 'Not shown' } },
      actions: link('/account/password', 'Change', 'the password'),
    },
    {
      ...{ key: { text: 'Second factor' }, value: { text: secondFactor ? 'On' : 'Off' } },
      actions: link('/account/second-factor', secondFactor ? 'Change' : 'Turn on', 'the second factor'),
    },
  ];
}

function sessionView({ session, current, organisation, signedInAt, usedAt }: OwnSession) {
  return { session, current, organisation, signedIn: momentText(signedInAt), used: momentText(usedAt) };
}

/** What a person sees of their account. */
export async function showAccount({ account, visitor }: AccountSite, { query }: Asked): Promise<Answer> {
  const own = await account.account();
  if (own === null) return signInAgain;
  return formPage(
    'pages/account/account.njk',
    { visitor, title: 'Your account' },
    {
      rows: rowsOf(own, visitor.demo),
      organisations: own.organisations.map(({ name, roles }) => ({
        key: { text: name },
        value: { text: roles.map(roleName).join(', ') },
      })),
      sessions: own.sessions.map(sessionView),
      person: own.person,
      notice: wordsFor(notices, query.get('notice')),
    },
  );
}

/** What is kept of a person, as a file. */
export async function ownData({ account }: AccountSite): Promise<Answer> {
  const own = await account.account();
  if (own === null) return signInAgain;
  const { sessions, ...rest } = own;
  const kept = { ...rest, sessions: sessions.map(({ current: _, ...session }) => session) };
  const body = `${JSON.stringify(kept, null, 2)}\n`;
  return { kind: 'file', name: 'my-account.json', contentType: 'application/json; charset=utf-8', body };
}

/** Ends another session of the person. */
export async function endSession({ account }: AccountSite, { form }: Asked): Promise<Answer> {
  await account.endSession(form.get('session') ?? '');
  return go('/account?notice=session');
}
