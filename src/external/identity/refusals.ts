import { refuse } from '../../domain/values/index.ts';

/** Every way in which signing in is refused. None says whether an address is known. */
export const refusals = {
  signIn: refuse(
    'sign-in-wrong',
    'The email address or the password is wrong. Check both and try again, or ask for a link to set a new password.',
  ),
  signedOut: refuse('signed-out', 'You are signed out. Sign in and try again.'),
  password: refuse('password-wrong', 'The password is wrong. Enter the password you sign in with.'),
  passwordLength: refuse(
    'password-length',
    'The password must have at least 12 and at most 128 characters. Choose another one.',
  ),
  emailTaken: refuse('email-taken', 'There is already a person with this email address.'),
  nobody: refuse('person-unknown', 'There is no such person. Choose another one.'),
  resetLink: refuse(
    'reset-link-over',
    'This link was used before or is more than an hour old. Ask for a new one.',
  ),
  code: refuse(
    'second-factor-wrong',
    'The code is wrong or was used before. Wait until your app shows the next one and enter that.',
  ),
  recoveryCode: refuse(
    'recovery-code-wrong',
    'The recovery code is wrong or was used before. Check it, or enter another one.',
  ),
  unfinishedOver: refuse(
    'sign-in-over',
    'This took too long, or there were too many wrong codes. Enter your email address and password again.',
  ),
  locked: refuse(
    'second-factor-locked',
    'There were too many wrong codes. Wait 15 minutes, then sign in again.',
  ),
  secondFactorOn: refuse('second-factor-on', 'A second factor is set up already. Turn it off first.'),
  secondFactorOff: refuse('second-factor-off', 'No second factor is set up. Set one up first.'),
  providerUnknown: refuse('provider-unknown', 'There is no such way to sign in. Choose another one.'),
  providerSilent: refuse(
    'provider-silent',
    'The other system cannot be reached at the moment. Try again later, or sign in another way.',
  ),
  providerTrip: refuse(
    'provider-trip-over',
    'This sign-in took too long or was started in another browser. Start again from the sign-in page.',
  ),
  providerFailed: refuse(
    'provider-refused',
    'The other system did not say who you are. Start again from the sign-in page.',
  ),
  notInvited: refuse(
    'not-invited',
    'Nobody with your account has been invited. Ask an administrator of your organisation for an invitation.',
  ),
  notLinked: refuse(
    'email-not-proven',
    'The other system does not say that the email address is yours. Sign in with your password, or ask an administrator for help.',
  ),
  demoOnly: refuse(
    'demo-only',
    'This way to sign in is open in the demonstration only. Sign in another way.',
  ),
} as const;
