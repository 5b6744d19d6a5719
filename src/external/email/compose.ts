import MailComposer from 'nodemailer/lib/mail-composer';
import {
  accept,
  type Decision,
  type EmailAddress,
  parseEmailAddress,
  refuse,
} from '../../domain/values/index.ts';
import type { Message, Sender } from './types.ts';

/** A message that is ready to be handed over: its envelope, and its bytes with CRLF line ends. */
export interface Composed {
  readonly from: string;
  readonly to: EmailAddress;
  readonly raw: Buffer;
}

const most = { subject: 200, name: 100, lines: 50, line: 2_000, linkText: 200, href: 2_000 };

/** Characters that end a line somewhere, that nobody sees, or that turn the direction of what follows. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

function isLine(text: string, mostCharacters: number): boolean {
  return text.trim() !== '' && text.length <= mostCharacters && !unfit.test(text);
}

function isHref(href: string): boolean {
  if (href.length > most.href || !/^https?:\/\/[\x21-\x7e]+$/.test(href) || !URL.canParse(href)) return false;
  const { username, password } = new URL(href);
  return username === '' && password === '';
}

function refusalOf({ to, subject, lines, link }: Message): Decision<never> | undefined {
  if (parseEmailAddress(to) === undefined) {
    return refuse('email-address', 'Enter one email address, like name@example.org.');
  }
  if (!isLine(subject, most.subject)) {
    const sentence = `The subject of an email is one line of at most ${most.subject} ordinary characters.`;
    return refuse('email-subject', sentence);
  }
  if (lines.length === 0 || lines.length > most.lines || !lines.every((line) => isLine(line, most.line))) {
    const sentence = `An email has 1 to ${most.lines} paragraphs of at most ${most.line} ordinary characters, each on one line.`;
    return refuse('email-text', sentence);
  }
  if (link && !(isLine(link.text, most.linkText) && isHref(link.href))) {
    return refuse('email-link', 'The link of an email has a text on one line and a plain web address.');
  }
  return undefined;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function plainText({ lines, link }: Message): string {
  const parts = link ? [...lines, `${link.text}:\r\n${link.href}`] : lines;
  return `${parts.join('\r\n\r\n')}\r\n`;
}

function htmlText({ subject, lines, link }: Message): string {
  const parts = lines.map((line) => `<p>${escaped(line)}</p>`);
  if (link) parts.push(`<p><a href="${escaped(link.href)}">${escaped(link.text)}</a></p>`);
  const head = `<meta charset="utf-8"><title>${escaped(subject)}</title>`;
  return `<!DOCTYPE html>\r\n<html lang="en"><head>${head}</head><body>\r\n${parts.join('\r\n')}\r\n</body></html>\r\n`;
}

/** Reads `address` or `Name <address>`; refused when it is anything else. */
export function parseSender(text: string): Decision<Sender> {
  const [, name = 'Sevenbox', inBrackets = text] = /^([^<>]+?) *<([^<>]+)>$/s.exec(text) ?? [];
  const address = parseEmailAddress(inBrackets);
  if (address !== undefined && isLine(name, most.name)) return accept({ name, address });
  const sentence =
    'Emails must come from one address, like sevenbox@example.gov.uk or Sevenbox <sevenbox@example.gov.uk>. Check the setting MAIL_FROM.';
  return refuse('email-sender', sentence);
}

/** The bytes of a message as plain text and HTML. What could begin another header or reach another person is refused. */
export async function composeMessage(message: Message, sender: Sender): Promise<Decision<Composed>> {
  const to = parseEmailAddress(message.to);
  const refusal = refusalOf(message);
  if (refusal || to === undefined) return refusal ?? refuse('email-address', 'Enter one email address.');
  const composer = new MailComposer({
    from: sender,
    to: { name: '', address: to },
    subject: message.subject,
    text: plainText(message),
    html: htmlText(message),
    headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  });
  return accept({ from: sender.address, to, raw: await composer.compile().build() });
}
