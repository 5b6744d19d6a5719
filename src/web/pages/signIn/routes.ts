import type { Route } from '../../site.ts';
import { askReset, resetPassword, showForgotten, showReset } from './passwordPages.ts';
import {
  enterCode,
  finishProvider,
  type SignInSite,
  showCode,
  showSignIn,
  signIn,
  signInAs,
  signOut,
  startProvider,
} from './signInPages.ts';

type Row = Route<SignInSite>;

function get(path: string, action: Row['action'], answer: Row['answer']): Row {
  return { method: 'GET', path, action, kind: 'page', answer };
}

function post(path: string, action: Row['action'], answer: Row['answer']): Row {
  return { method: 'POST', path, action, kind: 'form', answer };
}

/** Signing in and out, and forgotten passwords. */
export const signInRoutes: readonly Row[] = [
  get('/sign-in', 'signIn.form', showSignIn),
  post('/sign-in', 'signIn.password', signIn),
  get('/sign-in/code', 'signIn.secondFactorForm', showCode),
  post('/sign-in/code', 'signIn.secondFactor', enterCode),
  post('/sign-in/as', 'signIn.demo', signInAs),
  post('/sign-in/with/:provider', 'signIn.provider', startProvider),
  get('/sign-in/callback/:provider', 'signIn.providerReturn', finishProvider),
  post('/sign-out', 'signIn.out', signOut),
  get('/forgotten-password', 'password.askForm', showForgotten),
  post('/forgotten-password', 'password.ask', askReset),
  get('/reset-password', 'password.resetForm', showReset),
  post('/reset-password', 'password.reset', resetPassword),
];
