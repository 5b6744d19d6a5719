import { type Answer, type Asked, go } from '../../site.ts';
import { errorsOf, type FormError, formPage, missingIn } from '../signIn/formParts.ts';
import { passwordHint } from '../signIn/passwordPages.ts';
import { type AccountSite, signInAgain } from './accountPages.ts';

const breadcrumbs = [{ text: 'Your account', href: '/account' }];

function about({ visitor }: AccountSite, title: string, errors: readonly FormError[] = []) {
  return { visitor, title, errors, breadcrumbs };
}

function passwordPage(site: AccountSite, errors: readonly FormError[] = []): Answer {
  const email = site.visitor.signedIn?.email;
  const form = about(site, 'Change your password', errors);
  return formPage('pages/account/password.njk', form, { email, passwordHint });
}

/** The page on which a person changes the password. */
export async function showPassword(site: AccountSite): Promise<Answer> {
  return passwordPage(site);
}

/** Changes the password of who asks. */
export async function changePassword(site: AccountSite, { form }: Asked): Promise<Answer> {
  const [current, next] = [form.get('current') ?? '', form.get('password') ?? ''];
  const missing = missingIn(form, {
    ...{ current: 'Enter the password that you use now', password: 'Enter a new password' },
  });
  if (missing.length > 0) return passwordPage(site, missing);
  const done = await site.account.changePassword({ current, next });
  if (done.ok) return go('/account?notice=password', done.value);
  const ofNext = (code: string) => (code.startsWith('password:') ? 'password' : 'current');
  return passwordPage(site, errorsOf(done.refusals, ofNext));
}

const passwordMissing = { password: 'Enter your password' };

interface FactorForm {
  readonly stage: 'off' | 'confirm' | 'on';
  readonly errors?: readonly FormError[];
  /** The secret in groups of four, and its address for an app on this device. */
  readonly secret?: string;
  readonly uri?: string;
}

const titles = {
  off: 'Turn on a second factor',
  confirm: 'Add the key to your app',
  on: 'Your second factor',
};

function factorPage(site: AccountSite, { stage, errors, ...view }: FactorForm): Answer {
  const email = site.visitor.signedIn?.email;
  const form = about(site, titles[stage], errors);
  return formPage('pages/account/secondFactor.njk', form, { stage, email, ...view });
}

/** The page on which a person turns the second factor on, or off again. */
export async function showSecondFactor(site: AccountSite): Promise<Answer> {
  const own = await site.account.account();
  return own === null ? signInAgain : factorPage(site, { stage: own.secondFactor ? 'on' : 'off' });
}

/** Shows a new secret, which holds once a code of it is confirmed. */
export async function startSecondFactor(site: AccountSite, { form }: Asked): Promise<Answer> {
  const missing = missingIn(form, passwordMissing);
  if (missing.length > 0) return factorPage(site, { stage: 'off', errors: missing });
  const started = await site.account.startSecondFactor(form.get('password') ?? '');
  if (!started.ok) {
    return factorPage(site, { stage: 'off', errors: errorsOf(started.refusals, () => 'password') });
  }
  const { secret, uri } = started.value;
  return factorPage(site, { stage: 'confirm', secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 '), uri });
}

function codesPage(site: AccountSite, said: string, codes: readonly string[]) {
  return formPage('pages/account/codes.njk', about(site, 'Keep your recovery codes'), { said, codes });
}

/** Turns the second factor on, and shows the recovery codes once. */
export async function confirmSecondFactor(site: AccountSite, { form }: Asked): Promise<Answer> {
  const missing = missingIn(form, { code: 'Enter the code that the app shows' });
  if (missing.length > 0) return factorPage(site, { stage: 'confirm', errors: missing });
  const done = await site.account.confirmSecondFactor(form.get('code') ?? '');
  if (!done.ok) {
    return factorPage(site, { stage: 'confirm', errors: errorsOf(done.refusals, () => 'code') });
  }
  const { recoveryCodes, setCookies } = done.value;
  const shown = codesPage(site, 'Your second factor is on.', recoveryCodes);
  return { ...shown, setCookies };
}

function onPage(site: AccountSite, errors: readonly FormError[]): Answer {
  return factorPage(site, { stage: 'on', errors });
}

/** Makes new recovery codes, and shows them once. */
export async function newCodes(site: AccountSite, { form }: Asked): Promise<Answer> {
  const missing = missingIn(form, passwordMissing);
  if (missing.length > 0) return onPage(site, missing);
  const made = await site.account.newRecoveryCodes(form.get('password') ?? '');
  if (made.ok)
    return codesPage(site, 'New recovery codes were made. Codes from before no longer work.', made.value);
  return onPage(
    site,
    errorsOf(made.refusals, () => 'password'),
  );
}

/** Turns the second factor off. */
export async function stopSecondFactor(site: AccountSite, { form }: Asked): Promise<Answer> {
  const missing = missingIn(form, passwordMissing);
  if (missing.length > 0) return onPage(site, missing);
  const stopped = await site.account.stopSecondFactor(form.get('password') ?? '');
  if (stopped.ok) return go('/account?notice=off', stopped.value);
  return onPage(
    site,
    errorsOf(stopped.refusals, () => 'password'),
  );
}
