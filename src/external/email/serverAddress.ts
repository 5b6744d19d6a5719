import { accept, type Decision, refuse } from '../../domain/values/index.ts';

/** Where a mail server listens and how it is reached, read from its URL. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** Whether the first byte is encrypted already; otherwise STARTTLS is demanded, save on this computer. */
  readonly secure: boolean;
  readonly thisComputer: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | null;
}

function wrong(): Decision<never> {
  const sentence =
    'The address of the mail server is wrong. It looks like smtps://user:password@mail.example:465, with special characters of the password written as %40. Check the setting SMTP_URL.';
  return refuse('email-server', sentence);
}

function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return /\p{Cc}/u.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}

function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function hostOf({ hostname }: URL): string | undefined {
  const host = hostname.toLowerCase();
  const numbered = /^\[([0-9a-f:.]+)\]$/.exec(host)?.[1];
  return numbered ?? (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) ? host : undefined);
}

/** Reads `smtp://` and `smtps://` addresses. Options in the address are refused, because some would lower the protection. */
export function parseServerAddress(text: string): Decision<ServerAddress> {
  if (!/^smtps?:\/\/\S+$/.test(text) || !URL.canParse(text)) return wrong();
  const url = new URL(text);
  const host = hostOf(url);
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  const bare = url.search === '' && url.hash === '' && (url.pathname === '' || url.pathname === '/');
  if (host === undefined || user === undefined || pass === undefined || !bare) return wrong();
  if ((user === '') !== (pass === '')) return wrong();
  const secure = url.protocol === 'smtps:';
  return accept({
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    thisComputer: isThisComputer(host),
    credentials: user === '' ? null : { user, pass },
  });
}
