import type { DemoPerson } from '../../../actions/signIn/types.ts';
import { roleName } from '../../../domain/organisations/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { render } from '../../components/templates.ts';
import { wordsFor } from '../../components/words.ts';
import { type Answer, type Asked, go, missing, type Site } from '../../site.ts';
import { errorsOf, type FormError, formPage, formView, missingIn } from './formParts.ts';
import { nextPage, withNext } from './next.ts';

/** What these pages ask of the site. */
export type SignInSite = Pick<Site, 'signIn' | 'visitor'>;

/** Said above the form after something that ended in being signed out. */
const notices: Readonly<Record<string, string>> = {
  reset: 'Your password was changed. Sign in with the new one.',
  left: 'You have left the organisation, and were signed out everywhere.',
  out: 'You have signed out.',
};

interface SignInForm {
  readonly next: string;
  readonly email?: string;
  readonly errors?: readonly FormError[];
  readonly notice?: string | null;
}

/** A button for each invented person, with what the person is in every organisation. */
function demoButtons(all: readonly DemoPerson[]) {
  const people = new Map<string, { readonly name: string; readonly is: readonly string[] }>();
  for (const { person, name, organisation, roles } of all) {
    const is = `${roles.map(roleName).join(', ').toLowerCase()} (${organisation})`;
    people.set(person, { name, is: [...(people.get(person)?.is ?? []), is] });
  }
  return [...people].map(([person, { name, is }]) => ({
    person,
    text: `Sign in as ${name}, ${is.join(' and ')}`,
  }));
}

async function signInPage(site: SignInSite, { next, email = '', errors = [], notice }: SignInForm) {
  const { providers, demo } = await site.signIn.ways();
  const people = demo === null ? undefined : demoButtons(demo);
  const about = { visitor: site.visitor, title: 'Sign in', errors };
  return formPage('pages/signIn/signIn.njk', about, { next, email, notice, providers, demo: people });
}

/** A failed sign-in, with its sentence above the form. */
function refusedSignIn(site: SignInSite, form: SignInForm, refusals: readonly Refusal[]): Promise<Answer> {
  return signInPage(site, { ...form, errors: errorsOf(refusals, () => 'email') });
}

/** The page to sign in on; whoever is signed in already goes on. */
export async function showSignIn(site: SignInSite, { query }: Asked): Promise<Answer> {
  const next = nextPage(query.get('next'));
  if (site.visitor.signedIn !== null) return go(next);
  return signInPage(site, { next, notice: wordsFor(notices, query.get('notice')) });
}

/** Signs in with email and password. */
export async function signIn(site: SignInSite, { form }: Asked): Promise<Answer> {
  const next = nextPage(form.get('next'));
  const [email, password] = [form.get('email') ?? '', form.get('password') ?? ''];
  const errors = missingIn(form, { email: 'Enter your email address', password: 'Enter your password' });
  if (errors.length > 0) return signInPage(site, { next, email, errors });
  const done = await site.signIn.signIn({ email, password });
  if (!done.ok) return refusedSignIn(site, { next, email }, done.refusals);
  const { kind, setCookies } = done.value;
  return go(kind === 'signed-in' ? next : withNext('/sign-in/code', next), setCookies);
}

function codePage(
  { visitor }: SignInSite,
  asked: URLSearchParams,
  errors: readonly FormError[] = [],
): Answer {
  const next = nextPage(asked.get('next'));
  const recovery = asked.get('recovery') === 'yes';
  const turned = new URLSearchParams({
    ...(next === '/' ? {} : { next }),
    ...(recovery ? {} : { recovery: 'yes' }),
  });
  const other = turned.size === 0 ? '/sign-in/code' : `/sign-in/code?${turned}`;
  const title = recovery ? 'Enter a recovery code' : 'Enter the code from your app';
  const view = { next, recovery, other, back: withNext('/sign-in', next) };
  return formPage('pages/signIn/code.njk', { visitor, title, errors }, view);
}

/** The page that asks for the second factor. */
export async function showCode(site: SignInSite, { query }: Asked): Promise<Answer> {
  return codePage(site, query);
}

/** Ends a sign-in with a code of the app, or one for when it is lost. */
export async function enterCode(site: SignInSite, { form }: Asked): Promise<Answer> {
  const code = form.get('code') ?? '';
  const errors = missingIn(form, { code: 'Enter the code' });
  if (errors.length > 0) return codePage(site, form, errors);
  const proof = form.get('recovery') === 'yes' ? { recoveryCode: code } : { code };
  const done = await site.signIn.secondFactor(proof);
  if (!done.ok)
    return codePage(
      site,
      form,
      errorsOf(done.refusals, () => 'code'),
    );
  return go(nextPage(form.get('next')), done.value.setCookies);
}

/** Signs in as somebody invented; in a real store there is nothing at this address. */
export async function signInAs(site: SignInSite, { form }: Asked): Promise<Answer> {
  const done = await site.signIn.signInDemo(form.get('person') ?? '');
  return done.ok ? go(nextPage(form.get('next')), done.value.setCookies) : missing;
}

/** Ends the session that asks; whoever came with an invitation goes back to it. */
export async function signOut(site: SignInSite, { form }: Asked): Promise<Answer> {
  const next = nextPage(form.get('next'));
  return go(next === '/' ? '/sign-in?notice=out' : next, await site.signIn.signOut());
}

/**
 * Leads to a directory. By a page, because browsers let a form of ours lead to our own addresses only, also where the
 * answer to it leads on.
 */
export async function startProvider(site: SignInSite, { params, form }: Asked): Promise<Answer> {
  const next = nextPage(form.get('next'));
  const started = await site.signIn.startProvider(params.provider ?? '', next);
  if (!started.ok) return refusedSignIn(site, { next }, started.refusals);
  const { name, redirect, setCookies } = started.value;
  const view = { ...formView({ visitor: site.visitor, title: `Going to ${name}` }), name, redirect };
  return { kind: 'page', html: render('pages/signIn/going.njk', view), setCookies };
}

/** Takes back whoever comes from a directory. */
export async function finishProvider(site: SignInSite, { params, query }: Asked): Promise<Answer> {
  const done = await site.signIn.finishProvider(params.provider ?? '', Object.fromEntries(query));
  if (!done.ok) return refusedSignIn(site, { next: '/' }, done.refusals);
  return go(nextPage(done.value.next), done.value.setCookies);
}
