import { type Decision, refuse } from '../../domain/values/index.ts';

/** What the library says about a failure; it never leaves this folder, because servers repeat addresses and names. */
type Failure = Error & {
  readonly code?: string;
  readonly command?: string;
  readonly originalCode?: string;
  readonly permanent?: boolean;
};

/** The whole conversation took too long. */
export const tooSlow = Object.assign(new Error('The mail server took too long.'), { code: 'ETIMEDOUT' });

const certificate = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|ERR_TLS|ERR_SSL/;

const words = {
  host: (host: string) => `No mail server answers at ${host}. Check the setting SMTP_URL and the connection.`,
  timeout: (host: string) => `The mail server at ${host} took too long. Try again later.`,
  certificate: (host: string) =>
    `The mail server at ${host} does not prove that it is ${host}: its certificate is not valid. Ask whoever runs it.`,
  unprotected: (host: string) =>
    `The mail server at ${host} offers no protected connection, so nothing was sent. Use a server that does.`,
  'sign-in': (host: string) =>
    `The mail server at ${host} does not accept the user name or password in the setting SMTP_URL.`,
  sender: (host: string) =>
    `The mail server at ${host} does not send emails from the address in the setting MAIL_FROM.`,
  recipient: (host: string) =>
    `The mail server at ${host} does not accept the address of the recipient. Check it.`,
  later: (host: string) => `The mail server at ${host} does not take the email now. Try again later.`,
  refused: (host: string) => `The mail server at ${host} refused the email. Ask whoever runs it.`,
} as const;

type Kind = keyof typeof words;

function refusedKind({ command, permanent }: Failure): Kind {
  if (permanent !== true) return 'later';
  if (command === 'MAIL FROM') return 'sender';
  return command === 'RCPT TO' ? 'recipient' : 'refused';
}

function kindOf(failure: Failure): Kind | undefined {
  switch (failure.code) {
    case 'ETIMEDOUT':
      return 'timeout';
    case 'EDNS':
    case 'ECONNECTION':
    case 'EPROTOCOL':
      return 'host';
    case 'ESOCKET':
      return certificate.test(failure.originalCode ?? '') ? 'certificate' : 'host';
    case 'ETLS':
      return certificate.test(failure.originalCode ?? '') ? 'certificate' : 'unprotected';
    case 'EAUTH':
    case 'ENOAUTH':
      return failure.permanent === false ? 'later' : 'sign-in';
    case 'EENVELOPE':
    case 'EMESSAGE':
      return refusedKind(failure);
    default:
      return undefined;
  }
}

/** Why an email was not sent, in words that hold nothing but the name of the server. Throws on what is no failure of it. */
export function refuseFailure(error: unknown, host: string): Decision<never> {
  const kind = error instanceof Error ? kindOf(error) : undefined;
  if (kind === undefined) throw error;
  return refuse(`email-${kind}`, words[kind](host));
}
