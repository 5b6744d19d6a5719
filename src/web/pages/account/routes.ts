import type { ActionIn } from '../../../domain/organisations/index.ts';
import type { Route } from '../../site.ts';
import { type AccountSite, endSession, ownData, showAccount } from './accountPages.ts';
import {
  changePassword,
  confirmSecondFactor,
  newCodes,
  showPassword,
  showSecondFactor,
  startSecondFactor,
  stopSecondFactor,
} from './changePages.ts';

type Row = Route<AccountSite>;
type Action = ActionIn<'account'>;

function get(path: string, action: Action, answer: Row['answer']): Row {
  return { method: 'GET', path, action: `account.${action}`, kind: 'page', answer };
}

function post(path: string, action: Action, answer: Row['answer']): Row {
  return { method: 'POST', path, action: `account.${action}`, kind: 'form', answer };
}

/** What a person sees and does about themselves. */
export const accountRoutes: readonly Row[] = [
  get('/account', 'show', showAccount),
  {
    ...{ method: 'GET', path: '/account/data.json', action: 'account.data' },
    ...{ kind: 'download', answer: ownData },
  },
  get('/account/password', 'passwordForm', showPassword),
  post('/account/password', 'password', changePassword),
  get('/account/second-factor', 'secondFactorForm', showSecondFactor),
  post('/account/second-factor', 'secondFactorStart', startSecondFactor),
  post('/account/second-factor/confirm', 'secondFactorConfirm', confirmSecondFactor),
  post('/account/second-factor/codes', 'recoveryCodes', newCodes),
  post('/account/second-factor/off', 'secondFactorStop', stopSecondFactor),
  post('/account/sessions/end', 'endSession', endSession),
];
