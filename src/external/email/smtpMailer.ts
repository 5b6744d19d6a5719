import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { accept, type Decision } from '../../domain/values/index.ts';
import { type Composed, composeMessage, parseSender } from './compose.ts';
import { refuseFailure, tooSlow } from './failures.ts';
import { parseServerAddress, type ServerAddress } from './serverAddress.ts';
import type { Mailer, MailServer } from './types.ts';

const usualMilliseconds = 30_000;

/** A connection that is encrypted and proven before anything is said, save to this computer. */
function connectionTo(
  address: ServerAddress,
  authorities: string | undefined,
  milliseconds: number,
): SMTPConnection {
  const { host, port, secure, thisComputer } = address;
  return new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: !secure && !thisComputer,
    ignoreTLS: !secure && thisComputer,
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(authorities === undefined ? {} : { ca: authorities }),
    },
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    dnsTimeout: milliseconds,
    socketTimeout: milliseconds,
    socketCloseTimeout: 1_000,
    maxResponseSize: 100_000,
  });
}

type Done = (error?: Error | null) => void;

function step(begin: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    begin((error) => (error ? reject(error) : resolve()));
  });
}

async function converse(
  connection: SMTPConnection,
  { credentials }: ServerAddress,
  { from, to, raw }: Composed,
): Promise<void> {
  await step((done) => connection.connect(done));
  if (credentials) await step((done) => connection.login({ ...credentials }, done));
  await step((done) => connection.send({ from, to: [to], size: raw.length }, raw, done));
}

/** Fails when the connection does, or when the time is over, however slowly the server keeps talking. */
function failing(connection: SMTPConnection, milliseconds: number) {
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow), milliseconds);
    connection.on('error', reject);
  });
  return { failed, stop: () => clearTimeout(timer) };
}

async function deliver(
  composed: Composed,
  address: ServerAddress,
  server: MailServer,
): Promise<Decision<null>> {
  const milliseconds = server.mostMilliseconds ?? usualMilliseconds;
  const connection = connectionTo(address, server.authorities, milliseconds);
  const { failed, stop } = failing(connection, milliseconds);
  try {
    await Promise.race([converse(connection, address, composed), failed]);
    connection.quit();
    return accept(null);
  } catch (error) {
    connection.close();
    return refuseFailure(error, address.host);
  } finally {
    stop();
  }
}

/** Sends emails through a mail server, one connection for each. Refused when its address or the sender is wrong. */
export function smtpMailer(server: MailServer): Decision<Mailer> {
  const address = parseServerAddress(server.url);
  if (!address.ok) return address;
  const sender = parseSender(server.from);
  if (!sender.ok) return sender;
  return accept({
    send: async (message) => {
      const composed = await composeMessage(message, sender.value);
      return composed.ok ? deliver(composed.value, address.value, server) : composed;
    },
  });
}
