import { accept, type Decision } from '../../domain/values/index.ts';
import { parseSender } from './compose.ts';
import { outboxMailer } from './outboxMailer.ts';
import { smtpMailer } from './smtpMailer.ts';
import type { Mailer } from './types.ts';

/** How emails leave, as the settings say. */
export interface MailSettings {
  /** The mail server; null for files in `outbox`. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  /** The folder that takes emails where there is no mail server. */
  readonly outbox: string;
}

/** The mail server where one is set, and the folder otherwise. Refused when the settings are wrong. */
export function openMailer({ smtpUrl, mailFrom, outbox }: MailSettings): Decision<Mailer> {
  if (smtpUrl !== null) return smtpMailer({ url: smtpUrl, from: mailFrom ?? '' });
  if (mailFrom === null) return accept(outboxMailer(outbox));
  const sender = parseSender(mailFrom);
  return sender.ok ? accept(outboxMailer(outbox, sender.value)) : sender;
}
