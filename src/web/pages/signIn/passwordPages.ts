import { leastPasswordLength } from '../../../domain/organisations/index.ts';
import { parseEmailAddress } from '../../../domain/values/index.ts';
import { type Answer, type Asked, go } from '../../site.ts';
import { errorsOf, type FormError, formPage, missingIn } from './formParts.ts';
import type { SignInSite } from './signInPages.ts';

/** Said beside every field for a new password. */
export const passwordHint = `At least ${leastPasswordLength} characters. Three random words are easy to remember and hard to guess.`;

function askPage({ visitor }: SignInSite, email = '', errors: readonly FormError[] = []): Answer {
  return formPage(
    'pages/signIn/forgotten.njk',
    { visitor, title: 'Ask for a link to a new password', errors },
    { email },
  );
}

/** The page on which somebody asks for a link to set a password. */
export async function showForgotten(site: SignInSite): Promise<Answer> {
  return askPage(site);
}

/** Sends a link; the answer is the same whoever has the address. */
export async function askReset(site: SignInSite, { form }: Asked): Promise<Answer> {
  const email = (form.get('email') ?? '').trim();
  const text = 'Enter an email address, like name@example.org';
  if (parseEmailAddress(email) === undefined) return askPage(site, email, [{ field: 'email', text }]);
  const done = await site.signIn.askReset(email);
  if (!done.ok)
    return askPage(
      site,
      email,
      errorsOf(done.refusals, () => 'email'),
    );
  return formPage('pages/signIn/asked.njk', { visitor: site.visitor, title: 'Check your email' });
}

function resetPage({ visitor }: SignInSite, token: string, errors: readonly FormError[] = []): Answer {
  const about = { visitor, title: 'Choose a new password', errors };
  return formPage('pages/signIn/reset.njk', about, { token, passwordHint });
}

/** The page that a link to set a password leads to. */
export async function showReset(site: SignInSite, { query }: Asked): Promise<Answer> {
  return resetPage(site, query.get('token') ?? '');
}

/** Sets a password by a link, and leads to sign-in. */
export async function resetPassword(site: SignInSite, { form }: Asked): Promise<Answer> {
  const token = form.get('token') ?? '';
  const errors = missingIn(form, { password: 'Enter a new password' });
  if (errors.length > 0) return resetPage(site, token, errors);
  const done = await site.signIn.reset(token, form.get('password') ?? '');
  if (!done.ok)
    return resetPage(
      site,
      token,
      errorsOf(done.refusals, () => 'password'),
    );
  return go('/sign-in?notice=reset');
}
