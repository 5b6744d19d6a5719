import type { MessageText } from '../../domain/organisations/index.ts';
import type { Decision } from '../../domain/values/index.ts';

/** One email to one person. */
export interface Message {
  /** One plain address; a list or a name is refused. */
  readonly to: string;
  readonly subject: string;
  /** Paragraphs, each on one line. */
  readonly lines: readonly string[];
  readonly link?: MessageText['link'];
}

/** Sends one email, once. */
export interface Mailer {
  /** Refuses in words what cannot be sent; the words hold no address, no password and no text of the message. */
  readonly send: (message: Message) => Promise<Decision<null>>;
}

/** Who the emails come from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** A mail server, and what it may make us wait. */
export interface MailServer {
  /** `smtp://` or `smtps://`, with a user and password where the server wants them. */
  readonly url: string;
  /** `sevenbox@example.gov.uk`, or a name and an address in angle brackets. */
  readonly from: string;
  /** Further authorities that may vouch for the server, as PEM; the usual ones where left out. */
  readonly authorities?: string;
  /** Until the server takes the whole message; 30 seconds unless told. */
  readonly mostMilliseconds?: number;
}
